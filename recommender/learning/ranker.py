"""The ranker: a logistic regression over the named features, as plain numbers that a reader can check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recommender.learning.features import NAMES, prior_mean, to_array
from recommender.learning.monotone import breach
from recommender.types import Strength

Floats = NDArray[np.float64]

STRONG = 0.5
"""Strong means: taken up one time in two or more, of those looked at. The card shows whether that held."""
FAIR = 0.25
"""Fair means: at least one in four. Below it a suggestion is faint, and said to be so."""

FORMAT = 1
"""Of the JSON. Another number is another ranker's business and is refused."""


def sigmoid(x: Floats) -> Floats:
    """1 / (1 + exp(-x)), without overflow at either end."""
    return np.asarray(0.5 * (1.0 + np.tanh(0.5 * x)))


@dataclass(frozen=True, slots=True)
class Ranker:
    """Raises ValueError with a sentence where its numbers cannot rank: not finite, not monotone, not
    complete."""

    id: str
    weights: tuple[float, ...]
    """One for each of FEATURES, in their order."""
    slope: float = 1.0
    intercept: float = 0.0
    """Calibration: the probability shown as a band is sigmoid(slope * log-odds + intercept). The order is
    untouched."""

    def __post_init__(self) -> None:
        if len(self.weights) != len(NAMES):
            raise ValueError(f"A ranker has {len(NAMES)} weights, not {len(self.weights)}.")
        if not np.isfinite([*self.weights, self.slope, self.intercept]).all():
            raise ValueError("A ranker's numbers must be finite.")
        if self.slope <= 0:
            raise ValueError("Calibration must not turn the order round.")
        if fault := breach(np.array(self.weights)):
            raise ValueError(fault)

    def log_odds(self, features: Floats) -> Floats:
        """(n,) from (n, d): what orders suggestions."""
        # Row by row and not as a product of matrices: the last bit must not depend on who is ranked beside.
        return np.asarray((features * np.array(self.weights)).sum(axis=1))

    def probabilities(self, features: Floats) -> Floats:
        """(n,) from (n, d): calibrated, 0 to 1."""
        return sigmoid(self.slope * self.log_odds(features) + self.intercept)

    def score(self, rows: Sequence[Mapping[str, float]]) -> Floats:
        """(n,): how likely each is to be taken up once looked at. Raises ValueError as features.to_array
        does."""
        return self.probabilities(to_array(rows))

    def band(self, probability: float) -> Strength:
        if probability >= STRONG:
            return Strength.STRONG
        return Strength.FAIR if probability >= FAIR else Strength.FAINT

    def to_json(self) -> dict[str, Any]:
        return {
            "format": FORMAT,
            "id": self.id,
            "weights": dict(zip(NAMES, self.weights, strict=True)),
            "calibration": {"slope": self.slope, "intercept": self.intercept},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Ranker:
        """Raises ValueError with a sentence for another format, other features, or numbers that cannot
        rank."""
        if data.get("format") != FORMAT:
            raise ValueError("This ranker is written in a format this version does not read.")
        try:
            named = data["weights"]
            if set(named) != set(NAMES):
                raise ValueError("This ranker was made for other features than this version uses.")
            calibration = data["calibration"]
            return cls(
                str(data["id"]),
                tuple(float(named[name]) for name in NAMES),
                float(calibration["slope"]),
                float(calibration["intercept"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("This ranker's file is incomplete.") from error


def prior_ranker() -> Ranker:
    """What ranks before anything is learnt; shipped as models/default/ranker.json."""
    return Ranker("default", tuple(prior_mean().tolist()))
