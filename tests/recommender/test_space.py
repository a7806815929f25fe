"""The space: weights of needs, repetition, who may meet, and one person renewed without touching the rest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.matching import Matching
from recommender.space import Space
from recommender.types import FacetKind, Network, Tie
from recommender.weighing import LEAST, MOST, UNCONFIRMED, freshness, rarity, trust

ONE_WORD = ["cto", "python", "law", "design", "bread", "garden"]


def test_a_need_that_everybody_can_meet_weighs_least_and_one_that_few_can_meet_most(world):
    cooks = [world.person(i, ["bread"]) for i in range(1, 30)]
    space = world.space(*cooks, world.person(30, "law", ["bread", "law"], name="Zoe"))
    weights = dict(zip([n.text for n in space.entries[30].needs], space.entries[30].weights, strict=True))
    assert weights["bread"] == pytest.approx(LEAST)
    assert weights["law"] == pytest.approx(MOST)


def test_a_third_of_the_people_make_a_need_a_third_as_rare_on_a_log_scale(world):
    offers = np.eye(3, dtype=np.float32)[[0, 1, 2] * 3]
    starts = np.arange(10)
    found = rarity(np.eye(3, dtype=np.float32)[:1], offers, starts, world.matching)
    assert found[0] == pytest.approx(np.log(3) / np.log(9))


def test_an_old_need_weighs_half_after_a_year_and_never_quite_nothing(world):
    new, year, ancient = (world.facet(FacetKind.NEED, "law", age=days) for days in (0, 365, 36_500))
    assert freshness(new, world.today) == 1
    assert freshness(year, world.today) == pytest.approx(0.5)
    assert freshness(ancient, world.today) == pytest.approx(0.1)
    assert freshness(replace(new, on=None), world.today) == pytest.approx(0.7)


def test_skills_fade_slower_than_needs(world):
    offer, need = (world.facet(kind, "law", age=365) for kind in (FacetKind.OFFER, FacetKind.NEED))
    assert freshness(offer, world.today) > freshness(need, world.today)


def test_what_the_user_confirmed_is_trusted_and_what_was_read_only_as_far_as_its_reader(world):
    assert trust(world.facet(FacetKind.NEED, "law", confidence=0.1)) == 1
    read = world.facet(FacetKind.NEED, "law", confidence=0.5, confirmed=False)
    assert trust(read) == pytest.approx(0.5 * UNCONFIRMED)


def test_a_need_said_twice_is_held_once_in_its_surer_wording(world):
    unsure = world.facet(FacetKind.NEED, "a website", confirmed=False)
    space = world.space(world.person(1, "law", [unsure, "the website"]), world.person(2, "website", "law"))
    assert [need.text for need in space.entries[1].needs] == ["the website"]


def test_what_was_more_likely_misread_than_not_is_not_acted_on_until_confirmed(world):
    guess = {"confidence": 0.49, "confirmed": False}
    offers = [
        world.facet(FacetKind.OFFER, "law", **guess),
        world.facet(FacetKind.OFFER, "tax", confidence=0.49),
    ]
    assert [one.text for one in world.space(world.person(1, offers)).entries[1].offers] == ["tax"]


def test_an_empty_text_is_no_facet(world):
    assert world.space(world.person(1, ["  "], "law")).entries[1].offers == ()


def test_nobody_at_all_is_an_empty_space(world):
    space = world.space()
    assert space.entries == {}
    assert len(space.crowd) == 0


def test_a_gain_is_the_weight_of_the_need_that_is_met(world):
    space = world.space(world.person(1, "law"), world.person(2, "garden", "law"))
    one, two = space.entries[1], space.entries[2]
    assert space.gain(one, two) == pytest.approx(float(two.weights[0]))
    assert space.gain(two, one) == 0
    assert space.gains(one) == {2: pytest.approx((float(two.weights[0]), 0.0))}


def test_the_user_the_hidden_and_the_unwilling_may_not_meet(world):
    space = world.space(
        world.person(1), world.person(2, introducible=False), world.person(3, suggestible=False), me=1
    )
    assert [space.may_meet(i) for i in (1, 2, 3)] == [False, False, False]
    assert [space.may_hear(i) for i in (2, 3)] == [True, False]


def test_the_order_of_people_and_facets_changes_nothing(world):
    people = [world.person(i, ONE_WORD[i % 3 :], ONE_WORD[: i % 4]) for i in range(1, 6)]
    turned = [replace(p, offers=p.offers[::-1], needs=p.needs[::-1]) for p in reversed(people)]
    one, other = world.space(*people), world.space(*turned)
    np.testing.assert_array_equal(one.crowd.offers, other.crowd.offers)
    np.testing.assert_array_equal(one.crowd.weights, other.crowd.weights)


def test_a_person_renewed_gains_as_if_everything_had_been_read_anew(world):
    people = [world.person(i, ONE_WORD[i % 4], ONE_WORD[(i + 1) % 4]) for i in range(1, 8)]
    space = world.space(*people)
    changed = world.person(3, ONE_WORD[3], ["cto", "law"], name="Changed")
    tie = Tie(3, 5)
    renewed = space.changed([changed], ties=[tie])
    anew = Space.of(
        Network(None, (*people[:2], changed, *people[3:]), (tie,)),
        world.encoder,
        world.matching,
        today=world.today,
    )
    for person in anew.entries:
        ours, theirs = renewed.gains(renewed.entries[person]), anew.gains(anew.entries[person])
        assert ours.keys() == theirs.keys()
        assert all(ours[other] == pytest.approx(theirs[other], abs=1e-5) for other in ours)
    assert renewed.known.why(3, 5)
    assert not space.known.why(3, 5)
    assert renewed.settled().crowd.offer_starts.tolist() == anew.crowd.offer_starts.tolist()


def test_somebody_new_is_there_at_once_and_the_old_space_is_as_it_was(world):
    space = world.space(world.person(1, "law", "garden"))
    more = space.changed([world.person(0, "garden", "law")])
    assert list(more.entries) == [0, 1]
    assert more.gains(more.entries[1]) == {0: pytest.approx((0.9, 0.9))}
    assert 0 not in space.entries
    assert more.settled().base.tolist() == [0, 1]


class Counting:
    """An encoder that remembers what it was asked."""

    id, dimensions = "counting", 4

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts):
        self.asked += texts
        return np.eye(4, dtype=np.float32)[np.array([hash(text) % 4 for text in texts], int)]


def test_every_different_text_is_encoded_once_and_a_renewal_encodes_only_its_own(world):
    encoder = Counting()
    people = tuple(world.person(i, ["law", "bread"], ["garden"]) for i in range(1, 20))
    space = Space.of(Network(None, people), encoder, Matching(lexical=0.0), today=world.today)
    assert sorted(encoder.asked) == ["bread", "garden", "law"]
    encoder.asked.clear()
    space.changed([world.person(3, "tax", "office")])
    assert sorted(encoder.asked) == ["office", "tax"]


@settings(deadline=None, max_examples=40)
@given(st.data())
def test_words_and_meaning_in_one_vector_are_their_weighted_mean(data):
    from recommender.encoder import DemoEncoder
    from recommender.meaning import Meaning

    texts = data.draw(
        st.lists(st.lists(st.sampled_from(ONE_WORD), min_size=1).map(" ".join), min_size=2, max_size=6)
    )
    weight = data.draw(st.sampled_from([0.1, 0.3, 1.0]))
    encoder = DemoEncoder(" ".join(ONE_WORD))
    meaning = Meaning.of(encoder, Matching(lexical=weight, lexical_dimensions=1024), texts)
    both = meaning.vectors(texts)
    dense, words = encoder.encode(texts), meaning.lexicon.vectors(texts, 1024)
    np.testing.assert_allclose(
        both @ both.T, (dense @ dense.T + weight * words @ words.T) / (1 + weight), atol=1e-5
    )
