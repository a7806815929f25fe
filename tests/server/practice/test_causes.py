"""A cause: nobody supports it unasked, silence is a no, leaving is one step, and nobody who left is asked again."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from letter_world import World
from sqlite_utils import Database

from models.registry import Registry
from server import schedule
from server.db import open_store
from server.errors import Problem
from server.practice import causes as practice
from server.practice.cause_letters import about_cause
from server.practice.causes import SUPPORT
from server.settings import Settings
from server.store import causes, people
from server.store.journal import edit, undo

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LATER = timedelta(days=40)


@pytest.fixture
def seeds(db: Database, now: datetime) -> int:
    begun = practice.begin(
        db, "Open Seeds", "seeds that everybody may keep", ("children who sow", "old grains"), now=now
    )
    return int(begun["id"])


@pytest.fixture
def ada(person: Callable[..., int]) -> int:
    person("Robin Hedge", me=True)
    return person("Ada Mill", offers=("heritage wheat flour",))


def asked(db: Database, seeds: int, ada: int, now: datetime) -> None:
    practice.consider(db, seeds, ada, now=now)
    practice.step(db, seeds, ada, "ask", now=now)


def test_somebody_considered_supports_nothing_yet(db: Database, seeds: int, ada: int, now: datetime) -> None:
    shown = practice.consider(db, seeds, ada, now=now)
    assert shown["state"] == "idea"
    assert shown["actions"] == ["ask"]
    with pytest.raises(Problem, match="does not follow"):
        practice.step(db, seeds, ada, "yes", now=now)


def test_considering_twice_is_one_and_may_change_the_angle(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    grains = causes.angles(db, seeds)[1]["id"]
    practice.consider(db, seeds, ada, now=now)
    assert practice.consider(db, seeds, ada, angle=grains, now=now)["angle"]["text"] == "old grains"
    assert len(causes.supporters(db, seeds)) == 1


def test_the_question_names_what_matters_to_them_and_how_to_say_no(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    grains = causes.angles(db, seeds)[1]["id"]
    (wheat,) = [row["id"] for row in db.query("select id from facets where person = ?", [ada])]
    practice.consider(db, seeds, ada, angle=grains, interest=wheat, now=now)
    letter = about_cause(db, seeds, ada)
    assert letter.subject == "Open Seeds"
    assert letter.text == (
        "Hello Ada,\n\nI am helping with something called “Open Seeds”. What it is for: seeds that everybody may keep.\n\n"
        "I thought of you because of what you do: heritage wheat flour. The part that may matter to you: old grains.\n\n"
        "Would you like to be one of those who support it? How much, and in what way, is up to you, and you can leave"
        " whenever you like. If it does not suit you, just say so, or let it rest; you need not explain.\n\n"
        "Warm wishes\nRobin\n"
    )


def test_only_a_line_of_their_own_can_be_what_speaks_for_it(
    db: Database, seeds: int, ada: int, person: Callable[..., int], now: datetime
) -> None:
    person("Bo Miller", offers=("milling",))
    milling = db.execute("select id from facets where text = 'milling'").fetchone()[0]
    with pytest.raises(Problem, match="offer or need of theirs"):
        practice.consider(db, seeds, ada, interest=milling, now=now)


def test_who_said_yes_is_thanked_for_each_thing_they_did(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    asked(db, seeds, ada, now)
    with pytest.raises(Problem, match="nothing to write"):
        about_cause(db, seeds, ada)
    practice.step(db, seeds, ada, "yes", now=now)
    shown = practice.did(db, seeds, ada, "lending her barn", on=now.date(), now=now)
    assert (
        "Thank you for what you did for “Open Seeds”: lending your barn." in about_cause(db, seeds, ada).text
    )
    done = practice.thanked(db, shown["deeds"][0]["id"], now=now)
    assert done["deeds"][0]["thanked_on"] == "2026-05-04"
    with pytest.raises(Problem, match="nothing to write"):
        about_cause(db, seeds, ada)


def test_two_weeks_of_silence_are_a_no(db: Database, seeds: int, ada: int, now: datetime) -> None:
    asked(db, seeds, ada, now)
    assert practice.lapse_silent(db, now + timedelta(days=13, hours=23)) == 0
    assert practice.lapse_silent(db, now + timedelta(days=14)) == 1
    assert practice.supporter_shown(db, seeds, ada)["actions"] == []


def test_the_service_ends_what_waits_in_vain(
    db: Database, seeds: int, ada: int, now: datetime, tmp_path: Path
) -> None:
    asked(db, seeds, ada, now)
    registry = Registry(tmp_path / "models")
    later = now + timedelta(days=15)
    schedule.look(Settings(home=tmp_path), registry, threading.Event(), now=later, waiting_since=None)
    assert practice.supporter_shown(db, seeds, ada)["state"] == "lapsed"


def test_leaving_is_one_step_for_ever_and_can_be_undone_if_it_was_a_slip(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    asked(db, seeds, ada, now)
    practice.step(db, seeds, ada, "yes", now=now)
    left = practice.leave(db, seeds, ada, now=now)
    assert practice.supporter_shown(db, seeds, ada)["state"] == "left"
    for action in ("ask", "yes"):
        with pytest.raises(Problem, match="does not follow"):
            practice.step(db, seeds, ada, action, now=now + LATER)
    undo(db, left, at=now)
    assert practice.supporter_shown(db, seeds, ada)["state"] == "supports"


def test_an_idea_is_forgotten_without_a_trace(db: Database, seeds: int, ada: int, now: datetime) -> None:
    practice.consider(db, seeds, ada, now=now)
    practice.leave(db, seeds, ada, now=now)
    assert causes.supporters(db, seeds) == []


def test_nobody_is_asked_about_two_causes_within_a_month(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    asked(db, seeds, ada, now)
    other = practice.begin(db, "Night buses", "a way home", (), now=now)["id"]
    practice.consider(db, other, ada, now=now)
    with pytest.raises(Problem, match="asked about a cause on 2026-05-04"):
        practice.step(db, other, ada, "ask", now=now + timedelta(days=29))
    practice.step(db, other, ada, "ask", now=now + timedelta(days=30))


def test_who_is_left_in_peace_and_what_is_closed_is_not_asked(
    db: Database, seeds: int, ada: int, now: datetime
) -> None:
    practice.consider(db, seeds, ada, now=now)
    with edit(db, what="In peace", who="you", at=now) as opened:
        people.set_flags(opened, ada, suggestible=0)
    with pytest.raises(Problem, match="left in peace"):
        practice.step(db, seeds, ada, "ask", now=now)
    with edit(db, what="Back, and closed", who="you", at=now) as opened:
        people.set_flags(opened, ada, suggestible=1)
        causes.change(opened, seeds, {"state": "closed"})
    with pytest.raises(Problem, match="is closed"):
        practice.step(db, seeds, ada, "ask", now=now)


def test_an_angle_taken_away_leaves_its_people(db: Database, seeds: int, ada: int, now: datetime) -> None:
    angle = causes.angles(db, seeds)[0]["id"]
    practice.consider(db, seeds, ada, angle=angle, now=now)
    with edit(db, what="Dropped", who="you", at=now) as opened:
        causes.drop_angle(opened, angle)
    assert practice.supporter_shown(db, seeds, ada)["angle"] is None


class Support(RuleBasedStateMachine):
    """Three people, two causes, any step in any order at any time: compared with what their own words allow."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = open_store(Path(self.folder.name) / "comity.db")
        world = World(self.db, NOW)
        world.person("Robin Hedge", me=True)
        self.people = [world.person(f"{name} Surname") for name in ("Ada", "Bo", "Cy")]
        self.causes = [practice.begin(self.db, name, "good", (), now=NOW)["id"] for name in ("One", "Two")]
        self.now = NOW
        self.model: dict[tuple[int, int], str] = {}
        self.said: dict[tuple[int, int], list[str]] = {}
        self.asked_at: dict[int, datetime] = {}
        self.deeds = 0

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    which = st.tuples(st.integers(0, 1), st.integers(0, 2))

    def ids(self, which: tuple[int, int]) -> tuple[int, int]:
        return self.causes[which[0]], self.people[which[1]]

    @rule(which=which)
    def consider(self, which: tuple[int, int]) -> None:
        practice.consider(self.db, *self.ids(which), angle=None, now=self.now)
        self.model.setdefault(which, "idea")
        self.said.setdefault(which, [])

    @rule(which=which, action=st.sampled_from(("ask", "ask", "yes", "yes", "no", "lapse", "leave")))
    def attempt(self, which: tuple[int, int], action: str) -> None:
        state = self.model.get(which)
        asked = self.asked_at.get(which[1])
        too_soon = action == "ask" and asked is not None and (self.now - asked).days < 30
        try:
            practice.step(self.db, *self.ids(which), action, now=self.now)
        except Problem:
            assert state is None or (state, action) not in SUPPORT.steps or too_soon
            return
        assert state is not None
        assert not too_soon
        self.model[which] = SUPPORT.steps[state, action]
        self.said[which].append(action)
        if action == "ask":
            self.asked_at[which[1]] = self.now

    @rule(which=which)
    def leave(self, which: tuple[int, int]) -> None:
        state = self.model.get(which)
        try:
            practice.leave(self.db, *self.ids(which), now=self.now)
        except Problem:
            assert state in (None, "declined", "lapsed", "left")
            return
        if state == "idea":
            del self.model[which]
        else:
            self.model[which] = "left"

    @rule(which=which)
    def did(self, which: tuple[int, int]) -> None:
        try:
            practice.did(self.db, *self.ids(which), "something", on=self.now.date(), now=self.now)
        except Problem:
            assert self.model.get(which) != "supports"
        else:
            assert self.model[which] == "supports"
            self.deeds += 1

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule()
    def silence_is_looked_at(self) -> None:
        practice.lapse_silent(self.db, self.now)
        for which, state in self.model.items():
            if state == "asked" and self.now - self.asked_at[which[1]] >= practice.SILENCE:
                self.model[which] = "lapsed"

    @invariant()
    def the_store_says_what_happened(self) -> None:
        held = {
            (self.causes.index(row["cause"]), self.people.index(row["person"])): row["state"]
            for row in self.db.query("select * from supporters")
        }
        assert held == self.model
        assert self.db.execute("select count(*) from deeds").fetchone()[0] == self.deeds

    @invariant()
    def nobody_supports_without_having_been_asked_and_said_yes(self) -> None:
        for which, state in self.model.items():
            if state == "supports":
                assert self.said[which] == ["ask", "yes"]

    @invariant()
    def whoever_is_written_to_is_at_a_point_where_it_is_right(self) -> None:
        for which, state in self.model.items():
            with suppress(Problem):
                letter = about_cause(self.db, *self.ids(which))
                assert letter.to == (self.people[which[1]],)
                assert state in ("idea", "supports", "left")


TestSupport = Support.TestCase
TestSupport.settings = settings(
    max_examples=20, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_every_state_has_words_and_can_be_reached() -> None:
    assert {SUPPORT.begins, *SUPPORT.steps.values()} == set(SUPPORT.words)
