"""The agenda: what there would be to do, section by section; what of it a day holds, the digest decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from recommender import cadence
from server.practice import exchanges as giving
from server.practice import introductions as introducing
from server.practice import keeping
from server.practice import promises as word
from server.practice.days import on_day, plainly, say_day
from server.practice.keeping import Standing
from server.practice.letters import first_name
from server.practice.touches import HOW
from server.store import asks, exchanges, introductions, people, promises, touches

Row = dict[str, Any]
Kind = Literal["promise_mine", "promise_theirs", "introduction", "answer", "thanks", "rhythm", "dormant"]
Reasons = Callable[[Sequence[int]], Mapping[int, str]]
"""For those of the people where there is one: why writing to them now would be welcome."""

DORMANT_SLOTS = 1
"""A small reconnect slot: people pick the familiar over the valuable (Walter et al. 2015), yet it is no campaign."""
LOOKED_THROUGH = 20
"""Dormant ties whose reasons are looked for, the aptest first: it costs a comparison each."""
AHEAD = timedelta(days=2)
"""A promise of mine is brought up that much before its day, while there is time to keep it."""
GRACE = timedelta(days=3)
"""So long after its day a promise of theirs is not brought up at all."""
FADES = timedelta(days=30)
"""Later than this it is not brought up again: who let a month go by is not going to be pressed."""
ANSWER_AFTER = timedelta(days=7)
"""When to ask the user whether an answer came."""

THANKS_DO_GOOD = "Thanks do more good than those who give them expect."
"""Kumar & Epley (2018)."""


@dataclass(frozen=True, slots=True)
class Item:
    kind: Kind
    person: int
    sentence: str
    why: str
    about: int | None = None
    """The promise, introduction, ask or exchange that it is about."""
    other: int | None = None


@dataclass(frozen=True)
class Day:
    """What the sections look at, read once."""

    db: Database
    today: date
    standings: Mapping[int, Standing]
    awaited: frozenset[int]
    """Those whom the user has asked something and who have not answered: no other word goes to them now."""

    called: dict[int, str] = field(default_factory=dict)

    def name(self, person: int) -> str:
        """Read as it is needed: most of a large network is not in today's digest."""
        if person not in self.called:
            self.called[person] = first_name(people.card(self.db, person))
        return self.called[person]

    def quiet(self, person: int) -> str:
        return self.standings[person].quiet(self.name(person), self.today)


def awaited(db: Database) -> Iterator[int]:
    for row in asks.everything(db):
        if row["state"] == "sent":
            yield row["person"]
    for row in introductions.everyones(db):
        if row["state"] in ("asked_first", "asked_second"):
            yield _asked(db, row)[0]


def _asked(db: Database, row: Row) -> tuple[int, int]:
    """(who was asked last, the other)."""
    first, _ = introducing.first_to_ask(db, row)
    second = introducing.second(row, first)
    return (first, second) if row["state"] == "asked_first" else (second, first)


def _open_promises(day: Day, whose: str) -> list[Row]:
    return [
        row
        for row in promises.standing(day.db, "open")
        if row["whose"] == whose and row["due"] and not word.put_off(row, day.today)
    ]


def _my_promises(day: Day) -> Iterator[Item]:
    by = (day.today + AHEAD).isoformat()
    for row in word.first_things_first(_open_promises(day, "mine"), day.today):
        if row["due"] <= by and row["person"] in day.standings:
            said = word.sentence(row, day.name(row["person"]), day.today)
            yield Item("promise_mine", row["person"], said, "Your own word comes first.", row["id"])


def _their_promises(day: Day) -> Iterator[Item]:
    """The latest first: who keeps somebody waiting does not rise by it."""
    oldest, newest = (day.today - FADES).isoformat(), (day.today - GRACE).isoformat()
    for row in reversed(_open_promises(day, "theirs")):
        person = row["person"]
        if (
            not oldest <= row["due"] <= newest
            or person not in day.standings
            or day.standings[person].is_quiet(day.today)
        ):
            continue
        said = word.sentence(row, day.name(person), day.today)
        why = "If it still matters, a kind word may help. If it does not, let it go."
        yield Item("promise_theirs", person, said, why, row["id"])


def _introductions(day: Day) -> Iterator[Item]:
    for row in introductions.everyones(day.db):
        if {row["a"], row["b"]} <= day.standings.keys():
            yield from _introduction(day, row)


def _introduction(day: Day, row: Row) -> Iterator[Item]:
    first, _ = introducing.first_to_ask(day.db, row)
    second = introducing.second(row, first)
    one, other = day.name(first), day.name(second)
    made = date.fromisoformat(row["made_on"]) if row["made_on"] else day.today
    match row["state"]:
        case "first_agreed":
            said, why = (
                f"{one} would like to meet {other}. Now ask {other}, alone.",
                f"{one} is waiting to hear.",
            )
        case "both_yes":
            said, why = (
                f"{one} and {other} both said yes. Write to them together.",
                "They are waiting to hear.",
            )
        case "made" if day.today - made >= introducing.FOLLOW_UP:
            said = f"You introduced {one} and {other} {on_day(made, day.today)}. Ask how it went."
            why = "They have had time to meet, and still remember."
        case "met":
            said = f"{one} and {other} met. Thank them both for trusting you with it."
            why = "It closes the circle."
        case _:
            return
    yield Item("introduction", first, said, why, row["id"], second)


def _answers(day: Day) -> Iterator[Item]:
    """The latest first, and only to note what came: nobody is nudged."""
    by = (day.today - ANSWER_AFTER).isoformat()
    for row in asks.everything(day.db):
        if row["state"] == "sent" and row["sent_on"] <= by and row["person"] in day.standings:
            sent = say_day(date.fromisoformat(row["sent_on"]), day.today)
            said = f"Has {day.name(row['person'])} answered your ask of {sent}?"
            yield Item(
                "answer",
                row["person"],
                said,
                "Note what came. Silence is a no, and there is no second try.",
                row["id"],
            )
    for row in introductions.everyones(day.db):
        asked_on = datetime.fromisoformat(row["changed_at"]).date()
        if row["state"] in ("asked_first", "asked_second") and asked_on.isoformat() <= by:
            asked, other = _asked(day.db, row)
            if {asked, other} <= day.standings.keys():
                said = f"Has {day.name(asked)} answered about meeting {day.name(other)}?"
                until = say_day(asked_on + introducing.SILENCE, day.today)
                yield Item("answer", asked, said, f"No answer by {until} is a no.", row["id"], other)


def _thanks(day: Day) -> Iterator[Item]:
    """For help that was asked for and given, and for help that came unasked."""
    for row in asks.everything(day.db):
        if row["state"] == "yes" and row["person"] in day.standings:
            said = f"{day.name(row['person'])} said yes to your ask: {plainly(row['what'])}. Thank them once it is done."
            yield Item("answer", row["person"], said, THANKS_DO_GOOD, row["id"])
    for row in exchanges.received(day.db):
        if giving.thanks_due(row) and row["person"] in day.standings:
            said = f"Thank {day.name(row['person'])} for this: {plainly(row['what'])}."
            yield Item("thanks", row["person"], said, THANKS_DO_GOOD, row["id"])


def _rhythms(day: Day) -> Iterator[Item]:
    late = []
    for one in day.standings.values():
        due = one.due()
        if due is None or one.days is None or due > day.today or one.person in day.awaited:
            continue
        if not one.is_quiet(day.today):
            late.append((-cadence.lateness(due, one.days, day.today), one.person))
    for _, person in sorted(late):
        said = keeping.in_rhythm(day.standings[person], day.name(person), day.today)
        yield Item("rhythm", person, said, _last(day, person))


def _last(day: Day, person: int) -> str:
    rows = touches.of(day.db, person)
    if not rows:
        return "No contact is recorded yet."
    on = on_day(date.fromisoformat(rows[0]["at_date"]), day.today)
    return f"You last {HOW[rows[0]['how']]} {on}."


def dormant(day: Day, reasons: Reasons) -> Iterator[Item]:
    """Only with a reason, and never in place of anything else that is due."""
    ranked = sorted(
        (-apt, one.person)
        for one in day.standings.values()
        if one.person not in day.awaited
        and (apt := one.dormancy(day.today)) > 0
        and not one.is_quiet(day.today)
    )[:LOOKED_THROUGH]
    found = reasons([person for _, person in ranked]) if ranked else {}
    for _, person in [one for one in ranked if one[1] in found][:DORMANT_SLOTS]:
        yield Item("dormant", person, f"Write to {day.name(person)} again.", found[person])


SECTIONS: tuple[Callable[[Day], Iterator[Item]], ...] = (
    _my_promises,
    _their_promises,
    _introductions,
    _answers,
    _thanks,
    _rhythms,
)
"""In the order of the day."""
