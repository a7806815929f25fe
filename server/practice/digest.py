"""The digest: at most five things a day. The user's own word first; nobody rises for not having answered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from recommender import cadence
from server.practice import agenda, awaiting, reminders
from server.practice import exchanges as giving
from server.practice.agenda import Day, Item
from server.practice.reminders import Reasons
from server.store import people

Row = dict[str, Any]

SECTIONS: tuple[Callable[[Day], Iterator[Item]], ...] = (
    reminders.my_promises,
    reminders.their_promises,
    awaiting.introductions,
    awaiting.answers,
    awaiting.cause_answers,
    awaiting.thanks,
    awaiting.cause_thanks,
    reminders.rhythms,
)
"""In the order of the day; an old friend comes last, if there is room."""
MOST = 5
"""A list that fits a coffee; what is left out waits until tomorrow."""
QUIET_TOLD = timedelta(days=7)
"""For so long it is said why somebody is left in peace; then that goes quiet, too."""


def digest(db: Database, *, now: datetime, reasons: Reasons) -> Row:
    """{day, items, quiet, habit}: what to do today, who is left in peace and why, and a word on asking only."""
    today = now.date()
    day = Day(db, today, people.ids(db), frozenset(agenda.awaited(db)))
    items = list(_at_most(MOST, _in_order(day, reasons)))
    quiet = _lately_quiet(day)
    cards = people.cards(
        db, [*quiet, *(one for item in items for one in (item.person, item.other) if one is not None)]
    )
    return {
        "day": today.isoformat(),
        "items": [
            {
                "kind": item.kind,
                "person": cards[item.person],
                "other": item.other and cards[item.other],
                "sentence": item.sentence,
                "why": item.why,
                "about": item.about,
            }
            for item in items
        ],
        "quiet": [{"person": cards[person], "why": day.quiet(person)} for person in quiet],
        "habit": giving.habit(db, today),
    }


def _in_order(day: Day, reasons: Reasons) -> Iterator[Item]:
    for section in SECTIONS:
        yield from (item for item in section(day) if item.person in day.there)
    yield from reminders.dormant(day, reasons)


def _at_most(most: int, items: Iterable[Item]) -> Iterator[Item]:
    """One thing a person; the first, which is the weightiest."""
    seen: set[int] = set()
    for item in items:
        if item.person in seen or len(seen) == most:
            continue
        seen.add(item.person)
        yield item
        if len(seen) == most:
            return


def _lately_quiet(day: Day) -> list[int]:
    """Those who would be due and are left in peace since two tries had no answer; for a week it is said why."""
    found = []
    for one in day.perhaps_due:
        due = one.due()
        if due is None or not cadence.gone_quiet(one.contacts) or not one.suggestible:
            continue
        if due <= day.today < due + QUIET_TOLD:
            found.append(one.person)
    return found
