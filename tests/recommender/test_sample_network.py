"""The sample network states its right introductions; the recommender, with the real encoder, finds them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from models.registry import Registry
from recommender.introductions import plan
from recommender.learning.ranker import Ranker
from recommender.matching import Matching
from recommender.space import Space
from recommender.suggest import advise
from recommender.types import Kind, Strength, Suggestion
from server import snapshot
from server.db import open_store
from server.folding import fold
from server.sample import expected, load_sample, sample_people
from server.store import fields

pytestmark = pytest.mark.encoder

NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
LIMIT = 30
"""More than there are right ones, so that what is wrong would show."""

Pair = frozenset[str]


@pytest.fixture(scope="module")
def ids(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, dict[str, int]]]:
    """The store with the sample in it, and each person's id by key."""
    db = open_store(tmp_path_factory.mktemp("sample") / "comity.db")
    load_sample(db, NOW)
    found = {
        one["key"]: fields.people_with(db, "url", fold("url", one["urls"][0])) for one in sample_people()
    }
    yield db, {key: person for key, [person] in found.items()}
    db.close()


@pytest.fixture(scope="module")
def ranker(tmp_path_factory: pytest.TempPathFactory) -> Ranker:
    return Registry(tmp_path_factory.mktemp("models")).load("ranker", Ranker.from_json).value


@pytest.fixture(scope="module")
def space(ids: tuple[Any, dict[str, int]], encoder: Any, tmp_path_factory: pytest.TempPathFactory) -> Space:
    matching = Registry(tmp_path_factory.mktemp("models")).load("matching", Matching.from_json).value
    return Space.of(snapshot.network(ids[0], capacity=3, now=NOW), encoder, matching, today=NOW.date())


@pytest.fixture(scope="module")
def proposed(ids: tuple[Any, dict[str, int]], space: Space, ranker: Ranker) -> dict[Pair, Suggestion]:
    """The introductions of the whole network, best first, by the keys of the two."""
    keys = {person: key for key, person in ids[1].items()}
    made = plan(space, ranker=ranker, limit=LIMIT)
    return {frozenset((keys[one.person], keys[one.other or 0])): one for one in made.introductions}


def stated(what: str) -> list[Pair]:
    return [frozenset((pair["a"], pair["b"])) for pair in expected()[what]]


def test_every_right_introduction_is_found(proposed: dict[Pair, Suggestion]) -> None:
    assert [sorted(pair) for pair in stated("right") if pair not in proposed] == []


def test_no_wrong_one_is_proposed(proposed: dict[Pair, Suggestion]) -> None:
    assert [sorted(pair) for pair in stated("wrong") if pair in proposed] == []


def test_the_right_ones_come_before_all_others(proposed: dict[Pair, Suggestion]) -> None:
    right = stated("right")
    assert set(list(proposed)[: len(right)]) == set(right)


def test_a_need_of_four_years_ago_is_nothing_to_be_sure_of(proposed: dict[Pair, Suggestion]) -> None:
    for pair in stated("doubtful"):
        assert pair not in proposed or proposed[pair].band is not Strength.STRONG


def test_most_right_ones_are_called_strong(proposed: dict[Pair, Suggestion]) -> None:
    bands = [proposed[pair].band for pair in stated("right")]
    assert bands.count(Strength.STRONG) > len(bands) / 2
    assert Strength.FAINT not in bands


def test_both_sides_are_given_their_reason_with_evidence_and_one_against(
    proposed: dict[Pair, Suggestion],
) -> None:
    for pair in stated("right"):
        suggestion = proposed[pair]
        met = [reason for reason in suggestion.reasons if reason.need and reason.offer]
        assert len(met) >= 2
        assert all(reason.need and reason.need.evidence and reason.sentence for reason in met)
        assert suggestion.counter
        assert suggestion.decline


def test_they_come_best_first(proposed: dict[Pair, Suggestion]) -> None:
    assert all(one.score >= two.score for one, two in pairwise(proposed.values()))


@pytest.mark.parametrize("pair", expected()["right"], ids=lambda pair: f"{pair['a']}-{pair['b']}")
def test_the_panel_of_either_shows_the_other(
    pair: dict[str, str], ids: tuple[Any, dict[str, int]], space: Space, ranker: Ranker
) -> None:
    a, b = (ids[1][pair[side]] for side in "ab")
    for here, there in ((a, b), (b, a)):
        shown = advise(space, here, ranker=ranker, exposure={}).introductions
        assert there in {one.other for one in shown} | {one.person for one in shown if one.person != here}


def test_who_can_room_the_repair_evening_is_worth_an_ask(
    ids: tuple[Any, dict[str, int]], space: Space, ranker: Ranker
) -> None:
    """I need a room in the evening, the librarian has one; asking comes with words that make a no easy."""
    asks = advise(space, ids[1]["thandeka"], ranker=ranker, exposure={}).asks
    assert [one.kind for one in asks] == [Kind.ASK]
    assert asks[0].decline


def test_to_somebody_whose_needs_nobody_knows_the_first_thing_is_to_learn_them(
    ids: tuple[Any, dict[str, int]], space: Space, ranker: Ranker
) -> None:
    advice = advise(space, ids[1]["zuleika"], ranker=ranker, exposure={})
    assert Kind.LEARN in {one.kind for one in advice.gives}
    assert advice.introductions == ()


def test_nothing_is_suggested_about_who_asked_to_be_left_out(
    ids: tuple[Any, dict[str, int]], space: Space, ranker: Ranker
) -> None:
    advice = advise(space, ids[1]["quentin"], ranker=ranker, exposure={})
    assert (advice.gives, advice.introductions, advice.asks) == ((), (), ())
