"""Rhythms: how often the user wants to be in touch with somebody or with a group, and when not at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from sqlite_utils import Database

from server.errors import Problem
from server.folding import fold_text
from server.practice.keeping import PAUSED
from server.store import people, rhythms, tags
from server.store.journal import edit

Row = dict[str, Any]


def of_person(db: Database, person: int, days: int | None, *, now: datetime) -> int | None:
    """Every so many days; None goes back to tags and mode. Answers the edit, None where nothing changed."""
    card = people.card(db, person)
    with edit(db, what=f"Set the rhythm with {card['name']}", who="you", at=now) as opened:
        rhythms.put(opened, days, person=card["id"])
    return opened.id if opened.seq else None


def of_tag(db: Database, name: str, days: int | None, *, now: datetime) -> int | None:
    """The same for all who have the tag."""
    name = tidy(name)
    with edit(db, what=f"Set the rhythm of “{name}”", who="you", at=now) as opened:
        rhythms.put(opened, days, tag=name)
    return opened.id if opened.seq else None


def tag(db: Database, person: int, names: Iterable[str], *, now: datetime) -> int | None:
    """These tags and no others."""
    card = people.card(db, person)
    wanted = list(dict.fromkeys(tidy(name) for name in names))
    with edit(db, what=f"Tagged {card['name']}", who="you", at=now) as opened:
        tags.put(opened, card["id"], wanted)
    return opened.id if opened.seq else None


def rest(db: Database, person: int, *, until: date | Literal["paused"] | None, now: datetime) -> int | None:
    """Snoozed until a day, paused until further word, or (None) woken again."""
    card = people.card(db, person)
    if isinstance(until, date):
        if until <= now.date():
            raise Problem("past_day", "That day is past.", "Choose one that is still to come.")
        stamp: str | None = until.isoformat()
    else:
        stamp = PAUSED if until else None
    with edit(db, what=f"Reminders about {card['name']}", who="you", at=now) as opened:
        people.set_flags(opened, card["id"], quiet_until=stamp)
    return opened.id if opened.seq else None


def tidy(name: str) -> str:
    """Tags are one whatever their case and spacing."""
    found = fold_text(name)
    if not found:
        raise Problem("empty_tag", "A tag needs a word.", "Write one, or leave it out.")
    return found


def shown(db: Database, person: int) -> Row:
    row = people.get(db, person)
    return {"tags": tags.of(db, row["id"]), "quiet_until": row["quiet_until"]}
