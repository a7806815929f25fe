"""Promises, the user's and other people's: proposed from notes, confirmed, kept or released; mine overdue come first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

from sqlite_utils import Database

from server.errors import Problem
from server.practice import touches
from server.practice.courses import Course
from server.practice.days import by_day, on_day, plainly
from server.practice.letters import first_name
from server.store import exchanges, people, promises
from server.store.journal import edit

Row = dict[str, Any]
Whose = Literal["mine", "theirs"]
Action = Literal["confirm", "dismiss", "kept", "release"]

PROMISE = Course(
    what="This promise",
    begins="proposed",
    steps={
        ("proposed", "confirm"): "open",
        ("proposed", "dismiss"): "dismissed",
        ("open", "kept"): "kept",
        ("open", "release"): "released",
    },
    words={
        "proposed": "read in a note, not confirmed",
        "open": "open",
        "kept": "kept",
        "released": "let go",
        "dismissed": "no promise after all",
    },
)
"""One that is let go is no failure: the word was given back, which is part of keeping one's word."""


def make(
    db: Database, person: int, whose: Whose, what: str, *, due: date | None, now: datetime, evidence: str = ""
) -> Row:
    """A promise by the user's own word: open at once."""
    card = people.card(db, person)
    if card["is_me"]:
        raise Problem(
            "self_promise", "A promise is given to somebody else.", "Choose the person it was given to."
        )
    said = "Promised" if whose == "mine" else "Was promised something by"
    with edit(db, what=f"{said} {card['name']}", who="you", at=now) as opened:
        promise = promises.add(
            opened,
            card["id"],
            whose,
            plainly(what),
            due=due,
            state="open",
            evidence=evidence.strip(),
            made_on=now.date(),
        )
    return shown(db, promises.get(db, promise), now.date()) | {"edit": opened.id if opened.seq else None}


def step(db: Database, promise: int, action: Action, *, now: datetime, as_exchange: bool = False) -> Row:
    """One step of the course. A promise kept is a contact, and with ``as_exchange`` help that passed, too."""
    row = promises.get(db, promise)
    state = PROMISE.after(row["state"], action)
    mine = row["whose"] == "mine"
    name = people.card(db, row["person"])["name"]
    with edit(db, what=f"Promise {'to' if mine else 'of'} {name}: {state}", who="you", at=now) as opened:
        promises.change(opened, promise, state=state)
        if action == "kept":
            touches.record(
                opened,
                row["person"],
                on=now.date(),
                how="message",
                direction="mine" if mine else "theirs",
                source="promise",
            )
            if as_exchange:
                way = "from_me" if mine else "to_me"
                exchanges.add(opened, row["person"], way, row["what"], on=now.date())
    return shown(db, promises.get(db, promise), now.date()) | {"edit": opened.id if opened.seq else None}


def correct(db: Database, promise: int, *, now: datetime, **values: Any) -> Row:
    """Other words, another day, another side, or a day until which not to be reminded. Not once it is over."""
    row = promises.get(db, promise)
    if PROMISE.ended(row["state"]):
        raise Problem("not_now", f"This promise is {PROMISE.words[row['state']]}.", "Undo that first.", 409)
    name = people.card(db, row["person"])["name"]
    with edit(db, what=f"Corrected a promise: {name}", who="you", at=now) as opened:
        changes = {
            key: value.isoformat() if isinstance(value, date) else value for key, value in values.items()
        }
        if any(row[key] != value for key, value in changes.items()):
            promises.change(opened, promise, **changes)
    return shown(db, promises.get(db, promise), now.date()) | {"edit": opened.id if opened.seq else None}


def overdue(row: Row, today: date) -> bool:
    return row["state"] == "open" and row["due"] is not None and row["due"] < today.isoformat()


def put_off(row: Row, today: date) -> bool:
    """Whether the user asked not to be reminded yet."""
    return row["remind_on"] is not None and row["remind_on"] > today.isoformat()


def sentence(row: Row, name: str, today: date) -> str:
    """ "You promised Ana: send her the deck, by 8 May." ``name`` is the other's first name."""
    head = f"You promised {name}" if row["whose"] == "mine" else f"{name} promised"
    if row["state"] == "proposed":
        head = f"Your note may hold a promise {'to' if row['whose'] == 'mine' else 'of'} {name}"
    said = f"{head}: {plainly(row['what'])}"
    if row["due"] is None:
        return f"{said}."
    due = date.fromisoformat(row["due"])
    if overdue(row, today):
        return f"{said}. It was due {on_day(due, today)}."
    return f"{said}, {by_day(due, today)}."


def shown(db: Database, row: Row, today: date) -> Row:
    card = people.card(db, row["person"])
    return {
        "id": row["id"],
        "person": card,
        "whose": row["whose"],
        "what": row["what"],
        "due": row["due"],
        "overdue": overdue(row, today),
        "state": row["state"],
        "state_words": PROMISE.words[row["state"]],
        "actions": list(PROMISE.actions(row["state"])),
        "sentence": sentence(row, first_name(card), today),
        "evidence": row["evidence"],
        "remind_on": row["remind_on"],
        "made_on": row["made_on"],
    }


def first_things_first(rows: Iterable[Row], today: date) -> list[Row]:
    """Mine overdue, then mine, then theirs; the soonest due first in each."""
    return sorted(
        rows,
        key=lambda row: (
            not (row["whose"] == "mine" and overdue(row, today)),
            row["whose"] != "mine",
            row["due"] or "9999",
            row["id"],
        ),
    )
