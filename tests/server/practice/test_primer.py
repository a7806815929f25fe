"""The primer: six steps, done by doing, left and taken up at will, with something real left behind by each."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from letter_world import World
from sqlite_utils import Database

from server.db import open_store
from server.errors import Problem
from server.practice import answers, asks, primer
from server.store import exchanges, facets
from server.store.journal import edit, undo

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)


def states(db: Database) -> dict[str, str]:
    return {one["key"]: one["state"] for one in primer.shown(db)["steps"]}


def left(db: Database, key: str) -> str:
    return str(next(one["left"] for one in primer.shown(db)["steps"] if one["key"] == key))


def test_it_begins_with_the_difference_and_nothing_is_done(db: Database) -> None:
    shown = primer.shown(db)
    assert (shown["next"], shown["done"], shown["of"], shown["minutes"]) == ("difference", 0, 6, 5)


def test_choosing_for_one_person_is_the_first_step(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ada = person("Ada Mill")
    assert primer.choose_mode(db, ada, "building", now=now)["next"] == "offers"
    assert left(db, "difference") == "You chose for Ada."


def test_what_one_says_of_oneself_is_an_offer_or_a_need_at_once(db: Database, now: datetime) -> None:
    primer.say(db, name="Robin Hedge", offers=["feedback on websites", " "], needs=["a room"], now=now)
    assert (left(db, "offers"), left(db, "needs")) == (
        "You offer “feedback on websites”.",
        "You are looking for “a room”.",
    )
    assert [row["state"] for row in db.query("select state from facets")] == ["confirmed", "confirmed"]


def test_a_name_is_asked_for_once(db: Database, now: datetime) -> None:
    with pytest.raises(Problem, match="know your name"):
        primer.say(db, offers=["bread"], now=now)
    primer.say(db, name="Robin", now=now)
    assert primer.say(db, offers=["bread"], now=now)["steps"][1]["state"] == "done"


def test_what_was_done_elsewhere_counts_and_what_is_undone_does_not(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    person("Robin Hedge", me=True)
    people = [person(name) for name in ("Ada Mill", "Bo Loaf", "Cy Oven")]
    assert left(db, "network") == "3 people are here."
    with edit(db, what="Gave", who="you", at=now) as gave:
        exchanges.add(gave, people[1], "from_me", "a lift", on=now.date())
    assert left(db, "give") == "You gave something to Bo."
    undo(db, gave.id, at=now)
    assert states(db)["give"] == "open"


def test_a_suggestion_taken_up_is_a_first_give_and_an_ask_taken_up_is_not(
    db: Database, now: datetime
) -> None:
    world = World(db, now)
    ada = world.person("Ada Mill")
    answers.answer(db, world.suggestion("ask", ada), "accepted", now=now)
    assert states(db)["give"] == "open"
    answers.answer(db, world.suggestion("share", ada), "accepted", now=now)
    assert left(db, "give") == "You gave something to Ada."


def test_an_ask_prepared_is_the_last_step_until_it_is_dropped(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ask = asks.prepare(
        db, person("Ada Mill"), "could you read this", why_them="you know it", minutes=5, now=now
    )
    assert left(db, "ask") == "You prepared an ask to Ada."
    asks.step(db, ask, "drop", now=now)
    assert states(db)["ask"] == "open"


def test_a_step_is_skipped_and_taken_up_again(db: Database, now: datetime) -> None:
    assert primer.mark(db, "difference", "skipped", now=now)["next"] == "offers"
    assert primer.mark(db, "offers", "skipped", now=now)["next"] == "needs"
    assert primer.mark(db, "difference", "open", now=now)["next"] == "difference"
    assert primer.mark(db, "difference", "done", now=now)["done"] == 1


def test_no_other_step_is_done_by_saying_so(db: Database, now: datetime) -> None:
    with pytest.raises(Problem, match="done by doing it"):
        primer.mark(db, "give", "done", now=now)


def test_a_skipped_step_that_is_done_after_all_counts_as_done(db: Database, now: datetime) -> None:
    primer.mark(db, "offers", "skipped", now=now)
    primer.say(db, name="Robin", offers=["bread"], now=now)
    assert states(db)["offers"] == "done"


def test_an_offer_taken_back_reopens_its_step(db: Database, now: datetime) -> None:
    primer.say(db, name="Robin", offers=["bread"], now=now)
    with edit(db, what="Rejected", who="you", at=now) as opened:
        facets.change(opened, next(iter(db.query("select id from facets")))["id"], state="rejected")
    assert states(db)["offers"] == "open"


class AnyOrder(RuleBasedStateMachine):
    """Steps said, skipped, reopened and undone in any order: what is done is what the store shows."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = open_store(Path(self.folder.name) / "comity.db")
        self.marks: dict[str, str] = {}
        self.said: dict[str, set[str]] = {"offers": set(), "needs": set()}

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    @rule(
        key=st.sampled_from([step.key for step in primer.STEPS]),
        state=st.sampled_from(("done", "skipped", "open")),
    )
    def mark(self, key: primer.Key, state: primer.Mark) -> None:
        try:
            primer.mark(self.db, key, state, now=NOW)
        except Problem:
            assert state == "done"
            assert key != "difference"
        else:
            self.marks[key] = state

    @rule(kind=st.sampled_from(("offers", "needs")), text=st.sampled_from(("bread", "flour", " ")))
    def say(self, kind: str, text: str) -> None:
        said: Any = {kind: [text]}
        primer.say(self.db, name="Robin", **said, now=NOW)
        self.said[kind] |= {text.strip()} - {""}

    @rule()
    def the_last_thing_is_undone(self) -> None:
        before = primer.shown(self.db)
        done = primer.say(self.db, name="Robin", offers=["a passing thought"], now=NOW)["edit"]
        if done is not None:
            undo(self.db, done, at=NOW)
        assert primer.shown(self.db) == before

    @invariant()
    def it_stands_where_it_should(self) -> None:
        shown = primer.shown(self.db)
        for one in shown["steps"]:
            done = bool(self.said.get(one["key"]))
            assert one["state"] == ("done" if done else self.marks.get(one["key"], "open"))
            assert bool(one["left"]) == done
        assert shown["done"] == sum(one["state"] == "done" for one in shown["steps"])
        assert shown["next"] == next((one["key"] for one in shown["steps"] if one["state"] == "open"), None)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_it_can_be_read_in_five_minutes() -> None:
    words = sum(len(f"{step.text} {step.todo}".split()) for step in primer.STEPS)
    assert words < 500, "at 200 words a minute, half the time is left for doing"
