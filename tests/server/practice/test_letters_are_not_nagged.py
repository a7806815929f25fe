"""Comity's own letters, one of every kind, pass Comity's own message check; those that ask can be declined."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from letter_world import World
from sqlite_utils import Database

from server.advice import Advisor
from server.practice import asks, causes, drafts, introductions, promises
from server.practice.letters import Letter
from server.settings import Settings
from server.store import introductions as introduction_rows
from server.store import resources
from server.store.journal import edit

ADA, BO = "https://ada.example/", "https://bo.example/"


@pytest.fixture
def letters(db: Database, now: datetime) -> dict[str, Letter]:
    return dict(_gives(World(db, now))) | dict(_courses(World(db, now)))


def _gives(world: World) -> Iterator[tuple[str, Letter]]:
    robin, ada = world.person("Robin Hedge", me=True), world.person("Ada Mill", headline="Miller", url=ADA)
    bo = world.person("Bo Loaf", headline="Baker", url=BO)
    review = world.on_page(ada, "need", "feedback on my website", ADA)
    learning = world.on_page(ada, "need", "learning to keep accounts", ADA)
    van = world.on_page(ada, "need", "a van on Saturdays", ADA)
    flour = world.on_page(ada, "offer", "heritage wheat flour", ADA)
    miller = world.from_note(bo, "need", "a local miller")
    bread = world.from_note(bo, "offer", "bread of any grain")
    mine = world.from_note(robin, "offer", "bookkeeping for small shops")
    wanted = world.from_note(robin, "need", "advice on stone mills")
    loan = world.helped(ada, "the loan of her stand at the market")
    prize = world.happened(ada, "event", "winning the county prize", source="ada.example")
    loss = world.happened(ada, "event", "the loss of her mill", source="ada.example", sad=True)
    talk = world.happened(ada, "shows", "talk on old wheat", source="ada.example")
    with edit(world.db, what="Saved", who="you", at=world.now) as opened:
        page, _ = resources.put(opened, "How to light an oven", url="https://oven.example/")
    shown: dict[str, dict[str, Any]] = {
        "share": {"reasons": ((van, None),), "resource": page},
        "feedback": {"reasons": ((review, mine),)},
        "mentor": {"reasons": ((learning, mine),)},
        "mentor: a hand": {"reasons": ((van, mine),)},
        "learn": {},
        "thank": {"occasion": loan},
        "endorse": {"occasion": loan},
        "congratulate": {"occasion": prize},
        "congratulate: sad": {"occasion": loss},
        "amplify": {"occasion": talk},
        "reconnect": {"reasons": ((van, mine),)},
        "ask": {"reasons": ((wanted, flour),)},
        "introduce": {"other": bo, "reasons": ((review, bread), (miller, flour))},
        "refer": {"other": bo, "reasons": ((miller, flour),)},
    }
    for name, how in shown.items():
        kind = name.partition(":")[0]
        yield name, drafts.for_suggestion(world.db, world.suggestion(kind, ada, **how))
    unsaid = world.suggestion("refer", bo, other=ada, reasons=((van, bread),))
    yield "refer: may I", drafts.for_suggestion(world.db, unsaid)


def _courses(world: World) -> Iterator[tuple[str, Letter]]:
    db, now = world.db, world.now
    cy, di = world.person("Cy Oven", headline="Stove fitter"), world.person("Di Forte", headline="Pianist")
    for answer in ("yes", "no"):
        what = "could you show me how you clean the flue?"
        ask = asks.prepare(db, cy, what, why_them="yours draws so well", minutes=20, now=now)
        yield "ask", drafts.for_ask(db, ask)
        for step in ("sent", answer):
            asks.step(db, ask, step, now=now)
        yield f"ask: {answer}", drafts.for_ask(db, ask)
    for what in ("send her the notes of the meeting", "book the hall for her"):
        promise = promises.make(db, di, "mine", what, due=None, now=now)
        yield f"promise: {what}", drafts.for_promise(db, promise["id"])
    cause = causes.begin(db, "Open Seeds", "seeds that everybody may keep", ("old grains",), now=now)
    causes.consider(db, cause["id"], cy, angle=cause["angles"][0]["id"], now=now)
    yield "cause", drafts.for_cause(db, cause["id"], cy)
    for step in ("ask", "yes"):
        causes.step(db, cause["id"], cy, step, now=now)
    causes.did(db, cause["id"], cy, "lending his barn", on=now.date(), now=now)
    yield "cause: thanks", drafts.for_cause(db, cause["id"], cy)
    with edit(db, what="Began", who="you", at=now) as opened:
        pair = introduction_rows.begin(opened, cy, di, suggestion=None)
    for step in ("ask_first", "first_said_yes", "ask_second", "second_said_yes", "make"):
        introductions.step(db, pair, step, now=now, share="Glad to hear from you.")
    yield "introduction: both", drafts.for_introduction(db, pair, "both")
    yield "introduction: how was it", drafts.for_introduction(db, pair, "a")
    introductions.step(db, pair, "met", now=now)
    yield "introduction: thanks", drafts.for_introduction(db, pair, "b")


ASKING = ("ask", "introduce", "refer", "refer: may I", "learn", "endorse", "cause")


def test_no_letter_of_comitys_own_is_found_fault_with(
    letters: dict[str, Letter], db: Database, tmp_path: Path, models_home: Path
) -> None:
    advisor = Advisor(Settings(home=tmp_path, encoder=models_home))
    checked = {name: advisor.check(db, letter.text) for name, letter in letters.items()}
    found = {
        name: [(str(one.kind), one.quote) for one in done.findings]
        for name, done in checked.items()
        if done.findings
    }
    assert found == {}
    assert [name for name in ASKING if not checked[name].easy_to_decline] == []


def test_every_letter_is_short_and_says_what_it_is_about(letters: dict[str, Letter]) -> None:
    assert len(letters) == 24
    for letter in letters.values():
        assert 0 < len(letter.subject) <= 60
        assert len(letter.text.split()) < 110
        assert letter.text.count("\n\n") >= 2
        assert "None" not in letter.text
