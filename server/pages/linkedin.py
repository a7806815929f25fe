"""LinkedIn profiles, public and signed in, old layout and server-driven, in any language of its interface.

Class names mean nothing there and labels are translated, so what counts is the page's own names for its
regions, the order of lines in the top card, links, and the shape of dates.
"""

from __future__ import annotations

import itertools
import re
from datetime import date

from server.pages.freshness import agrees
from server.pages.linkedin_jobs import current_job
from server.pages.linkedin_words import (
    CONTACT,
    LIST_WORDS,
    MUTUAL,
    OFFERING,
    SECTION_HEADINGS,
    SECTION_KEYS,
    SEEKING,
)
from server.pages.names import looks_like_a_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.sections import MAIN, headed, items, region
from server.pages.urls import canonical_url, host_of

SOURCE = "linkedin"
PROFILE = re.compile(r"^https://www\.linkedin\.com/in/[^/]+")
COUNT = re.compile(r"^\d|\s\d{1,3}(?:\s|$)|linkedin", re.IGNORECASE)
"""Endorsement lines and the like hold a small number among other words; few skills do."""
DOTS = re.compile(r"^[·•\s]*$|^[·•]\s*\S+")
SEPARATED = re.compile(r"\s+[•·]\s+")
AT = re.compile(r"^(?P<role>[^|·•]{3,80}?)\s+(?:at|@|bei|chez|en|presso|hos)\s+(?P<org>[^|·•,/]{2,60})$")
PLACE = re.compile(
    r"^(?:greater |großraum |région de |área )?[^\W\d_][^\d|@:;!?]{1,60}(?:,|،|、)\s?[^\d|@:;!?]{2,60}$"
    r"|^greater \D{3,40}$|^[^\d|,]{2,40} (?:metropolitan )?area$|^großraum \D{2,40}$",
    re.IGNORECASE,
)
"""Where no link to the contact details shows which line is the place."""
HEAD_LINES = 5
TOP_LINES = 25
MANY_WORDS = 3
LONGEST_SKILL = 60
LONGEST_MUTUAL = 200


def read(page: Page, today: date) -> Notebook | None:
    if not host_of(page.url).endswith("linkedin.com") or not PROFILE.match(canonical_url(page.url)):
        return None
    notes = Notebook(SOURCE, page.url)
    top = _top_card(page)
    if not top:
        return None
    notes.say("name", top[0])
    notes.say("url", page.url)
    _headline_and_place(notes, page, top)
    _job(notes, page)
    _about(notes, page)
    _services(notes, page)
    _open_to(notes, page)
    _skills(notes, page)
    _history(notes, page)
    _mutual(notes, page)
    return notes


def _mark(page: Page, name: str) -> str:
    return next((text for text, _ in page.marks.get(f"linkedin.{name}", ()) if text), "")


def _top_card(page: Page) -> list[str]:
    """The lines of the top card from the name on; none if no profile is to be seen (a log-in wall)."""
    marked = [line for line in _mark(page, "top").split("\n") if line]
    name = _mark(page, "name").split("\n")[0]
    if not name and marked:
        name = marked[0]
    if not name:
        heads = [page.lines[line] for line, level in sorted(page.headings) if level <= MAIN]
        name = next((head for head in heads if looks_like_a_name(head)), "")
        if not name or not agrees(page):
            return []
        start = page.lines.index(name)
        marked = [line for line in page.lines[start : start + 15] if line]
    at = marked.index(name) if name in marked else -1
    return [name, *marked[at + 1 :]]


def _headline_and_place(notes: Notebook, page: Page, top: list[str]) -> None:
    rest = top[1:]
    degree = next((at for at, line in enumerate(rest[:HEAD_LINES]) if DOTS.match(line)), -1)
    contact = next((at for at, line in enumerate(rest) if _is_contact(page, line)), len(rest))
    body = [line for line in rest[degree + 1 : contact] if not DOTS.match(line)]
    body = [line for line in body if not (line.startswith("(") and line.endswith(")"))]
    headline = _mark(page, "headline").split("\n")[0] or (body[0] if body else "")
    place = _mark(page, "place").split("\n")[0]
    if not place and contact < len(rest) and len(body) > 1:
        place = body[-1]
    elif not place:
        place = next((line for line in body[1:HEAD_LINES] if PLACE.match(line)), "")
    notes.say("headline", headline)
    notes.quote(headline, "headline") if not _said(notes, headline) else None
    if place != headline:
        notes.say("place", place)


def _said(notes: Notebook, headline: str) -> bool:
    """A headline may itself state a need or an offer; then it is quoted as such."""
    before = len(notes.passages)
    quote_text(notes, headline, "headline")
    return len(notes.passages) > before


def _is_contact(page: Page, line: str) -> bool:
    if line.casefold() in CONTACT:
        return True
    return any(label == line and "/overlay/contact-info" in href for _, label, href in page.links)


def _part(page: Page, name: str) -> tuple[int, int] | None:
    return region(page, SECTION_KEYS[name]) or headed(page, SECTION_HEADINGS[name])


def _job(notes: Notebook, page: Page) -> None:
    part = _part(page, "experience")
    if part is not None:
        role, organisation = current_job(items(page, *part))
        notes.say("role", role)
        notes.say("organisation", organisation)
    elif found := AT.match(notes.value("headline")):
        notes.say("role", found["role"])
        notes.say("organisation", found["org"])


def _without_heading(page: Page, part: tuple[int, int]) -> list[str]:
    heads = {line for line, _ in page.headings}
    return [
        line for at, line in enumerate(page.lines[part[0] : part[1]], part[0]) if line and at not in heads
    ]


def _about(notes: Notebook, page: Page) -> None:
    part = _part(page, "about")
    lines = _without_heading(page, part) if part is not None else []
    marked = [line for line in _mark(page, "about").split("\n") if line]
    if marked and (not lines or marked[0] in lines):
        for line in lines:
            if line not in marked and SEPARATED.search(line):
                for skill in SEPARATED.split(line):
                    notes.say("skill", skill)
        lines = marked
    notes.say("about", "\n".join(lines))
    for line in lines:
        quote_text(notes, line, "about")


def _services(notes: Notebook, page: Page) -> None:
    part = _part(page, "services")
    if part is None:
        return
    links = {line for line, _, href in page.links if "/services/" in href}
    for at, line in enumerate(page.lines[part[0] : part[1]], part[0]):
        if line and at not in links and not any(at == head for head, _ in page.headings):
            for service in SEPARATED.split(line):
                notes.quote(service, "services", "offer")


def _open_to(notes: Notebook, page: Page) -> None:
    """ "Open to work" and "Hiring" are needs, "Providing services" is an offer: the title, and what is under it."""
    top = [line for line in page.lines if line][:TOP_LINES]
    for title, detail in itertools.pairwise([*top, ""]):
        if SEEKING.match(title) and title != notes.value("headline"):
            plain = (
                detail
                and not _is_contact(page, detail)
                and not DOTS.match(detail)
                and detail != notes.value("place")
            )
            notes.quote(detail if plain else title, title.lower(), "need")
    for text, _ in page.marks.get("linkedin.opento", ()):
        lines = [line for line in text.split("\n") if line]
        if len(lines) > 1:
            notes.quote(lines[1], lines[0].lower(), "offer" if OFFERING.search(lines[0]) else "need")


def _skills(notes: Notebook, page: Page) -> None:
    part = _part(page, "skills")
    if part is None:
        return
    heads = {page.lines[line] for line, _ in page.headings if part[0] <= line < part[1]}
    if page.lines[part[0] - 1 : part[0]]:
        heads.add(page.lines[part[0] - 1])
    firsts = [[line for line in group if line not in heads][:1] for group in items(page, *part)]
    names = [first[0] for first in firsts if first]
    for name in names:
        noise = (COUNT.search(name) and len(name.split()) >= MANY_WORDS) or re.match(r"\d", name)
        if not noise and names.count(name) == 1 and len(name) <= LONGEST_SKILL and "/details/" not in name:
            notes.say("skill", name)


def _history(notes: Notebook, page: Page) -> None:
    for name in ("experience", "education", "featured"):
        part = _part(page, name)
        if part is None:
            continue
        shown = {line for line, _, href in page.links if "/details/" in href}
        heads = {line for line, _ in page.headings}
        for group in items(page, part[0] + (part[0] in heads), part[1]):
            words = [line for line in group if not any(page.lines[at] == line for at in shown)]
            notes.quote(" · ".join(words), name)


def _mutual(notes: Notebook, page: Page) -> None:
    """Names in the line that links to the connections one has in common; how many more there are is left out."""
    linked = [
        page.lines[at]
        for at, _, href in page.links
        if "/search/results/people" in href and at < len(page.lines)
    ]
    worded = [line for line in page.lines if len(line) <= LONGEST_MUTUAL and MUTUAL.search(line)]
    for line in [*linked, *worded][:1]:
        named = re.split(r"\d", line)[0]
        for chunk in re.split(rf"\s*[,،、，]\s*|\s+(?:{LIST_WORDS})\s+|さん", named):
            name = _leading_name(chunk)
            if name and name != notes.value("name"):
                notes.knows(name, "", f"LinkedIn: {line}")


def _leading_name(chunk: str) -> str:
    """The words at the start that can be a name: "Luc Modèle est une relation" -> "Luc Modèle"."""
    words = chunk.split()
    for length in range(min(4, len(words)), 1, -1):
        name = " ".join(words[:length])
        if looks_like_a_name(name):
            return name
    return ""
