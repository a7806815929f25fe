"""The benefit: what it rises with, what leaves it alone, and that one person's view is the crowd's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from recommender.benefit import benefit, best_offers, met, mutual
from recommender.kernel.crowd import Crowd
from recommender.kernel.single import one_against_all
from recommender.matching import Matching

STEP = Matching(lo=0.2, hi=0.8)
AXES = np.eye(4, dtype=np.float32)
FULL = np.ones(4, np.float32)


def vectors(least: int = 1, most: int = 5):
    """Unit rows in four dimensions."""
    made = hnp.arrays(
        np.float32, st.tuples(st.integers(least, most), st.just(4)), elements=st.floats(-1, 1, width=16)
    )
    return made.map(lambda rows: rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-3))


def weights(count: int):
    return st.lists(st.floats(0.125, 0.875, width=16), min_size=count, max_size=count).map(np.float32)


sides = vectors().flatmap(lambda needs: st.tuples(vectors(), st.just(needs), weights(len(needs))))


@pytest.mark.parametrize(("similarity", "expected"), [(0.1, 0), (0.2, 0), (0.5, 0.5), (0.8, 1), (1.0, 1)])
def test_a_faint_likeness_counts_for_nothing_and_a_great_one_as_met(similarity, expected):
    assert met(similarity, STEP) == pytest.approx(expected, abs=1e-6)


def test_two_needs_met_by_half_are_one_met_three_times_in_four():
    half = AXES[:1] * 0.5 + AXES[1:2] * np.float32(np.sqrt(0.75))
    both = np.concatenate([half, half - 1.5 * AXES[1:2] * np.float32(np.sqrt(0.75)) * 4 / 3])
    assert benefit(AXES[:1], both, FULL[:2], Matching(lo=0.2, hi=0.8, cap=1.0)) == pytest.approx(
        0.75, abs=1e-5
    )


def test_no_single_need_counts_for_more_than_the_cap():
    assert benefit(AXES[:1], AXES[:1], FULL[:1], STEP) == pytest.approx(STEP.cap)


def test_who_needs_nothing_known_or_is_offered_nothing_gains_nothing():
    assert benefit(AXES, AXES[:0], FULL[:0], STEP) == 0
    assert benefit(AXES[:0], AXES, FULL, STEP) == 0


def test_of_equally_good_offers_the_first_is_named():
    how, which = best_offers(AXES[[0, 1, 1]], AXES[[1]], STEP)
    assert (how.tolist(), which.tolist()) == ([1.0], [1])


@given(sides)
def test_a_benefit_lies_between_nothing_and_certainty(side):
    offers, needs, heavy = side
    assert 0 <= benefit(offers, needs, heavy, STEP) <= 1


@given(sides, st.integers(0, 4))
def test_an_offer_nearer_to_a_need_never_lowers_the_benefit(side, which):
    offers, needs, heavy = side
    better = np.concatenate([offers, needs[[which % len(needs)]]])
    assert benefit(better, needs, heavy, STEP) >= benefit(offers, needs, heavy, STEP) - 1e-6


@given(sides, st.integers(0, 4), st.floats(0.125, 0.875, width=16))
def test_a_need_that_weighs_more_never_lowers_the_benefit(side, which, more):
    offers, needs, heavy = side
    heavier = heavy.copy()
    heavier[which % len(heavy)] = max(heavier[which % len(heavy)], more)
    assert benefit(offers, needs, heavier, STEP) >= benefit(offers, needs, heavy, STEP) - 1e-6


@given(sides, st.randoms())
def test_order_changes_nothing(side, random):
    offers, needs, heavy = side
    rows, columns = list(range(len(needs))), list(range(len(offers)))
    random.shuffle(rows)
    random.shuffle(columns)
    turned = benefit(offers[columns], needs[rows], heavy[rows], STEP)
    assert turned == pytest.approx(benefit(offers, needs, heavy, STEP), abs=1e-6)


@given(sides)
def test_saying_the_same_twice_changes_nothing(side):
    offers, needs, heavy = side
    twice = benefit(np.tile(offers, (2, 1)), np.tile(needs, (2, 1)), np.tile(heavy, 2), STEP)
    assert twice == pytest.approx(benefit(offers, needs, heavy, STEP), abs=1e-6)


@given(sides, st.integers(0, 4))
def test_a_need_taken_away_never_raises_the_benefit(side, which):
    offers, needs, heavy = side
    left = np.arange(len(needs)) != which % len(needs)
    assert benefit(offers, needs[left], heavy[left], STEP) <= benefit(offers, needs, heavy, STEP) + 1e-6


@given(st.floats(0, 1), st.floats(0, 1))
def test_mutual_is_symmetric_and_nothing_where_one_side_gains_nothing(a, b):
    assert mutual(a, b) == mutual(b, a)
    assert mutual(a, 0.0) == 0


@settings(deadline=None)
@given(st.lists(sides, min_size=1, max_size=6), sides)
def test_one_against_all_is_the_plain_formula_person_by_person(people, me):
    offers, needs, heavy = me
    starts = [np.cumsum([0, *(len(side[i]) for side in people)]) for i in (0, 1)]
    crowd = Crowd(
        np.concatenate([side[0] for side in people]),
        starts[0],
        np.concatenate([side[1] for side in people]),
        starts[1],
        np.concatenate([side[2] for side in people]),
    )
    fast = one_against_all(
        crowd.offers,
        crowd.offer_starts,
        crowd.needs,
        crowd.need_starts,
        crowd.weights,
        my_offers=offers,
        my_needs=needs,
        my_weights=heavy,
        lo=STEP.lo,
        hi=STEP.hi,
        cap=STEP.cap,
    )
    for i, (theirs, wants, weigh) in enumerate(people):
        product = 1 - np.prod(1 - np.minimum(weigh, STEP.cap) * met((wants @ offers.T).max(axis=1), STEP))
        assert fast.to_them[i] == pytest.approx(product, abs=1e-5)
        product = 1 - np.prod(1 - np.minimum(heavy, STEP.cap) * met((needs @ theirs.T).max(axis=1), STEP))
        assert fast.to_me[i] == pytest.approx(product, abs=1e-5)
