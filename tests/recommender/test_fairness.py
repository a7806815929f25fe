"""What fairness costs and whom it serves, on networks where one can count."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.allocation import allocate
from recommender.fairness import Outcome, price_of_fairness, report, shares

STAR = ([0, 0, 0, 1], [1, 2, 3, 2], [0.9, 0.8, 0.7, 0.1])
"""Everybody wants 0; 1 and 2 could also meet."""


def test_left_out_most_shown_and_the_worst_off_are_counted():
    found = shares(*STAR, [1, 1, 1, 1], [0])
    assert found == Outcome(introductions=1, benefit=1.8, left_out=2, most_shown=1, worst_tenth=0.0)


def test_the_price_is_the_benefit_given_up_against_everybodys_own_best():
    # Own best: .9 for 0 and 1, .8 for 2, .7 for 3. Chosen: .7 each for 0 and 3, .1 each for 1 and 2.
    assert price_of_fairness(*STAR, [1, 1, 1, 1], [2, 3]) == pytest.approx(1 - 1.6 / 3.3)


def test_own_best_shows_the_popular_one_to_everybody():
    found = report(*STAR, [1, 1, 1, 1], [2, 3])
    assert found.own_top.most_shown == 3
    assert found.own_top.left_out == 0
    assert found.chosen.most_shown == 1


def test_greedy_leaves_outsiders_out_and_the_chosen_does_not():
    chosen = allocate(*STAR, [1, 1, 1, 1])
    found = report(*STAR, [1, 1, 1, 1], chosen)
    assert found.greedy.left_out == 2
    assert found.chosen.left_out == 0
    assert found.price_against_greedy == pytest.approx(1 - 1.6 / 1.8)


def test_no_pairs_cost_nothing():
    found = report([], [], [], [1, 1], [])
    assert found.price == found.price_against_greedy == found.chosen.benefit == 0


def test_an_in_crowd_that_takes_more_than_its_share_is_seen():
    ties = np.array([50, *range(1, 10)])
    a, b = [0] * 9, list(range(1, 10))
    worth = [0.5] * 9
    leaning = report(a, b, worth, [9] * 10, list(range(9)), ties=ties).positions
    assert [position.name for position in leaning] == ["outsiders", "middle", "in-crowd"]
    in_crowd = leaning[-1]
    assert in_crowd.people == 1
    assert in_crowd.share_of_people == pytest.approx(0.1)
    assert in_crowd.share_of_places == pytest.approx(0.5)
    assert in_crowd.benefit == pytest.approx(4.5)


def test_where_all_know_as_many_there_is_no_in_crowd():
    assert report(*STAR, [1, 1, 1, 1], [0], ties=[2, 2, 2, 2]).positions == ()


def test_the_circle_whose_places_most_exceed_its_people_comes_first():
    # 0 and 1 are of one circle, 2 and 3 of another; 0 meets 1, 2 meets 4, who is of none.
    found = report([0, 2, 1], [1, 4, 3], [0.9, 0.8, 0.1], [1] * 5, [0, 1], communities=[7, 7, 2, 2, -1])
    first, last = found.circles
    assert (first.community, first.people, first.share_of_people) == (7, 2, 0.5)
    assert first.share_of_places == pytest.approx(2 / 3)
    assert (last.community, last.share_of_places) == (2, pytest.approx(1 / 3))
    assert found.across == 0, "of one introduction within circles none joins two"


def test_introductions_across_circles_are_counted():
    assert report([0, 0], [1, 2], [0.9, 0.8], [2, 1, 1], [0, 1], communities=[5, 5, 6]).across == 0.5


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 9)).filter(
            lambda pair: pair[0] != pair[1]
        ),
        min_size=1,
        max_size=15,
    ),
    st.lists(st.integers(1, 3), min_size=7, max_size=7),
)
def test_fairness_never_costs_less_than_nothing_nor_more_than_all(pairs, room):
    a, b, worth = ([pair[i] for pair in pairs] for i in range(3))
    found = report(a, b, np.array(worth) / 9, room, allocate(a, b, np.array(worth) / 9, room))
    assert -1e-9 <= found.price <= 1
    assert found.chosen.most_shown <= max(room)
    assert found.own_top.left_out == 0
    assert found.chosen.left_out <= found.greedy.left_out
