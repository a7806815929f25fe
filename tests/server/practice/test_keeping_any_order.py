"""A life in any order: whatever is promised, told, put off, merged or taken back, nothing is lost and five things do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlite_utils import Database

from server import identity
from server.errors import Problem
from server.migrations import migrate
from server.practice import digest, exchanges, keeping, promises, rhythms, touches
from server.practice.promises import PROMISE
from server.store import fields, journal, people
from server.store import promises as promise_rows

START = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NAMES = ("Ana Mill", "Bo Loaf", "Cy Oven")
who = st.integers(0, len(NAMES) - 1)
KEPT = ("touches", "exchanges", "promises", "tags", "rhythms", "people")


class AnyLife(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.db = Database(memory=True, strict=True)
        self.db.conn.isolation_level = None
        self.db.execute("pragma foreign_keys = on")
        migrate(self.db)
        self.now = START
        with journal.edit(self.db, what="People", who="you", at=self.now) as opened:
            self.ids = [people.add(opened) for _ in NAMES]
            for one, name in zip(self.ids, NAMES, strict=True):
                fields.put(opened, one, "name", name, source="you", set_by="you")
        self.undoable: list[tuple[int, dict[str, Any]]] = []

    def contents(self) -> dict[str, Any]:
        return {table: list(self.db.query(f"select * from {table} order by id")) for table in KEPT}

    def done(self, work: Callable[[], int | None]) -> None:
        """Does something that answers its edit, or is refused with a sentence and then has changed nothing."""
        before = self.contents()
        try:
            edit = work()
        except Problem as problem:
            assert problem.message.endswith(".")
            assert self.contents() == before
            return
        if edit:
            self.undoable.append((edit, before))

    @rule(days=st.integers(1, 40))
    def time_passes(self, days: int) -> None:
        self.now += timedelta(days=days)

    @rule(one=who, days_ago=st.integers(-1, 400), direction=st.sampled_from(["mine", "theirs", "both"]))
    def touch(self, one: int, days_ago: int, direction: touches.Direction) -> None:
        def work() -> int | None:
            with journal.edit(self.db, what="Touch", who="you", at=self.now) as opened:
                on = self.now.date() - timedelta(days=days_ago)
                touches.record(opened, self.ids[one], on=on, how="call", direction=direction, source="you")
            return opened.id if opened.seq else None

        self.done(work)

    @rule(one=who, whose=st.sampled_from(["mine", "theirs"]), days=st.none() | st.integers(-40, 40))
    def promise(self, one: int, whose: promises.Whose, days: int | None) -> None:
        def work() -> int | None:
            due = None if days is None else self.now.date() + timedelta(days=days)
            made = promises.make(self.db, self.ids[one], whose, "call", due=due, now=self.now)
            return int(made["edit"])

        self.done(work)

    @rule(
        which=st.integers(1, 6),
        action=st.sampled_from(["confirm", "dismiss", "kept", "release"]),
        too=st.booleans(),
    )
    def step(self, which: int, action: promises.Action, too: bool) -> None:
        before = self.db.execute("select state from promises where id = ?", [which]).fetchone()

        def work() -> int | None:
            done = promises.step(self.db, which, action, now=self.now, as_exchange=too)
            assert PROMISE.steps[before[0], action] == done["state"]
            return int(done["edit"])

        self.done(work)

    @rule(which=st.integers(1, 6), days=st.none() | st.integers(-9, 9))
    def put_off(self, which: int, days: int | None) -> None:
        until = None if days is None else self.now.date() + timedelta(days=days)
        self.done(lambda: promises.correct(self.db, which, now=self.now, remind_on=until)["edit"])

    @rule(one=who, way=st.sampled_from(["to_me", "from_me", "onward"]))
    def exchange(self, one: int, way: exchanges.Way) -> None:
        self.done(
            lambda: exchanges.record(self.db, self.ids[one], way, "flour", on=self.now.date(), now=self.now)[
                "edit"
            ]
        )

    @rule(which=st.integers(1, 6))
    def thank(self, which: int) -> None:
        self.done(lambda: exchanges.thank(self.db, which, now=self.now)["edit"])

    @rule(one=who, days=st.none() | st.integers(1, 60), group=st.booleans())
    def rhythm(self, one: int, days: int | None, group: bool) -> None:
        if group:
            self.done(lambda: rhythms.tag(self.db, self.ids[one], ["board"] if days else [], now=self.now))
            self.done(lambda: rhythms.of_tag(self.db, "board", days, now=self.now))
        else:
            self.done(lambda: rhythms.of_person(self.db, self.ids[one], days, now=self.now))

    @rule(one=who, days=st.none() | st.integers(-2, 30))
    def rest(self, one: int, days: int | None) -> None:
        until = None if days is None else self.now.date() + timedelta(days=days)
        self.done(lambda: rhythms.rest(self.db, self.ids[one], until=until, now=self.now))

    @rule(one=who, other=who)
    def merge(self, one: int, other: int) -> None:
        def work() -> int | None:
            pair = [people.get(self.db, self.ids[which])["id"] for which in (one, other)]
            return identity.merge(self.db, *pair, now=self.now)

        self.done(work)

    @rule()
    def take_back(self) -> None:
        if self.undoable:
            edit, before = self.undoable.pop()
            journal.undo(self.db, edit, at=self.now)
            assert self.contents() == before

    @invariant()
    def the_day_holds_five_things_at_most_and_each_says_what_and_why(self) -> None:
        if not hasattr(self, "db"):
            return
        found = digest.digest(self.db, now=self.now, reasons=lambda asked: dict.fromkeys(asked, "News."))
        items = found["items"]
        assert len(items) <= digest.MOST
        assert len({one["person"]["id"] for one in items}) == len(items)
        assert all(one["sentence"].endswith((".", "?")) and one["why"].endswith(".") for one in items)
        order = ["promise_mine", "promise_theirs", "introduction", "answer", "thanks", "rhythm", "dormant"]
        assert [one["kind"] for one in items] == sorted((one["kind"] for one in items), key=order.index)

    @invariant()
    def mine_overdue_is_in_it_for_everyone_to_whom_it_is_owed(self) -> None:
        if not hasattr(self, "db"):
            return
        today = self.now.date()
        late = {
            row["person"]
            for row in promise_rows.standing(self.db, "open")
            if row["whose"] == "mine" and promises.overdue(row, today) and not promises.put_off(row, today)
        }
        found = digest.digest(self.db, now=self.now, reasons=lambda asked: {})["items"]
        assert late <= {one["person"]["id"] for one in found if one["kind"] == "promise_mine"}

    @invariant()
    def at_a_glance_never_counts_what_passed(self) -> None:
        for one in getattr(self, "ids", []):
            shown = keeping.at_a_glance(self.db, one, self.now.date())
            assert not re.search(r"\d", shown["balance"])
            assert shown["next"]

    def teardown(self) -> None:
        if hasattr(self, "db"):
            self.db.close()


TestAnyLife = AnyLife.TestCase
TestAnyLife.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
