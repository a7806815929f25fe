"""Touches: contacts that took place, one a day, manner and direction."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store import people
from server.store.journal import Edit, Row


def add(edit: Edit, person: int, *, on: date, how: str, direction: str, source: str, note: str) -> int:
    """Keeps a touch; the same one told twice (by mail and again by the same mail) is one."""
    day = on.isoformat()
    held = edit.db.execute(
        "select id from touches where person = ? and at_date = ? and how = ? and direction = ? and source = ?",
        [person, day, how, direction, source],
    ).fetchone()
    if held:
        return int(held[0])
    return edit.insert(
        "touches",
        {
            "person": person,
            "at_date": day,
            "how": how,
            "direction": direction,
            "source": source,
            "note": note,
        },
    )


def get(db: Database, touch: int) -> Row:
    found = next(iter(db.query("select * from touches where id = ?", [touch])), None)
    if found is None:
        raise not_found("touch")
    return found


def remove(edit: Edit, touch: int) -> None:
    edit.delete("touches", touch)


def of(db: Database, person: int) -> list[Row]:
    """The latest first."""
    return list(db.query("select * from touches where person = ? order by at_date desc, id desc", [person]))


def everyones(db: Database) -> Iterable[tuple[Any, ...]]:
    """(person, day, how, direction), the latest of each person first: a hundred thousand of them, in a large network."""
    return db.execute(
        "select person, at_date, how, direction from touches order by person, at_date desc, id desc"
    )


def latest(db: Database, among: Collection[int] | None = None) -> dict[int, date]:
    """person -> the day of the last contact; having been at the same event is none."""
    condition, values = people.only("person", among)
    rows = db.execute(
        f"select person, max(at_date) from touches where how != 'event'{condition} group by person",  # noqa: S608
        values,
    )
    return {int(row[0]): date.fromisoformat(row[1]) for row in rows}
