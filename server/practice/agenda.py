"""The agenda of a day: what each thing to do says, and what all of its sections look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from sqlite_utils import Database

from server.practice import introductions as introducing
from server.practice import keeping
from server.practice.keeping import Standing
from server.practice.letters import first_name
from server.store import asks, causes, introductions, people

Row = dict[str, Any]
Kind = Literal[
    "promise_mine",
    "promise_theirs",
    "introduction",
    "answer",
    "cause_answer",
    "thanks",
    "cause_thanks",
    "rhythm",
    "dormant",
]


@dataclass(frozen=True, slots=True)
class Item:
    kind: Kind
    person: int
    sentence: str
    why: str
    about: int | None = None
    """The promise, introduction, ask, exchange, cause or deed that it is about."""
    other: int | None = None


@dataclass(frozen=True)
class Day:
    """What the sections look at, read once."""

    db: Database
    today: date
    there: frozenset[int]
    """Everybody but the user."""
    awaited: frozenset[int]
    """Those whom the user has asked something and who have not answered: no other word goes to them now."""

    called: dict[int, str] = field(default_factory=dict)
    read: dict[int, Standing] = field(default_factory=dict)

    def name(self, person: int) -> str:
        """Read as it is needed: most of a large network is not in today's digest."""
        if person not in self.called:
            self.called[person] = first_name(people.card(self.db, person))
        return self.called[person]

    def standings(self, people: Iterable[int]) -> list[Standing]:
        """Of those of the people who are there, in their order; read as they are needed, too."""
        wanted = [one for one in people if one in self.there]
        missing = [one for one in wanted if one not in self.read]
        self.read.update({one.person: one for one in keeping.standings(self.db, missing)} if missing else {})
        return [self.read[one] for one in wanted]

    def standing(self, person: int) -> Standing:
        return self.standings([person])[0]

    @cached_property
    def perhaps_due(self) -> list[Standing]:
        return self.standings(keeping.perhaps_due(self.db, self.today))

    def quiet(self, person: int) -> str:
        return self.standing(person).quiet(self.name(person), self.today)


def awaited(db: Database) -> Iterator[int]:
    for row in asks.everything(db):
        if row["state"] == "sent":
            yield row["person"]
    for row in introductions.everyones(db):
        if row["state"] in ("asked_first", "asked_second"):
            yield asked_last(db, row)[0]
    for row in causes.waiting(db):
        yield row["person"]


def asked_last(db: Database, row: Row) -> tuple[int, int]:
    """(who was asked last, the other)."""
    first, _ = introducing.first_to_ask(db, row)
    second = introducing.second(row, first)
    return (first, second) if row["state"] == "asked_first" else (second, first)
