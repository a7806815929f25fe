"""An introduction is asked for twice, ends at any no, and tells nobody what they were not meant to know."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from callers import Caller
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlite_utils import Database

from server.db import writing
from server.errors import Problem
from server.practice import introductions as practice
from server.practice.courses import ASK, INTRODUCTION
from server.practice.drafts import for_introduction
from server.store import facets, introductions, people, suggestions, ties
from server.store.journal import edit, undo

SECRET = "is quietly winding the mill down"


@pytest.fixture
def idea(db: Database, person: Callable[..., int], now: datetime) -> int:
    """Ada mills heritage wheat and needs a baker; Bo bakes and needs flour, and a note holds a secret of his."""
    ada = person("Ada Mill", headline="Miller of heritage wheat", url="https://ada.example/")
    bo = person("Bo Loaf", headline="Baker")
    with edit(db, what="Read", who="capture", at=now) as opened:
        page: dict[str, Any] = {"source": "ada.example", "set_by": "capture", "observed_on": now.date()}
        wheat, _ = facets.put(
            opened, ada, "offer", "heritage wheat flour", evidence="I mill heritage wheat", **page
        )
        baker, _ = facets.put(opened, ada, "need", "a baker who experiments", evidence="a baker", **page)
        bread, _ = facets.put(
            opened, bo, "offer", f"bread of any grain; {SECRET}", source="note", set_by="you"
        )
        flour, _ = facets.put(opened, bo, "need", f"flour, since he {SECRET}", source="note", set_by="you")

    def quote(facet: int) -> dict[str, Any]:
        return {
            "facet": facet,
            "text": facets.get(db, facet)["text"],
            "evidence": "",
            "source": "",
            "on": None,
        }

    with writing(db):
        shown = suggestions.log(
            db, shown_at=now, surface="api", batch="b", position=0, kind="introduce", person=ada, other=bo,
            resource=None, band="strong", score=0.5, features={"log_benefit_a": -0.1, "log_benefit_b": -0.9},
            body={"title": "Introduce Ada and Bo", "reasons": [
                {"sentence": "", "need": quote(baker), "offer": quote(bread)},
                {"sentence": "", "need": quote(flour), "offer": quote(wheat)},
            ]}, model="default",
        )  # fmt: skip
    with edit(db, what="Accepted", who="you", at=now) as opened:
        return introductions.begin(opened, ada, bo, suggestion=shown)


def walk(db: Database, idea: int, now: datetime, *actions: str) -> None:
    for action in actions:
        practice.step(db, idea, action, now=now, share="Happy to be written to.")


TO_BOTH_YES = ("ask_first", "first_said_yes", "ask_second", "second_said_yes")


def test_the_one_with_less_to_gain_is_asked_first(db: Database, idea: int) -> None:
    shown = practice.shown(db, idea)
    assert shown["next"].startswith("Ask Bo Loaf first, alone")


def test_it_goes_from_an_idea_to_a_thank_you_and_then_they_know_each_other(
    db: Database, idea: int, now: datetime
) -> None:
    walk(db, idea, now, *TO_BOTH_YES, "make", "met", "thank")
    shown = practice.shown(db, idea)
    assert shown["state"] == "thanked"
    assert [one["action"] for one in shown["history"]] == [*TO_BOTH_YES, "make", "met", "thank"]
    (outcome,) = db.query("select reason from feedback where verdict = 'outcome'")
    assert outcome["reason"] == "met"
    (tie,) = ties.everyones(db)
    assert tie["evidence"] == "You introduced them on 2026-05-04"


@pytest.mark.parametrize("too_soon", ["second_said_yes", "make", "met", "thank"])
def test_no_step_can_be_skipped(db: Database, idea: int, now: datetime, too_soon: str) -> None:
    walk(db, idea, now, "ask_first")
    with pytest.raises(Problem, match="does not follow"):
        practice.step(db, idea, too_soon, now=now)
    assert practice.shown(db, idea)["state"] == "asked_first"


def test_two_weeks_of_silence_are_a_no(db: Database, idea: int, now: datetime) -> None:
    walk(db, idea, now, "ask_first")
    assert practice.lapse_silent(db, now + timedelta(days=13, hours=23)) == 0
    assert practice.lapse_silent(db, now + timedelta(days=14)) == 1
    assert practice.shown(db, idea)["actions"] == []


def test_nobody_is_asked_about_two_introductions_within_a_month(
    db: Database, idea: int, person: Callable[..., int], now: datetime
) -> None:
    walk(db, idea, now, "ask_first")
    bo = introductions.get(db, idea)["asked_first"]
    with edit(db, what="Another", who="you", at=now) as opened:
        other = introductions.begin(opened, bo, person("Cy Oven"), suggestion=None)
    if practice.first_to_ask(db, introductions.get(db, other))[0] != bo:
        walk(db, other, now, "ask_first", "first_said_yes")
        action = "ask_second"
    else:
        action = "ask_first"
    with pytest.raises(Problem, match="was asked about another"):
        practice.step(db, other, action, now=now + timedelta(days=29))
    practice.step(db, other, action, now=now + timedelta(days=30))


def test_who_wants_to_be_left_in_peace_is_not_asked(db: Database, idea: int, now: datetime) -> None:
    with edit(db, what="In peace", who="you", at=now) as opened:
        people.set_flags(opened, introductions.get(db, idea)["a"], introducible=0)
    with pytest.raises(Problem, match="does not want to be introduced"):
        practice.step(db, idea, "ask_first", now=now)


def test_a_letter_tells_what_its_reader_may_know_and_how_to_decline(
    db: Database, idea: int, now: datetime
) -> None:
    row = introductions.get(db, idea)
    to_bo = for_introduction(db, idea, "b" if practice.first_to_ask(db, row)[0] == row["b"] else "a").text
    assert "Ada Mill, Miller of heritage wheat" in to_bo
    assert "heritage wheat flour" in to_bo, "Ada's own page says so"
    assert "just say so" in to_bo
    walk(db, idea, now, "ask_first", "first_said_yes")
    to_ada = for_introduction(db, idea, "a" if row["a"] != practice.first_to_ask(db, row)[0] else "b").text
    assert "a baker who experiments" in to_ada, "her own need"
    assert SECRET not in to_ada, "what the user noted of Bo is between the two of them"
    assert "just say so" in to_ada


def test_they_are_written_to_together_only_after_both_said_yes(
    db: Database, idea: int, now: datetime
) -> None:
    for action in TO_BOTH_YES:
        with pytest.raises(Problem, match="only after both said yes"):
            for_introduction(db, idea, "both")
        walk(db, idea, now, action)
    text = for_introduction(db, idea, "both").text
    assert "Happy to be written to." in text
    assert SECRET not in text


def test_a_decline_is_never_told_with_a_name(db: Database, idea: int, now: datetime) -> None:
    walk(db, idea, now, "ask_first", "first_said_yes", "ask_second", "declined")
    row = introductions.get(db, idea)
    first, _ = practice.first_to_ask(db, row)
    letter = for_introduction(db, idea, "a" if first == row["a"] else "b").text
    other = people.card(db, practice.second(row, first))["name"]
    assert not any(part in letter for part in other.split())
    with pytest.raises(Problem, match="nothing to write"):
        for_introduction(db, idea, "b" if first == row["a"] else "a")


def test_a_step_taken_by_mistake_can_be_undone(db: Database, idea: int, now: datetime) -> None:
    walk(db, idea, now, "ask_first")
    done = practice.step(db, idea, "declined", now=now)
    undo(db, done["edit"], at=now)
    assert practice.shown(db, idea)["state"] == "asked_first"
    assert [one["action"] for one in practice.shown(db, idea)["history"]] == ["ask_first"]


@pytest.mark.parametrize("course", [INTRODUCTION, ASK], ids=lambda course: course.what)
class TestCourse:
    def test_every_state_has_words_and_can_be_reached(self, course: Any) -> None:
        reached = {course.begins, *course.steps.values()}
        assert reached == set(course.words)

    def test_nothing_leads_back(self, course: Any) -> None:
        seen: set[str] = set()
        edge = {course.begins}
        while edge:
            assert not edge & seen, "a state was come to again"
            seen |= edge
            edge = {to for (at, _), to in course.steps.items() if at in edge} - {
                to for (at, _), to in course.steps.items() if at in edge and course.ended(to)
            }


class AnyOrder(RuleBasedStateMachine):
    """Whatever is tried, in whatever order, only what follows happens, and nobody is written to without a yes."""

    def __init__(self) -> None:
        super().__init__()
        self.state = INTRODUCTION.begins
        self.said: list[str] = []

    @rule(action=st.sampled_from(sorted({action for _, action in INTRODUCTION.steps})))
    def attempt(self, action: str) -> None:
        try:
            self.state = INTRODUCTION.after(self.state, action)
        except Problem as problem:
            assert problem.status == 409
            assert action not in INTRODUCTION.actions(self.state)
        else:
            self.said.append(action)

    @invariant()
    def made_means_that_both_were_asked_and_both_said_yes(self) -> None:
        if "make" in self.said:
            assert self.said[:5] == ["ask_first", "first_said_yes", "ask_second", "second_said_yes", "make"]

    @invariant()
    def after_a_no_nothing_happens(self) -> None:
        for end in ("declined", "lapse", "withdraw"):
            assert end not in self.said or self.said.index(end) == len(self.said) - 1


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_of_two_who_gain_alike_the_one_who_is_asked_more_often_is_asked_first(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ada, bo, cy = person("Ada Mill"), person("Bo Loaf"), person("Cy Fold")
    earlier = practice.begin(db, bo, cy, now=now)
    practice.step(db, earlier, "ask_first", now=now - timedelta(days=60))
    row = introductions.get(db, practice.begin(db, ada, bo, now=now))
    assert practice.first_to_ask(db, row) == (
        bo,
        "they are asked more often, and so have more to lose by one more",
    )


def test_the_users_own_idea_is_begun_unless_the_two_know_each_other_or_want_peace(
    panel: Caller, db: Database, person: Callable[..., int], now: datetime
) -> None:
    me, ada, bo, cy = person("Me Myself", me=True), person("Ada Mill"), person("Bo Loaf"), person("Cy Fold")
    begun = panel.post("/introductions", {"a": bo, "b": ada})
    assert (begun.status_code, begun.get_json()["state"]) == (201, "idea")
    with edit(db, what="Tie", who="you", at=now) as opened:
        ties.put(opened, ada, cy, "known", evidence="", source="you", observed_on=now.date())
        people.set_flags(opened, bo, introducible=False)
    for a, b, code in ((ada, cy, "know_each_other"), (bo, cy, "left_in_peace"), (me, ada, "not_two")):
        refused = panel.post("/introductions", {"a": a, "b": b})
        assert refused.get_json()["error"]["code"] == code
    panel.post(f"/edits/{begun.get_json()['edit']}/undo", {})
    assert introductions.everyones(db) == []
