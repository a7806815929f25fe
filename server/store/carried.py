"""Carried over when two entries become one: tags, rhythms, touches, exchanges, promises, occasions, support of causes."""

from __future__ import annotations

from sqlite_utils import Database

from server.store.journal import Edit, Row

COURSE = ("proposed", "dismissed", "open", "released", "kept")
"""How far a promise has come: of one that stands in both entries, the further."""


def carry_over(edit: Edit, keep: int, other: int) -> None:
    """Moves them from ``other`` to ``keep``; what says the same twice is kept once."""
    _unless_there(edit, "tags", keep, other, ("tag",))
    _unless_there(edit, "touches", keep, other, ("at_date", "how", "direction", "source"))
    _unless_there(edit, "occasions", keep, other, ("kind", "text"))
    _unless_there(edit, "rhythms", keep, other, ())
    for row in _of(edit.db, "exchanges", other):
        edit.update("exchanges", row["id"], {"person": keep})
    _promises(edit, keep, other)
    _supporters(edit, keep, other)


def _unless_there(edit: Edit, table: str, keep: int, other: int, same: tuple[str, ...]) -> None:
    held = {tuple(row[column] for column in same) for row in _of(edit.db, table, keep)}
    for row in _of(edit.db, table, other):
        if tuple(row[column] for column in same) in held:
            edit.delete(table, row["id"])
        else:
            edit.update(table, row["id"], {"person": keep})


def _promises(edit: Edit, keep: int, other: int) -> None:
    held = {_said(row): row for row in _of(edit.db, "promises", keep)}
    for row in _of(edit.db, "promises", other):
        there = held.get(_said(row))
        if there is None:
            edit.update("promises", row["id"], {"person": keep})
            continue
        if COURSE.index(row["state"]) > COURSE.index(there["state"]):
            edit.update("promises", there["id"], {"state": row["state"]})
        edit.delete("promises", row["id"])


def _said(row: Row) -> tuple[str, str, str | None]:
    return row["whose"], row["what"], row["due"]


def _supporters(edit: Edit, keep: int, other: int) -> None:
    """Of two answers to one cause the later holds; what they did for it is kept of both."""
    held = {row["cause"]: row for row in _of(edit.db, "supporters", keep)}
    for row in _of(edit.db, "supporters", other):
        there = held.get(row["cause"])
        if there is None:
            edit.update("supporters", row["id"], {"person": keep})
            continue
        stays, goes = (there, row) if there["changed_at"] >= row["changed_at"] else (row, there)
        for deed in list(edit.db.query("select id from deeds where supporter = ?", [goes["id"]])):
            edit.update("deeds", deed["id"], {"supporter": stays["id"]})
        edit.delete("supporters", goes["id"])
        edit.update("supporters", stays["id"], {"person": keep})


def _of(db: Database, table: str, person: int) -> list[Row]:
    return list(db.query(f"select * from {table} where person = ? order by id", [person]))  # noqa: S608
