"""Making probabilities mean what they say, and showing whether they do."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.learning.ranker import Ranker
from recommender.learning.regression import Normal, fit
from recommender.types import Strength

Floats = NDArray[np.float64]

PRIOR = np.array([1.0, 0.0])
"""Slope and intercept expected: the regression's own probabilities."""
PRIOR_SD = np.array([0.25, 1.0])
"""The slope is near 1 unless many decisions say otherwise; the level may well be off by a factor."""
LEAST_SLOPE = 0.2
"""Calibration flattens, it never turns round: order is not its business."""
Z95 = 1.959964
"""The normal quantile of a 95 % interval."""


def calibrate(log_odds: Floats, clicked: Floats) -> tuple[float, float]:
    """Platt scaling (1999) toward doing nothing: (slope, intercept) from forecasts (n,) and what happened
    (n,)."""
    x = np.column_stack([log_odds, np.ones_like(log_odds)])
    bound = np.array([LEAST_SLOPE, -np.inf])
    expected = Normal(PRIOR, np.diag(PRIOR_SD**-2.0))
    found = fit(x, clicked, np.ones_like(clicked), prior=expected, lower=bound, start=PRIOR)
    return float(found.solution[0]), float(found.solution[1])


def wilson(yes: float, n: float) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); (0, 1) where nothing was seen."""
    if n <= 0:
        return 0.0, 1.0
    share, spread = yes / n, Z95**2 / n
    middle = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * float(np.sqrt(share * (1 - share) / n + spread / (4 * n)))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class BandRate:
    """One row of the reliability table."""

    band: Strength
    shown: int
    expected: float
    """What the ranker said on average, 0 to 1."""
    observed: float
    """The share taken up, of those looked at."""
    low: float
    high: float
    """The 95 % interval of what was observed."""


def reliability(ranker: Ranker, x: Floats, clicked: Floats) -> tuple[BandRate, ...]:
    """By band, strongest first; bands nothing fell into are left out."""
    said = ranker.probabilities(x)
    bands = np.array([ranker.band(float(p)) for p in said])
    table = []
    for band in Strength:
        rows = bands == band
        n = int(rows.sum())
        if n:
            yes = float(clicked[rows].sum())
            table.append(BandRate(band, n, float(said[rows].mean()), yes / n, *wilson(yes, n)))
    return tuple(table)
