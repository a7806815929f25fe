"""OpenGraph: a page that calls itself a profile, and little more; the least trusted source."""

from __future__ import annotations

import re
from datetime import date

from server.pages.names import looks_like_a_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text

SOURCE = "opengraph"
CUT = re.compile(r"\s+[|·–—-]\s+|\s+\(@|['’]s\s+[A-Z]\w*\s+[Pp]rofile")
OTHER = frozenset({"article", "product", "video", "book", "music.song", "event"})
SELLING = re.compile(
    r"^(?:check out|see|view|follow|join|connect with|find|log in|sign up|watch)\b", re.IGNORECASE
)


def read(page: Page, today: date) -> Notebook | None:
    """Only where og:type says profile: a shop's or a paper's title is nobody's name."""
    meta = page.meta
    called = meta.get("og:type", "").casefold()
    if called != "profile" and (called in OTHER or "profile:first_name" not in meta):
        return None
    notes = Notebook(SOURCE, page.base or page.url)
    site = meta.get("og:site_name", "").casefold()
    first, last = meta.get("profile:first_name", ""), meta.get("profile:last_name", "")
    title = CUT.split(meta.get("og:title", ""))[0]
    both = f"{first} {last}".strip() if first and last else ""
    for name in (both, title):
        if name and name.casefold() != site and (looks_like_a_name(name) or name == both):
            notes.say("name", name)
    if not notes.value("name"):
        return None
    notes.say("url", meta.get("og:url", ""))
    about = meta.get("og:description", "")
    if about and not SELLING.search(about) and about != meta.get("og:title"):
        notes.say("about", about)
        quote_text(notes, about, "about")
    return notes
