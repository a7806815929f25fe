"""Whoever asks what is held of them can be shown all of it: every table that speaks of people is in their answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime

import pytest
from sqlite_utils import Database

from server.api import present
from server.store import asks as ask_rows
from server.store import (
    causes,
    exchanges,
    facets,
    fields,
    introductions,
    notes,
    occasions,
    promises,
    rhythms,
    tags,
    ties,
    touches,
)
from server.store.journal import Edit, edit

Add = Callable[..., int]
DAY = date(2026, 5, 4)

TOLD: dict[str, Callable[[Edit, int, int], object]] = {
    "fields": lambda to, ana, bo: fields.put(to, ana, "place", "told in fields", source="you", set_by="you"),
    "notes": lambda to, ana, bo: notes.add(to, ana, "told in notes"),
    "facets": lambda to, ana, bo: facets.put(to, ana, "offer", "told in facets", source="you", set_by="you"),
    "ties": lambda to, ana, bo: ties.put(to, ana, bo, "known", evidence="told in ties", source="you"),
    "tags": lambda to, ana, bo: tags.put(to, ana, ["told in tags"]),
    "rhythms": lambda to, ana, bo: rhythms.put(to, 4711, person=ana),
    "touches": lambda to, ana, bo: touches.add(
        to, ana, on=DAY, how="met", direction="both", source="you", note="told in touches"
    ),
    "exchanges": lambda to, ana, bo: exchanges.add(to, ana, "to_me", "told in exchanges", on=DAY),
    "promises": lambda to, ana, bo: promises.add(
        to, ana, "mine", "told in promises", due=None, state="open", made_on=DAY
    ),
    "occasions": lambda to, ana, bo: occasions.put(
        to, ana, "event", "told in occasions", on=DAY, sad=False, source="you"
    ),
    "asks": lambda to, ana, bo: ask_rows.add(
        to, ana, "told in asks", why_them="", minutes=5, power="", suggestion=None
    ),
    "introductions": lambda to, ana, bo: to.update(
        "introductions",
        introductions.begin(to, ana, bo, suggestion=None),
        {"share_a": "told in introductions"},
    ),
    "supporters": lambda to, ana, bo: causes.add_deed(
        to, causes.consider(to, causes.add(to, "Seeds", "seeds"), ana), "told in supporters", DAY
    ),
}
"""A row of each kind about the first of two people, with words by which it is known again."""

LOGS = {"people", "imported_rows", "suggestions", "captures"}
"""What was shown and where it was read: no word of theirs that is not in the others."""


@pytest.mark.parametrize("table", TOLD)
def test_what_is_held_is_shown(db: Database, person: Add, now: datetime, table: str) -> None:
    ana, bo = person("Ana Mill"), person("Bo Loaf")
    with edit(db, what="Told", who="you", at=now) as opened:
        TOLD[table](opened, ana, bo)
    shown = json.dumps(present.person(db, ana, DAY))
    assert ("4711" if table == "rhythms" else f"told in {table}") in shown


def test_a_new_table_about_people_must_be_shown_too(db: Database) -> None:
    speaking = {
        table
        for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall()
        for key in db.query(f"pragma foreign_key_list({table})")
        if key["table"] == "people"
    }
    assert speaking - LOGS == set(TOLD)
