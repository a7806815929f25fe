"""News letters: thanks, public words, and a line on what happened; each rests on something recorded, and on nothing else."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.messages import written
from server.practice import grounds
from server.practice.letters import Letter, name_of
from server.practice.voice import voice
from server.practice.wording import to_you, without_article
from server.store import exchanges, occasions, people

Row = dict[str, Any]

CHECK_EVENT = (
    "Look at their page once more before you send this: it may be out of date or mean something else."
)
READ_FIRST = "Read it first, and send this only if you would pass it on."
FROM_A_NOTE = "What this rests on is not from their own page: make sure you may know it."
FROM_OTHERS = ("you", "note")
"""Sources of news that are the user's own word: who told them is not known here."""


def thank(db: Database, suggestion: Row) -> Letter:
    person, what = suggestion["person"], _help(db, suggestion)
    done = written("thank", voice(db), first_name=name_of(db, person), what_for=to_you(what))
    return Letter.of(done, person)


def endorse(db: Database, suggestion: Row) -> Letter:
    person, what = suggestion["person"], _help(db, suggestion)
    done = written("endorse", voice(db), first_name=name_of(db, person), what_for=to_you(what))
    return Letter.of(done, person)


def _help(db: Database, suggestion: Row) -> str:
    """What they did for the user, as it was recorded."""
    row = exchanges.get(db, _occasion(suggestion))
    if row["person"] != suggestion["person"] or row["way"] != "to_me":
        raise nothing_known()
    return str(row["what"])


def amplify(db: Database, suggestion: Row) -> Letter:
    person, row = suggestion["person"], _happened(db, suggestion, "shows")
    what = without_article(row["text"])
    done = written("amplify", voice(db), first_name=name_of(db, person), what=to_you(what))
    return Letter.of(done, person, note=READ_FIRST)


def congratulate(db: Database, suggestion: Row) -> Letter:
    """Glad news is named; sad news is not, since they know it too well."""
    person, row = suggestion["person"], _happened(db, suggestion, "event")
    note = FROM_A_NOTE if row["source"] in FROM_OTHERS else CHECK_EVENT
    if row["sad"]:
        done = written("console", voice(db), first_name=name_of(db, person))
    else:
        done = written("congratulate", voice(db), first_name=name_of(db, person), what=to_you(row["text"]))
    return Letter.of(done, person, note=note)


def _happened(db: Database, suggestion: Row, kind: str) -> Row:
    """The news or work it is about. Refused where it was told in confidence: then it is not the user's to mention."""
    row = occasions.get(db, _occasion(suggestion))
    name = people.card(db, row["person"])["name"]
    if row["person"] != suggestion["person"] or row["kind"] != kind:
        raise nothing_known()
    if row["source"] in FROM_OTHERS and grounds.told_in_confidence(f"{row['text']} {row['evidence']}", name):
        raise Problem(
            "in_confidence", "This was told in confidence, or by somebody else.", "Leave it there.", 409
        )
    return row


def _occasion(suggestion: Row) -> int:
    occasion = suggestion["body"].get("occasion")
    if occasion is None:
        raise nothing_known()
    return int(occasion)


def nothing_known() -> Problem:
    return Problem("nothing_to_write", "What it was for is not known any more.", "", 409)
