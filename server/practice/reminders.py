"""Reminders: promises that fall due, rhythms that come round, and at most one old friend with a reason to write."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any

from recommender import cadence
from server.practice import keeping
from server.practice import promises as word
from server.practice.agenda import Day, Item
from server.practice.days import on_day
from server.practice.touches import HOW
from server.store import promises, touches

Row = dict[str, Any]
Reasons = Callable[[Sequence[int]], Mapping[int, str]]
"""For those of the people where there is one: why writing to them now would be welcome."""

AHEAD = timedelta(days=2)
"""A promise of mine is brought up that much before its day, while there is time to keep it."""
GRACE = timedelta(days=3)
"""So long after its day a promise of theirs is not brought up at all."""
FADES = timedelta(days=30)
"""Later than this it is not brought up again: who let a month go by is not going to be pressed."""
DORMANT_SLOTS = 1
"""A small reconnect slot: people pick the familiar over the valuable (Walter et al. 2015), yet it is no campaign."""
LOOKED_THROUGH = 20
"""Dormant ties whose reasons are looked for, the aptest first: it costs a comparison each."""


def _open_promises(day: Day, whose: str) -> list[Row]:
    return [
        row
        for row in promises.standing(day.db, "open")
        if row["whose"] == whose and row["due"] and not word.put_off(row, day.today)
    ]


def my_promises(day: Day) -> Iterator[Item]:
    by = (day.today + AHEAD).isoformat()
    for row in word.first_things_first(_open_promises(day, "mine"), day.today):
        if row["due"] <= by and row["person"] in day.there:
            said = word.sentence(row, day.name(row["person"]), day.today)
            yield Item("promise_mine", row["person"], said, "Your own word comes first.", row["id"])


def their_promises(day: Day) -> Iterator[Item]:
    """The latest first: who keeps somebody waiting does not rise by it."""
    oldest, newest = (day.today - FADES).isoformat(), (day.today - GRACE).isoformat()
    for row in reversed(_open_promises(day, "theirs")):
        person = row["person"]
        if (
            not oldest <= row["due"] <= newest
            or person not in day.there
            or day.standing(person).is_quiet(day.today)
        ):
            continue
        said = word.sentence(row, day.name(person), day.today)
        why = "If it still matters, a kind word may help. If it does not, let it go."
        yield Item("promise_theirs", person, said, why, row["id"])


def rhythms(day: Day) -> Iterator[Item]:
    late = []
    for one in day.perhaps_due:
        due = one.due()
        if due is None or one.days is None or due > day.today or one.person in day.awaited:
            continue
        if not one.is_quiet(day.today):
            late.append((-cadence.lateness(due, one.days, day.today), one.person))
    for _, person in sorted(late):
        said = keeping.in_rhythm(day.standing(person), day.name(person), day.today)
        yield Item("rhythm", person, said, _last(day, person))


def _last(day: Day, person: int) -> str:
    rows = touches.of(day.db, person)
    if not rows:
        return "No contact is recorded yet."
    on = on_day(date.fromisoformat(rows[0]["at_date"]), day.today)
    return f"You last {HOW[rows[0]['how']]} {on}."


def dormant(day: Day, reasons: Reasons) -> Iterator[Item]:
    """Only with a reason, and never in place of anything else that is due."""
    aptest = list(islice(_dormant(day), LOOKED_THROUGH))
    found = reasons(aptest) if aptest else {}
    for person in [one for one in aptest if one in found][:DORMANT_SLOTS]:
        yield Item("dormant", person, f"Write to {day.name(person)} again.", found[person])


def _dormant(day: Day) -> Iterator[int]:
    """The aptest first, who may be written to; most are never asked for."""
    ranked = keeping.perhaps_dormant(day.db, day.today)
    for start in range(0, len(ranked), LOOKED_THROUGH):
        for one in day.standings(ranked[start : start + LOOKED_THROUGH]):
            if one.person in day.awaited or one.is_quiet(day.today):
                continue
            if one.dormancy(day.today) > 0:
                yield one.person
