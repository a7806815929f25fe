"""Mastodon profiles: bio, profile fields and verified links."""

from __future__ import annotations

import re
from datetime import date

from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.urls import path_parts

SOURCE = "mastodon"
HANDLE = re.compile(r"@[\w.-]+(?:@[\w.-]+\.\w+)?")
PLACE = re.compile(
    r"^(?:where|location|place|based(?: in)?|lives? in|city|town|ort|wohnort|stadt|ville|lieu|où|lugar|ciudad|cidade"
    r"|onde|luogo|città|woonplaats|plats|sted|miasto|место|город|場所|居住地|所在地)[\s:?]*$",
    re.IGNORECASE,
)
NEED = re.compile(
    r"^(?:looking for|seeking|wanted|need|suche|cherche|recherche|busco|procuro|cerco|zoek)\b", re.IGNORECASE
)
OFFER = re.compile(
    r"^(?:offer(?:s|ing)?|services?|commissions?|hire me for|teach(?:es|ing)?|angebote?|biete|offres?|ofrezco"
    r"|ofereço)\b",
    re.IGNORECASE,
)


def read(page: Page, today: date) -> Notebook | None:
    marks = page.marks
    header = next((text for text, _ in marks.get("mastodon.name", ()) if text), "")
    parts = path_parts(page.url)
    if not header or not parts or not parts[0].startswith("@"):
        return None
    notes = Notebook(SOURCE, page.url)
    handle = next((text for text, _ in marks.get("mastodon.handle", ()) if text), "")
    notes.say(
        "name",
        HANDLE.sub("", header.replace(handle, " ") if handle else header).strip() or parts[0].lstrip("@"),
    )
    notes.say("url", _home(page, parts[0]))
    bio = next((text for text, _ in marks.get("mastodon.bio", ()) if text), "")
    notes.say("about", bio)
    for line in bio.split("\n"):
        quote_text(notes, line, "bio")
    for text, _ in marks.get("mastodon.field", ()):
        label, _, value = text.partition("\n")
        if PLACE.match(label):
            notes.say("place", value)
        elif value and NEED.match(label):
            notes.quote(value, label.lower(), "need")
        elif value and OFFER.match(label):
            notes.quote(value, label.lower(), "offer")
    for _, href in marks.get("mastodon.website", ()):
        notes.say("url", href)
    return notes


def _home(page: Page, handle: str) -> str:
    """A guest's page on somebody else's server belongs to their own: /@ada@there.example -> https://there.example/@ada."""
    name, _, host = handle.lstrip("@").partition("@")
    return f"https://{host}/@{name}" if host else page.url
