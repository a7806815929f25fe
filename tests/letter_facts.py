"""What comes to be known of a few people, in every way in which it can, with who may read of it."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule
from letter_world import World, secret

from server.db import open_store
from server.store import facets, notes, resources
from server.store.journal import edit

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
NAMES = ("Ada", "Bo", "Cy")
WHO = st.sampled_from(NAMES)
ANYBODY = st.sampled_from((*NAMES, "Robin"))
SEED = st.integers(0, 2**32)
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
HOWS = ("said", "own page", "typed", "names somebody", *ELSEWHERE, *HEARSAY)
"""The ways in which something comes to be known of somebody."""
LEARNT = st.tuples(ANYBODY, st.sampled_from(("need", "offer")), st.sampled_from(HOWS))

May = Callable[[], frozenset[int]]


def page_of(name: str) -> str:
    return f"https://{name.lower()}.example/about"


class Facts(RuleBasedStateMachine):
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
        self.now = NOW
        self.may: dict[str, May] = {}
        self.facets: list[int] = []

    def teardown(self) -> None:
        self.db.close()
        self.folder.cleanup()

    def word(self, *readers: int, when: May | None = None) -> str:
        made = secret()
        self.may[made] = when or (lambda: frozenset(readers))
        return made

    def id(self, name: str) -> int:
        return self.world.ids[name]

    @rule(learnt=LEARNT)
    def more_is_learnt(self, learnt: tuple[str, str, str]) -> None:
        self.learn(*learnt)

    def learn(self, who: str, side: str, how: str) -> None:
        """An offer or need, by the way in which it came to be known; with each, who may read of it."""
        person, me = self.id(who), self.id("Robin")
        own = (
            self.everybody if person == me else frozenset((person,))
        )  # the user's letters are the user's words
        if how == "said":
            kept = self.world.from_note(person, side, f"a {self.word(*own)}")
        elif how in HEARSAY:
            heard = f"a {self.word()}"
            kept = self.world.from_note(person, side, heard, how.format(heard))
        elif how == "names somebody":
            named = next(name for name in NAMES if name != who)
            kept = self.world.from_note(person, side, f"a {self.word()} for {named} Surname")
        elif how == "own page":
            kept = self.world.on_page(person, side, f"a {self.word(*self.everybody)}", page_of(who))
        elif how in ELSEWHERE:
            kept = self.world.on_page(person, side, f"a {self.word(*own)}", how)
        else:
            with edit(self.db, what="Added", who="you", at=NOW) as opened:
                text = f"a {self.word(*own)}"
                kept, _ = facets.put(
                    opened, person, side, text, source="you", set_by="you", state="confirmed"
                )
        self.facets.append(kept)

    @rule(who=ANYBODY)
    def a_note_that_nothing_is_read_from(self, who: str) -> None:
        with edit(self.db, what="Noted", who="you", at=NOW) as opened:
            notes.add(opened, self.id(who), f"Between the lines: {self.word()}")

    @rule(seed=SEED)
    def the_user_puts_some_otherwise(self, seed: int) -> None:
        pick = Random(seed)
        for facet in pick.sample(self.facets, len(self.facets) // 3):
            self.correct(facets.get(self.db, facet))

    def correct(self, facet: dict[str, Any]) -> None:
        own = facet["person"] == self.id("Robin")
        text = f"a {self.word(*self.everybody) if own else self.word(facet['person'])}"
        with edit(self.db, what="Corrected", who="you", at=NOW) as opened:
            facets.change(opened, facet["id"], text=text)

    @rule(seed=SEED)
    def the_user_says_some_are_wrong(self, seed: int) -> None:
        pick = Random(seed)
        for facet in pick.sample(self.facets, len(self.facets) // 4):
            self.reject(facets.get(self.db, facet))

    def reject(self, facet: dict[str, Any]) -> None:
        with edit(self.db, what="Rejected", who="you", at=NOW) as opened:
            facets.change(opened, facet["id"], state="rejected")
        for found in re.findall(r"quill\d+", facet["text"]):
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
