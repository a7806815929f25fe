"""Google Scholar: affiliation, interests, co-authors."""

from __future__ import annotations

import re
from datetime import date

from server.pages.notebook import Notebook
from server.pages.page import Page

SOURCE = "google scholar"
UNKNOWN = re.compile(
    r"^(?:unknown affiliation|unbekannte|affiliation inconnue|afiliación desconocida)", re.IGNORECASE
)


def read(page: Page, today: date) -> Notebook | None:
    name = next((text for text, _ in page.marks.get("scholar.name", ()) if text), "")
    if not page.host.startswith("scholar.google.") or not name:
        return None
    notes = Notebook(SOURCE, page.url)
    notes.say("name", name)
    notes.say("url", page.url)
    line = next((text for text, _ in page.marks.get("scholar.line", ()) if text), "")
    organisation = next((text for text, _ in page.marks.get("scholar.org", ()) if text), "")
    if not UNKNOWN.match(line):
        notes.say("headline", line)
        notes.quote(line, "affiliation")
    notes.say("organisation", organisation)
    if organisation and line.endswith(organisation):
        notes.say("role", line.removesuffix(organisation).rstrip(" ,"))
    for _, href in page.marks.get("scholar.homepage", ()):
        notes.say("url", href)
    for text, _ in page.marks.get("scholar.interest", ()):
        notes.say("skill", text)
    for text, href in page.marks.get("scholar.coauthor", ()):
        notes.knows(text, href, "Named as a co-author on Google Scholar")
    return notes
