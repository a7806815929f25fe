"""Whatever is noted, read, suggested, begun and answered, in any order: no letter says what its reader may not know."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from letter_world import World, secret

from recommender.types import Kind
from server.db import open_store
from server.errors import Problem
from server.practice import asks, drafts, introductions
from server.practice.courses import ASK, INTRODUCTION
from server.practice.letters import Letter
from server.store import asks as ask_rows
from server.store import facets, notes, people, resources
from server.store import introductions as introduction_rows
from server.store.journal import edit

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NAMES = ("Ada", "Bo", "Cy")
WHO = st.sampled_from(NAMES)
ANYBODY = st.sampled_from((*NAMES, "Robin"))
SIDE = st.sampled_from(("need", "offer"))
ELSEWHERE = (
    "https://news.example/who",
    "https://mail.example/inbox",
    "https://www.linkedin.com/in/somebody-else",
)
HEARSAY = (
    "Told me in confidence: {}",
    "Dora says it is {}",
    "Apparently {}",
    "{}, not public yet",
    "{}, but don't mention it",
)

May = Callable[[], frozenset[int]]


def page_of(name: str) -> str:
    return f"https://{name.lower()}.example/about"


class Letters(RuleBasedStateMachine):
    """Each secret is a word of its own, and with it is kept who may read it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.db = open_store(Path(self.folder.name) / "comity.db")
        self.world = World(self.db, NOW)
        self.world.person("Robin Hedge", me=True)
        for name in NAMES:
            self.world.person(f"{name} Surname", url=page_of(name))
        with edit(self.db, what="Saved", who="you", at=NOW) as opened:
            self.page, _ = resources.put(opened, "A page", url="https://page.example/")
        self.everybody = frozenset(self.world.ids.values())
        self.may: dict[str, May] = {}
        self.facets: list[int] = []
        self.suggestions: list[int] = []
        self.asks: list[int] = []
        self.introductions: list[int] = []
        self.wrote = 0

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    def word(self, *readers: int, when: May | None = None) -> str:
        made = secret()
        self.may[made] = when or (lambda: frozenset(readers))
        return made

    def id(self, name: str) -> int:
        return self.world.ids[name]

    # What comes to be known

    @rule(who=ANYBODY)
    def a_note_that_nothing_is_read_from(self, who: str) -> None:
        with edit(self.db, what="Noted", who="you", at=NOW) as opened:
            notes.add(opened, self.id(who), f"Between the lines: {self.word()}")

    @rule(who=WHO, side=SIDE)
    def something_they_said(self, who: str, side: str) -> None:
        self.facets.append(self.world.from_note(self.id(who), side, f"a {self.word(self.id(who))}"))

    @rule(who=ANYBODY, side=SIDE, how=st.sampled_from(HEARSAY))
    def something_others_said_of_them(self, who: str, side: str, how: str) -> None:
        heard = f"a {self.word()}"
        self.facets.append(self.world.from_note(self.id(who), side, heard, how.format(heard)))

    @rule(who=WHO, other=WHO, side=SIDE)
    def something_that_names_somebody_else(self, who: str, other: str, side: str) -> None:
        named = self.word(self.id(who)) if who == other else self.word()
        text = f"a {named} for {other} Surname"
        self.facets.append(self.world.from_note(self.id(who), side, text))

    @rule(who=ANYBODY, side=SIDE)
    def something_of_their_own_page(self, who: str, side: str) -> None:
        public = self.word(*self.everybody)
        self.facets.append(self.world.on_page(self.id(who), side, f"a {public}", page_of(who)))

    @rule(who=WHO, side=SIDE, page=st.sampled_from(ELSEWHERE))
    def something_of_another_page(self, who: str, side: str, page: str) -> None:
        read = f"a {self.word(self.id(who))}"
        self.facets.append(self.world.on_page(self.id(who), side, read, page))

    @rule(who=WHO, side=SIDE)
    def something_the_user_typed(self, who: str, side: str) -> None:
        with edit(self.db, what="Added", who="you", at=NOW) as opened:
            text = f"a {self.word(self.id(who))}"
            kept, _ = facets.put(
                opened, self.id(who), side, text, source="you", set_by="you", state="confirmed"
            )
        self.facets.append(kept)

    @precondition(lambda self: self.facets)
    @rule(pick=st.randoms(use_true_random=False))
    def the_user_puts_it_otherwise(self, pick: Any) -> None:
        facet = facets.get(self.db, pick.choice(self.facets))
        own = facet["person"] == self.id("Robin")
        text = f"a {self.word(*self.everybody) if own else self.word(facet['person'])}"
        with edit(self.db, what="Corrected", who="you", at=NOW) as opened:
            facets.change(opened, facet["id"], text=text)

    @precondition(lambda self: self.facets)
    @rule(pick=st.randoms(use_true_random=False))
    def the_user_says_it_is_wrong(self, pick: Any) -> None:
        facet = facets.get(self.db, pick.choice(self.facets))
        with edit(self.db, what="Rejected", who="you", at=NOW) as opened:
            facets.change(opened, facet["id"], state="rejected")
        for found in re.findall(r"hush\d+", facet["text"]):
            self.may[found] = frozenset

    @rule(who=WHO)
    def something_passed_or_was_promised(self, who: str) -> None:
        person = self.id(who)
        with edit(self.db, what="Recorded", who="you", at=NOW) as opened:
            opened.insert("touches", {"person": person, "at_date": "2026-05-01", "how": "call", "direction": "both",
                                      "source": self.word(), "note": self.word()})  # fmt: skip
            opened.insert(
                "exchanges",
                {"person": person, "way": "to_me", "what": self.word(person), "at_date": "2026-05-01"},
            )
            opened.insert("promises", {"person": person, "whose": "mine", "what": self.word(person), "state": "open",
                                       "evidence": self.word(), "made_on": "2026-05-01", "changed_at": "2026-05-01"})  # fmt: skip

    # What is done about it

    @rule(kind=st.sampled_from(sorted(Kind)), who=WHO, other=WHO, pick=st.randoms(use_true_random=False))
    def something_is_suggested(self, kind: Kind, who: str, other: str, pick: Any) -> None:
        two = kind in (Kind.INTRODUCE, Kind.REFER)
        if two and who == other:
            return
        person = self.id(who)
        among = [facet for facet in self.facets if facets.get(self.db, facet)["state"] != "rejected"]
        some = [facet for facet in among for _ in range(2)] + [None, None]
        helped, seen = self.word(person), self.word(*self.everybody)
        titles = {
            Kind.THANK: f"Thank {who} for the {helped}",
            Kind.ENDORSE: f"Vouch for {who}: the {helped}",
            Kind.AMPLIFY: f"Pass on {who}'s {seen}",
            Kind.CONGRATULATE: pick.choice((f"Congratulate {who}", f"Write {who} a few lines")),
        }
        self.suggestions.append(
            self.world.suggestion(
                str(kind),
                person,
                other=self.id(other) if two else None,
                reasons=tuple((pick.choice(some), pick.choice(some)) for _ in range(2)),
                title=titles.get(kind, f"About {self.word()}"),
                sentence=f"A {seen} ({who.lower()}.example, 2 May).",
                resource=self.page if kind is Kind.SHARE else None,
            )
        )

    @rule(who=WHO, why=st.booleans())
    def an_ask_is_prepared(self, who: str, why: bool) -> None:
        self.asks.append(
            asks.prepare(
                self.db,
                self.id(who),
                f"could you lend me a {self.word(self.id(who))}",
                why_them=f"you know {self.word(self.id(who))}" if why else "",
                minutes=10,
                now=NOW,
            )
        )

    @precondition(lambda self: self.asks)
    @rule(pick=st.randoms(use_true_random=False), action=st.sampled_from(sorted({a for _, a in ASK.steps})))
    def an_ask_goes_on(self, pick: Any, action: str) -> None:
        with suppress(Problem):
            asks.step(self.db, pick.choice(self.asks), action, now=NOW)

    @rule(who=WHO, other=WHO, pick=st.randoms(use_true_random=False))
    def an_introduction_is_begun(self, who: str, other: str, pick: Any) -> None:
        if who == other:
            return
        begun = [one for one in self.suggestions if pick.random() < 0.5]
        with edit(self.db, what="Began", who="you", at=NOW) as opened:
            made = introduction_rows.begin(
                opened, self.id(who), self.id(other), suggestion=pick.choice(begun) if begun else None
            )
        if made not in self.introductions:
            self.introductions.append(made)

    @precondition(lambda self: self.introductions)
    @rule(
        pick=st.randoms(use_true_random=False),
        action=st.sampled_from(sorted({a for _, a in INTRODUCTION.steps})),
    )
    def an_introduction_goes_on(self, pick: Any, action: str) -> None:
        row = introduction_rows.get(self.db, pick.choice(self.introductions))
        pair = frozenset((row["a"], row["b"]))

        def once_both_agreed() -> frozenset[int]:
            state = introduction_rows.get(self.db, row["id"])["state"]
            return pair if state in ("both_yes", "made") else frozenset()

        with suppress(Problem):
            introductions.step(
                self.db,
                row["id"],
                action,
                now=NOW,
                note=self.word(),
                share=f"I make a {self.word(when=once_both_agreed)}",
            )

    # What is written

    def letters(self) -> Iterator[Callable[[], Letter]]:
        for one in self.suggestions:
            yield lambda one=one: drafts.for_suggestion(self.db, one)  # type: ignore[misc]
        for one in self.asks:
            yield lambda one=one: drafts.for_ask(self.db, one)  # type: ignore[misc]
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
            for found in re.findall(r"hush\d+", f"{letter.subject}\n{letter.text}\n{letter.note}"):
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
    max_examples=15, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
