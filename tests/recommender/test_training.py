"""Learning from feedback: toward the prior, monotone, weighing what was said."""

import time
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from scipy.optimize import minimize

from recommender.learning.calibration import calibrate, reliability, wilson
from recommender.learning.features import INDEX, NAMES, prior_mean, prior_sd
from recommender.learning.lessons import DECLINED, PASSED_OVER, SNOOZED, YES, Lessons, Shown, lessons
from recommender.learning.monotone import breach
from recommender.learning.ranker import prior_ranker, sigmoid
from recommender.learning.regression import Normal, fit
from recommender.learning.training import BELIEFS, DEVIATIONS, Cancelled, learn, train
from recommender.types import Strength

START = datetime(2026, 5, 4, 9, tzinfo=UTC)


def shown(batch, position, verdict="", *, kind="introduce", reason="", outcome="", **features):
    at = START + timedelta(hours=int(batch))
    named = {f"kind_{kind}": 1.0, "recency": 0.5} | features
    return Shown(str(batch), position, at, named, verdict, reason, outcome)


def test_no_feedback_gives_the_prior_back():
    learnt = train(prior_ranker(), lessons([]), id="r1")
    assert np.allclose(learnt.weights, prior_mean(), atol=1e-9)
    assert (learnt.id, learnt.slope, learnt.intercept) == ("r1", 1.0, 0.0)


def test_who_always_dismisses_a_kind_sees_it_later():
    rows = []
    for batch in range(15):
        rows += [
            shown(batch, 0, "dismissed", kind="share", reason="not_relevant"),
            shown(batch, 1, "accepted"),
        ]
    learnt = train(prior_ranker(), lessons(rows), id="r1")
    before = prior_ranker().score([{"kind_share": 1}, {"kind_feedback": 1}])
    after = learnt.score([{"kind_share": 1}, {"kind_feedback": 1}])
    assert before[0] == before[1]
    assert after[0] < after[1] - 0.1


def test_only_what_was_looked_at_teaches():
    rows = [shown(0, 0), shown(0, 1, "accepted"), shown(0, 2), shown(1, 0), shown(1, 1)]
    found = lessons(rows)
    assert found.y.tolist() == [0.0, 1.0]
    assert found.weight.tolist() == [PASSED_OVER, 1.0]


def test_outcomes_weigh_more_than_clicks_and_a_decline_turns_a_yes_into_a_no():
    rows = [
        shown(0, 0, "accepted"),
        shown(1, 0, "accepted", outcome="met"),
        shown(2, 0, "accepted", outcome="helped"),
        shown(3, 0, "accepted", outcome="declined"),
        shown(4, 0, "dismissed", reason="not_relevant"),
        shown(5, 0, "dismissed", reason="bad_timing"),
        shown(6, 0, "snoozed"),
        shown(7, 0, "accepted", outcome="nothing"),
    ]
    found = lessons(rows)
    assert found.y.tolist() == [1, 1, 1, 0, 0, 0, 1, 1]
    assert found.weight.tolist() == [1, 2, 3, 2, 1, 0.25, 0.25, 0.5]
    assert found.clicked.tolist() == [1, 1, 1, 1, 0, 0, 0.5, 1]
    assert YES["helped"] > YES["met"] > YES[""] > YES["nothing"] > SNOOZED
    assert DECLINED > YES[""] > PASSED_OVER


def test_lists_are_numbered_in_the_order_of_time_whatever_order_they_come_in():
    rows = [shown(7, 0, "accepted", recency=0.7), shown(2, 0, "accepted", recency=0.2)]
    found = lessons(rows)
    assert found.x[:, INDEX["recency"]].tolist() == [0.2, 0.7]
    assert found.batch.tolist() == [0, 1]


def random_lessons(n, weights, seed=1):
    rng = np.random.default_rng(seed)
    x = rng.standard_normal((n, len(NAMES))) * 0.7
    x[:, INDEX["bias"]] = 1
    y = (rng.random(n) < sigmoid(x @ weights)).astype(float)
    return Lessons(x, y, np.ones(n), y, np.arange(n) // 5)


def test_the_fit_is_the_optimum_that_scipy_finds_too():
    data = random_lessons(300, prior_mean())
    precision = np.diag(prior_sd() ** -2.0)
    bound = np.where(np.arange(len(NAMES)) < 3, 0.4, -np.inf)
    prior = Normal(prior_mean(), precision)
    ours = fit(data.x, data.y, data.weight, prior=prior, lower=bound, start=prior_mean()).solution

    def loss(s):
        margin, off = data.x @ s, s - prior_mean()
        return np.sum(np.logaddexp(0, margin) - data.y * margin) + 0.5 * off @ precision @ off

    bounds = [(b if np.isfinite(b) else None, None) for b in bound]
    theirs = minimize(
        loss, np.maximum(prior_mean(), bound), bounds=bounds, method="L-BFGS-B", options={"ftol": 1e-14}
    )
    assert loss(ours) <= theirs.fun + 1e-6
    assert np.abs(ours - theirs.x).max() < 1e-3
    assert ours[0] == 0.4  # the bound holds where the data pull the other way


def test_feedback_that_punishes_benefit_still_leaves_the_ranker_monotone():
    perverse = prior_mean()
    perverse[[INDEX["log_benefit_a"], INDEX["imbalance"], INDEX["recent_exposure"]]] = [-3, 2, 2]
    data = random_lessons(1500, perverse)
    learnt = learn(data.x, data.y, data.weight, prior_mean())
    assert breach(learnt.weights) == ""
    assert learnt.weights[INDEX["recent_exposure"]] == pytest.approx(0, abs=0.05)


def test_a_user_like_the_prior_keeps_it_and_one_unlike_it_leaves_it():
    odd = prior_mean()
    odd[INDEX["cross_community"] :] += 2 * prior_sd()[INDEX["cross_community"] :] * np.tile([1, -1], 8)[:15]
    like, unlike = random_lessons(600, prior_mean(), 2), random_lessons(600, odd, 3)
    near = learn(like.x, like.y, like.weight, prior_mean())
    far = learn(unlike.x, unlike.y, unlike.weight, prior_mean())
    assert near.deviation < 0.35
    assert far.deviation > 0.8
    assert np.abs((near.weights - prior_mean()) / prior_sd())[1:].max() < 0.7
    assert (far.weights - prior_mean())[INDEX["cross_community"]] > prior_sd()[INDEX["cross_community"]]


def test_degrees_of_trust_and_how_likely_each_is_are_the_ones_measured():
    assert DEVIATIONS == (0.1, 0.25, 0.5, 1.0, 2.0)
    assert BELIEFS == (0.4, 0.2, 0.2, 0.15, 0.05)
    assert sum(BELIEFS) == pytest.approx(1)


def test_a_shy_user_gets_probabilities_that_come_true():
    weights = prior_mean()
    weights[0] = -2.5
    data = random_lessons(4000, weights, 4)
    learnt = train(prior_ranker(), data, id="r1")
    fresh = random_lessons(4000, weights, 5)
    said = learnt.probabilities(fresh.x).mean()
    assert said == pytest.approx(fresh.y.mean(), abs=0.02)
    for row in reliability(learnt, fresh.x, fresh.clicked):
        assert row.low - 0.03 <= row.expected <= row.high + 0.03


def test_too_bold_forecasts_are_flattened_and_never_turned_round():
    rng = np.random.default_rng(6)
    log_odds = rng.normal(0, 3, 5000)
    slope, _ = calibrate(log_odds, (rng.random(5000) < sigmoid(log_odds / 3)).astype(float))
    assert 0.3 < slope < 0.45
    slope, _ = calibrate(log_odds, (rng.random(5000) < sigmoid(-log_odds)).astype(float))
    assert slope == 0.2


def test_the_reliability_table_counts_by_band_strongest_first():
    x = np.zeros((4, len(NAMES)))
    x[:, 0] = [3, -3, -3, 0.5]  # under a bias of -1.7 log-odds of -5, 5, 5, -0.85
    table = reliability(prior_ranker(), x, np.array([0.0, 1.0, 0.0, 1.0]))
    assert [(row.band, row.shown, row.observed) for row in table] == [
        (Strength.STRONG, 2, 0.5),
        (Strength.FAIR, 1, 1.0),
        (Strength.FAINT, 1, 0.0),
    ]


def test_an_interval_is_wide_for_few_and_everything_for_none():
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)  # the textbook's
    low, high = wilson(500, 1000)
    assert high - low < 0.07


def test_progress_ends_at_all_of_it_and_a_cancelled_training_keeps_nothing():
    told = []
    data = random_lessons(200, prior_mean())
    train(prior_ranker(), data, id="r1", on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Cancelled):
        train(prior_ranker(), data, id="r1", cancelled=lambda: True)


def test_a_hundred_thousand_decisions_are_learnt_in_seconds():
    data = random_lessons(100_000, prior_mean())
    began = time.process_time()
    train(prior_ranker(), data, id="r1")
    assert time.process_time() - began < 60  # 5 s on the machine this was written on
