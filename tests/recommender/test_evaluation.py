"""Evaluation: on later lists only, with intervals that cover."""

from dataclasses import replace

import numpy as np

from recommender.learning.evaluation import compare, split_by_time
from recommender.learning.features import INDEX, NAMES
from recommender.learning.lessons import Lessons
from recommender.learning.ranker import prior_ranker


def recency_rules(lists, seed=1):
    """Lists of two: the fresher one is taken."""
    rng = np.random.default_rng(seed)
    x = np.zeros((2 * lists, len(NAMES)))
    x[:, 0] = 1
    x[:, INDEX["recency"]] = rng.random(2 * lists)
    fresh = x[:, INDEX["recency"]].reshape(-1, 2)
    y = (fresh == fresh.max(axis=1, keepdims=True)).ravel().astype(float)
    return Lessons(x, y, np.ones(2 * lists), y, np.repeat(np.arange(lists), 2))


def backwards():
    weights = list(prior_ranker().weights)
    weights[INDEX["recency"]] = -1
    return replace(prior_ranker(), id="r1", weights=tuple(weights))


def test_the_latest_fifth_is_held_back_and_no_list_is_cut():
    early, late = split_by_time(recency_rules(10))
    assert set(early.batch.tolist()) == set(range(8))
    assert set(late.batch.tolist()) == {8, 9}
    assert [len(part) for part in split_by_time(recency_rules(0))] == [0, 0]


def test_the_right_order_is_worth_one_and_the_wrong_one_nothing():
    order, loss, _ = compare([prior_ranker(), backwards()], recency_rules(50), np.random.default_rng(1))
    assert [estimate.value for estimate in order.values] == [1.0, 0.0]
    assert (order.differences[0].value, order.differences[0].low) == (1.0, 1.0)
    assert loss.better == "lower"
    assert loss.differences[0].high < 0


def test_a_ranker_does_not_differ_from_itself():
    for metric in compare([prior_ranker(), prior_ranker()], recency_rules(30), np.random.default_rng(1)):
        assert metric.differences[0].value == metric.differences[0].high == 0


def test_the_interval_holds_the_value_and_narrows_with_more_lists():
    def width(lists):
        brier = compare([prior_ranker()], recency_rules(lists), np.random.default_rng(1))[2].values[0]
        assert brier.low <= brier.value <= brier.high
        return brier.high - brier.low

    assert width(400) < width(25) / 2


def test_where_no_list_holds_both_a_yes_and_a_no_order_is_not_judged():
    one_each = recency_rules(20)
    alone = replace(one_each, batch=np.arange(40))
    assert [metric.name for metric in compare([prior_ranker()], alone, np.random.default_rng(1))] == [
        "log loss",
        "Brier score",
    ]
    assert compare([prior_ranker()], recency_rules(0), np.random.default_rng(1)) == ()
