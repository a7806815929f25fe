"""Introductions: a pair and how far it has come."""

from __future__ import annotations

from sqlite_utils import Database

from server.store.journal import Edit, Row


def begin(edit: Edit, a: int, b: int, *, suggestion: int | None) -> int:
    """Keeps the pair as an idea; a pair that is there already keeps its state."""
    a, b = min(a, b), max(a, b)
    held = edit.db.execute("select id from introductions where a = ? and b = ?", [a, b]).fetchone()
    if held:
        return int(held[0])
    row = {"a": a, "b": b, "state": "idea", "suggestion": suggestion, "changed_at": edit.at}
    return edit.insert("introductions", row)


def everyones(db: Database) -> list[Row]:
    return list(db.query("select id, a, b, state, changed_at from introductions order by id desc"))
