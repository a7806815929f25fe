"""Text somebody selected or pasted: a signature's lines, and plain statements of needs and offers."""

from __future__ import annotations

import re
from datetime import date

from server.pages.names import looks_like_a_name
from server.pages.notebook import EMAIL, Notebook
from server.pages.page import Page
from server.pages.personal import say_role
from server.pages.prose import quote_text

SOURCE = "selected text"
ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()/.-]{6,18}\d(?!\w)")
CALLING = re.compile(r"\b(?:tel|phone|mobile|cell|fon|mob|m|t)\b[.:]?|^\+", re.IGNORECASE)


def read(page: Page, today: date) -> Notebook | None:
    """A name only where the first line is one, as in a signature; every other line is quoted."""
    if not page.selection.strip():
        return None
    notes = Notebook(SOURCE, page.url)
    lines = [" ".join(line.split()) for line in page.selection.split("\n") if line.strip()]
    if looks_like_a_name(lines[0]) and len(lines) > 1:
        notes.say("name", lines[0])
        say_role(notes, lines[1])
    for line in lines:
        for url in ADDRESS.findall(line):
            notes.say("url", url.rstrip(".,;"))
        for mail in EMAIL.findall(line):
            notes.say("email", mail)
        if CALLING.search(line) and (number := PHONE.search(line)):
            notes.say("phone", number[0])
        if not ADDRESS.fullmatch(line) and not EMAIL.fullmatch(line) and line != notes.value("name"):
            quote_text(notes, line, "selected text")
    return notes
