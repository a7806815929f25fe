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
    def of(cls, values: Floats, indices: npt.NDArray[np.int32]) -> TopTable:
        keys = np.where(indices >= 0, to_keys(values, np.maximum(indices, 0)), np.uint64(0))
        return cls(keys, keys[:, -1].copy())

    def lists(self) -> tuple[Floats, npt.NDArray[np.int32]]:
        """Values and indices, (n, k) each; 0 and -1 for nobody."""
        return from_keys(self.keys)

    def short(self, wanted: int) -> Ids:
        """Whose list holds fewer than ``wanted`` though there may be more: give them ``renewed`` when next
        seen."""
        return np.flatnonzero((self.floors > 0) & (np.count_nonzero(self.keys, axis=1) < wanted))

    def renewed(self, person: int, mutual: Floats) -> TopTable:
        """One person's own list from their scores with everybody, (n,); nought for whom they must not
        meet."""
        keys, floors = self.keys.copy(), self.floors.copy()
        keys[person], floors[person] = _own(mutual, person, keys.shape[1])
        return TopTable(keys, floors)


def update(table: TopTable, person: int, mutual: Floats) -> TopTable:
    """The table after ``person`` changed (or came: the last index; or went: all scores nought).

    ``mutual`` (n,): their new scores with everybody, by ``single.one_against_all``; nought for whom they
    know. Costs some milliseconds at 30,000 people, besides that one scan.
    """
    n, k = table.keys.shape
    mutual = np.array(mutual, np.float32)
    mutual[person] = 0
    old, floors = table.keys, table.floors
    if person == n:
        old = np.concatenate([old, np.zeros((1, k), np.uint64)])
        floors = np.concatenate([floors, np.zeros(1, np.uint64)])
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
