"""Promises: what one said one would do, the user's and other people's, with the words that show it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Edit, Row


def add(
    edit: Edit,
    person: int,
    whose: str,
    what: str,
    *,
    due: date | None,
    state: str,
    evidence: str = "",
    note: int | None = None,
    made_on: date,
) -> int:
    row = {
        "person": person,
        "whose": whose,
        "what": what,
        "due": due and due.isoformat(),
        "evidence": evidence,
        "note": note,
        "state": state,
        "made_on": made_on.isoformat(),
        "changed_at": edit.at,
    }
    return edit.insert("promises", row)


def propose(
    edit: Edit,
    person: int,
    whose: str,
    what: str,
    *,
    due: date | None,
    evidence: str,
    note: int,
    made_on: date,
) -> int:
    """A promise read in a note, for the user to confirm; read there before, it stays as the user left it."""
    held = edit.db.execute(
        "select id from promises where person = ? and whose = ? and note = ? and evidence = ? and what = ?",
        [person, whose, note, evidence, what],
    ).fetchone()
    if held:
        return int(held[0])
    return add(
        edit, person, whose, what, due=due, state="proposed", evidence=evidence, note=note, made_on=made_on
    )


def get(db: Database, promise: int) -> Row:
    found = next(iter(db.query("select * from promises where id = ?", [promise])), None)
    if found is None:
        raise not_found("promise")
    return found


def change(edit: Edit, promise: int, **values: Any) -> bool:
    return edit.update("promises", promise, {**values, "changed_at": edit.at})


def of(db: Database, person: int) -> list[Row]:
    """The soonest due first, those without a day after them."""
    return list(db.query("select * from promises where person = ? order by due is null, due, id", [person]))


def standing(db: Database, state: str) -> list[Row]:
    """Everybody's in a state, in the same order."""
    return list(db.query("select * from promises where state = ? order by due is null, due, id", [state]))
