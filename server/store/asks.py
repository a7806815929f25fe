"""Asks: what the user prepared to ask of whom, and what came of it."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Edit, Row


def add(
    edit: Edit, person: int, what: str, *, why_them: str, minutes: int, power: str, suggestion: int | None
) -> int:
    row = {
        "person": person,
        "what": what,
        "why_them": why_them,
        "minutes": minutes,
        "power": power,
        "state": "prepared",
        "suggestion": suggestion,
        "changed_at": edit.at,
    }
    return edit.insert("asks", row)


def get(db: Database, ask: int) -> Row:
    found = next(iter(db.query("select * from asks where id = ?", [ask])), None)
    if found is None:
        raise not_found("ask")
    return found


def move(edit: Edit, ask: int, state: str, **also: Any) -> None:
    edit.update("asks", ask, {"state": state, "changed_at": edit.at, **also})


def of(db: Database, person: int) -> list[Row]:
    return list(db.query("select * from asks where person = ? order by id desc", [person]))


def everything(db: Database) -> list[Row]:
    return list(db.query("select * from asks order by changed_at desc, id desc"))


def change(edit: Edit, ask: int, changes: Row) -> bool:
    return edit.update("asks", ask, changes)
