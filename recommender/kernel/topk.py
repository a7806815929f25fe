"""Keeps, for everybody, the k best partners seen so far, whatever the order in which they come.

A candidate is one 64-bit key: the bits of its (positive) value above, the complement of its index below.
Greater key means greater value, then smaller index: a total order, so threads and workers may add in any
order.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Floats

Keys = npt.NDArray[np.uint64]
Ids = npt.NDArray[np.int64]

LOW = np.uint64(0xFFFFFFFF)
SHIFT = np.uint64(32)
LEAST = np.nextafter(np.float32(0), np.float32(1))
"""A value of nought is no match and never kept."""
_AT_ONCE = 4096
"""People whose lists are sorted together: bounds the copy."""


def to_keys(values: Floats, ids: Ids) -> Keys:
    """``values`` must be positive or nought (nought gives a key that means *nobody*)."""
    bits = np.ascontiguousarray(values, np.float32).view(np.uint32).astype(np.uint64)
    keys: Keys = (bits << SHIFT) | (LOW - ids.astype(np.uint64))
    return np.where(bits > 0, keys, np.uint64(0))


def from_keys(keys: Keys) -> tuple[Floats, npt.NDArray[np.int32]]:
    """Values and indices of the same shape; nobody is value 0, index -1."""
    values = (keys >> SHIFT).astype(np.uint32).view(np.float32)
    ids = (LOW - (keys & LOW)).astype(np.int64)
    return values, np.where(keys > 0, ids, -1).astype(np.int32)


class TopLists:
    """The k greatest keys of each of n people, with some room so that lists are pruned only now and then."""

    def __init__(self, n: int, k: int, room: int) -> None:
        """``room``: the most candidates one call of ``add`` may bring for one person."""
        self.k = k
        self._width = 2 * k + room
        self._keys = np.zeros((n, self._width), np.uint64)
        self._used = np.zeros(n, np.int64)
        self._lock = threading.Lock()
        self.floor = np.full(n, LEAST, np.float32)
        """(n,) a value below this cannot enter any more; it may lag behind."""

    def add(self, people: Ids, rows: Ids, ids: Ids, values: Floats) -> None:
        """Candidates ``ids`` with ``values`` (> 0) for ``people[rows]``. ``rows`` never falls; no pair comes
        twice."""
        if not len(rows):
            return
        coming = np.bincount(rows, minlength=len(people))
        within = np.arange(len(rows)) - (np.cumsum(coming) - coming)[rows]
        keys = to_keys(values, ids)
        with self._lock:
            crowded = people[self._used[people] + coming > self._width]
            if len(crowded):
                self._prune(crowded)
            whose = people[rows]
            self._keys[whose, self._used[whose] + within] = keys
            self._used[people] += coming

    def add_keys(self, people: Ids, keys: Keys) -> None:
        """The best of some people as another worker saw them: (len(people), k) keys, nought for nobody."""
        rows, columns = np.nonzero(keys)
        found = keys[rows, columns]
        values, ids = from_keys(found)
        self.add(people, rows, ids.astype(np.int64), values)

    def _prune(self, people: Ids) -> None:
        """Only ever called for people with more than 2k keys, so that k true ones remain."""
        best = np.partition(self._keys[people], self._width - self.k, axis=1)[:, self._width - self.k :]
        self._keys[people] = 0
        self._keys[people, : self.k] = best
        self._used[people] = self.k
        self.floor[people] = (best.min(axis=1) >> SHIFT).astype(np.uint32).view(np.float32)

    def best(self, people: Ids) -> Keys:
        """(len(people), k) keys, best first; nought where there is nobody."""
        best = np.empty((len(people), self.k), np.uint64)
        for start in range(0, len(people), _AT_ONCE):
            keys = self._keys[people[start : start + _AT_ONCE]]
            part = np.partition(keys, self._width - self.k, axis=1)[:, self._width - self.k :]
            part.sort(axis=1)
            best[start : start + _AT_ONCE] = part[:, ::-1]
        return best
