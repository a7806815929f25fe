"""An ask is prepared with advice, sent by the user, answered or left in peace, and never repeated."""

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

from server.errors import Problem
from server.practice import asks, coach
from server.practice.courses import ASK
from server.store import asks as store
from server.store import exchanges, people, promises, ties, touches
from server.store.journal import edit

Add = Callable[..., int]
NAPS = {"what": "Look at my price list", "why_them": "you sell to the same bakers", "minutes": 10}


@pytest.fixture
def ana(person: Add) -> int:
    person("Me Myself", me=True)
    return person("Ana Mill")


def prepared(db: Database, person: int, now: datetime, **more: Any) -> int:
    return asks.prepare(db, person, **(NAPS | more), now=now)


def know(db: Database, now: datetime, a: int, b: int, band: str) -> None:
    with edit(db, what="Tie", who="you", at=now) as opened:
        ties.put(opened, a, b, band, evidence="", source="you", observed_on=now.date())


class TestTheCoach:
    def says(self, db: Database, ask: int) -> str:
        return " ".join(asks.shown(db, ask)["advice"])

    def test_a_small_ask_with_a_reason_to_somebody_close_who_was_given_something_is_ready(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        know(db, now, people.me(db) or 0, ana, "close")
        with edit(db, what="Gave", who="you", at=now) as opened:
            exchanges.add(opened, ana, "from_me", "lent a van", on=now.date())
        shown = asks.shown(db, prepared(db, ana, now))
        assert (shown["ready"], shown["advice"]) == (True, [coach.LEAVE_IT_IN])

    @pytest.mark.parametrize(
        ("change", "ready", "note"),
        [
            ({"why_them": ""}, False, "Say why you ask Ana of all people"),
            ({"minutes": coach.LARGE}, False, "60 minutes is a lot to ask"),
            ({"minutes": coach.SMALL + 1}, True, "more than a quarter of an hour"),
            ({"power": "their client"}, True, "You are their client: a no may feel costly"),
            ({}, True, "Is there something you could give Ana first?"),
            ({}, True, "You do not know Ana well; a word first"),
        ],
    )
    def test_names_what_could_be_better(
        self, db: Database, ana: int, now: datetime, change: Any, ready: bool, note: str
    ) -> None:
        ask = prepared(db, ana, now, **change)
        assert note in self.says(db, ask)
        assert asks.shown(db, ask)["ready"] is ready

    def test_knows_a_warmer_way(self, db: Database, ana: int, person: Add, now: datetime) -> None:
        bess = person("Bess Moyo")
        know(db, now, people.me(db) or 0, bess, "close")
        know(db, now, bess, ana, "known")
        assert "Bess does: that might be the warmer way" in self.says(db, prepared(db, ana, now))

    def test_puts_the_users_own_promise_first(self, db: Database, ana: int, now: datetime) -> None:
        with edit(db, what="Promised", who="you", at=now) as opened:
            promises.add(opened, ana, "mine", "send the deck", due=None, state="open", made_on=now.date())
        shown = asks.shown(db, prepared(db, ana, now))
        assert not shown["ready"]
        assert "Keep that first." in " ".join(shown["advice"])

    def test_tells_of_the_likely_yes_once_in_a_lifetime(self, panel: Caller, ana: int) -> None:
        body = NAPS | {"person": ana}
        first, again = (panel.post("/asks", body).get_json() for _ in range(2))
        assert "expect a no about twice as often" in first["encouragement"]
        assert again["encouragement"] == ""
        draft = panel.post("/drafts", {"ask": first["id"]}).get_json()
        assert "twice as often" not in draft["text"], "it is for the asker, never for the one who is asked"


def test_an_ask_goes_from_prepared_to_thanked_and_leaves_a_touch_and_an_exchange(
    panel: Caller, db: Database, ana: int
) -> None:
    made = panel.post("/asks", NAPS | {"person": ana})
    assert made.status_code == 201
    ask = made.get_json()["id"]
    assert panel("PATCH", f"/asks/{ask}", {"minutes": 5}).get_json()["minutes"] == 5
    for action, state in (("sent", "sent"), ("yes", "yes"), ("thank", "thanked")):
        done = panel.post(f"/asks/{ask}/steps", {"action": action})
        assert (done.status_code, done.get_json()["state"]) == (200, state)
    refused = panel("PATCH", f"/asks/{ask}", {"minutes": 50})
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "sent_already")
    assert {row["direction"] for row in touches.of(db, ana)} == {"mine", "theirs"}
    (received,) = exchanges.of(db, ana)
    assert (received["way"], bool(received["thanked_on"])) == ("to_me", True)


def test_the_draft_always_says_how_to_decline(panel: Caller, ana: int) -> None:
    ask = panel.post("/asks", NAPS | {"person": ana}).get_json()["id"]
    draft = panel.post("/drafts", {"ask": ask}).get_json()
    assert "just say so" in draft["text"]
    assert [one["kind"] for one in draft["findings"]] == []


def test_what_came_of_it_is_the_outcome_of_the_suggestion_it_grew_from(
    panel: Caller, db: Database, person: Add, now: datetime
) -> None:
    person("Me Myself", me=True, needs=("law",))
    bo = person("Bo Loaf", offers=("law",))
    (idea,) = panel.post("/suggestions", {"person": bo}).get_json()["asks"]
    ask = panel.post("/asks", NAPS | {"person": bo, "suggestion": idea["id"]}).get_json()["id"]
    for action in ("sent", "yes"):
        done = panel.post(f"/asks/{ask}/steps", {"action": action}).get_json()
    query = "select reason from feedback where suggestion = ? and verdict = 'outcome'"
    assert [row["reason"] for row in db.query(query, [idea["id"]])] == ["helped"]
    panel.post(f"/edits/{done['edit']}/undo", {})
    assert list(db.query(query, [idea["id"]])) == []


def test_without_a_reason_it_cannot_be_sent(panel: Caller, ana: int) -> None:
    ask = panel.post("/asks", {"person": ana, "what": "Look at my price list"}).get_json()["id"]
    refused = panel.post(f"/asks/{ask}/steps", {"action": "sent"})
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "unfinished_draft")


def test_two_asks_are_not_open_with_one_person(db: Database, ana: int, now: datetime) -> None:
    one, other = prepared(db, ana, now), prepared(db, ana, now, what="Lend me a van")
    asks.step(db, one, "sent", now=now)
    with pytest.raises(Problem, match="still unanswered"):
        asks.step(db, other, "sent", now=now)
    asks.step(db, one, "no", now=now)
    asks.step(db, other, "sent", now=now)


def test_silence_is_a_no_after_a_fortnight_and_there_is_no_way_back(
    db: Database, ana: int, now: datetime
) -> None:
    ask = prepared(db, ana, now)
    asks.step(db, ask, "sent", now=now)
    assert asks.lapse_silent(db, now + asks.SILENCE - timedelta(seconds=1)) == 0
    assert asks.lapse_silent(db, now + asks.SILENCE) == 1
    assert store.get(db, ask)["state"] == "no_answer"
    for action in ("sent", "yes", "thank"):
        with pytest.raises(Problem, match="does not follow"):
            asks.step(db, ask, action, now=now)


def test_who_is_to_be_left_in_peace_is_asked_nothing(db: Database, ana: int, now: datetime) -> None:
    with edit(db, what="Peace", who="you", at=now) as opened:
        people.set_flags(opened, ana, suggestible=False)
    with pytest.raises(Problem, match="left in peace"):
        prepared(db, ana, now)


def test_every_step_of_every_ask_is_one_of_its_course(
    db: Database, ana: int, person: Add, now: datetime
) -> None:
    """Any steps in any order on several asks: what does not follow is refused and changes nothing."""
    everybody = [ana, person("Bo Loaf")]
    actions = sorted({action for _, action in ASK.steps})

    class Asking(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.now = now
            self.states: dict[int, str] = {}

        @rule(whom=st.sampled_from(everybody))
        def prepare(self, whom: int) -> None:
            self.states[prepared(db, whom, self.now)] = "prepared"

        @rule(data=st.data(), action=st.sampled_from(actions))
        def step(self, data: st.DataObject, action: str) -> None:
            if not self.states:
                return
            ask = data.draw(st.sampled_from(sorted(self.states)))
            try:
                done = asks.step(db, ask, action, now=self.now)
            except Problem:
                assert (self.states[ask], action) not in ASK.steps or action == "sent"
                return
            assert ASK.steps[self.states[ask], action] == done["state"]
            self.states[ask] = done["state"]

        @rule(days=st.integers(1, 20))
        def time_passes(self, days: int) -> None:
            self.now += timedelta(days=days)
            asks.lapse_silent(db, self.now)
            for ask, state in self.states.items():
                if state == "sent":
                    self.states[ask] = store.get(db, ask)["state"]
                    assert self.states[ask] in ("sent", "no_answer")

        @invariant()
        def nothing_is_lost_and_one_at_most_is_open_with_anybody(self) -> None:
            held = {row["id"]: row for row in store.everything(db) if row["id"] in self.states}
            assert {ask: row["state"] for ask, row in held.items()} == self.states
            open_with = [row["person"] for row in held.values() if row["state"] == "sent"]
            assert len(open_with) == len(set(open_with))

        def teardown(self) -> None:
            for ask in self.states:
                if store.get(db, ask)["state"] == "sent":
                    asks.step(db, ask, "no", now=self.now)

    Asking.TestCase.settings = settings(
        max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck)
    )
    Asking.TestCase("runTest").runTest()
