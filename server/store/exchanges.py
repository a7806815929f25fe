"""Exchanges: value that did pass, to the user, from them, or onward. Told one by one, never counted."""

from __future__ import annotations

from datetime import date

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Edit, Row

_WITH_ONWARD = (
    "select e.*, exists (select 1 from exchanges o where o.passes_on = e.id) as passed_on from exchanges e"
)


def add(
    edit: Edit,
    person: int,
    way: str,
    what: str,
    *,
    on: date,
    passes_on: int | None = None,
    suggestion: int | None = None,
) -> int:
    row = {
        "person": person,
        "way": way,
        "what": what,
        "at_date": on.isoformat(),
        "passes_on": passes_on,
        "suggestion": suggestion,
    }
    return edit.insert("exchanges", row)


def came_of(db: Database, suggestion: int) -> bool:
    """Whether it is kept already that something passed by this suggestion."""
    return bool(db.execute("select 1 from exchanges where suggestion = ? limit 1", [suggestion]).fetchone())


def get(db: Database, exchange: int) -> Row:
    found = next(iter(db.query(f"{_WITH_ONWARD} where e.id = ?", [exchange])), None)
    if found is None:
        raise not_found("exchange")
    return found


def thanked(edit: Edit, exchange: int, on: date) -> None:
    edit.update("exchanges", exchange, {"thanked_on": on.isoformat()})


def remove(edit: Edit, exchange: int) -> None:
    """What passed it on stays, as a give of its own."""
    for row in list(edit.db.query("select id from exchanges where passes_on = ?", [exchange])):
        edit.update("exchanges", row["id"], {"passes_on": None})
    edit.delete("exchanges", exchange)


def of(db: Database, person: int) -> list[Row]:
    """The latest first; ``passed_on``: whether the help went onward to somebody else."""
    return list(db.query(f"{_WITH_ONWARD} where e.person = ? order by e.at_date desc, e.id desc", [person]))


def received(db: Database) -> list[Row]:
    """Help that came to the user, from anybody: grounds for thanks and for an honest endorsement."""
    return list(db.query(f"{_WITH_ONWARD} where e.way = 'to_me' order by e.at_date desc, e.id desc"))


def gave_since(db: Database, day: date) -> bool:
    """Whether the user has given anything to anybody since."""
    found = db.execute(
        "select 1 from exchanges where way != 'to_me' and at_date >= ? limit 1", [day.isoformat()]
    )
    return found.fetchone() is not None
