"""Letters: what may be written to whom. A third person's words never travel without their yes."""

from __future__ import annotations

from typing import Any, Literal

from sqlite_utils import Database

from server.errors import Problem
from server.messages import draft
from server.practice.introductions import first_to_ask
from server.store import asks, facets, introductions, people, phrases, suggestions

Row = dict[str, Any]
To = Literal["first", "second", "both", "a", "b"]

PAGES_ONLY = "capture"
"""Only what somebody's own page says may be told to others before they agreed; notes are between them and the user."""

LETTERS = {
    "asked_first": ("first", "introduction_ask"),
    "asked_second": ("second", "introduction_ask"),
}


def introduction_letter(db: Database, introduction: int, to: Literal["a", "b", "both"]) -> Row:
    """The draft that fits how far it has come: {to, text}. Refused where nothing is to be written yet, or any more."""
    row = introductions.get(db, introduction)
    held = phrases.everything(db)
    names = people.cards(db, [row["a"], row["b"]])
    if to == "both":
        if row["state"] not in ("both_yes", "made"):
            raise Problem("not_both", "They are written to together only after both said yes.", "", 409)
        text = draft(
            "introduction_made",
            held,
            first_name_a=first_name(names[row["a"]]),
            first_name_b=first_name(names[row["b"]]),
            name_a=names[row["a"]]["name"],
            name_b=names[row["b"]]["name"],
            share_a=row["share_a"],
            share_b=row["share_b"],
        )
        return {"to": "both", "text": text}
    person, other = (row["a"], row["b"]) if to == "a" else (row["b"], row["a"])
    name, about = _which(db, row, person)
    values: Row = {"first_name": first_name(names[person])}
    if about == "ask":
        values |= _grounds(db, row, person, other)
        values["other_is"] = described(names[other])
    elif about == "other":
        values["other_name"] = names[other]["name"]
    text = draft(name, held, **{key: value or None for key, value in values.items()})
    return {"to": to, "text": text}


def _which(db: Database, row: Row, person: int) -> tuple[str, str]:
    """The template for one of the two, and what it is about."""
    first, _ = first_to_ask(db, row)
    is_first = person == first
    state = row["state"]
    if (state in ("idea", "asked_first") and is_first) or (
        state in ("first_agreed", "asked_second") and not is_first
    ):
        return "introduction_ask", "ask"
    if (
        state in ("declined", "lapsed", "withdrawn")
        and is_first
        and row["share_a" if person == row["a"] else "share_b"]
    ):
        return "introduction_ended", "nobody"
    if state == "made":
        return "introduction_how_was_it", "other"
    if state in ("met", "thanked"):
        return "introduction_thanks", "other"
    raise Problem("nothing_to_write", "There is nothing to write to them at this point.", "", 409)


def _grounds(db: Database, row: Row, person: int, other: int) -> Row:
    """What the letter may rest on: the reader's own need and offer, and of the other only what their page says."""
    grounds: Row = {"your_need": None, "your_offer": None, "their_offer": None}
    if not row["suggestion"]:
        return grounds
    for reason in suggestions.get(db, row["suggestion"])["body"]["reasons"]:
        for side in ("need", "offer"):
            found = reason[side] and reason[side].get("facet") and facets.find(db, reason[side]["facet"])
            if not found:
                continue
            if found["person"] == person:
                grounds[f"your_{side}"] = grounds[f"your_{side}"] or found["text"]
            elif found["person"] == other and side == "offer" and found["set_by"] == PAGES_ONLY:
                grounds["their_offer"] = grounds["their_offer"] or found["text"]
    return grounds


def ask_letter(db: Database, ask: int) -> str:
    """The draft of an ask, with the words to decline in it, always."""
    row = asks.get(db, ask)
    return draft(
        "ask",
        phrases.everything(db),
        first_name=first_name(people.card(db, row["person"])),
        what=row["what"].rstrip(".?! "),
        minutes=row["minutes"],
        why_them=row["why_them"].rstrip(".?! "),
    )


def first_name(card: Row) -> str:
    """As a friendly letter begins; the whole name where it is one word."""
    return str(card["name"]).split()[0] if card["name"] else ""


def described(card: Row) -> str:
    what = card["headline"] or card["role"]
    return ", ".join(
        part for part in (card["name"], what, card["organisation"] if not card["headline"] else "") if part
    )
