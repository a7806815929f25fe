"""When it is time to be in touch, and when to leave somebody in peace: nobody rises for not having answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from recommender import cadence
from recommender.cadence import Contact
from server.practice import keeping, rhythms, touches
from server.store import exchanges, people, promises, ties
from server.store.journal import edit

Add = Callable[..., int]
TODAY = date(2026, 5, 4)


def ago(days: int, direction: cadence.Direction = "both", *, real: bool = True) -> Contact:
    return Contact(TODAY - timedelta(days=days), direction, real)


class TestRhythm:
    def test_nobody_is_kept_in_touch_with_by_default(self) -> None:
        assert cadence.rhythm(None, None, []) is None

    def test_building_is_about_monthly_and_exchange_quarterly(self) -> None:
        assert cadence.rhythm("building", None, []) == 30
        assert cadence.rhythm("exchange", None, []) == 90

    def test_a_persons_own_rhythm_counts_before_tags_and_of_tags_the_shortest(self) -> None:
        assert cadence.rhythm("building", 14, [60]) == 14
        assert cadence.rhythm("building", None, [60, 45]) == 45

    def test_a_tag_never_makes_an_exchange_more_than_quarterly(self) -> None:
        assert cadence.rhythm("exchange", None, [7]) == 90
        assert cadence.rhythm("exchange", None, [180]) == 180
        assert cadence.rhythm("exchange", 7, [180]) == 7, "unless the user says so of this very person"

    def test_only_a_real_contact_starts_it_anew(self) -> None:
        seen = (ago(40), ago(3, real=False))
        assert cadence.due_on(seen, 30, since=TODAY) == TODAY - timedelta(days=10)

    def test_a_try_without_an_answer_moves_it_on_and_never_back(self) -> None:
        assert cadence.due_on((ago(40, "mine"),), 30, since=TODAY) == TODAY + timedelta(days=30)
        assert cadence.due_on((ago(40),), 30, since=TODAY) == TODAY - timedelta(days=10)

    def test_without_any_contact_it_runs_from_when_they_were_known(self) -> None:
        assert cadence.due_on((), 30, since=TODAY) == TODAY + timedelta(days=30)


class TestQuiet:
    def test_two_tries_without_an_answer_are_enough(self) -> None:
        assert not cadence.gone_quiet((ago(50), ago(20, "mine")))
        assert cadence.gone_quiet((ago(50), ago(20, "mine"), ago(2, "mine")))

    def test_any_sign_from_them_ends_it(self) -> None:
        assert not cadence.gone_quiet((ago(20, "mine"), ago(2, "mine"), ago(1, "theirs")))

    def test_having_been_at_the_same_event_is_no_answer(self) -> None:
        assert cadence.gone_quiet((ago(20, "mine"), ago(2, "mine"), ago(1, real=False)))

    def test_two_messages_of_one_day_are_one_try(self) -> None:
        assert cadence.tries((ago(2, "mine"), ago(2, "mine"))) == 1


class TestDormancy:
    def test_it_is_a_hump_over_the_silence(self) -> None:
        at = [
            cadence.dormancy((ago(365 * years),), TODAY, since=None, marked=False) for years in (1, 2, 3, 9)
        ]
        assert at[0] == 0
        assert at[2] == 1
        assert at[2] > at[1] > at[3] > 0
        assert at[3] == pytest.approx(0.607, abs=0.001)

    def test_who_did_not_answer_is_not_proposed_again(self) -> None:
        assert cadence.dormancy((ago(3000), ago(1100, "mine")), TODAY, since=None, marked=False) == 0

    def test_a_tie_marked_dormant_is_so_without_a_day_until_a_contact(self) -> None:
        assert cadence.dormancy((), TODAY, since=TODAY, marked=True) > 0
        assert cadence.dormancy((ago(3),), TODAY, since=TODAY, marked=True) == 0

    def test_where_nothing_says_when_it_was_alive_nothing_is_claimed(self) -> None:
        assert cadence.dormancy((), TODAY, since=None, marked=False) == 0


contacts = st.lists(
    st.builds(ago, st.integers(0, 4000), st.sampled_from(["mine", "theirs", "both"]), real=st.booleans()),
    max_size=6,
)


@given(contacts, st.integers(0, 4000), st.sampled_from([7, 30, 90]), st.integers(0, 5000))
def test_one_more_try_without_an_answer_never_makes_somebody_more_prominent(
    seen: list[Contact], days_ago: int, days: int, known_for: int
) -> None:
    before, after = tuple(seen), (*seen, ago(days_ago, "mine"))
    since = TODAY - timedelta(days=known_for)

    def late(one: tuple[Contact, ...]) -> float:
        return cadence.lateness(cadence.due_on(one, days, since=since), days, TODAY)

    assert late(after) <= late(before)
    assert cadence.gone_quiet(after) or not cadence.gone_quiet(before)
    if cadence.tries(after) > cadence.tries(before):
        assert cadence.dormancy(after, TODAY, since=since, marked=False) == 0


class TestAtAGlance:
    @pytest.fixture
    def ana(self, person: Add) -> int:
        return person("Ana Mill")

    def touch(self, db: Database, ana: int, on: date, direction: touches.Direction, now: datetime) -> None:
        with edit(db, what="Touch", who="you", at=now) as opened:
            touches.record(opened, ana, on=on, how="call", direction=direction, source="you")

    def test_of_somebody_new_nothing_is_claimed(self, db: Database, ana: int) -> None:
        assert keeping.at_a_glance(db, ana, TODAY) == {
            "last_touch": None,
            "promises": [],
            "balance": "",
            "mode": None,
            "rhythm_days": None,
            "quiet": "",
            "next": "Say whether you and Ana are building a relationship or exchange things now and then.",
        }

    def test_it_shows_the_last_touch_and_when_the_next_is_due(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        with edit(db, what="Mode", who="you", at=now) as opened:
            people.set_flags(opened, ana, mode="building")
        self.touch(db, ana, TODAY - timedelta(days=3), "both", now)
        shown = keeping.at_a_glance(db, ana, TODAY)
        assert shown["last_touch"] == {"on": "2026-05-01", "how": "call", "direction": "both"}
        assert shown["next"] == "Nothing is due with Ana before 31 May."
        late = keeping.at_a_glance(db, ana, TODAY + timedelta(days=27))
        assert late["next"] == "It has been a while with Ana: a few words will do, without any agenda."

    def test_my_own_word_comes_before_everything(self, db: Database, ana: int, now: datetime) -> None:
        with edit(db, what="Promised", who="you", at=now) as opened:
            promises.add(
                opened, ana, "mine", "send her the deck", due=date(2026, 5, 1), state="open", made_on=TODAY
            )
        shown = keeping.at_a_glance(db, ana, TODAY)
        assert shown["next"] == "You promised Ana: send her the deck. It was due on 1 May."
        assert [(one["whose"], one["overdue"]) for one in shown["promises"]] == [("mine", True)]

    def test_a_promise_due_within_a_week_comes_before_thanks_and_a_later_one_after(
        self, db: Database, ana: int, now: datetime
    ) -> None:
        with edit(db, what="Lived", who="you", at=now) as opened:
            promises.add(
                opened, ana, "mine", "send the deck", due=date(2026, 5, 11), state="open", made_on=TODAY
            )
            exchanges.add(opened, ana, "to_me", "reading my draft", on=TODAY)
        said = keeping.at_a_glance(db, ana, TODAY)["next"]
        assert said == "You promised Ana: send the deck, by 11 May."
        said = keeping.at_a_glance(db, ana, TODAY - timedelta(days=1))["next"]
        assert said == "Thank Ana for this: reading my draft."

    def test_after_two_tries_it_is_quiet_and_says_why(self, db: Database, ana: int, now: datetime) -> None:
        for days in (30, 3):
            self.touch(db, ana, TODAY - timedelta(days=days), "mine", now)
        shown = keeping.at_a_glance(db, ana, TODAY)
        assert shown["quiet"].startswith("You got in touch twice and no answer is recorded.")
        assert shown["next"] == "Leave Ana in peace for now."
        self.touch(db, ana, TODAY, "theirs", now)
        assert keeping.at_a_glance(db, ana, TODAY)["quiet"] == ""

    def test_snoozed_and_paused_say_so_and_come_back(self, db: Database, ana: int, now: datetime) -> None:
        rhythms.rest(db, ana, until=TODAY + timedelta(days=2), now=now)
        assert keeping.at_a_glance(db, ana, TODAY)["quiet"] == "You put Ana off until 6 May."
        assert keeping.at_a_glance(db, ana, TODAY + timedelta(days=2))["quiet"] == ""
        rhythms.rest(db, ana, until="paused", now=now)
        assert keeping.at_a_glance(db, ana, date(2090, 1, 1))["quiet"] == "You paused reminders about Ana."
        rhythms.rest(db, ana, until=None, now=now)
        assert keeping.at_a_glance(db, ana, TODAY)["quiet"] == ""

    def test_a_rhythm_may_come_from_a_tag(self, db: Database, ana: int, now: datetime) -> None:
        rhythms.tag(db, ana, ["board", " Board ", "allotments"], now=now)
        rhythms.of_tag(db, "board", 45, now=now)
        assert keeping.at_a_glance(db, ana, TODAY)["rhythm_days"] == 45
        rhythms.of_person(db, ana, 20, now=now)
        assert keeping.at_a_glance(db, ana, TODAY)["rhythm_days"] == 20
        rhythms.of_person(db, ana, None, now=now)
        rhythms.of_tag(db, "board", None, now=now)
        assert keeping.at_a_glance(db, ana, TODAY)["rhythm_days"] is None

    def test_a_dormant_tie_is_one_of_the_users_own(
        self, db: Database, ana: int, person: Add, now: datetime
    ) -> None:
        me, bo = person("Me", me=True), person("Bo Loaf")
        with edit(db, what="Tied", who="you", at=now) as opened:
            ties.put(opened, me, ana, "known", evidence="", source="you", observed_on=date(2023, 5, 5))
            ties.put(opened, bo, ana, "known", evidence="", source="you", observed_on=date(2023, 5, 5))
        dormant = {one.person: one.dormancy(TODAY) for one in keeping.standings(db, people.ids(db))}
        assert dormant[ana] == pytest.approx(1.0, abs=0.001)
        assert dormant[bo] == 0
        assert keeping.standing(db, ana) == next(
            one for one in keeping.standings(db, people.ids(db)) if one.person == ana
        )
