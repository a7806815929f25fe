"""What follows from an answer to a suggestion: a snooze that ends, and in time whether it helped."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from letter_world import World
from sqlite_utils import Database

from server.errors import Problem
from server.practice.answers import answer, given
from server.store import exchanges
from server.store.journal import undo


@pytest.fixture
def world(db: Database, now: datetime) -> World:
    return World(db, now)


def titles(world: World, person: int, *, after: timedelta = timedelta(0)) -> list[int]:
    return [row["suggestion"] for row in given(world.db, person, (world.now + after).date())]


def test_what_was_given_is_asked_about_until_it_is_known_whether_it_helped(world: World) -> None:
    ada = world.person("Ada Mill")
    share = world.suggestion("share", ada)
    assert titles(world, ada) == [], "it was only suggested"
    answer(world.db, share, "accepted", now=world.now)
    assert titles(world, ada) == [share]
    said = answer(world.db, share, "outcome", reason="nothing", now=world.now)
    assert titles(world, ada) == []
    undo(world.db, said.edit, at=world.now)
    assert titles(world, ada) == [share]


def test_that_it_helped_is_kept_once_however_often_it_is_said(world: World) -> None:
    ada = world.person("Ada Mill")
    share = world.suggestion("share", ada)
    answer(world.db, share, "accepted", now=world.now)
    for _ in range(2):
        answer(world.db, share, "outcome", reason="helped", now=world.now)
    assert [row["way"] for row in exchanges.of(world.db, ada)] == ["from_me"]


def test_after_three_months_nobody_is_asked_whether_it_helped(world: World) -> None:
    ada = world.person("Ada Mill")
    share = world.suggestion("share", ada)
    answer(world.db, share, "accepted", now=world.now)
    assert titles(world, ada, after=timedelta(days=90)) == [share]
    assert titles(world, ada, after=timedelta(days=91)) == []


@pytest.mark.parametrize("kind", ["ask", "thank", "learn"])
def test_where_nothing_is_given_nobody_is_asked_whether_it_helped(world: World, kind: str) -> None:
    ada = world.person("Ada Mill")
    answer(world.db, world.suggestion(kind, ada), "accepted", now=world.now)
    assert titles(world, ada) == []


@pytest.mark.parametrize(
    ("verdict", "more", "sentence"),
    [
        ("snoozed", {}, "a day to come back on"),
        ("snoozed", {"days": 0}, "a day to come back on"),
        ("outcome", {"reason": "bad_timing"}, "what came of it"),
        ("dismissed", {"reason": "helped"}, "an outcome, not a reason"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    world: World, verdict: str, more: dict[str, str | int], sentence: str
) -> None:
    share = world.suggestion("share", world.person("Ada Mill"))
    until = world.now.date() + timedelta(days=int(more["days"])) if "days" in more else None
    with pytest.raises(Problem, match=sentence):
        answer(world.db, share, verdict, reason=str(more.get("reason", "")), until=until, now=world.now)
