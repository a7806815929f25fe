"""GitLab profiles, on gitlab.com and on an institution's own."""

from __future__ import annotations

from datetime import date

from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_sections, quote_text
from server.pages.sections import locate
from server.pages.urls import RESERVED, path_parts

SOURCE = "gitlab"


def read(page: Page, today: date) -> Notebook | None:
    parts = path_parts(page.url)
    marks = page.marks
    name = next((text for text, _ in marks.get("gitlab.name", ()) if text), "")
    login = next((text for text, _ in marks.get("gitlab.login", ()) if text), "").lstrip("@")
    if (
        len(parts) != 1
        or parts[0].casefold() in RESERVED
        or not (name or login)
        or not any("gitlab." in k for k in marks)
    ):
        return None
    notes = Notebook(SOURCE, page.url)
    notes.say("name", name or login)
    notes.say("url", page.url)
    for field, mark in (("headline", "bio"), ("role", "role"), ("organisation", "org"), ("place", "place")):
        for text, _ in marks.get(f"gitlab.{mark}", ()):
            if field == "headline":
                notes.say("headline", text)
                quote_text(notes, text, "bio")
            elif field == "role":
                notes.say("role", text)
            elif field == "organisation":
                notes.say("organisation", text)
            else:
                notes.say("place", text)
    for mark in ("website", "social"):
        for _, href in marks.get(f"gitlab.{mark}", ()):
            notes.say("url", href)
    for text, _ in marks.get("gitlab.readme", ()):
        place = locate(page, text)
        if place is not None:
            quote_sections(notes, page, *place, otherwise="readme", today=today)
    return notes
