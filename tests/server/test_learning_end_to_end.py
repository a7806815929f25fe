"""End to end over the API: somebody who always dismisses one kind of suggestion sees less of it, and reads why.

Nothing is put into the database by hand: a simulated user opens people's panels day by day and answers what
they are shown; the retraining job runs as the service runs it, between two days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from callers import Caller
from flask_openapi3 import OpenAPI
from numpy.random import default_rng

from models.registry import Registry
from server import jobs
from server.advice import Advisor
from server.app import create_app
from server.db import connect
from server.sample import load_sample
from server.settings import Settings

DAY = timedelta(days=1)
UNLIKED = "share"
REASON = "You mostly dismiss things to share, so they come later."
TOPICS = (
    "bookkeeping for choirs",
    "mending stone walls",
    "pruning vines",
    "tuning church organs",
    "typesetting poetry",
    "roasting coffee",
    "teaching sign language",
    "repairing bicycles",
    "keeping goats",
    "binding ledgers",
)
"""What the neighbours need, one each, and offer: the offer of the third topic on, so that nobody helps who helps
them. Every need can be met in two ways: by a page saved, and by telling somebody about somebody."""
NEIGHBOURS = 50
NEWCOMERS = 8
"""Entered when the season is over. There are five ways to give to each, and a panel shows four."""
MINE = ("feedback on recordings of choirs", "lessons in restoring clocks")
"""What the user offers; the newcomers need it besides."""


@dataclass
class Clock:
    """The service's time, moved on by the test."""

    now: datetime

    def __call__(self) -> datetime:
        return self.now


@dataclass
class User:
    """Enters people by hand; opens one panel a day and answers all it shows: no to the unliked kind, yes to the
    rest."""

    panel: Caller
    clock: Clock
    me: int

    def enters(self, name: str, topic: int, *needs: str, tie: str = "known") -> int:
        one = self.panel.post("/people", {"name": name}).get_json()["id"]
        for need in (f"help with {TOPICS[topic]}", *needs):
            self.panel.post(f"/people/{one}/facets", {"kind": "need", "text": need})
        offer = TOPICS[(topic + 3) % len(TOPICS)]
        self.panel.post(f"/people/{one}/facets", {"kind": "offer", "text": offer})
        self.panel.post("/ties", {"a": self.me, "b": one, "band": tie})
        return int(one)

    def looks(self, person: int) -> dict[str, Any]:
        answer = self.panel.post("/suggestions", {"person": person, "surface": "panel"})
        assert answer.status_code == 200
        return dict(answer.get_json())

    def day(self, person: int) -> None:
        answer = self.looks(person)
        for one in (*answer["gives"], *answer["introductions"]):
            told: dict[str, Any] = {"suggestion": one["id"], "verdict": "accepted"}
            if one["kind"] == UNLIKED:
                told |= {"verdict": "dismissed", "reason": "not_relevant"}
            assert self.panel.post("/feedback", told).status_code == 201
        self.clock.now += DAY

    def gives(self, people: list[int]) -> list[list[str]]:
        """The kinds of gives in each one's panel, in order."""
        return [[give["kind"] for give in self.looks(one)["gives"]] for one in people]


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def app(settings: Settings, clock: Clock) -> OpenAPI:
    coins = default_rng(6)
    return create_app(settings, clock=clock, advisor=Advisor(settings, rng=lambda: coins))


@pytest.fixture
def user(settings: Settings, panel: Caller, clock: Clock) -> User:
    """With the sample network and a small library."""
    db = connect(settings.database)
    load_sample(db, clock.now)
    db.close()
    everybody = panel.get("/people?limit=500").get_json()["people"]
    me = next(one["id"] for one in everybody if one["is_me"])
    for topic in TOPICS:
        panel.post("/resources", {"title": f"A guide to {topic}", "about": f"All about {topic}."})
    for offer in MINE:
        panel.post(f"/people/{me}/facets", {"kind": "offer", "text": offer})
    return User(panel, clock, me)


def test_a_kind_that_is_always_dismissed_is_seen_less_and_the_panel_says_why(
    settings: Settings, user: User
) -> None:
    registry, db = Registry(settings.models), connect(settings.database)
    neighbours = [user.enters(f"Ada Neighbour-{i}", i % len(TOPICS)) for i in range(NEIGHBOURS)]
    assert all(kinds[0] == UNLIKED for kinds in user.gives(neighbours))

    said: tuple[str, ...] = ()
    for one in neighbours:
        user.day(one)
        # As the service does between two visits (schedule.look), without waiting for an idle machine.
        report = jobs.retrain_if_due(db, registry, now=user.clock.now, days=settings.retrain_days)
        assert not report.failed
        said += report.judged
    db.close()
    serving = registry.serving("ranker")
    assert serving != "default"
    assert any(f"From now on {serving} ranks" in sentence for sentence in said)

    user.clock.now += 8 * DAY  # what a week's giving has room for is free again
    newcomers = [user.enters(f"Bo Newcomer-{i}", i, *MINE, tie="dormant") for i in range(NEWCOMERS)]
    learnt = user.gives(newcomers)
    answer = user.looks(newcomers[0])
    assert answer["model"] == serving
    assert REASON in answer["learnt"]
    registry.rollback("ranker")
    default = user.gives(newcomers)
    assert user.looks(newcomers[0])["learnt"] == []

    assert all(UNLIKED in kinds for kinds in default)
    assert sum(UNLIKED in kinds for kinds in learnt) < NEWCOMERS
    assert all(_place(before) < _place(after) for before, after in zip(default, learnt, strict=True))


def _place(kinds: list[str]) -> int:
    return kinds.index(UNLIKED) if UNLIKED in kinds else len(kinds)
