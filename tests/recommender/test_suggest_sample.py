"""The sample network, with the real encoder: the introductions a reader finds obvious, and none that only look so."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from recommender.introductions import plan
from recommender.learning.ranker import prior_ranker
from recommender.matching import Matching
from recommender.space import Space
from recommender.suggest import advise
from recommender.types import Kind, Strength

pytestmark = pytest.mark.encoder
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
SHIPPED = Path(__file__).parents[2] / "models" / "default" / "matching.json"


@pytest.fixture(scope="module")
def sample(encoder, tmp_path_factory):
    """The space, what is expected, and person -> key."""
    from server.db import open_store
    from server.sample import expected, load_sample, sample_people
    from server.snapshot import network

    db = open_store(tmp_path_factory.mktemp("sample") / "comity.db")
    load_sample(db, NOW)
    found = network(db, capacity=3, now=NOW)
    matching = Matching.from_json(json.loads(SHIPPED.read_text("utf-8")))
    keys = {one["name"]: one["key"] for one in sample_people()}
    named = {person.id: keys[person.name] for person in found.people}
    yield Space.of(found, encoder, matching, today=NOW.date()), expected(), named
    db.close()


def pairs(rows):
    return {frozenset((row["a"], row["b"])) for row in rows}


def test_the_plan_holds_every_obvious_introduction_and_no_wrong_one(sample):
    space, expected, named = sample
    found = plan(space, ranker=prior_ranker(), limit=100)
    made = {frozenset((named[one.person], named[one.other])) for one in found.introductions}
    assert pairs(expected["right"]) <= made
    assert not made & (pairs(expected["wrong"]) | pairs(expected["doubtful"]))
    assert found.left_out == 0
    strong = {
        frozenset((named[s.person], named[s.other])) for s in found.introductions if s.band is Strength.STRONG
    }
    assert len(strong & pairs(expected["right"])) >= 10


def test_beside_each_page_the_same_introductions_and_no_wrong_one(sample):
    space, expected, named = sample
    shown = [
        one for person in space.entries for one in advise(space, person, ranker=prior_ranker()).introductions
    ]
    seen = {frozenset((named[one.person], named[one.other])) for one in shown}
    assert pairs(expected["right"]) <= seen
    assert not seen & (pairs(expected["wrong"]) | pairs(expected["doubtful"]))


def test_every_sentence_is_whole_and_every_suggestion_has_a_reason_against(sample):
    space, _, _ = sample
    for person in space.entries:
        advice = advise(space, person, ranker=prior_ranker())
        for one in (*advice.gives, *advice.introductions, *advice.asks):
            said = (one.counter, one.would_change, *(reason.sentence for reason in one.reasons))
            assert all(text.endswith((".", "?", "”", "!")) for text in said)
            assert one.decline or one.kind not in (Kind.INTRODUCE, Kind.ASK)
        assert advice.gives or advice.introductions or advice.asks or advice.silence


def test_the_user_can_ask_for_a_room_and_offer_feedback_to_the_same_person(sample):
    space, _, named = sample
    thandeka = next(person for person, key in named.items() if key == "thandeka")
    advice = advise(space, thandeka, ranker=prior_ranker())
    assert [one.kind for one in advice.gives] == [Kind.FEEDBACK]
    (ask,) = advice.asks
    assert "room" in ask.title
    assert ask.counter.startswith("There is something to give first")
