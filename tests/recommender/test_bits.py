"""The panel's quick sieve: nobody obvious is lost, and what it shows is scored exactly."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import crowd, random_crowd
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.synthetic import HI, LO, make
from recommender.kernel import bits
from recommender.kernel.bits import BitIndex, best_of
from recommender.kernel.crowd import Curve
from recommender.kernel.packed import Planes, differing
from recommender.kernel.single import Query, score


def test_differing_bits_are_counted_one_by_one():
    random = np.random.default_rng(1)
    vectors, queries = random.standard_normal((9, 300)), random.standard_normal((2, 300))
    for dimensions in (300, 192, 10):
        axes = np.eye(300, dtype=np.float32)[:, :dimensions]
        planes = Planes(np.zeros(300, np.float32), axes)
        columns = np.ascontiguousarray(planes.sides(vectors).T)
        plain = [[sum((v > 0) != (q > 0)) for v in vectors[:, :dimensions]] for q in queries[:, :dimensions]]
        assert differing(columns, planes.sides(queries)).tolist() == plain


def test_the_one_who_can_help_is_found_first():
    people = crowd((["weaving"], ["bread"]), (["law"], ["funding"]), (["bread"], ["weaving"]))
    curve = Curve(0.3, 0.9)
    values, indices = BitIndex.of(people, curve).top(
        Query.person(people, curve, 0), 2, leave_out=np.array([0])
    )
    assert indices.tolist() == [2, -1]
    assert values[0] == pytest.approx(0.81)


def test_whom_i_know_is_left_out_and_one_side_can_be_asked_for():
    people = crowd((["weaving"], ["bread"]), (["bread"], ["law"]), (["bread"], ["weaving"]))
    curve = Curve(0.3, 0.9)
    index, me = BitIndex.of(people, curve), Query.person(people, curve, 0)
    assert index.top(me, 2, leave_out=np.array([0, 2]))[1].tolist() == [-1, -1]
    assert index.top(me, 2, leave_out=np.array([0]), by="to_me")[1].tolist() == [1, 2]
    assert index.top(me, 2, leave_out=np.array([0]), by="to_them")[1].tolist() == [2, -1]


@settings(deadline=None, max_examples=30)
@given(st.integers(1, 25), st.integers(0, 10_000), st.integers(1, 6))
def test_a_small_network_is_ranked_exactly(n: int, seed: int, k: int):
    curve = Curve(-0.2, 0.6)
    people = random_crowd(n, seed)
    query = Query.person(people, curve, 0)
    truth = score(people, curve, query).mutual
    values, indices = BitIndex.of(people, curve).top(query, k, reranked=10 * n)
    kept = indices >= 0
    assert truth[indices[kept]].tolist() == values[kept].tolist()
    expected = -np.sort(-truth)[:k]
    assert values[: len(expected)] == pytest.approx(expected, abs=0.02), (
        "only what is next to nothing may be missed"
    )


def test_among_equals_the_first_stay():
    assert best_of(np.array([0.5, 0.2, 0.5, 0.0, 0.5], np.float32), 2).tolist() == [0, 2]
    assert best_of(np.array([0.5, 0.0, 0.2], np.float32), 9).tolist() == [0, 2]


def test_recall_of_the_first_ten_is_above_995_in_a_thousand(monkeypatch):
    """On the network the index was tuned on: it notices that something broke, and proves nothing of others."""
    monkeypatch.setattr(bits, "WORTHWHILE", 0)
    made, curve = make(2500), Curve(LO, HI)
    index = BitIndex.of(made.crowd, curve)
    indptr, indices = made.known
    found = wanted = 0
    for person in range(0, 2500, 25):
        query = Query.person(made.crowd, curve, person)
        truth = score(made.crowd, curve, query).mutual
        out = np.append(indices[indptr[person] : indptr[person + 1]], person)
        truth[out] = 0
        best = np.lexsort((np.arange(2500), -truth))[:10]
        best = best[truth[best] > 0.01]
        _, top = index.top(query, 10, leave_out=out)
        found += len(np.intersect1d(best, top))
        wanted += len(best)
    assert found / wanted >= 0.995


def test_who_would_gain_and_who_could_help_are_sifted_out_beside_the_best_of_both(monkeypatch):
    monkeypatch.setattr(bits, "SIFTED_LEAST", 500)
    made, curve = make(2000, seed=3), Curve(LO, HI)
    index = BitIndex.of(made.crowd, curve)
    found = wanted = 0
    for person in range(0, 2000, 100):
        query = Query.person(made.crowd, curve, person)
        truth, sifted = score(made.crowd, curve, query), index.sift(query, keep=200)
        assert len(sifted) <= 600
        for side in (truth.to_me, truth.to_them, truth.mutual):
            best = np.argsort(-side, kind="stable")[:20]
            best = best[side[best] > 0.2]
            found += len(np.intersect1d(best, sifted))
            wanted += len(best)
    assert wanted
    assert found / wanted >= 0.98
