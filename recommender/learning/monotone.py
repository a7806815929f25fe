"""What no amount of feedback may undo: more benefit never lowers a score, more exposure never raises one.

With a and b the logs of the two benefits, the ranker's part a*wa + b*wb - c*|a - b| equals
(wa - c)*a + (wb - c)*b + 2c*min(a, b). It therefore grows with either benefit exactly where wa - c, wb - c
and c are not below 0. Fitting in those coordinates turns the demand into plain lower bounds.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recommender.learning.features import FEATURES, INDEX, NAMES

Floats = NDArray[np.float64]

ROUNDING = 1e-9
"""Weights are stored as text and added in another order: a breach smaller than this is none."""


def basis() -> Floats:
    """(d, d) matrix B: weights = B @ coordinates, where monotone means that coordinates are not below
    ``lower()``."""
    matrix = np.eye(len(NAMES))
    imbalance = INDEX["imbalance"]
    for feature in FEATURES:
        if feature.sign < 0:
            matrix[INDEX[feature.name], INDEX[feature.name]] = -1.0
    matrix[INDEX["log_benefit_a"], imbalance] = 1.0
    matrix[INDEX["log_benefit_b"], imbalance] = 1.0
    return matrix


def lower() -> Floats:
    """(d,): 0 where a sign is demanded, minus infinity elsewhere."""
    return np.array([0.0 if feature.sign else -np.inf for feature in FEATURES])


def breach(weights: Floats) -> str:
    """A sentence naming the first feature that is not monotone as it must be; empty where all are."""
    coordinates = np.linalg.solve(basis(), weights)
    wrong = np.flatnonzero(coordinates < lower() - ROUNDING)
    if not wrong.size:
        return ""
    feature = FEATURES[int(wrong[0])]
    return f"The weight of {feature.name!r} would make a better suggestion score lower."
