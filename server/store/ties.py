"""Ties: who knows whom, how near, and what shows it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date

from sqlite_utils import Database

from recommender.types import TieBand
from server.errors import Problem, not_found
from server.store.journal import Edit, Row


def put(
    edit: Edit, a: int, b: int, band: str, *, evidence: str, source: str, observed_on: date | None = None
) -> tuple[int, str]:
    """Keeps a tie; the user's own word stands against any file's. Answers "new", "updated" or "unchanged"."""
    if a == b:
        raise Problem("self_tie", "A tie joins two people.", "Choose somebody else.")
    if band not in list(TieBand):
        raise Problem("unknown_band", f"{band!r} is not a band.", "Use close, known, distant or dormant.")
    a, b = min(a, b), max(a, b)
    row = {
        "band": band,
        "evidence": evidence,
        "source": source,
        "observed_on": observed_on and observed_on.isoformat(),
    }
    held = next(iter(edit.db.query("select * from ties where a = ? and b = ?", [a, b])), None)
    if held is None:
        return edit.insert("ties", {"a": a, "b": b, **row, "set_at": edit.at}), "new"
    if held["source"] == "you" and source != "you":
        return held["id"], "unchanged"
    if source != held["source"] and source != "you":
        return held["id"], "unchanged"
    changed = edit.update("ties", held["id"], row)
    return held["id"], "updated" if changed else "unchanged"


def remove(edit: Edit, tie: int) -> None:
    edit.delete("ties", tie)


def get(db: Database, tie: int) -> Row:
    found = next(iter(db.query("select * from ties where id = ?", [tie])), None)
    if found is None:
        raise not_found("tie")
    return found


def of(db: Database, person: int) -> list[Row]:
    return list(db.query("select * from ties where a = ? or b = ? order by id", [person, person]))


def between(db: Database, pairs: Collection[tuple[int, int]]) -> list[Row]:
    """Of pairs, smaller id first: the ties of those who have one."""
    return list(
        db.query(
            "select t.* from json_each(?) as pair join ties as t"
            " on t.a = json_extract(pair.value, '$[0]') and t.b = json_extract(pair.value, '$[1]')",
            [json.dumps(sorted(pairs))],
        )
    )


def everyones(db: Database) -> list[Row]:
    return list(db.query("select * from ties order by a, b"))
