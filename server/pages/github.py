"""GitHub profiles: bio, profile README, pinned repositories, organisations; an organisation's people as a list."""

from __future__ import annotations

import re
from datetime import date

from server.pages.cues import signal_of
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.profile import Acquaintance, PageKind, Profile, Reading
from server.pages.prose import quote_sections, quote_text
from server.pages.sections import locate
from server.pages.urls import RESERVED, absolute, canonical_url, path_parts

SOURCE = "github"
LABELS = frozenset({"public", "private", "public archive", "public template", "template", "archived"})
NUMBER = re.compile(r"^[\d.,k]+$")
HIREABLE = "Available for hire"
MIN_PEOPLE = 2


def read(page: Page, today: date) -> Notebook | None:
    """A person's page (github.com/NAME) or an organisation's people (github.com/orgs/NAME/people)."""
    parts = path_parts(page.url)
    if page.host != "github.com" or not parts:
        return None
    if parts[0] == "orgs" and parts[-1] == "people":
        return _members(page, parts[1])
    login = _mark(page, "login").lstrip("@")
    if len(parts) != 1 or parts[0].casefold() in RESERVED or not (login or _mark(page, "name")):
        return None
    if login and login.split()[0].casefold() != parts[0].casefold():
        return None
    notes = Notebook(SOURCE, page.url)
    notes.say("name", _mark(page, "name") or login)
    notes.say("url", page.url)
    bio = _mark(page, "bio")
    notes.say("headline", bio)
    quote_text(notes, bio, "bio")
    notes.say("organisation", _mark(page, "org").split("\n")[0].split(" @")[0].lstrip("@"))
    notes.say("place", _mark(page, "place"))
    notes.say("email", _mark(page, "email"))
    for name in ("website", "social"):
        for _, href in page.marks.get(f"github.{name}", ()):
            notes.say("url", href if href.startswith("http") else "")
    if _mark(page, "hireable") or HIREABLE in page.lines:
        notes.quote(HIREABLE, "status", "need")
    for text, _ in page.marks.get("github.language", ()):
        notes.say("skill", text)
    _readme(notes, page, today)
    _pinned(notes, page)
    for _, href in page.marks.get("github.orgs", ()):
        notes.quote(f"Member of {href.strip('/')}", "organisations")
    return notes


def _mark(page: Page, name: str) -> str:
    return next((text for text, _ in page.marks.get(f"github.{name}", ()) if text), "")


def _readme(notes: Notebook, page: Page, today: date) -> None:
    place = locate(page, _mark(page, "readme"))
    if place is not None:
        quote_sections(notes, page, *place, otherwise="readme", today=today)


def _pinned(notes: Notebook, page: Page) -> None:
    """A maintained project is something its maintainer can offer; "help wanted" in it is a need."""
    languages = {text for text, _ in page.marks.get("github.language", ())}
    names = [text for text, _ in page.marks.get("github.repo", ())]
    for at, (text, _) in enumerate(page.marks.get("github.pinned", ())):
        lines = [line for line in text.split("\n") if line]
        if at < len(names) and lines and lines[0].startswith(names[at]):
            lines[0] = names[at]
        told = [
            line
            for line in lines[1:]
            if line.casefold() not in LABELS and line not in languages and not NUMBER.match(line)
        ]
        if not lines or not told or told[0].startswith("Forked from"):
            continue
        notes.quote(f"{lines[0]}: {told[0]}", "pinned projects", "offer")
        if signal_of(told[0]) == "need":
            notes.quote(told[0], "pinned projects", "need")


def _members(page: Page, organisation: str) -> Notebook | None:
    """People of one organisation, who are known to each other by being its members."""
    notes = Notebook(SOURCE, page.url)
    found: dict[str, str] = {}
    for text, href in page.marks.get("github.member", ()):
        url = canonical_url(absolute(page.url, href))
        if text and url:
            found.setdefault(url, text.split("\n")[0])
    for url, name in found.items():
        others = tuple(
            Acquaintance(other, address, f"Both are members of {organisation} on GitHub", SOURCE)
            for address, other in found.items()
            if address != url
        )
        readings = (
            Reading("name", name, SOURCE),
            Reading("url", url, SOURCE),
            Reading("organisation", organisation, SOURCE),
        )
        notes.people.append(Profile(PageKind.PROFILE, url, name, readings, (), others))
    return notes if len(notes.people) >= MIN_PEOPLE else None
