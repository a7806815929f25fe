"""Stack Overflow and its sister sites: headline, place, about, top tags."""

from __future__ import annotations

from datetime import date

from server.pages.linkedin import AT
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.urls import path_parts

SOURCE = "stack overflow"


def read(page: Page, today: date) -> Notebook | None:
    parts = path_parts(page.url)
    names = [text for text, _ in page.marks.get("stackoverflow.name", ()) if text]
    if parts[:1] != ("users",) or not names:
        return None
    notes = Notebook(SOURCE, page.url)
    notes.say("name", names[0])
    notes.say("url", page.url)
    for text, _ in page.marks.get("stackoverflow.headline", ()):
        notes.say("headline", text)
        quote_text(notes, text, "headline")
        if found := AT.match(text):
            notes.say("role", found["role"])
            notes.say("organisation", found["org"])
    for text, _ in page.marks.get("stackoverflow.place", ()):
        notes.say("place", text)
    for text, _ in page.marks.get("stackoverflow.bio", ()):
        notes.say("about", text)
        for line in text.split("\n"):
            quote_text(notes, line, "about")
    for _, href in page.marks.get("stackoverflow.website", ()):
        notes.say("url", href)
    for text, _ in page.marks.get("stackoverflow.tag", ()):
        notes.say("skill", text)
    return notes
