"""Letters: what may be written to whom about an ask or an introduction. A third person's words never travel without
their yes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.messages import Written, written
from server.practice import grounds
from server.practice.introductions import first_to_ask, second
from server.practice.peace import may_be_introduced, may_be_written_to
from server.practice.voice import voice
from server.practice.wording import described, first_name
from server.store import asks, introductions, people, suggestions

Row = dict[str, Any]

QUESTION = re.compile(
    r"(?:could|would|can|will|may|might|do|does|is|are|have|what|how|who|where|when|which)\b", re.IGNORECASE
)
"""How a thing asked begins where a question mark ends it."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft for the user to read, change and send."""

    to: tuple[int, ...]
    subject: str
    text: str
    note: str = ""
    """For the user alone: what to look at before it goes."""

    @classmethod
    def of(cls, done: Written, *to: int, note: str = "") -> Letter:
        return cls(to, done.subject, done.text, note)


def name_of(db: Database, person: int) -> str:
    """As a letter to them begins."""
    return first_name(people.card(db, person))


def to_both(db: Database, row: Row) -> Letter:
    """What each agreed to have passed on, and nothing else."""
    if row["state"] not in ("both_yes", "made"):
        raise Problem("not_both", "They are written to together only after both said yes.", "", 409)
    names = people.cards(db, [row["a"], row["b"]])
    done = written(
        "introduction_made",
        voice(db),
        first_name_a=first_name(names[row["a"]]),
        first_name_b=first_name(names[row["b"]]),
        name_a=names[row["a"]]["name"],
        name_b=names[row["b"]]["name"],
        share_a=row["share_a"] or None,
        share_b=row["share_b"] or None,
    )
    return Letter.of(done, row["a"], row["b"])


def to_one(db: Database, row: Row, person: int) -> Letter:
    """To one of the two alone. ``row``: of an introduction, or of a mere idea of one."""
    other = second(row, person)
    names = people.cards(db, [person, other])
    name, about = _which(db, row, person)
    values: Row = {"first_name": first_name(names[person])}
    note = ""
    if about == "ask":
        may_be_introduced(db, person, other)
        values |= _grounds(db, row, person, other) | {
            "other_is": described(names[other]),
            "other_first_name": first_name(names[other]),
        }
        _, why = first_to_ask(db, row)
        if row["state"] in ("idea", "asked_first"):
            note = f"{names[person]['name']} is asked first, alone: {why}."
    elif about == "other":
        values["other_name"] = names[other]["name"]
    return Letter.of(written(name, voice(db), **values), person, note=note)


def _which(db: Database, row: Row, person: int) -> tuple[str, str]:
    """The template for one of the two, and what it is about."""
    first, _ = first_to_ask(db, row)
    is_first = person == first
    state = row["state"]
    if (state in ("idea", "asked_first") and is_first) or (
        state in ("first_agreed", "asked_second") and not is_first
    ):
        return "introduction_ask", "ask"
    if state in ("declined", "lapsed", "withdrawn") and is_first and _said_yes(db, row):
        return "introduction_ended", "nobody"
    if state == "made":
        return "introduction_how_was_it", "other"
    if state in ("met", "thanked"):
        return "introduction_thanks", "other"
    raise Problem("nothing_to_write", "There is nothing to write to them at this point.", "", 409)


def _said_yes(db: Database, row: Row) -> bool:
    """Whether the one asked first agreed before it ended."""
    return any(step["action"] == "first_said_yes" for step in introductions.steps(db, row["id"]))


def _grounds(db: Database, row: Row, person: int, other: int) -> Row:
    """What the letter may rest on: the reader's own need and offer, and of the other only what their page says."""
    found: Row = {"your_need": None, "your_offer": None, "their_offer": None}
    if not row["suggestion"]:
        return found
    for reason in suggestions.get(db, row["suggestion"])["body"]["reasons"]:
        need, offer = grounds.find(db, reason["need"]), grounds.find(db, reason["offer"])
        if need and need["person"] == person:
            found["your_need"] = found["your_need"] or grounds.to_themselves(db, need)
        if offer and offer["person"] == person:
            found["your_offer"] = found["your_offer"] or grounds.to_themselves(db, offer)
        if offer and offer["person"] == other:
            found["their_offer"] = found["their_offer"] or grounds.to_others(db, offer)
    return found


def about_ask(db: Database, ask: int) -> Letter:
    """The ask itself, always with the words to decline, until it is sent; thanks once it is answered.

    In between nobody is nudged.
    """
    row = asks.get(db, ask)
    person = row["person"]
    name = first_name(people.card(db, person))
    what = row["what"].rstrip(".?! ")
    if row["state"] == "prepared":
        may_be_written_to(db, person)
        done = written(
            "ask",
            voice(db),
            first_name=name,
            what=what,
            end="?" if QUESTION.match(what) else ".",
            minutes=row["minutes"],
            why_them=row["why_them"].rstrip(".?! "),
        )
        return Letter.of(done, person)
    if row["state"] in ("yes", "no"):
        said_yes = row["state"] == "yes"
        done = written("ask_thanks", voice(db), first_name=name, said_yes=said_yes)
        return Letter.of(done, person)
    raise Problem(
        "nothing_to_write",
        f"There is nothing to write to {name} about it now.",
        "Nobody is asked twice.",
        409,
    )
