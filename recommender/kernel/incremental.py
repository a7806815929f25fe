"""Keeps everybody's top list true when one person changes, without looking at anybody else's vectors.

A list is complete down to its floor: whoever is not on it scores no more than the floor. Taking somebody off
may leave a list short until it is filled again; it is never wrong.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Floats
from recommender.kernel.topk import LOW, Ids, Keys, from_keys, to_keys


@dataclass(frozen=True)
class TopTable:
    """The lists of n people, as ``blocks.mutual_top`` gives them."""

    keys: Keys
    """(n, k) best first, nought for nobody."""
    floors: Keys
    """(n,) nobody outside the list is greater than this; nought: the list is complete."""

    @classmethod
    def of(cls, values: Floats, indices: npt.NDArray[np.int32], numbers: Ids | None = None) -> TopTable:
        """``numbers`` (n,), rising: people are called by these instead of by their places, and a row is left empty
        for each number that nobody has."""
        if numbers is None:
            numbers = np.arange(len(values))
        found = np.where(indices >= 0, to_keys(values, numbers[np.maximum(indices, 0)]), np.uint64(0))
        keys = np.zeros((numbers.max(initial=-1) + 1, values.shape[1]), np.uint64)
        keys[numbers] = found
        return cls(keys, keys[:, -1].copy())

    def lists(self) -> tuple[Floats, npt.NDArray[np.int32]]:
        """Values and indices, (n, k) each; 0 and -1 for nobody."""
        return from_keys(self.keys)

    def short(self, wanted: int, least: float = 0) -> Ids:
        """Whose list holds fewer than ``wanted`` though there may be more, of ``least`` value: give them ``renewed``
        when next seen."""
        lowest = max(to_keys(np.array([least]), np.array([LOW])).item(), 1)
        return np.flatnonzero((self.floors >= lowest) & (np.count_nonzero(self.keys, axis=1) < wanted))

    def renewed(self, person: int, mutual: Floats) -> TopTable:
        """One person's own list from their scores with everybody, (n,); nought for whom they must not
        meet."""
        keys, floors = self.keys.copy(), self.floors.copy()
        keys[person], floors[person] = _own(mutual, person, keys.shape[1])
        return TopTable(keys, floors)

    def grown(self, people: int) -> TopTable:
        """With empty lists for those who came after the last."""
        more = people - len(self.keys)
        if more <= 0:
            return self
        keys = np.concatenate([self.keys, np.zeros((more, self.keys.shape[1]), np.uint64)])
        return TopTable(keys, np.concatenate([self.floors, np.zeros(more, np.uint64)]))


def update(table: TopTable, person: int, mutual: Floats) -> TopTable:
    """The table after ``person`` changed (or came; or went: all scores nought).

    ``mutual`` (any,): their new scores with everybody, by ``single.one_against_all``; nought for whom they know and
    for whoever is beyond its end. Costs some milliseconds at 30,000 people, besides that one scan.
    """
    k = table.keys.shape[1]
    table = table.grown(max(len(mutual), person + 1))
    mutual = np.concatenate([mutual, np.zeros(len(table.keys) - len(mutual))]).astype(np.float32)
    mutual[person] = 0
    old, floors = table.keys, table.floors
    coming = to_keys(mutual, np.full(len(mutual), person))
    there = (old & LOW) == LOW - np.uint64(person)
    affected = np.flatnonzero(there.any(axis=1) | (coming > floors))
    keys, floors = old.copy(), floors.copy()
    rows = np.where(there[affected], np.uint64(0), old[affected])
    enters = np.where(coming[affected] > floors[affected], coming[affected], np.uint64(0))
    sorted_rows = -np.sort(-np.concatenate([rows, enters[:, None]], axis=1).view(np.int64), axis=1)
    keys[affected] = sorted_rows[:, :k].view(np.uint64)
    floors[affected] = np.maximum(floors[affected], sorted_rows[:, k].view(np.uint64))
    keys[person], floors[person] = _own(mutual, person, k)
    return TopTable(keys, floors)


def _own(mutual: Floats, person: int, k: int) -> tuple[Keys, np.uint64]:
    mutual = np.array(mutual, np.float32)
    mutual[person] = 0
    keys = np.sort(to_keys(mutual, np.arange(len(mutual))))[::-1][: k + 1]
    keys = np.concatenate([keys, np.zeros(k + 1 - len(keys), np.uint64)])
    return keys[:k], keys[k]
