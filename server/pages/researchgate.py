"""ResearchGate and Academia.edu: post, institution, introduction, skills, co-authors."""

from __future__ import annotations

import re
from datetime import date

from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.urls import path_parts

AT = re.compile(r"^(?P<role>.+?) at (?P<org>.+)$")
PARTS = 2


def read(page: Page, today: date) -> Notebook | None:
    if page.host.endswith("researchgate.net") and path_parts(page.url)[:1] == ("profile",):
        return _researchgate(page)
    if page.host.endswith("academia.edu") and len(path_parts(page.url)) == 1:
        return _academia(page)
    return None


def _texts(page: Page, mark: str) -> list[str]:
    return [text for text, _ in page.marks.get(mark, ()) if text]


def _start(page: Page, site: str) -> Notebook | None:
    notes = Notebook(site, page.url)
    notes.say("name", next(iter(_texts(page, f"{site}.name")), ""))
    notes.say("url", page.url)
    return notes if notes.value("name") else None


def _researchgate(page: Page) -> Notebook | None:
    notes = _start(page, "researchgate")
    if notes is None:
        return None
    for line in _texts(page, "researchgate.line"):
        if found := AT.match(line):
            notes.say("role", found["role"])
            notes.say("organisation", found["org"])
        elif notes.value("organisation"):
            notes.say("place", line)
    _about(notes, page, "researchgate.intro")
    for skill in _texts(page, "researchgate.skill"):
        notes.say("skill", skill)
    for text, href in page.marks.get("researchgate.coauthor", ()):
        notes.knows(text, href, "Named as a co-author on ResearchGate")
    return notes


def _academia(page: Page) -> Notebook | None:
    notes = _start(page, "academia")
    if notes is None:
        return None
    parts = [part.strip() for part in next(iter(_texts(page, "academia.affiliation")), "").split(",")]
    notes.say("organisation", parts[0])
    if len(parts) > PARTS:
        notes.say("role", parts[-1])
    _about(notes, page, "academia.bio")
    for skill in _texts(page, "academia.interest"):
        notes.say("skill", skill)
    for text, href in page.marks.get("academia.coauthor", ()):
        notes.knows(text, href, "Named as a co-author on Academia.edu")
    return notes


def _about(notes: Notebook, page: Page, mark: str) -> None:
    text = next(iter(_texts(page, mark)), "")
    notes.say("about", text)
    quote_text(notes, text, "about")
