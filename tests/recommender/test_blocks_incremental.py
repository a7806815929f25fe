"""One person changes, and everybody's list is what a run over all pairs would have given."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import arrays, crowd, random_crowd
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.kernel.blocks import mutual_top
from recommender.kernel.crowd import Crowd, Curve
from recommender.kernel.incremental import TopTable, update
from recommender.kernel.single import Query, score
from recommender.kernel.topk import from_keys

CURVE = Curve(0.3, 0.9)


def table(people: Crowd, k: int) -> TopTable:
    return TopTable.of(*mutual_top(*arrays(people), lo=CURVE.lo, hi=CURVE.hi, k=k))


def scores(people: Crowd, person: int) -> np.ndarray:
    return score(people, CURVE, Query.person(people, CURVE, person)).mutual


def replaced(people: Crowd, person: int, by: Crowd) -> Crowd:
    """With the facets of ``by``'s person 0 in the place of ``person``'s; after the last, one more."""

    def side(rows, starts, new):
        a, b = (starts[person : person + 2]) if person < len(people) else (len(rows), len(rows))
        counts = list(np.diff(starts)) + ([0] if person == len(people) else [])
        counts[person] = len(new)
        return np.concatenate([rows[:a], new, rows[b:]]), np.cumsum([0, *counts])

    offers, offer_starts = side(people.offers, people.offer_starts, by.offers[: by.offer_starts[1]])
    needs, need_starts = side(people.needs, people.need_starts, by.needs[: by.need_starts[1]])
    weights, _ = side(people.weights, people.need_starts, by.weights[: by.need_starts[1]])
    return Crowd(offers, offer_starts, needs, need_starts, weights)


def test_somebody_new_enters_the_lists_of_those_they_can_help():
    before = crowd((["weaving"], ["bread"]), (["law"], ["law"]))
    after = crowd((["weaving"], ["bread"]), (["law"], ["law"]), (["bread"], ["weaving"]))
    _, indices = update(table(before, 2), 2, scores(after, 2)).lists()
    assert indices.tolist() == [[2, -1], [-1, -1], [0, -1]]


def test_whoever_is_taken_away_is_on_no_list():
    people = crowd((["weaving"], ["bread"]), (["bread"], ["weaving"]))
    _, indices = update(table(people, 2), 1, np.zeros(2, np.float32)).lists()
    assert indices.tolist() == [[-1, -1], [-1, -1]]


def test_a_list_that_lost_somebody_says_that_it_is_short_and_is_filled_on_demand():
    baker, weaver = (["bread"], ["weaving"]), (["weaving"], ["bread"])
    people = crowd(weaver, baker, baker, baker)
    shorter = update(table(people, 2), 1, np.zeros(4, np.float32))
    assert shorter.short(2).tolist() == [0]
    mutual = scores(people, 0)
    mutual[1] = 0
    full = shorter.renewed(0, mutual)
    assert full.lists()[1][0].tolist() == [2, 3]
    assert full.short(2).tolist() == []


@settings(deadline=None, max_examples=80)
@given(st.integers(1, 14), st.integers(0, 10_000), st.integers(1, 4), st.data())
def test_every_list_is_that_of_a_run_over_all_pairs_as_far_as_it_goes(n, seed, k, data):
    people = random_crowd(n, seed, whole=True)
    kept = table(people, k)
    for step in range(3):
        person = data.draw(st.integers(0, len(people)))
        people = replaced(people, person, random_crowd(1, seed + step + 1, whole=True))
        kept = update(kept, person, scores(people, person))
        truth = table(people, len(people) + 1)
        for row in range(len(people)):
            own = kept.keys[row][kept.keys[row] > 0]
            assert own.tolist() == truth.keys[row][: len(own)].tolist()
            if len(own) < k:
                beyond = truth.keys[row][len(own)]
                assert beyond <= kept.floors[row]
                assert (row in kept.short(k)) == (kept.floors[row] > 0)


def test_the_table_it_came_from_is_left_as_it_was():
    people = random_crowd(8, 4, whole=True)
    first = table(people, 3)
    before = first.keys.copy()
    update(first, 2, np.ones(8, np.float32))
    assert np.array_equal(first.keys, before)
    assert from_keys(before)[0] == pytest.approx(first.lists()[0])
