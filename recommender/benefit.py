"""How much one person's offers help with another's needs: the formulas, readable.

met(need, offers) = a smooth step of the best similarity; benefit = 1 - product over needs of (1 - weight
x met): "at least one need is met"; mutual = product of both: "both would say yes". ``kernel.blocks``
computes the same for all pairs at once, ``kernel.single`` for one with all; both are tested against this.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Floats
from recommender.matching import Matching

Indices = npt.NDArray[np.int64]


def met(similarity: npt.ArrayLike, matching: Matching) -> Floats:
    """Calibrated, 0 to 1: a faint likeness counts for nothing."""
    x = (np.asarray(similarity, np.float32) - matching.lo) / (matching.hi - matching.lo)
    x = np.minimum(np.maximum(x, 0), 1)  # np.clip takes three times as long for a few
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
