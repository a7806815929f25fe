"""The digest: five things at most, one's own word first, and nobody more prominent for not having answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from callers import Caller
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from server import snapshot
from server.db import writing
from server.practice import asks, digest, exchanges, keeping, promises, rhythms, touches
from server.practice import introductions as introducing
from server.store import causes, introductions, occasions, people, ties
from server.store import rhythms as rhythm_rows
from server.store import touches as touch_rows
from server.store.journal import edit

Add = Callable[..., int]
TODAY = date(2026, 5, 4)


def nobody(_: Sequence[int]) -> Mapping[int, str]:
    return {}


def everybody(asked: Sequence[int]) -> Mapping[int, str]:
    return dict.fromkeys(asked, "You offer “flour”; they are looking for “wheat”.")


@pytest.fixture
def ana(person: Add) -> int:
    return person("Ana Mill")


def of(db: Database, now: datetime, reasons: digest.Reasons = nobody) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = digest.digest(db, now=now, reasons=reasons)["items"]
    return found


def kinds(db: Database, now: datetime, reasons: digest.Reasons = nobody) -> list[tuple[str, str]]:
    return [(one["kind"], one["person"]["name"].split()[0]) for one in of(db, now, reasons)]


def touch(
    db: Database, who: int, days_ago: int, now: datetime, direction: touches.Direction = "both"
) -> None:
    with edit(db, what="Touch", who="you", at=now) as opened:
        on = TODAY - timedelta(days=days_ago)
        touches.record(opened, who, on=on, how="call", direction=direction, source="you")


def building(db: Database, who: int, now: datetime) -> None:
    with edit(db, what="Mode", who="you", at=now) as opened:
        people.set_flags(opened, who, mode="building")


def test_an_empty_day_is_empty(db: Database, ana: int, now: datetime) -> None:
    assert digest.digest(db, now=now, reasons=everybody) == {
        "day": "2026-05-04",
        "items": [],
        "quiet": [],
        "habit": "",
    }


def test_one_thing_a_person_five_at_most_my_word_first(db: Database, person: Add, now: datetime) -> None:
    them = [person(f"{name} Mill") for name in ("Ana", "Bo", "Cy", "Di", "Ed", "Flo")]
    for one in them:
        building(db, one, now)
        touch(db, one, 31, now)
    exchanges.record(db, them[4], "to_me", "the loan of a sieve", on=TODAY, now=now)
    promises.make(db, them[3], "theirs", "send the recipe", due=TODAY - timedelta(days=3), now=now)
    promises.make(db, them[5], "mine", "send the deck", due=TODAY - timedelta(days=1), now=now)
    promises.make(db, them[5], "mine", "call", due=TODAY, now=now)
    assert kinds(db, now) == [
        ("promise_mine", "Flo"),
        ("promise_theirs", "Di"),
        ("thanks", "Ed"),
        ("rhythm", "Ana"),
        ("rhythm", "Bo"),
    ]
    assert of(db, now)[0]["sentence"] == "You promised Flo: send the deck. It was due yesterday."
    assert of(db, now)[2]["sentence"] == "Thank Ed for this: the loan of a sieve."
    assert of(db, now)[3]["why"] == "You last spoke on 3 April."


class TestPromises:
    def test_mine_comes_up_two_days_ahead(self, db: Database, ana: int, now: datetime) -> None:
        promises.make(db, ana, "mine", "call", due=TODAY + timedelta(days=3), now=now)
        assert kinds(db, now) == []
        assert kinds(db, now + timedelta(days=1)) == [("promise_mine", "Ana")]

    def test_theirs_after_three_days_of_grace_and_for_a_month(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        promises.make(db, ana, "theirs", "call", due=TODAY, now=now)
        shown = [bool(kinds(db, now + timedelta(days=days))) for days in (2, 3, 30, 31)]
        assert shown == [False, True, True, False]

    def test_theirs_is_not_brought_up_where_somebody_is_left_in_peace(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        promises.make(db, ana, "theirs", "call", due=TODAY - timedelta(days=5), now=now)
        for days in (9, 2):
            touch(db, ana, days, now, "mine")
        assert kinds(db, now) == []

    def test_one_put_off_waits(self, db: Database, ana: int, now: datetime) -> None:
        made = promises.make(db, ana, "mine", "call", due=TODAY, now=now)
        promises.correct(db, made["id"], now=now, remind_on=TODAY + timedelta(days=5))
        assert kinds(db, now + timedelta(days=4)) == []
        assert kinds(db, now + timedelta(days=5)) == [("promise_mine", "Ana")]


class TestIntroductionsAndAnswers:
    def test_each_step_that_waits_for_the_user_comes_up(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        bo = person("Bo Loaf")
        with edit(db, what="Idea", who="you", at=now) as opened:
            idea = introductions.begin(opened, ana, bo, suggestion=None)
        assert of(db, now) == []
        introducing.step(db, idea, "ask_first", now=now)
        assert of(db, now + timedelta(days=6)) == []
        asked = of(db, now + timedelta(days=7))
        assert [one["sentence"] for one in asked] == ["Has Ana answered about meeting Bo?"]
        assert asked[0]["why"] == "No answer by 18 May is a no."
        said = {}
        for action in ("first_said_yes", "ask_second", "second_said_yes", "make", "met", "thank"):
            state = introducing.step(db, idea, action, now=now)["state"]
            said[state] = [one["sentence"] for one in of(db, now)]
        assert said == {
            "first_agreed": ["Ana would like to meet Bo. Now ask Bo, alone."],
            "asked_second": [],
            "both_yes": ["Ana and Bo both said yes. Write to them together."],
            "made": [],
            "met": ["Ana and Bo met. Thank them both for trusting you with it."],
            "thanked": [],
        }

    def test_how_it_went_is_asked_after_three_weeks(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        bo = person("Bo Loaf")
        with edit(db, what="Idea", who="you", at=now) as opened:
            idea = introductions.begin(opened, ana, bo, suggestion=None)
        for action in ("ask_first", "first_said_yes", "ask_second", "second_said_yes", "make"):
            introducing.step(db, idea, action, now=now)
        assert kinds(db, now + timedelta(days=20)) == []
        (asked,) = of(db, now + timedelta(days=21))
        assert asked["sentence"] == "You introduced Ana and Bo on 4 May. Ask how it went."
        assert (asked["about"], asked["other"]["name"]) == (idea, "Bo Loaf")

    def test_an_answer_is_asked_after_and_meanwhile_nothing_else_goes_to_them(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        rhythms.of_person(db, ana, 1, now=now)
        ask = asks.prepare(db, ana, "Read my draft", why_them="You bake", minutes=10, now=now)
        asks.step(db, ask, "sent", now=now)
        assert kinds(db, now + timedelta(days=6)) == []
        (asked,) = of(db, now + timedelta(days=7))
        assert asked["sentence"] == "Has Ana answered your ask of 4 May?"
        asks.step(db, ask, "no_answer", now=now)
        assert kinds(db, now + timedelta(days=7)) == [("rhythm", "Ana")]


def test_who_said_yes_is_thanked(db: Database, ana: int, now: datetime) -> None:
    ask = asks.prepare(db, ana, "Read my draft", why_them="You bake", minutes=10, now=now)
    asks.step(db, ask, "sent", now=now)
    asks.step(db, ask, "yes", now=now)
    (found,) = of(db, now)
    assert found["sentence"] == "Ana said yes to your ask: Read my draft. Thank them once it is done."
    assert (found["kind"], found["about"]) == ("answer", ask)
    assert (
        keeping.at_a_glance(db, ana, TODAY)["next"] == "Ana said yes to your ask. Thank them once it is done."
    )
    asks.step(db, ask, "thank", now=now)
    assert of(db, now) == []


def test_causes_are_answered_and_thanked_for_too(db: Database, ana: int, person: Add, now: datetime) -> None:
    bo = person("Bo Loaf")
    rhythms.of_person(db, ana, 1, now=now)
    with edit(db, what="Cause", who="you", at=now) as opened:
        cause = causes.add(opened, "Seeds for all", "seeds that everybody may keep")
        asked, given = (causes.consider(opened, cause, one) for one in (ana, bo))
        causes.move(opened, asked, "asked", asked_on=TODAY.isoformat())
        causes.move(opened, given, "supports")
        causes.add_deed(opened, given, "printed the bags", TODAY)
    assert [one["sentence"] for one in of(db, now)] == [
        "Thank Bo for what they did for Seeds for all: printed the bags."
    ]
    assert kinds(db, now + timedelta(days=6)) == [("cause_thanks", "Bo")], "no other word to Ana meanwhile"
    later = of(db, now + timedelta(days=7))
    assert later[0]["sentence"] == "Has Ana answered about Seeds for all?"
    assert (later[0]["kind"], later[0]["about"]) == ("cause_answer", cause)


class TestRhythms:
    def test_the_later_by_their_own_rhythm_come_first(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        bo = person("Bo Loaf")
        for who, days, ago in ((ana, 30, 45), (bo, 7, 21)):
            rhythms.of_person(db, who, days, now=now)
            touch(db, who, ago, now)
        assert kinds(db, now) == [("rhythm", "Bo"), ("rhythm", "Ana")]

    def test_who_was_tried_twice_leaves_the_digest_and_for_a_week_it_says_why(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        rhythms.of_person(db, ana, 10, now=now)
        touch(db, ana, 40, now)
        for days in (20, 10):
            touch(db, ana, days, now, "mine")
        for days, told in ((0, True), (6, True), (7, False)):
            found = digest.digest(db, now=now + timedelta(days=days), reasons=nobody)
            assert found["items"] == []
            assert [one["person"]["name"] for one in found["quiet"]] == (["Ana Mill"] if told else [])
        touch(db, ana, 0, now, "theirs")
        assert kinds(db, now + timedelta(days=10)) == [("rhythm", "Ana")]

    def test_snoozed_and_do_not_suggest_are_heeded(self, db: Database, ana: int, now: datetime) -> None:
        building(db, ana, now)
        touch(db, ana, 40, now)
        assert kinds(db, now) == [("rhythm", "Ana")]
        rhythms.rest(db, ana, until=TODAY + timedelta(days=9), now=now)
        assert kinds(db, now) == []
        rhythms.rest(db, ana, until=None, now=now)
        with edit(db, what="Peace", who="you", at=now) as opened:
            people.set_flags(opened, ana, suggestible=0)
        assert kinds(db, now) == []


class TestDormant:
    @pytest.fixture
    def old_friends(self, db: Database, person: Add, now: datetime) -> list[int]:
        me = person("Me", me=True)
        them = [person("Ana Mill"), person("Bo Loaf")]
        with edit(db, what="Ties", who="you", at=now) as opened:
            for one in them:
                ties.put(opened, me, one, "known", evidence="", source="you")
        for one, years in zip(them, (9, 3), strict=True):
            touch(db, one, 365 * years, now)
        return them

    def test_one_at_most_the_aptest_and_only_with_a_reason(
        self, db: Database, old_friends: list[int], now: datetime
    ) -> None:
        assert kinds(db, now) == []
        (found,) = of(db, now, everybody)
        assert (found["sentence"], found["why"]) == (
            "Write to Bo again.",
            "You offer “flour”; they are looking for “wheat”.",
        )
        assert kinds(db, now, lambda asked: {old_friends[0]: "News."}) == [("dormant", "Ana")]

    def test_reasons_are_looked_for_only_for_the_twenty_aptest(
        self, db: Database, old_friends: list[int], person: Add, now: datetime
    ) -> None:
        me = people.me(db)
        assert me is not None
        with edit(db, what="Ties", who="you", at=now) as opened:
            for n in range(25):
                one = person(f"Friend{n} Mill")
                ties.put(opened, me, one, "dormant", evidence="", source="you")
        asked: list[int] = []
        of(db, now, lambda ids: asked.extend(ids) or {})  # type: ignore[func-returns-value]
        assert len(asked) == 20
        assert asked[0] == old_friends[1], "three years of silence are the aptest"

    def test_it_never_takes_the_place_of_what_is_due(
        self, db: Database, old_friends: list[int], person: Add, now: datetime
    ) -> None:
        for name in ("Cy", "Di", "Ed", "Flo", "Gus"):
            promises.make(db, person(f"{name} Oven"), "mine", "call", due=TODAY, now=now)
        assert {kind for kind, _ in kinds(db, now, everybody)} == {"promise_mine"}


class TestReasons:
    """With the real encoder, through the API: why a line to an old friend would be welcome now."""

    @pytest.fixture
    def ana(self, panel: Caller) -> int:
        me = panel.post("/people", {"name": "Robin Me", "is_me": True}).get_json()["id"]
        ana = int(panel.post("/people", {"name": "Ana Mill"}).get_json()["id"])
        panel.post("/ties", {"a": me, "b": ana, "band": "dormant", "evidence": "at school together"})
        offer = {"kind": "offer", "text": "stoneground flour of heritage wheat"}
        panel.post(f"/people/{me}/facets", offer)
        return ana

    def why(self, panel: Caller) -> list[str]:
        return [one["why"] for one in panel.get("/digest").get_json()["items"]]

    def test_something_of_the_users_that_meets_a_need(self, panel: Caller, ana: int) -> None:
        assert self.why(panel) == [], "without a reason, no old friend is written to"
        panel.post(f"/people/{ana}/facets", {"kind": "need", "text": "flour of heritage wheat, stoneground"})
        (why,) = self.why(panel)
        assert why.startswith("You offer “stoneground flour of heritage wheat”; Ana is looking for")
        panel.post(f"/people/{ana}/touches", {"direction": "both"})
        assert self.why(panel) == [], "they are in touch again"

    def test_or_news_of_theirs(self, panel: Caller, db: Database, ana: int, now: datetime) -> None:
        with edit(db, what="Read", who="capture", at=now) as opened:
            for text, days in (("her talk on old grain", 30), ("the prize of 2020", 2000)):
                on = TODAY - timedelta(days=days)
                occasions.put(opened, ana, "shows", text, on=on, sad=False, source="ana.example")
        assert self.why(panel) == ["Her talk on old grain (ana.example, 4 April)."]


def test_a_tie_is_as_old_as_its_last_contact_and_a_new_one_wakes_it(
    db: Database, ana: int, person: Add, now: datetime
) -> None:
    me = person("Me", me=True)
    with edit(db, what="Tie", who="you", at=now) as opened:
        ties.put(opened, me, ana, "dormant", evidence="", source="you", observed_on=TODAY)

    def tie() -> tuple[str, date | None]:
        (one,) = snapshot.network(db, capacity=2, now=now).ties
        return str(one.band), one.on

    assert tie() == ("dormant", TODAY)
    touch(db, ana, 1000, now)
    assert tie() == ("dormant", TODAY - timedelta(days=1000))
    touch(db, ana, 10, now)
    assert tie() == ("known", TODAY - timedelta(days=10))


@given(st.lists(st.tuples(st.integers(0, 1500), st.sampled_from(["mine", "theirs", "both"])), max_size=4),
       st.integers(0, 1500))  # fmt: skip
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_not_answering_never_moves_anybody_up(
    db: Database, person: Add, now: datetime, seen: list[tuple[int, touches.Direction]], ago: int
) -> None:
    """Two of a kind, but for one more try that had no answer: the other is never below."""
    with writing(db):
        db.execute("delete from people")
    me, tried, left = person("Me", me=True), person("Tried Once"), person("Left Alone")
    with edit(db, what="Ties", who="you", at=now) as opened:
        for one in (tried, left):
            ties.put(opened, me, one, "known", evidence="", source="you")
    for one in (tried, left):
        building(db, one, now)
        for days, direction in seen:
            touch(db, one, days, now, direction)
    before = [name for _, name in kinds(db, now, everybody)]
    touch(db, tried, ago, now, "mine")
    after = [name for _, name in kinds(db, now, everybody)]
    assert "Tried" not in after or after.index("Tried") >= before.index("Tried")
    assert "Left" not in before or "Left" in after


histories = st.lists(
    st.tuples(
        st.integers(0, 3),  # whose
        st.integers(0, 1500),  # days ago
        st.sampled_from(("mine", "theirs", "both")),
        st.sampled_from(("met", "message", "event")),
    ),
    max_size=8,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    histories,
    st.lists(st.sampled_from(("known", "dormant", "none")), min_size=4, max_size=4),
    st.lists(st.sampled_from((None, 5, 400)), min_size=4, max_size=4),
)
def test_only_those_are_passed_over_who_are_neither_due_nor_dormant(
    db: Database,
    person: Add,
    now: datetime,
    seen: list[tuple[int, touches.Direction, str, str]],
    bands: list[str],
    rhythm: list[int | None],
) -> None:
    """What SQL leaves aside, the whole calendar of everybody would have left aside, too; and in the same order."""
    with writing(db):
        db.execute("delete from people")
    me, them = person("Me", me=True), [person(f"Ana{n} Mill") for n in range(4)]
    with edit(db, what="Made up", who="you", at=now) as opened:
        for one, band, days in zip(them, bands, rhythm, strict=True):
            if band != "none":
                ties.put(opened, me, one, band, evidence="", source="you", observed_on=date(2023, 5, 5))
            if days is not None:
                rhythm_rows.put(opened, days, person=one)
        for which, ago, direction, how in seen:
            on = TODAY - timedelta(days=ago)
            touch_rows.add(opened, them[which], on=on, how=how, direction=direction, source="you", note="")
    everyone = keeping.standings(db, them)
    due = {one.person for one in everyone if one.due() is not None and one.due() <= TODAY}
    assert due <= set(keeping.perhaps_due(db, TODAY))
    dormant = sorted((-one.dormancy(TODAY), one.person) for one in everyone if one.dormancy(TODAY) > 0)
    found = [one for one in keeping.perhaps_dormant(db, TODAY) if one in {who for _, who in dormant}]
    assert found == [who for _, who in dormant]


def test_the_digest_of_the_api_tells_a_habit_until_it_was_seen(panel: Caller, db: Database) -> None:
    now = datetime.fromisoformat("2026-05-04T09:30:00+00:00")
    ana = panel.post("/people", {"name": "Ana Mill"}).get_json()["id"]
    for _ in range(3):
        ask = asks.prepare(db, ana, "Read my draft", why_them="You bake", minutes=10, now=now)
        asks.step(db, ask, "sent", now=now)
        asks.step(db, ask, "no_answer", now=now)
    assert panel.get("/digest").get_json()["habit"] == exchanges.HABIT
    assert panel.get("/digest").get_json()["habit"] == exchanges.HABIT, "looking changes nothing"
    assert panel.post("/digest/seen", {}).get_json()["habit"] == exchanges.HABIT
    assert panel.get("/digest").get_json()["habit"] == ""
