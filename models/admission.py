"""The gate of encoders and adapters: let in only what ranks better than what serves, and nowhere worse
beyond noise.

An encoder decides which candidates there are at all, so it cannot share a panel with another one as rankers
do. It is compared with the one that serves on what neither learnt from: the shipped evaluation and the
user's held-back feedback.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

RESAMPLES = 2000
SEED = 9
FEWEST = 30
"""Cases; an interval over fewer is no ground to stand on."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The candidate less what serves, on one set of cases, with its 95 % interval."""

    name: str
    value: float
    low: float
    high: float
    cases: int

    @property
    def gain(self) -> bool:
        return self.cases >= FEWEST and self.low > 0

    @property
    def loss(self) -> bool:
        return self.high < 0


def compare(name: str, candidate: Floats, serving: Floats) -> Comparison:
    """Paired by case: shapes (n,), higher is better; reciprocal ranks, say."""
    gap = np.asarray(candidate, dtype=np.float64) - serving
    if not len(gap):
        return Comparison(name, 0.0, 0.0, 0.0, 0)
    draws = np.random.default_rng(SEED).integers(0, len(gap), (RESAMPLES, len(gap)))
    low, high = np.quantile(gap[draws].mean(axis=1), [0.025, 0.975])
    return Comparison(name, float(gap.mean()), float(low), float(high), len(gap))


def admitted(comparisons: Mapping[str, Comparison] | list[Comparison]) -> tuple[bool, str]:
    """(let in or not, why): a gain somewhere that is no noise, and no loss anywhere beyond it."""
    found = list(comparisons.values()) if isinstance(comparisons, Mapping) else comparisons
    for one in found:
        if one.loss:
            return False, f"It ranks worse on {one.name}: {one.value:+.3f} [{one.low:+.3f}, {one.high:+.3f}]."
    gains = [one for one in found if one.gain]
    if not gains:
        return False, "No gain beyond noise; the one that serves stays."
    best = max(gains, key=lambda one: one.low)
    return True, f"It ranks better on {best.name}: {best.value:+.3f} [{best.low:+.3f}, {best.high:+.3f}]."
