"""A touch is a contact that took place: kept once, never ahead of time, and undone with what it was part of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlite_utils import Database

from server.errors import Problem
from server.practice import asks, introductions
from server.practice import touches as practice
from server.store import introductions as introduction_rows
from server.store import touches
from server.store.journal import edit, undo

Add = Callable[..., int]


def told(db: Database, person: int) -> list[tuple[str, str, str, str]]:
    return [(row["at_date"], row["how"], row["direction"], row["source"]) for row in touches.of(db, person)]


def test_the_same_touch_told_twice_is_one(db: Database, person: Add, now: datetime) -> None:
    ana = person("Ana Mill")
    with edit(db, what="Met", who="you", at=now) as opened:
        for _ in range(2):
            practice.record(opened, ana, on=now.date(), how="met", direction="both", source="you")
    assert told(db, ana) == [("2026-05-04", "met", "both", "you")]


def test_what_is_still_to_come_is_no_touch(db: Database, person: Add, now: datetime) -> None:
    ana, tomorrow = person("Ana Mill"), now.date() + timedelta(days=1)
    with pytest.raises(Problem, match="has not come"), edit(db, what="x", who="you", at=now) as opened:
        practice.record(opened, ana, on=tomorrow, how="met", direction="both", source="you")


def test_nobody_keeps_in_touch_with_themselves(db: Database, person: Add, now: datetime) -> None:
    me = person("Me", me=True)
    with pytest.raises(Problem, match="yourself"), edit(db, what="x", who="you", at=now) as opened:
        practice.record(opened, me, on=now.date(), how="met", direction="both", source="you")


def test_who_is_asked_was_written_to_who_says_yes_wrote_and_making_it_is_a_touch_with_both(
    db: Database, person: Add, now: datetime
) -> None:
    ana, bo = person("Ana Mill"), person("Bo Loaf")
    with edit(db, what="Idea", who="you", at=now) as opened:
        idea = introduction_rows.begin(opened, ana, bo, suggestion=None)
    introductions.step(db, idea, "ask_first", now=now)
    mine, theirs, both = (
        ("2026-05-04", "introduction", direction, "introduction") for direction in ("mine", "theirs", "both")
    )
    assert (told(db, ana), told(db, bo)) == ([mine], [])
    for action in ("first_said_yes", "ask_second", "second_said_yes"):
        introductions.step(db, idea, action, now=now)
    assert set(told(db, ana)) == set(told(db, bo)) == {mine, theirs}
    made = introductions.step(db, idea, "make", now=now)
    for one in (ana, bo):
        assert set(told(db, one)) == {mine, theirs, both}
    undo(db, made["edit"], at=now)
    assert set(told(db, ana)) == set(told(db, bo)) == {mine, theirs}


def test_an_ask_sent_is_mine_an_answer_theirs_and_silence_nothing(
    db: Database, person: Add, now: datetime
) -> None:
    ana, bo = person("Ana Mill"), person("Bo Loaf")
    for one, answer in ((ana, "no"), (bo, "no_answer")):
        ask = asks.prepare(db, one, "Read my draft", why_them="You bake", minutes=10, now=now)
        asks.step(db, ask, "sent", now=now)
        asks.step(db, ask, answer, now=now + timedelta(days=2))
    assert told(db, ana) == [
        ("2026-05-06", "message", "theirs", "ask"),
        ("2026-05-04", "message", "mine", "ask"),
    ]
    assert told(db, bo) == [("2026-05-04", "message", "mine", "ask")]
