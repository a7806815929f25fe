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


def everyones(db: Database, among: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """(person, day, how, direction) of each of some people, the latest first."""
    condition, values = people.only("person", among)
    return db.execute(
        f"select person, at_date, how, direction from touches where true{condition}"  # noqa: S608
        " order by person, at_date desc, id desc",
        values,
    )


def silent(db: Database, me: int, since: date) -> list[tuple[int, str, str | None, str | None]]:
    """(person, band, last contact, tie seen) of the user's ties that are dormant by their band, or of which nothing
    was seen after that day."""
    rows = db.execute(
        "select t.person, t.band, l.day, t.observed_on from ("
        " select b as person, band, observed_on from ties where a = :me"
        " union all select a, band, observed_on from ties where b = :me) t"
        " join people p on p.id = t.person and p.merged_into is null"
        " left join (select person, max(at_date) as day from touches where how != 'event' group by person) l"
        " on l.person = t.person"
        " where t.band = 'dormant' or coalesce(l.day, substr(t.observed_on, 1, 10)) <= :since",
        {"me": me, "since": since.isoformat()},
    )
    return list(rows)


def latest(db: Database, among: Collection[int] | None = None) -> dict[int, date]:
    """person -> the day of the last contact; having been at the same event is none."""
    condition, values = people.only("person", among)
    rows = db.execute(
        f"select person, max(at_date) from touches where how != 'event'{condition} group by person",  # noqa: S608
        values,
    )
    return {int(row[0]): date.fromisoformat(row[1]) for row in rows}
