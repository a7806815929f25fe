"""One person against all others: the all-pairs run's figures to the last bit."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import arrays, crowd, plain_benefit, random_crowd
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.kernel.blocks import mutual_top
from recommender.kernel.crowd import Crowd, Curve
from recommender.kernel.single import OneAgainstAll, one_against_all

CURVE = Curve(0.3, 0.9)


def alone(people: Crowd, person: int, among: np.ndarray | None = None, curve: Curve = CURVE) -> OneAgainstAll:
    offers = people.offers[people.offer_starts[person] : people.offer_starts[person + 1]]
    rows = slice(*people.need_starts[person : person + 2])
    return one_against_all(
        *arrays(people),
        my_offers=offers,
        my_needs=people.needs[rows],
        my_weights=people.weights[rows],
        lo=curve.lo,
        hi=curve.hi,
        among=among,
    )


def test_what_i_would_gain_and_what_they_would_gain_are_told_apart():
    found = alone(crowd((["weaving"], ["bread"]), (["bread"], ["law"]), (["law"], ["weaving"])), 0)
    assert found.to_me.tolist() == pytest.approx([0, 0.9, 0])
    assert found.to_them.tolist() == pytest.approx([0, 0, 0.9])
    assert found.mutual.tolist() == [0, 0, 0]


def test_some_can_be_asked_for_in_any_order():
    people = random_crowd(50, 2)
    some = np.array([7, 3, 44, 9])
    assert np.array_equal(alone(people, 3, some).mutual, alone(people, 3).mutual[some])


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 12), st.integers(0, 10_000))
def test_both_directions_are_those_of_plain_loops(n: int, seed: int):
    people = random_crowd(n, seed)
    found = alone(people, 0)
    assert found.to_me == pytest.approx(
        [plain_benefit(people, CURVE, other, 0) for other in range(n)], abs=2e-6
    )
    assert found.to_them == pytest.approx(
        [plain_benefit(people, CURVE, 0, other) for other in range(n)], abs=2e-6
    )


def test_a_pair_scores_the_same_alone_as_among_everybody():
    curve = Curve(0.0, 0.15)
    people = random_crowd(700, 11, dimensions=384, most=8)
    values, indices = mutual_top(*arrays(people), lo=curve.lo, hi=curve.hi, k=700)
    for person in (0, 5, 333, 699):
        mutual = alone(people, person, curve=curve).mutual.copy()
        mutual[person] = 0
        order = np.lexsort((np.arange(700), -mutual))[: np.count_nonzero(mutual)]
        assert np.array_equal(indices[person][: len(order)], order)
        assert np.array_equal(values[person][: len(order)], mutual[order])
