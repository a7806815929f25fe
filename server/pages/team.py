"""Pages with several people (a team, speakers, staff): one card each, for the user to choose from."""

from __future__ import annotations

import re
from datetime import date

from server.pages.freshness import fold
from server.pages.names import clean_name, looks_like_a_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.personal import SITES, own_address, say_role
from server.pages.profile import PageKind, Profile
from server.pages.sections import Section, items, sections, whole_end
from server.pages.urls import path_parts

SOURCE = "page text"
ABOUT_PEOPLE = re.compile(
    r"\b(?:team|people|staff|speakers?|presenters?|faculty|members?|crew|board|leadership|founders|fellows|mentors"
    r"|clinicians|lawyers|advisors|who we are|about us|mitarbeit\w*|personen|kollegium|vorstand|referent\w+"
    r"|équipe|equipe|equipo|ponentes|persone|medewerkers|チーム|メンバー|团队|команда)\b",
    re.IGNORECASE,
)
MIN_PEOPLE = 2
MIN_LISTED = 3
ROW = re.compile(r"^(?P<name>[^,–—|:]{4,50}?)\s*(?:,|[–—|:]|\s-\s)\s*(?P<role>[^\d].{2,80})$")
MAX_PEOPLE = 60
LONGEST_ROLE = 90
MOST_WORDS = 12
SLUG_WORD = 3
PHONE = re.compile(r"(?:tel|phone|fon|mobile|fax|e-?mail)\b|@|\+?\d[\d ()/-]{6,}", re.IGNORECASE)


def read(page: Page, today: date) -> Notebook | None:
    """Cards under headings of one level that are names, on a page that says it is about people."""
    where = " ".join([*path_parts(page.url)[-1:], *page.h1, page.title]).replace("-", " ").replace("_", " ")
    if not ABOUT_PEOPLE.search(where):
        return None
    by_level: dict[int, list[Section]] = {}
    for section in sections(page):
        if section.level > 1 and looks_like_a_name(section.heading):
            by_level.setdefault(section.level, []).append(section)
    cards = max(by_level.values(), key=len, default=[])
    if len(cards) < MIN_PEOPLE:
        return _listed(page)
    if not sum(1 for card in cards if _role(page, card)) * 2 >= len(cards):
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    for card in cards[:MAX_PEOPLE]:
        notes.people.append(_person(page, card))
    return notes


def _listed(page: Page) -> Notebook | None:
    """Without headings: list items or table rows that begin with a name and a post; else pairs of such lines."""
    rows = items(page, 0, len(page.lines))
    people = [person for row in rows if (person := _row(page, row)) is not None]
    if len(people) < MIN_LISTED and not MIN_PEOPLE <= len(people) == len(rows) - 1:
        heads = {line for line, _ in page.headings}
        lines = [line for at, line in enumerate(page.lines) if line and at not in heads]
        rows = [lines[at : at + 2] for at in range(0, len(lines) - 1, 2)]
        people = [person for row in rows if (person := _row(page, row)) is not None]
        if len(people) < MIN_LISTED or len(people) < len(rows):
            return None
    if len(people) * 2 < len(rows):
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    notes.people.extend(people[:MAX_PEOPLE])
    return notes


def _row(page: Page, row: list[str]) -> Profile | None:
    found = ROW.match(row[0])
    name, role = (found["name"], found["role"]) if found else (row[0], row[1] if len(row) > 1 else "")
    if not looks_like_a_name(name) or not _is_post(role):
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    notes.say("name", name)
    say_role(notes, role)
    notes.say("role", role)
    for line, label, href in page.links:
        if page.lines[line] == row[0] and (label == name or SITES.match(href)):
            notes.say("url", href)
    return Profile(PageKind.PROFILE, notes.value("url"), notes.value("name"), tuple(notes.readings))


def _person(page: Page, card: Section) -> Profile:
    notes = Notebook(SOURCE, page.base or page.url)
    notes.say("name", clean_name(card.heading))
    role = _role(page, card)
    say_role(notes, role)
    notes.say("role", role)
    for href in _links(page, card):
        notes.say("url", href)
    lines = [
        line
        for line in page.lines[card.start : _end(page, card)]
        if line and line != role and not PHONE.search(line)
    ]
    for line in lines:
        if len(line) > LONGEST_ROLE // 3:
            notes.quote(line, "about")
    return Profile(
        PageKind.PROFILE,
        notes.value("url"),
        notes.value("name"),
        tuple(notes.readings),
        tuple(notes.passages),
    )


def _end(page: Page, card: Section) -> int:
    """With sub-headings: a post may be one."""
    return whole_end(page, card.start, card.level)


def _role(page: Page, card: Section) -> str:
    """The first short line under the name that is not a sentence."""
    line = next((line for line in page.lines[card.start : _end(page, card)] if line), "")
    return line if _is_post(line) else ""


def _is_post(line: str) -> bool:
    short = 0 < len(line) <= LONGEST_ROLE and len(line.split()) <= MOST_WORDS
    return short and not line.endswith((".", "!", "?")) and not PHONE.search(line)


def _links(page: Page, card: Section) -> list[str]:
    """The card's own profile page first, then the person's profiles elsewhere."""
    near = [row for row in page.links if card.start - 1 <= row[0] <= card.end]
    own = [
        href
        for line, label, href in near
        if line < card.end and label in {"", card.heading} and own_address(page, href) and href[:1] != "#"
    ]
    return own + [href for line, _, href in near if SITES.match(href) and _is_theirs(page, card, line, href)]


def _is_theirs(page: Page, card: Section, line: int, href: str) -> bool:
    """An icon without words may belong to the card before it or after it: its address says whose it is."""
    if card.start <= line < card.end:
        return True
    slug = fold(href)
    return any(len(word) >= SLUG_WORD and word in slug for word in fold(card.heading).split())
