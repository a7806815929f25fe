"""Finds a place for whoever was left without an introduction, where somebody else can spare one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int64]
Figures = npt.NDArray[np.float64]


def serve_the_unserved(a: Ids, b: Ids, benefit: Figures, places: Ids, taken: Ids) -> Ids:
    """The pairs ``taken`` (positions in ``a``, ``b``, ``benefit``), changed by single swaps.

    A person with none takes their best partner. If that one is full, the partner's least worthwhile pair is
    given up whose other half keeps another, or finds one elsewhere. Swaps go on until none helps.
    """
    table = _Table(a, b, benefit, places, taken)
    unserved = table.unserved()
    while unserved:
        served = [person for person in unserved if table.serve(person)]
        if not served:
            break
        unserved = [person for person in unserved if not table.mine[person]]
    return np.array(sorted(table.taken), np.int64)


class _Table:
    def __init__(self, a: Ids, b: Ids, benefit: Figures, places: Ids, taken: Ids) -> None:
        self._a, self._b, self._benefit = a.tolist(), b.tolist(), benefit.tolist()
        self._places = places.tolist()
        self._offered = np.unique(np.concatenate([a, b])).tolist()
        self.taken = set(taken.tolist())
        self.mine: list[set[int]] = [set() for _ in self._places]
        for pair in self.taken:
            self.mine[self._a[pair]].add(pair)
            self.mine[self._b[pair]].add(pair)
        self._options: dict[int, list[int]] = {}
        self._ends, self._by_end = _by_person(a, b, benefit)

    def unserved(self) -> list[int]:
        """Those with an honest match and none taken; who has the least to choose from comes first."""
        left = [person for person in self._offered if not self.mine[person] and self._places[person] > 0]
        return sorted(left, key=lambda person: (len(self._of(person)), person))

    def serve(self, person: int) -> bool:
        """Whether they have a pair now."""
        for pair in self._of(person):
            partner = self._other(pair, person)
            if self._has_room(partner) or self._make_room(partner, person):
                self._take(pair)
                return True
        return False

    def _make_room(self, partner: int, person: int) -> bool:
        """Gives up ``partner``'s least worthwhile pair whose other half is not left with nothing."""
        for pair in sorted(self.mine[partner], key=lambda one: (self._benefit[one], one)):
            third = self._other(pair, partner)
            if len(self.mine[third]) > 1:
                self._drop(pair)
                return True
            for elsewhere in self._of(third):
                fourth = self._other(elsewhere, third)
                if elsewhere not in self.taken and fourth != person and self._has_room(fourth):
                    self._drop(pair)
                    self._take(elsewhere)
                    return True
        return False

    def _of(self, person: int) -> list[int]:
        """All pairs of a person, best first."""
        if person not in self._options:
            start, stop = self._ends[person : person + 2]
            self._options[person] = self._by_end[start:stop].tolist()
        return self._options[person]

    def _other(self, pair: int, person: int) -> int:
        return self._b[pair] if self._a[pair] == person else self._a[pair]

    def _has_room(self, person: int) -> bool:
        return len(self.mine[person]) < self._places[person]

    def _take(self, pair: int) -> None:
        self.taken.add(pair)
        self.mine[self._a[pair]].add(pair)
        self.mine[self._b[pair]].add(pair)

    def _drop(self, pair: int) -> None:
        self.taken.discard(pair)
        self.mine[self._a[pair]].discard(pair)
        self.mine[self._b[pair]].discard(pair)


def _by_person(a: Ids, b: Ids, benefit: Figures) -> tuple[Ids, Ids]:
    """Where each person's pairs begin, and all pairs in that order, each person's best first."""
    people = np.concatenate([a, b])
    pairs = np.tile(np.arange(len(a)), 2)
    order = np.lexsort((pairs, -np.tile(benefit, 2), people))
    counts = np.bincount(people, minlength=int(people.max(initial=-1)) + 1)
    return np.concatenate([[0], np.cumsum(counts)]), pairs[order]
