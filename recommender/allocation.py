"""Who meets whom when nobody may be swamped: introductions within everybody's capacity, and nobody left out needlessly.

Transferable-utility matching with capacities (Choo and Siow 2006; as an exposure-fair reciprocal recommender, Tomita
and Yokoyama 2024): x_i x_i is what person i keeps of their capacity, and a pair's claim is K_ij x_i x_j with
K = exp(benefit / beta). Somebody whom many would meet has a small x, so a pair of two outsiders comes to its turn.
"""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

BETA = 0.1
"""How sharply benefit counts, in its own units: the best trade of total benefit against the worst-off tenth at 5,000
and 30,000 people (benchmarks/bench_allocation.py)."""
ROUNDS = 300
CLOSE = 1e-4
"""The largest change of a log x at which the fixed point is near enough for an order."""
SEEN_OFTEN = 3.0
"""Introductions shown lately that halve somebody's claim to more."""
LARGEST_EXPONENT = 500.0
"""exp() of more than this and its products would overflow."""


def allocate(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    *,
    beta: float = BETA,
    exposure: npt.ArrayLike | None = None,
) -> Ints:
    """Indices of the chosen pairs, best claim first.

    ``a``, ``b`` (pairs,): rows of people; ``benefit`` (pairs,) of their meeting, above 0; ``capacity`` (people,) whole
    introductions; ``exposure`` (people,) introductions shown lately: who was shown often waits longer, within the same
    capacity. No person is in more pairs than that, and nobody with a pair
    is left out whom one swap can serve.
    """
    left, right = np.asarray(a, np.int64), np.asarray(b, np.int64)
    worth, room = np.asarray(benefit, np.float64), np.asarray(capacity, np.int64)
    if not len(worth):
        return np.zeros(0, np.int64)
    claimable = room.astype(np.float64)
    if exposure is not None:
        claimable = claimable / (1.0 + np.asarray(exposure, np.float64) / SEEN_OFTEN)
    claims = _claims(left, right, worth, claimable, beta)
    order = np.lexsort((np.arange(len(claims)), -claims))
    chosen = _Chosen(left, right, worth, room)
    chosen.fill(order)
    chosen.serve_the_unserved()
    chosen.fill(order)
    return np.array([edge for edge in order.tolist() if edge in chosen.edges], np.int64)


def _claims(a: Ints, b: Ints, worth: Floats, capacity: Floats, beta: float) -> Floats:
    """log(K_ij x_i x_j) of each pair, at the fixed point of x_i^2 + x_i sum_j K_ij x_j = capacity_i."""
    from scipy.sparse import coo_matrix

    people = len(capacity)
    exponent = np.minimum(worth / beta, LARGEST_EXPONENT)
    exponent -= exponent.max()  # one factor for all pairs moves no order, and keeps exp() within range
    weight = np.exp(exponent)
    ends = (np.concatenate([a, b]), np.concatenate([b, a]))
    pull = coo_matrix((np.concatenate([weight, weight]), ends), shape=(people, people)).tocsr()
    held = np.maximum(capacity, 1e-9)
    x = np.sqrt(held)
    for _ in range(ROUNDS):
        s = pull @ x / 2
        root = held / (np.sqrt(held + s * s) + s)  # the textbook's sqrt(held + s^2) - s cancels to nothing
        new = np.sqrt(x * root)  # undamped, the iteration swings between two states
        change = np.abs(np.log(new / x)).max()
        x = new
        if change < CLOSE:
            break
    return exponent + np.log(x[a]) + np.log(x[b])


class _Chosen:
    """Pairs chosen so far, and the room that is left."""

    def __init__(self, a: Ints, b: Ints, worth: Floats, room: Ints) -> None:
        self.a, self.b, self.worth = a.tolist(), b.tolist(), worth.tolist()
        self.room = room.tolist()
        self.used = [0] * len(self.room)
        self.edges: set[int] = set()
        self.of: dict[int, set[int]] = defaultdict(set)

    def fill(self, order: Ints) -> None:
        """Takes pairs in order while both have room."""
        for edge in order.tolist():
            if edge not in self.edges and self._has_room(self.a[edge]) and self._has_room(self.b[edge]):
                self._take(edge)

    def serve_the_unserved(self) -> None:
        """Gives each person without a pair their best one, where the other has room or can drop a lesser pair.

        A pair is dropped only where its third person keeps another: no one is served at the cost of being left out.
        """
        waiting = [
            (-self.worth[edge], edge, person, other)
            for edge in range(len(self.a))
            for person, other in ((self.a[edge], self.b[edge]), (self.b[edge], self.a[edge]))
            if not self.used[person] and self.room[person]
        ]
        heapq.heapify(waiting)
        while waiting:
            _, edge, person, other = heapq.heappop(waiting)
            if self.used[person] or edge in self.edges or not self.room[other]:
                continue
            if not self._has_room(other):
                spare = [mine for mine in self.of[other] if self.used[self._partner(mine, other)] > 1]
                if not spare:
                    continue
                self._drop(min(spare, key=lambda mine: (self.worth[mine], -mine)))
            self._take(edge)

    def _has_room(self, person: int) -> bool:
        return bool(self.used[person] < self.room[person])

    def _partner(self, edge: int, person: int) -> int:
        return int(self.b[edge] if self.a[edge] == person else self.a[edge])

    def _take(self, edge: int) -> None:
        self.edges.add(edge)
        for person in (self.a[edge], self.b[edge]):
            self.used[person] += 1
            self.of[person].add(edge)

    def _drop(self, edge: int) -> None:
        self.edges.remove(edge)
        for person in (self.a[edge], self.b[edge]):
            self.used[person] -= 1
            self.of[person].remove(edge)
