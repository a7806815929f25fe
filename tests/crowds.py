"""Small crowds whose right answers a reader can see, and the scores by three plain loops."""

from __future__ import annotations

from collections.abc import Sequence
from math import prod

import numpy as np

from recommender.encoder import DemoEncoder
from recommender.kernel.crowd import Crowd, Curve, Known

WORDS = DemoEncoder("cto python funding wool weaving bread law design")


def crowd(*people: tuple[Sequence[str], Sequence[str]], weight: float = 0.9) -> Crowd:
    """Of (offers, needs) in the words of ``WORDS``."""
    offers = [text for offered, _ in people for text in offered]
    needs = [text for _, needed in people for text in needed]
    return Crowd(
        WORDS.encode(offers),
        np.cumsum([0, *(len(offered) for offered, _ in people)]),
        WORDS.encode(needs),
        np.cumsum([0, *(len(needed) for _, needed in people)]),
        np.full(len(needs), weight, np.float32),
    )


def arrays(crowd: Crowd) -> tuple:
    return crowd.offers, crowd.offer_starts, crowd.needs, crowd.need_starts, crowd.weights


def acquainted(n: int, *pairs: tuple[int, int]) -> Known:
    indices = [sorted({b for a, b in (*pairs, *((y, x) for x, y in pairs)) if a == i}) for i in range(n)]
    return np.cumsum([0, *map(len, indices)]), np.array([j for row in indices for j in row], np.int32)


def plain_benefit(crowd: Crowd, curve: Curve, giver: int, taker: int) -> float:
    """One minus the product over the taker's needs of (1 - weight x met), in plain Python."""
    unmet = []
    offers = crowd.offers[crowd.offer_starts[giver] : crowd.offer_starts[giver + 1]]
    for need in range(crowd.need_starts[taker], crowd.need_starts[taker + 1]):
        best = max((float(np.dot(offer, crowd.needs[need])) for offer in offers), default=-1.0)
        x = min(max((best - curve.lo) / (curve.hi - curve.lo), 0.0), 1.0)
        unmet.append(1 - min(float(crowd.weights[need]), curve.cap) * (3 * x**2 - 2 * x**3))
    return 1 - prod(unmet)


def plain_mutual(crowd: Crowd, curve: Curve) -> np.ndarray:
    """(n, n): both benefits' product, nought on the diagonal."""
    n = len(crowd)
    one_way = np.array([[plain_benefit(crowd, curve, i, j) for j in range(n)] for i in range(n)]).reshape(
        n, n
    )
    mutual = one_way * one_way.T
    np.fill_diagonal(mutual, 0)
    return mutual


def random_crowd(n: int, seed: int, dimensions: int = 12, most: int = 4, whole: bool = False) -> Crowd:
    """Ragged, some with no offers or needs. ``whole``: components whose products are exact in float32."""
    random = np.random.default_rng(seed)
    counts = random.integers(0, most + 1, (2, n))

    def vectors(count: int) -> np.ndarray:
        if whole:
            return (random.integers(-2, 3, (count, dimensions)) / 4).astype(np.float32)
        drawn = random.standard_normal((count, dimensions)).astype(np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    offer_starts, need_starts = (np.concatenate([[0], np.cumsum(side)]) for side in counts)
    weights = random.integers(1, 5, need_starts[-1]).astype(np.float32) / 4
    return Crowd(vectors(offer_starts[-1]), offer_starts, vectors(need_starts[-1]), need_starts, weights)


class Plain:
    """An integer kernel in plain numpy."""

    name = "plain"
    rows_at_once = 5
    calls = 0

    def prepare(self, offers):
        return offers

    def pack(self, needs):
        return needs.T.astype(np.int32)

    def multiply(self, offers, packed, out):
        self.calls += 1
        np.matmul(offers.astype(np.int32), packed, out=out)
