"""A promise is proposed, confirmed, kept or let go; mine overdue come first of everything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from callers import Caller
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlite_utils import Database

from server.errors import Problem
from server.practice import promises as practice
from server.practice.promises import PROMISE
from server.store import exchanges, promises, touches
from server.store.journal import edit, undo

Add = Callable[..., int]
TODAY = date(2026, 5, 4)


@pytest.fixture
def ana(person: Add) -> int:
    return person("Ana Mill")


class TestSentences:
    def said(self, db: Database, ana: int, now: datetime, whose: practice.Whose, due: date | None) -> str:
        return str(practice.make(db, ana, whose, "send the deck.", due=due, now=now)["sentence"])

    def test_mine_theirs_with_and_without_a_day(self, db: Database, ana: int, now: datetime) -> None:
        assert self.said(db, ana, now, "mine", None) == "You promised Ana: send the deck."
        friday = TODAY + timedelta(days=4)
        assert self.said(db, ana, now, "mine", friday) == "You promised Ana: send the deck, by 8 May."
        assert self.said(db, ana, now, "theirs", TODAY) == "Ana promised: send the deck, by today."
        past = TODAY - timedelta(days=1)
        assert self.said(db, ana, now, "theirs", past) == "Ana promised: send the deck. It was due yesterday."


def test_nobody_promises_themselves(db: Database, person: Add, now: datetime) -> None:
    with pytest.raises(Problem, match="somebody else"):
        practice.make(db, person("Me", me=True), "mine", "rest", due=None, now=now)


def test_one_kept_is_a_contact_and_if_so_said_help_that_passed(db: Database, ana: int, now: datetime) -> None:
    mine = practice.make(db, ana, "mine", "send the deck", due=TODAY, now=now)
    theirs = practice.make(db, ana, "theirs", "introduce me to Bo", due=None, now=now)
    practice.step(db, mine["id"], "kept", now=now)
    done = practice.step(db, theirs["id"], "kept", now=now, as_exchange=True)
    assert sorted(row["direction"] for row in touches.of(db, ana)) == ["mine", "theirs"]
    assert [(row["way"], row["what"]) for row in exchanges.of(db, ana)] == [("to_me", "introduce me to Bo")]
    undo(db, done["edit"], at=now)
    assert exchanges.of(db, ana) == []
    assert promises.get(db, theirs["id"])["state"] == "open"


def test_one_let_go_leaves_no_trace_of_a_contact(db: Database, ana: int, now: datetime) -> None:
    mine = practice.make(db, ana, "mine", "send the deck", due=TODAY, now=now)
    assert practice.step(db, mine["id"], "release", now=now)["state_words"] == "let go"
    assert touches.of(db, ana) == []
    with pytest.raises(Problem, match="let go"):
        practice.correct(db, mine["id"], now=now, what="something else")


def test_mine_overdue_come_first_then_mine_then_theirs(db: Database, ana: int, now: datetime) -> None:
    days = {"a": ("theirs", -9), "b": ("mine", 3), "c": ("mine", -1), "d": ("mine", -5), "e": ("theirs", 1)}
    for what, (whose, later) in days.items():
        practice.make(db, ana, whose, what, due=TODAY + timedelta(days=later), now=now)  # type: ignore[arg-type]
    practice.make(db, ana, "mine", "f", due=None, now=now)
    rows = practice.first_things_first(promises.of(db, ana), TODAY)
    assert [row["what"] for row in rows] == ["d", "c", "b", "f", "a", "e"]


class TestApi:
    def test_a_promise_is_told_corrected_put_off_and_kept(self, panel: Caller) -> None:
        ana = panel.post("/people", {"name": "Ana Mill"}).get_json()["id"]
        made = panel.post(
            f"/people/{ana}/promises", {"whose": "mine", "what": "send the deck", "due": "2026-05-08"}
        ).get_json()
        assert made["actions"] == ["kept", "release"]
        path = f"/promises/{made['id']}"
        changed = panel("PATCH", path, {"due": None, "remind_on": "2026-06-01", "what": None}).get_json()
        assert (changed["what"], changed["due"], changed["remind_on"]) == (
            "send the deck",
            None,
            "2026-06-01",
        )
        assert panel("PATCH", path, {}).get_json()["error"]["code"] == "nothing_said"
        assert panel("PATCH", path, {"due": None}).get_json()["edit"] is None
        assert [one["id"] for one in panel.get("/promises").get_json()["promises"]] == [made["id"]]
        assert panel.get(f"/people/{ana}").get_json()["keeping"]["promises"][0]["id"] == made["id"]
        assert panel.post(f"{path}/steps", {"action": "confirm"}).status_code == 409
        kept = panel.post(f"{path}/steps", {"action": "kept"}).get_json()
        assert (kept["state"], kept["actions"]) == ("kept", [])
        shown = panel.get(f"/people/{ana}").get_json()
        assert [one["state"] for one in shown["promises"]] == ["kept"], "a promise kept is remembered"
        assert [one["source"] for one in shown["touches"]] == ["promise"]

    def test_a_note_proposes_promises_and_the_user_decides(self, panel: Caller) -> None:
        ana = panel.post("/people", {"name": "Ana Mill"}).get_json()["id"]
        text = "I'll send her the deck by Friday and she will introduce me to Bo. She is looking for a CTO."
        noted = panel.post(f"/people/{ana}/notes", {"text": text}).get_json()
        mine, theirs = noted["promises"]
        assert mine["sentence"] == "Your note may hold a promise to Ana: send her the deck, by 8 May."
        assert (mine["state"], mine["actions"], theirs["whose"]) == (
            "proposed",
            ["confirm", "dismiss"],
            "theirs",
        )
        assert any("CTO" in one["text"] for one in noted["proposed"])
        assert panel.get(f"/people/{ana}").get_json()["keeping"]["promises"] == [], "not confirmed yet"
        confirmed = panel.post(f"/promises/{mine['id']}/steps", {"action": "confirm"}).get_json()
        assert confirmed["sentence"] == "You promised Ana: send her the deck, by 8 May."
        again = panel.post(f"/people/{ana}/notes", {"text": text}).get_json()
        assert [one["id"] for one in again["promises"]] == [theirs["id"]]
        assert panel.post(f"/edits/{noted['edit']}/undo", {}).status_code == 409, "the user built on it"
        panel.post(f"/edits/{confirmed['edit']}/undo", {})
        assert panel.post(f"/edits/{noted['edit']}/undo", {}).status_code == 200
        assert panel.get(f"/people/{ana}").get_json()["promises"] == []

    def test_tags_rhythm_and_rest_are_set_shown_and_undone(self, panel: Caller) -> None:
        ana = panel.post("/people", {"name": "Ana Mill"}).get_json()["id"]
        assert panel("PUT", f"/people/{ana}/tags", {"tags": ["Board", "board "]}).get_json()["tags"] == [
            "board"
        ]
        shown = panel("PUT", "/tags/rhythm", {"tag": "Board", "days": 45}).get_json()
        assert shown["tags"] == [{"tag": "board", "rhythm_days": 45}]
        done = panel("PUT", f"/people/{ana}/rhythm", {"days": 20}).get_json()
        assert done["keeping"]["rhythm_days"] == 20
        panel.post(f"/edits/{done['edit']}/undo", {})
        held = panel.get(f"/people/{ana}").get_json()
        assert held["keeping"]["rhythm_days"] == 45
        assert held["own_rhythm_days"] is None, "it is the group's"
        assert panel("PUT", f"/people/{ana}/rest", {"until": "2026-05-04"}).status_code == 400
        rest = panel("PUT", f"/people/{ana}/rest", {"until": "paused"}).get_json()
        assert rest["keeping"]["quiet"] == "You paused reminders about Ana."
        assert panel("PUT", f"/people/{ana}/rest", {"until": None}).get_json()["keeping"]["quiet"] == ""

    def test_a_touch_is_one_click_and_one_back(self, panel: Caller) -> None:
        ana = panel.post("/people", {"name": "Ana Mill"}).get_json()["id"]
        kept = panel.post(f"/people/{ana}/touches", {}).get_json()
        assert (kept["on"], kept["how"], kept["direction"]) == ("2026-05-04", "message", "both")
        assert panel.post(f"/people/{ana}/touches", {}).get_json()["edit"] is None
        found = panel.post("/lookups", {"url": "", "name": "Ana Mill"}).get_json()
        assert found["person"] is None, "a name alone is a question"
        assert panel.post(f"/people/{ana}/touches", {"on": "2026-05-05"}).status_code == 400
        panel("DELETE", f"/touches/{kept['id']}")
        assert panel.get(f"/people/{ana}/touches").get_json() == {"touches": []}


def test_every_state_has_words_and_can_be_reached() -> None:
    assert {PROMISE.begins, *PROMISE.steps.values()} == set(PROMISE.words)


class AnyOrder(RuleBasedStateMachine):
    """Whatever is tried, only what follows happens: nothing is kept that was not confirmed first."""

    def __init__(self) -> None:
        super().__init__()
        self.state = PROMISE.begins
        self.done: list[str] = []

    @rule(action=st.sampled_from(["confirm", "dismiss", "kept", "release"]))
    def attempt(self, action: str) -> None:
        try:
            self.state = PROMISE.after(self.state, action)
        except Problem as problem:
            assert problem.status == 409
            assert action not in PROMISE.actions(self.state)
        else:
            self.done.append(action)

    @invariant()
    def it_was_confirmed_before_it_was_kept_or_let_go(self) -> None:
        assert tuple(self.done) in {
            (),
            ("confirm",),
            ("dismiss",),
            ("confirm", "kept"),
            ("confirm", "release"),
        }


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def test_one_read_twice_in_one_note_stays_as_the_user_left_it(db: Database, ana: int, now: datetime) -> None:
    from server.store import notes

    with edit(db, what="Note", who="you", at=now) as opened:
        note = notes.add(opened, ana, "I'll send her the deck.")
        said = {"due": None, "evidence": "I'll send her the deck", "note": note, "made_on": TODAY}
        first = promises.propose(opened, ana, "mine", "send her the deck", **said)  # type: ignore[arg-type]
    practice.step(db, first, "dismiss", now=now)
    with edit(db, what="Note", who="you", at=now) as opened:
        assert promises.propose(opened, ana, "mine", "send her the deck", **said) == first  # type: ignore[arg-type]
    assert promises.get(db, first)["state"] == "dismissed"
