"""Grounds: what a letter may rest on. What was said in confidence, or of a third person, is never among it."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from sqlite_utils import Database

from server.identity import PERSONAL
from server.pages.urls import host_of, profile_key
from server.practice.wording import said, to_you
from server.store import facets, fields, notes, people

Row = dict[str, Any]

CONFIDENCE = re.compile(
    r"\b(?:in (?:strict )?confidence|confidential\w*|between (?:us|ourselves|you and me)|off the record|under nda|secrets?|secretly"
    r"|privately|in private|quietly|discreet\w*|not (?:yet )?(?:public|announced|official)|unannounced|nobody (?:else )?knows?"
    r"|(?:do not|don['’]t|not to|never|must not|mustn['’]t) (?:be )?(?:tell|told|mention\w*|repeat\w*|pass|say|share\w*|know)"
    r"|keep (?:it|this|that) (?:quiet|to)|hush|rumou?r\w*|gossip|apparently|supposedly|according to|heard (?:from|that|about|of)"
    r"|overheard|i hear\b)",
    re.IGNORECASE,
)
"""Marks of what was told in confidence or at second hand. One of them in a note keeps all of that note out of letters:
rather too little is said than a word too much."""
_TELLER = re.compile(
    r"\b([^\W\d_]\w+) (?:says?|said|tells?|told|mention(?:s|ed)|thinks?|reckons?|claims?|knows?)\b"
)
_NO_NAME = frozenset(("he", "she", "they", "i", "we", "who", "it", "also", "never", "only", "just"))


def to_themselves(db: Database, facet: Row | None) -> str | None:
    """An offer or need as it may be said to the person whose it is, or None.

    Not where the note it stands in was told by somebody else, or in confidence.
    """
    if facet is None or facet["state"] == "rejected" or not _is_their_own_word(db, facet):
        return None
    return to_you(facet["text"]) or None


def to_others(db: Database, facet: Row | None) -> str | None:
    """The same for a letter to somebody else: only what their own public page says, in the page's words."""
    if facet is None or facet["state"] == "rejected" or not on_their_own_page(db, facet):
        return None
    if _names_another(db, facet):
        return None
    return said(facet["text"]) or None


def of_mine(db: Database, facet: Row | None) -> str | None:
    """What the user offers or needs, in the user's own letter."""
    if facet is None or facet["state"] == "rejected" or not _is_their_own_word(db, facet):
        return None
    return said(facet["text"]) or None


def on_their_own_page(db: Database, facet: Row) -> bool:
    """Whether it was read on a page of theirs: an address they have, or a page of their own site.

    What the user put otherwise is the user's word, not the page's.
    """
    if facet["set_by"] not in ("capture", "import"):
        return False
    own = [row["value"] for row in fields.of(db, facet["person"]) if row["field"] == "url"]
    if facet["source_url"]:
        return any(_same_place(facet["source_url"], url) for url in own)
    return bool(facet["source"]) and any(
        host_of(url).removeprefix("www.") == facet["source"].removeprefix("www.") for url in own
    )


def _same_place(page: str, own: str) -> bool:
    """On a site of many people only the very profile counts; on a site of one's own every page does."""
    if profile_key(page) == profile_key(own):
        return True
    return not PERSONAL.match(profile_key(own)) and host_of(page) == host_of(own)


def _is_their_own_word(db: Database, facet: Row) -> bool:
    whole = " ".join((facet["text"], facet["evidence"], *_notes_around(db, facet)))
    return not told_in_confidence(whole, people.card(db, facet["person"])["name"]) and not _names_another(
        db, facet
    )


def told_in_confidence(text: str, name: str) -> bool:
    """Whether a text has marks of confidence, or of somebody else than ``name`` having told it."""
    own = {*_NO_NAME, *(word.casefold() for word in name.split())}
    return bool(CONFIDENCE.search(text)) or any(
        found[1].casefold() not in own for found in _TELLER.finditer(text) if found[1][0].isupper()
    )


def _notes_around(db: Database, facet: Row) -> list[str]:
    """The notes that a facet's words may stand in."""
    sought = (facet["evidence"] or facet["text"]).casefold()
    return [row["text"] for row in notes.of(db, facet["person"]) if sought in row["text"].casefold()]


def _names_another(db: Database, facet: Row) -> bool:
    return names_anybody(db, f"{facet['text']} {facet['evidence']}", but=(facet["person"],))


def names_anybody(db: Database, text: str, *, but: Collection[int]) -> bool:
    """Whether somebody's whole name stands in a text, those in ``but`` aside."""
    return any(one not in but for one in people.named_in(db, text))


def find(db: Database, quote: Row | None) -> Row | None:
    """The facet a suggestion quoted, as it stands now."""
    return facets.find(db, quote["facet"]) if quote and quote.get("facet") else None
