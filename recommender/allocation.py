"""Chooses which introductions to propose, so that nobody is swamped and nobody with an honest match is left
out.

Each person has room for a few. Market-clearing prices (``shares``) say how strongly a pair is wanted once
everybody's other options are counted; pairs are taken in that order while there is room; whoever is still
without one may take a place that another can spare (``repair``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.repair import repair

Ids = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]

BETA = 0.1
"""How far a better match outweighs a freer partner, in units of benefit. Chosen in a trial before exchanges
were added; with them only .05, .1 and .2 were tried, on one made-up network of 5,000."""
EXPOSURE_HALVES = 3.0
"""Whoever was shown this often lately has half the room: a month's usual capacity."""
ROUNDS, TOLERANCE = 300, 1e-4
"""The iteration stops when no logarithm moves by more than the tolerance; the rounds are a bound, not a measurement."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Possible introductions, each pair once, in order of the people."""

    a: Ids
    b: Ids
    benefit: Figures
    row: Ids
    """Where each stands in what the caller gave."""

    @classmethod
    def of(cls, a: npt.ArrayLike, b: npt.ArrayLike, benefit: npt.ArrayLike) -> Pairs:
        """Of a pair given twice the better counts; a benefit of nought is none. Raises ValueError for a pair
        of one."""
        left, right = np.asarray(a, np.int64), np.asarray(b, np.int64)
        worth = np.asarray(benefit, np.float64)
        if np.any(left == right):
            raise ValueError("Nobody is introduced to themselves.")
        low, high = np.minimum(left, right), np.maximum(left, right)
        order = np.lexsort((-worth, high, low))
        order = order[worth[order] > 0]
        low, high = low[order], high[order]
        first = np.ones(len(order), bool)
        first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
        return cls(low[first], high[first], worth[order][first], order[first])

    def __len__(self) -> int:
        return len(self.row)

    def some(self, keep: npt.NDArray[Any]) -> Pairs:
        return Pairs(self.a[keep], self.b[keep], self.benefit[keep], self.row[keep])


def allocate(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    *,
    beta: float = BETA,
    exposure: npt.ArrayLike | None = None,
) -> Ids:
    """Which of the pairs (``a[e]``, ``b[e]``), worth ``benefit[e]`` (0 to 1) to both, to propose: rising
    positions.

    ``capacity`` (n,): how many each person may be part of, never exceeded. ``exposure`` (n,): how often each
    was shown lately; the more, the less room and the later in the order, yet never none. Pairs that must not
    be (known, declined) are simply not given. The same answer for the same pairs in any order.
    """
    room = np.asarray(capacity, np.int64)
    pairs = Pairs.of(a, b, benefit)
    wanted, places = room_left(room, exposure), places_left(room, exposure)
    pairs = pairs.some((room[pairs.a] > 0) & (room[pairs.b] > 0))
    taken = in_order(pairs, by_falling(shares(pairs, wanted, beta), pairs), places)
    taken = repair(pairs.a, pairs.b, pairs.benefit, places, taken)
    chosen: Ids = np.sort(pairs.row[taken])
    return chosen


def room_left(capacity: Ids, exposure: npt.ArrayLike | None) -> Figures:
    """(n,) capacity, less for those often shown lately; above nought for whoever has any."""
    if exposure is None:
        return capacity.astype(np.float64)
    return capacity / (1 + np.maximum(np.asarray(exposure, np.float64), 0) / EXPOSURE_HALVES)


def places_left(capacity: Ids, exposure: npt.ArrayLike | None) -> Ids:
    """(n,) the same in whole introductions: who has any room has one."""
    return np.ceil(room_left(capacity, exposure)).astype(np.int64)


def shares(pairs: Pairs, capacity: Figures, beta: float) -> Figures:
    """(pairs,): how much of each pair a market with transferable benefit would want.

    Choo and Siow, J. Polit. Econ. 114 (2006), on one population: K = exp(benefit / beta), and prices x such
    that x_i^2 + x_i sum_j K_ij x_j = capacity_i; the share is K_ij x_i x_j. The root is taken as cap /
    (sqrt(cap + s^2) + s), which does not cancel as the textbook's does, and each step goes half the way in
    logarithms: undamped, the prices swing for ever.
    """
    from scipy.sparse import coo_array

    n = len(capacity)
    pull = np.exp(pairs.benefit / beta)
    both = (np.concatenate([pull, pull]), (np.r_[pairs.a, pairs.b], np.r_[pairs.b, pairs.a]))
    matrix = coo_array(both, shape=(n, n)).tocsr()
    some = capacity > 0
    prices = np.sqrt(capacity)
    for _ in range(ROUNDS):
        half = matrix @ prices / 2
        target = np.zeros(n)
        target[some] = capacity[some] / (np.sqrt(capacity[some] + half[some] ** 2) + half[some])
        fresh = np.sqrt(prices * target)
        moved = np.abs(np.log(fresh[some] / prices[some])).max(initial=0)
        prices = fresh
        if moved < TOLERANCE:
            break
    wanted: Figures = pull * prices[pairs.a] * prices[pairs.b]
    return wanted


def by_falling(figures: Figures, pairs: Pairs) -> Ids:
    """Positions by falling figure (to nine digits, beyond which sums are noise), then benefit, then
    people."""
    return np.lexsort((pairs.b, pairs.a, -pairs.benefit, -np.round(np.log(figures), 9)))


def in_order(pairs: Pairs, order: Ids, places: Ids) -> Ids:
    """Takes pairs in the given order while both have a place. Greedy by benefit is the usual yardstick."""
    left = places.tolist()
    taken = []
    for pair, a, b in zip(order.tolist(), pairs.a[order].tolist(), pairs.b[order].tolist(), strict=True):
        if left[a] > 0 and left[b] > 0:
            left[a] -= 1
            left[b] -= 1
            taken.append(pair)
    return np.array(taken, np.int64)
