"""What passed between people is told without figures: nobody owes; help is thanked for, or passed on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from callers import Caller
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlite_utils import Database

from recommender.balance import leaning
from server.errors import Problem
from server.migrations import migrate
from server.practice import asks, keeping
from server.practice import exchanges as practice
from server.store import exchanges, fields, people
from server.store.journal import edit, undo

Add = Callable[..., int]
TODAY = date(2026, 5, 4)
NOT_A_FIGURE = {
    "about",
    "id",
    "person",
    "passes_on",
    "edit",
    "suggestion",
    "rhythm_days",
    "own_rhythm_days",
    "capacity",
    "facet",
    "confidence",
}
"""Numbers that name something or say how often to write; none of them counts what passed."""


@pytest.fixture
def ana(person: Add) -> int:
    return person("Ana Mill")


def gave(db: Database, person: int, way: practice.Way, *, days_ago: int = 10, **also: Any) -> int:
    now = datetime.fromisoformat("2026-05-04T09:30:00+00:00")
    on = TODAY - timedelta(days=days_ago)
    return int(practice.record(db, person, way, "read my draft.", on=on, now=now, **also)["id"])


class TestBalance:
    def test_one_favour_leans_no_way(self) -> None:
        assert leaning([("to_me", TODAY)], TODAY) == ""

    def test_three_of_four_are_mostly_one_way(self) -> None:
        assert leaning([("to_me", TODAY)] * 3 + [("from_me", TODAY)], TODAY) == "to_me"
        assert leaning([("to_me", TODAY)] + [("from_me", TODAY)] * 3, TODAY) == "from_me"
        assert leaning([("to_me", TODAY)] * 2 + [("from_me", TODAY)], TODAY) == "both"

    def test_what_goes_onward_is_a_give(self) -> None:
        assert leaning([("to_me", TODAY), ("onward", TODAY)], TODAY) == "both"

    def test_what_is_more_than_a_year_ago_is_forgotten(self) -> None:
        old = TODAY - timedelta(days=366)
        assert leaning([("to_me", old), ("to_me", old), ("from_me", TODAY)], TODAY) == ""

    def test_it_is_one_sentence_without_a_figure(self, db: Database, ana: int, now: datetime) -> None:
        assert keeping.at_a_glance(db, ana, TODAY)["balance"] == ""
        for _ in range(2):
            gave(db, ana, "to_me")
        said = keeping.at_a_glance(db, ana, TODAY)["balance"]
        assert said == "Lately it has mostly flowed your way; a small give would be natural."
        with edit(db, what="Mode", who="you", at=now) as opened:
            people.set_flags(opened, ana, mode="building")
        said = keeping.at_a_glance(db, ana, TODAY)["balance"]
        assert said == "Lately much has come from Ana. Thanks are enough; nothing has to be returned."

    def test_help_passed_on_is_settled_and_weighs_no_more(self, db: Database, ana: int, person: Add) -> None:
        bo = person("Bo Loaf")
        for _ in range(2):
            gave(db, bo, "onward", passes_on=gave(db, ana, "to_me"))
        shown = keeping.at_a_glance(db, ana, TODAY)
        assert shown["balance"] == ""
        assert "Thank" not in shown["next"]


class TestThanks:
    def test_help_received_is_to_be_thanked_for_once(self, db: Database, ana: int, now: datetime) -> None:
        helped = gave(db, ana, "to_me")
        assert keeping.at_a_glance(db, ana, TODAY)["next"] == "Thank Ana for this: read my draft."
        done = practice.thank(db, helped, now=now)
        assert (done["thanked_on"], done["thanks_due"]) == ("2026-05-04", False)
        with pytest.raises(Problem, match="already"):
            practice.thank(db, helped, now=now)
        undo(db, done["edit"], at=now)
        assert practice.thanks_due(exchanges.get(db, helped))

    def test_nobody_thanks_for_what_they_gave(self, db: Database, ana: int, now: datetime) -> None:
        with pytest.raises(Problem, match="help received"):
            practice.thank(db, gave(db, ana, "from_me"), now=now)

    def test_onward_is_to_somebody_else_and_of_help_received(
        self, db: Database, ana: int, person: Add
    ) -> None:
        bo = person("Bo Loaf")
        helped, given = gave(db, ana, "to_me"), gave(db, ana, "from_me")
        with pytest.raises(Problem, match="somebody else"):
            gave(db, ana, "onward", passes_on=helped)
        for wrong in ({"way": "from_me", "passes_on": helped}, {"way": "onward", "passes_on": given}):
            with pytest.raises(Problem, match="came to you"):
                gave(db, bo, **wrong)

    def test_taking_out_help_leaves_what_passed_it_on_as_a_give(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        helped = gave(db, ana, "to_me")
        onward = gave(db, person("Bo Loaf"), "onward", passes_on=helped)
        taken = practice.forget(db, helped, now=now)
        assert exchanges.get(db, onward)["passes_on"] is None
        assert taken is not None
        undo(db, taken, at=now)
        assert exchanges.get(db, onward)["passes_on"] == helped

    def test_with_oneself_and_tomorrow_nothing_passes(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        with pytest.raises(Problem, match="takes two"):
            gave(db, person("Me", me=True), "from_me")
        with pytest.raises(Problem, match="has not come"):
            gave(db, ana, "from_me", days_ago=-1)


class TestHabit:
    def ask(self, db: Database, ana: int, now: datetime) -> None:
        ask = asks.prepare(db, ana, "Read my draft", why_them="You bake", minutes=10, now=now)
        asks.step(db, ask, "sent", now=now)
        asks.step(db, ask, "no_answer", now=now)

    def test_who_only_asks_is_told_so_kindly_once_a_month(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        for _ in range(2):
            self.ask(db, ana, now)
        assert practice.habit(db, TODAY) == ""
        self.ask(db, ana, now)
        assert practice.habit(db, TODAY) == practice.HABIT
        assert not re.search(r"\d", practice.HABIT)
        practice.habit_was_told(db, TODAY)
        assert practice.habit(db, TODAY + timedelta(days=29)) == ""
        assert practice.habit(db, TODAY + timedelta(days=30)) == practice.HABIT
        assert practice.habit(db, TODAY + timedelta(days=91)) == "", "it was a season ago"

    def test_one_give_to_anybody_is_enough_not_to_be_told(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        for _ in range(3):
            self.ask(db, ana, now)
        gave(db, person("Bo Loaf"), "onward")
        assert practice.habit(db, TODAY) == ""


def figures(answer: Any, at: str = "") -> Iterator[str]:
    """Every number in an answer, by the name it stands under."""
    if isinstance(answer, dict):
        for key, value in answer.items():
            yield from figures(value, key)
    elif isinstance(answer, list):
        for value in answer:
            yield from figures(value, at)
    elif isinstance(answer, int | float) and not isinstance(answer, bool):
        yield at


def test_no_answer_of_the_api_counts_what_passed(panel: Caller) -> None:
    page = "https://github.com/ana-mill"
    ana = panel.post("/people", {"name": "Ana Mill", "fields": {"url": page}}).get_json()["id"]
    bo = panel.post("/people", {"name": "Bo Loaf"}).get_json()["id"]
    helped = [
        panel.post(f"/people/{ana}/exchanges", {"way": "to_me", "what": f"a favour {word}"}).get_json()
        for word in ("of flour", "of yeast", "of salt")
    ]
    onward = {"way": "onward", "what": "flour", "passes_on": helped[0]["id"]}
    answers = [
        *helped,
        panel.post(f"/people/{bo}/exchanges", onward).get_json(),
        panel.post(f"/exchanges/{helped[1]['id']}/thanks", {}).get_json(),
        panel.get(f"/people/{ana}").get_json(),
        panel.post("/lookups", {"url": page}).get_json(),
        panel.get("/digest").get_json(),
    ]
    assert {name for answer in answers for name in figures(answer)} <= NOT_A_FIGURE
    shown, looked_up, digest = answers[-3:]
    assert looked_up["person"]["keeping"] == shown["keeping"]
    assert digest["items"]
    assert [one["what"] for one in shown["exchanges"]] == [
        "a favour of salt",
        "a favour of yeast",
        "a favour of flour",
    ]
    sentences = [shown["keeping"]["balance"], shown["keeping"]["next"]]
    assert not any(re.search(r"\d|\b(owe|owed|debt|credit|score|points?)\b", said) for said in sentences)
    taken = panel("DELETE", f"/exchanges/{helped[2]['id']}").get_json()
    assert panel.post(f"/edits/{taken['edit']}/undo", {}).status_code == 200


class AnyFavours(RuleBasedStateMachine):
    """Whatever is given, thanked for, passed on or taken out, in any order: nothing is lost and nobody owes."""

    @initialize()
    def begin(self) -> None:
        self.db = Database(memory=True, strict=True)
        self.db.conn.isolation_level = None
        self.db.execute("pragma foreign_keys = on")
        migrate(self.db)
        self.now = datetime.fromisoformat("2026-05-04T09:30:00+00:00")
        with edit(self.db, what="People", who="you", at=self.now) as opened:
            self.who = [people.add(opened) for _ in range(2)]
            for one in self.who:
                fields.put(opened, one, "name", "Ana Mill", source="you", set_by="you")
        self.kept: dict[int, str] = {}
        self.thanked: set[int] = set()

    @rule(who=st.integers(0, 1), way=st.sampled_from(["to_me", "from_me", "onward"]), of=st.integers(0, 9))
    def record(self, who: int, way: practice.Way, of: int) -> None:
        passes_on = of if of in self.kept and way == "onward" else None
        try:
            done = practice.record(
                self.db, self.who[who], way, "flour", on=TODAY, now=self.now, passes_on=passes_on
            )
        except Problem:
            assert passes_on is not None
            held = exchanges.get(self.db, passes_on)
            assert held["way"] != "to_me" or held["person"] == self.who[who]
        else:
            self.kept[done["id"]] = way

    @rule(which=st.integers(0, 9))
    def thank(self, which: int) -> None:
        try:
            practice.thank(self.db, which, now=self.now)
        except Problem:
            assert self.kept.get(which) != "to_me" or which in self.thanked
        else:
            assert self.kept[which] == "to_me"
            self.thanked.add(which)

    @rule(which=st.integers(0, 9))
    def forget(self, which: int) -> None:
        if which in self.kept:
            practice.forget(self.db, which, now=self.now)
            del self.kept[which]
            self.thanked.discard(which)

    @invariant()
    def what_was_told_is_there(self) -> None:
        rows = [row for who in getattr(self, "who", []) for row in exchanges.of(self.db, who)]
        assert {row["id"]: row["way"] for row in rows} == getattr(self, "kept", {})
        for row in rows:
            assert bool(row["thanked_on"]) == (row["id"] in self.thanked)
            if practice.thanks_due(row):
                assert row["way"] == "to_me"
            said = practice.balance(rows, "Ana", None, TODAY)
            assert not re.search(r"\d", said)

    def teardown(self) -> None:
        self.db.close()


TestAnyFavours = AnyFavours.TestCase
TestAnyFavours.settings = settings(
    max_examples=15, stateful_step_count=20, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
