"""The features: named, finite, with an expectation each."""

import math

import numpy as np
import pytest

from recommender.learning.features import FEATURES, INDEX, NAMES, prior_mean, prior_sd, to_array
from recommender.types import Kind


def test_every_kind_of_suggestion_has_a_feature_of_its_own():
    assert {f"kind_{kind}" for kind in Kind} == {name for name in NAMES if name.startswith("kind_")}


def test_names_are_unique_and_every_feature_says_what_it_means_both_ways():
    assert len(set(NAMES)) == len(NAMES)
    for feature in FEATURES:
        assert feature.meaning
        assert feature.sd > 0
        assert feature.more.endswith(".")
        assert feature.less.endswith(".")


def test_what_is_missing_is_nothing_and_the_bias_is_always_there():
    row = to_array([{"recency": 0.5}])[0]
    assert row[INDEX["recency"]] == 0.5
    assert row[INDEX["bias"]] == 1
    assert row.sum() == 1.5


def test_the_order_in_which_features_are_named_does_not_matter():
    one = to_array([{"effort": 2.0, "recency": 1.0}])
    other = to_array([{"recency": 1.0, "effort": 2.0}])
    assert np.array_equal(one, other)


def test_no_suggestions_make_an_empty_array_of_the_right_width():
    assert to_array([]).shape == (0, len(FEATURES))


def test_an_unknown_name_is_refused_by_name():
    with pytest.raises(ValueError, match="'charm' is not a feature"):
        to_array([{"charm": 1.0}])


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_value_that_is_no_number_is_refused_by_name(value):
    with pytest.raises(ValueError, match="'recency' holds a value that is no finite number"):
        to_array([{"recency": value}])


def test_the_expectations_are_the_ones_written_down():
    """Whoever changes what ranks before anything is learnt changes these lines too."""
    kinds = len(Kind)
    means = [-1.7, 1, 1, -0.3, 0.5, -0.16, 1.2, 1.2, 1, 0.8, 0.4, -0.6, -0.2]
    sds = [1, 0.5, 0.5, 0.4, 0.5, 0.2, 1.2, 1.2, 1.2, 0.9, 0.9, 0.7, 0.4]
    assert prior_mean().tolist() == means + [0.0] * kinds
    assert prior_sd().tolist() == sds + [1.0] * kinds


def test_only_what_must_be_monotone_is_held_to_a_sign_and_its_expectation_keeps_it():
    signs = {feature.name: feature.sign for feature in FEATURES if feature.sign}
    assert signs == {"log_benefit_a": 1, "log_benefit_b": 1, "imbalance": -1, "recent_exposure": -1}
    assert all(feature.mean * feature.sign >= 0 for feature in FEATURES)
