"""Drafts: one letter for whatever the user is about to do, with whom it goes to and how they can be reached."""

from __future__ import annotations

from typing import Any, Literal

from sqlite_utils import Database

from server.practice.cause_letters import about_cause
from server.practice.giving_letters import letter_for
from server.practice.letters import Letter, about_ask, to_both, to_one
from server.practice.promise_letters import promise_letter
from server.store import fields, introductions, people, suggestions

Row = dict[str, Any]

To = Literal["a", "b", "both"]


def for_suggestion(db: Database, suggestion: int) -> Letter:
    return letter_for(db, suggestions.get(db, suggestion))


def for_ask(db: Database, ask: int) -> Letter:
    return about_ask(db, ask)


def for_promise(db: Database, promise: int) -> Letter:
    return promise_letter(db, promise)


def for_cause(db: Database, cause: int, person: int) -> Letter:
    return about_cause(db, cause, person)


def for_introduction(db: Database, introduction: int, to: To) -> Letter:
    row = introductions.get(db, introduction)
    return to_both(db, row) if to == "both" else to_one(db, row, row[to])


def readers(db: Database, letter: Letter) -> list[Row]:
    """[{id, name, email}], the e-mail None where none is kept."""
    return [{"id": one, "name": people.card(db, one)["name"], "email": email(db, one)} for one in letter.to]


def email(db: Database, person: int) -> str | None:
    """The user's own word first, then what was seen last."""
    held = [row for row in fields.of(db, person) if row["field"] == "email"]
    best = max(
        held,
        key=lambda row: (row["set_by"] == "you", row["observed_on"] or row["set_at"], row["id"]),
        default=None,
    )
    return str(best["value"]) if best else None
