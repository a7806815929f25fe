"""Whatever is noted, read, suggested, begun and answered, in any order: no letter says what its reader may not know."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from letter_facts import HEARSAY, HOWS, NAMES, NOW, SEED, WHO, Facts

from recommender.types import Kind
from server.errors import Problem
from server.practice import asks, causes, drafts, introductions, promises
from server.practice.courses import ASK, INTRODUCTION
from server.practice.letters import Letter
from server.store import asks as ask_rows
from server.store import facets, people
from server.store import introductions as introduction_rows
from server.store.journal import edit

FAR = st.integers(0, 7)
ONWARD = 0.8
"""How often an introduction takes the step towards being made; else any that may follow."""


class Letters(Facts):
    """What is done about what is known, and every letter that can be written at any point."""

    def __init__(self) -> None:
        super().__init__()
        self.suggestions: list[int] = []
        self.asks: list[int] = []
        self.introductions: list[int] = []
        self.causes: list[tuple[int, int]] = []
        self.promises: list[int] = []
        self.wrote = 0

    @initialize(seed=SEED, far=FAR)
    def much_is_known_and_begun(self, seed: int, far: int) -> None:
        pick = Random(seed)
        for who in (*NAMES, "Robin"):
            for side in ("need", "offer"):
                for how in pick.sample(HOWS, 4):
                    self.learn(who, side, how)
        self.something_of_every_kind_is_suggested(seed)
        self.a_cause_is_begun_and_somebody_may_help(seed)
        self.something_is_promised_and_kept(seed)
        self.an_introduction_is_begun_and_goes_some_way(seed, far)
        self.the_user_puts_some_otherwise(seed)
        self.the_user_says_some_are_wrong(seed + 1)

    # What is done about it

    @rule(seed=SEED)
    def something_of_every_kind_is_suggested(self, seed: int) -> None:
        for kind in Kind:
            self.suggestions.append(self.suggest(kind, Random(f"{seed}{kind}")))

    def suggest(self, kind: Kind, pick: Random) -> int:
        """As it may have been shown, on grounds drawn from all that is known."""
        who, other = pick.sample(NAMES, 2)
        person = self.id(who)
        occasion = None
        if kind in (Kind.THANK, Kind.ENDORSE):
            occasion = self.world.helped(person, f"the {self.word(person)}")
        elif kind in (Kind.AMPLIFY, Kind.CONGRATULATE):
            occasion = self.news(who, "shows" if kind is Kind.AMPLIFY else "event", pick)
        return self.world.suggestion(
            str(kind),
            person,
            other=self.id(other) if kind in (Kind.INTRODUCE, Kind.REFER) else None,
            reasons=tuple(
                (self.one_of(who, other, "need", pick), self.one_of(who, other, "offer", pick))
                for _ in range(4)
            ),
            occasion=occasion,
            resource=self.page if kind is Kind.SHARE else None,
        )

    def news(self, who: str, kind: str, pick: Random) -> int:
        """Of their own page, told by the user, or told to the user in confidence; glad or sad."""
        sad, how = kind == "event" and pick.random() < 0.3, pick.choice(("page", "told", *HEARSAY))
        told = f"the {self.word() if sad or how in HEARSAY else self.word(self.id(who))}"
        text = how.format(told) if how in HEARSAY else told
        source = f"{who.lower()}.example" if how == "page" else "you"
        return self.world.happened(self.id(who), kind, text, source=source, sad=sad)

    def one_of(self, who: str, other: str, side: str, pick: Random) -> int:
        """Nearly always of those it is about, as the recommender would; now and then of anybody."""
        rows = [facets.get(self.db, one) for one in self.facets]
        near = (self.id(who), self.id(other), self.id("Robin"))
        fit = [row["id"] for row in rows if row["kind"] == side and row["person"] in near]
        return pick.choice(fit if fit and pick.random() < ONWARD else self.facets)

    @rule(who=WHO, why=st.booleans())
    def an_ask_is_prepared(self, who: str, why: bool) -> None:
        person = self.id(who)
        what, why_them = f"could you lend me a {self.word(person)}", f"you know {self.word(person)}"
        self.asks.append(
            asks.prepare(self.db, person, what, why_them=why_them if why else "", minutes=10, now=NOW)
        )

    @precondition(lambda self: self.asks)
    @rule(seed=SEED, action=st.sampled_from(sorted({a for _, a in ASK.steps})))
    def an_ask_goes_on(self, seed: int, action: str) -> None:
        with suppress(Problem):
            asks.step(self.db, Random(seed).choice(self.asks), action, now=NOW)

    @rule(seed=SEED, far=FAR)
    def an_introduction_is_begun_and_goes_some_way(self, seed: int, far: int) -> None:
        pick = Random(seed)
        shown = self.suggest(Kind.INTRODUCE, pick)
        row = next(self.db.query("select * from suggestions where id = ?", [shown]))
        with edit(self.db, what="Began", who="you", at=NOW) as opened:
            made = introduction_rows.begin(opened, row["person"], row["other"], suggestion=shown)
        if made not in self.introductions:
            self.introductions.append(made)
        self.now += timedelta(days=31)  # nobody is asked twice in a month
        for _ in range(far):
            self.go_on(made, pick)

    def go_on(self, introduction: int, pick: Random) -> None:
        row = introduction_rows.get(self.db, introduction)
        pair = frozenset((row["a"], row["b"]))

        def once_both_agreed() -> frozenset[int]:
            state = introduction_rows.get(self.db, introduction)["state"]
            return pair if state in ("both_yes", "made") else frozenset()

        may = INTRODUCTION.actions(row["state"]) or ("make",)
        share = f"I make a {self.word(when=once_both_agreed)}"
        action = may[0] if pick.random() < ONWARD else pick.choice(may)
        with suppress(Problem):
            introductions.step(self.db, introduction, action, now=self.now, note=self.word(), share=share)

    @rule(seed=SEED)
    def a_cause_is_begun_and_somebody_may_help(self, seed: int) -> None:
        pick = Random(seed)
        who = self.id(pick.choice(NAMES))
        begun = causes.begin(
            self.db, self.word(*self.everybody), "good", (self.word(*self.everybody),), now=self.now
        )
        cause = begun["id"]
        # Any offer or need of their own may be what it rests on, one told in confidence too.
        own = [one for one in self.facets[-5:] if facets.get(self.db, one)["person"] == who]
        causes.consider(
            self.db,
            cause,
            who,
            angle=begun["angles"][0]["id"],
            interest=pick.choice([None, *own]),
            now=self.now,
        )
        self.causes.append((cause, who))
        with suppress(Problem):
            for action in pick.choice(((), ("ask",), ("ask", "yes"))):
                causes.step(self.db, cause, who, action, now=self.now)
            causes.did(self.db, cause, who, f"lending a {self.word(who)}", on=NOW.date(), now=self.now)

    @rule(seed=SEED)
    def something_is_promised_and_kept(self, seed: int) -> None:
        pick = Random(seed)
        who = self.id(pick.choice(NAMES))
        whose: Any = pick.choice(("mine", "theirs"))
        made = promises.make(
            self.db, who, whose, f"send the {self.word(who)}", due=None, now=self.now, evidence=self.word()
        )
        self.promises.append(made["id"])

    # What is written

    def letters(self) -> Iterator[Callable[[], Letter]]:
        for one in self.suggestions:
            yield lambda one=one: drafts.for_suggestion(self.db, one)  # type: ignore[misc]
        for one in self.asks:
            yield lambda one=one: drafts.for_ask(self.db, one)  # type: ignore[misc]
        for one in self.promises:
            yield lambda one=one: drafts.for_promise(self.db, one)  # type: ignore[misc]
        for cause, who in self.causes:
            yield partial(drafts.for_cause, self.db, cause, who)
        for one in self.introductions:
            for to in ("a", "b", "both"):
                yield lambda one=one, to=to: drafts.for_introduction(self.db, one, to)  # type: ignore[misc]

    @invariant()
    def no_letter_says_what_a_reader_may_not_know(self) -> None:
        for write in self.letters():
            try:
                letter = write()
            except Problem:
                continue
            self.wrote += 1
            assert self.id("Robin") not in letter.to
            for found in re.findall(r"quill\d+", f"{letter.subject}\n{letter.text}\n{letter.note}"):
                assert set(letter.to) <= self.may[found](), (found, letter)

    @invariant()
    def a_decline_is_never_told_with_a_name(self) -> None:
        for one in self.introductions:
            row = introduction_rows.get(self.db, one)
            if row["state"] not in ("declined", "lapsed", "withdrawn"):
                continue
            for to, other in (("a", row["b"]), ("b", row["a"])):
                with suppress(Problem):
                    letter = drafts.for_introduction(self.db, one, to)  # type: ignore[arg-type]
                    assert people.card(self.db, other)["name"].split(maxsplit=1)[0] not in letter.text

    @invariant()
    def nothing_prepared_is_lost(self) -> None:
        assert len(ask_rows.everything(self.db)) == len(self.asks)
        assert len(introduction_rows.everyones(self.db)) == len(self.introductions)


TestLetters = Letters.TestCase
TestLetters.settings = settings(
    max_examples=8, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
