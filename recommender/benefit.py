"""How much one person's offers help with another's needs: the formulas, readable, and what a whole crowd
adds.

met(need, offers) = a smooth step of the best similarity; benefit = 1 - product over needs of (1 - weight
x met): "at least one need is met"; mutual = product of both: "both would say yes". ``blocks.mutual_top``
computes the same for all pairs at once and is tested against this.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Crowd, Floats
from recommender.matching import Matching

Indices = npt.NDArray[np.int64]


def met(similarity: npt.ArrayLike, matching: Matching) -> Floats:
    """Calibrated, 0 to 1: a faint likeness counts for nothing."""
    x = np.clip((np.asarray(similarity, np.float32) - matching.lo) / (matching.hi - matching.lo), 0, 1)
    return np.asarray(x * x * (3 - 2 * x), np.float32)


def best_offers(offers: Floats, needs: Floats, matching: Matching) -> tuple[Floats, Indices]:
    """How well each need is met, (n,), and by which of the offers, (n,); 0 and -1 where there is no offer.

    Of equally good offers the first counts.
    """
    if not len(offers):
        return np.zeros(len(needs), np.float32), np.full(len(needs), -1)
    similarity = needs @ offers.T
    best = np.argmax(similarity, axis=1)
    return met(similarity[np.arange(len(needs)), best], matching), best


def benefit(offers: Floats, needs: Floats, weights: Floats, matching: Matching) -> float:
    """What whoever has ``needs`` gains from whoever has ``offers``, 0 to 1.

    The same need said twice counts once, by its greater weight.
    """
    if not len(needs) or not len(offers):
        return 0.0
    how_met, _ = best_offers(offers, needs, matching)
    effective = matching.curve.effective(np.asarray(weights, np.float32)) * how_met
    heaviest: dict[bytes, float] = {}
    for row, weight in zip(needs, effective, strict=True):
        key = (row + 0).tobytes()  # + 0: minus zero is zero
        heaviest[key] = max(heaviest.get(key, 0.0), float(weight))
    return float(1 - np.prod([1 - weight for weight in sorted(heaviest.values())]))


def mutual(a_gains: float, b_gains: float) -> float:
    return a_gains * b_gains


def of_everybody(
    crowd: Crowd, offers: Floats, needs: Floats, weights: Floats, matching: Matching
) -> tuple[Floats, Floats]:
    """One person against all: what each of the crowd gains from these offers, and these needs from each.

    Both (n,). Exact; one pass over the crowd's vectors.
    """
    gain, give = np.zeros(len(crowd), np.float32), np.zeros(len(crowd), np.float32)
    if len(offers) and len(crowd.needs):
        best = (crowd.needs @ offers.T).max(axis=1)
        unmet = 1 - matching.curve.effective(crowd.weights) * met(best, matching)
        left = np.ones(len(crowd), np.float32)
        _segments(np.multiply, unmet, crowd.need_starts, left)
        gain = 1 - left
    if len(needs) and len(crowd.offers):
        best = np.full((len(crowd), len(needs)), -np.inf, np.float32)
        _segments(np.maximum, crowd.offers @ needs.T, crowd.offer_starts, best)
        unmet = 1 - matching.curve.effective(weights) * met(best, matching)
        give = np.asarray(1 - np.prod(unmet, axis=1), np.float32)
    return gain, give


def _segments(how: np.ufunc, values: Floats, starts: Indices, out: Floats) -> None:
    """Reduces each person's rows into ``out``; leaves who has none as it is."""
    some = np.flatnonzero(np.diff(starts) > 0)
    if len(some):
        out[some] = how.reduceat(values, starts[some], axis=0)
