"""The ranker: orders, stays monotone, says what it learnt, and refuses numbers that cannot rank."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.learning.explain import differences, why_kind
from recommender.learning.features import INDEX, NAMES, prior_mean
from recommender.learning.monotone import basis, breach, lower
from recommender.learning.ranker import FAIR, STRONG, Ranker, prior_ranker
from recommender.types import Kind, Strength

DEFAULT = Path(__file__).parents[2] / "models" / "default" / "ranker.json"


def changed(ranker: Ranker, **weights: float) -> Ranker:
    values = list(ranker.weights)
    for name, value in weights.items():
        values[INDEX[name]] = value
    return replace(ranker, id="r1", weights=tuple(values))


def test_the_shipped_default_is_the_prior():
    assert Ranker.from_json(json.loads(DEFAULT.read_text("utf-8"))) == prior_ranker()


def test_by_default_the_order_is_that_of_the_product_of_both_benefits():
    both_gain_some = {"log_benefit_a": np.log(0.5), "log_benefit_b": np.log(0.5), "imbalance": 0.0}
    one_gains_all = {"log_benefit_a": np.log(0.9), "log_benefit_b": np.log(0.1), "imbalance": np.log(9)}
    good, bad = prior_ranker().score([both_gain_some, one_gains_all])
    assert good > bad


def test_a_middling_introduction_is_fair_and_a_good_one_between_near_people_strong():
    middling = {
        "log_benefit_a": -0.7,
        "log_benefit_b": -0.7,
        "tie_to_a": 0.7,
        "tie_to_b": 0.7,
        "recency": 0.5,
    }
    good = {
        "log_benefit_a": -0.2,
        "log_benefit_b": -0.2,
        "tie_to_a": 0.9,
        "tie_to_b": 0.9,
        "recency": 1,
        "confirmed": 1,
    }
    far_fetched = {"log_benefit_a": -2.5, "log_benefit_b": -2.5}
    ranker = prior_ranker()
    bands = [ranker.band(p) for p in ranker.score([good, middling, far_fetched])]
    assert bands == [Strength.STRONG, Strength.FAIR, Strength.FAINT]


def test_bands_change_at_one_in_two_and_one_in_four():
    assert (STRONG, FAIR) == (0.5, 0.25)
    ranker = prior_ranker()
    assert [ranker.band(p) for p in (0.5, 0.499, 0.25, 0.249)] == ["strong", "fair", "fair", "faint"]


@given(
    st.floats(-4, 0), st.floats(-4, 0), st.floats(0, 2), st.floats(0, 2),
    st.lists(st.floats(0, 3), min_size=3, max_size=3),
)  # fmt: skip
def test_more_benefit_to_either_never_lowers_a_score_whatever_was_learnt(a, b, more_a, more_b, drawn):
    coordinates = np.zeros(len(NAMES))
    coordinates[[INDEX["log_benefit_a"], INDEX["log_benefit_b"], INDEX["imbalance"]]] = drawn
    ranker = Ranker("any", tuple((basis() @ coordinates).tolist()))
    rows = [(a, b), (min(0, a + more_a), min(0, b + more_b))]
    named = [{"log_benefit_a": x, "log_benefit_b": y, "imbalance": abs(x - y)} for x, y in rows]
    less, more = ranker.score(named)
    assert more >= less - 1e-9


def test_weights_that_punish_benefit_or_reward_exposure_are_refused():
    with pytest.raises(ValueError, match="'log_benefit_a' would make a better suggestion score lower"):
        changed(prior_ranker(), log_benefit_a=-0.1, imbalance=0)
    with pytest.raises(ValueError, match="log_benefit_b"):
        changed(prior_ranker(), log_benefit_b=0.2, imbalance=-0.3)
    with pytest.raises(ValueError, match="recent_exposure"):
        changed(prior_ranker(), recent_exposure=0.1)
    assert breach(prior_mean()) == ""
    assert lower()[INDEX["recency"]] == -np.inf


def test_it_survives_being_written_and_read():
    ranker = replace(changed(prior_ranker(), kind_share=-1.5), slope=0.8, intercept=0.3)
    assert Ranker.from_json(json.loads(json.dumps(ranker.to_json()))) == ranker


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"format": 2}, "format"),
        ({"weights": {"bias": 1}}, "other features"),
        ({"weights": dict.fromkeys(NAMES, float("nan"))}, "finite"),
        ({"weights": dict.fromkeys(NAMES, "x")}, "could not convert"),
        ({"calibration": {"slope": -1, "intercept": 0}}, "turn the order round"),
        ({"calibration": {}}, "incomplete"),
    ],
)
def test_a_file_that_cannot_rank_is_refused_with_a_sentence(change, why):
    with pytest.raises(ValueError, match=why):
        Ranker.from_json(prior_ranker().to_json() | change)


def test_calibration_changes_what_is_promised_and_never_the_order():
    plain = prior_ranker()
    shy = replace(plain, slope=0.5, intercept=-2.0)
    rows = [{"recency": 0.1}, {"recency": 0.9}, {"kind_ask": 1, "effort": 3}]
    assert np.array_equal(np.argsort(plain.score(rows)), np.argsort(shy.score(rows)))
    assert (shy.score(rows) < plain.score(rows)).all()


def test_what_was_learnt_is_said_in_words_the_greatest_difference_first():
    ranker = changed(prior_ranker(), cross_community=1.2, kind_share=-0.7)
    assert differences(ranker, prior_ranker()) == (
        "You accept introductions across fields more often than the default expects.",
        "You mostly dismiss things to share, so they come later.",
    )
    assert (
        why_kind(ranker, prior_ranker(), Kind.SHARE)
        == "You mostly dismiss things to share, so they come later."
    )


def test_what_has_not_been_learnt_is_not_said():
    nearly = changed(prior_ranker(), cross_community=0.31)
    assert differences(nearly, prior_ranker()) == ()
    assert why_kind(nearly, prior_ranker(), Kind.SHARE) == ""
