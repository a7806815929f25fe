"""Letters about what the user said they would do, and what they ask for."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import pytest
from letter_world import World
from sqlite_utils import Database

from server.errors import Problem
from server.practice import asks, drafts, promises
from server.practice.letters import Letter


@pytest.fixture
def world(db: Database, now: datetime) -> World:
    made = World(db, now)
    made.person("Robin Hedge", me=True)
    made.person("Ada Mill")
    return made


class TestPromise:
    def promise(self, world: World, what: str, whose: Literal["mine", "theirs"] = "mine") -> Letter:
        made = promises.make(world.db, world.ids["Ada"], whose, what, due=None, now=world.now)
        return drafts.for_promise(world.db, made["id"])

    def test_what_was_promised_comes_with_its_letter(self, world: World) -> None:
        assert (
            "I said I would send you the notes. Here you are."
            in self.promise(world, "send her the notes").text
        )

    def test_or_the_letter_says_that_it_is_done(self, world: World) -> None:
        assert "I have done what I said I would: book the hall." in self.promise(world, "book the hall").text

    def test_nobody_is_reminded_of_theirs(self, world: World) -> None:
        with pytest.raises(Problem, match="theirs to keep"):
            self.promise(world, "send me the notes", "theirs")


class TestAsk:
    def ask(self, world: World, *steps: str) -> Letter:
        what = "could you show me your mill?"
        ask = asks.prepare(
            world.db, world.ids["Ada"], what, why_them="you built it.", minutes=20, now=world.now
        )
        for step in steps:
            asks.step(world.db, ask, step, now=world.now)
        return drafts.for_ask(world.db, ask)

    def test_it_is_a_question_with_its_size_its_reason_and_a_way_out(self, world: World) -> None:
        text = self.ask(world).text
        assert "could you show me your mill? It would take you about 20 minutes." in text
        assert "I am asking you because you built it." in text
        assert "just say so" in text

    def test_it_is_sent_once(self, world: World) -> None:
        with pytest.raises(Problem, match="nothing to write"):
            self.ask(world, "sent")

    def test_a_yes_and_a_no_are_thanked_for_alike(self, world: World) -> None:
        assert "Thank you for saying yes" in self.ask(world, "sent", "yes").text
        assert "Thank you for your answer." in self.ask(world, "sent", "no").text
