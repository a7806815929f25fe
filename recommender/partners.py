"""Everybody's best partners by mutual benefit alone: found by comparing all pairs, then kept true by comparing only
those who changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recommender.changes import newly_known, renewed
from recommender.kernel.blocks import Cancelled, mutual_top
from recommender.kernel.crowd import Crowd, Floats
from recommender.kernel.engines import Engine
from recommender.kernel.incremental import TopTable, update
from recommender.kernel.single import Ids, Query, score
from recommender.meetings import BEST_OF_EACH, LEAST
from recommender.space import Space, crowd_of

PAIRS_AT_MOST = 100_000
"""In a large network fewer of each are seen, so that reasons are found in seconds; never fewer than
``FEWEST``."""
FEWEST = 5
SPARE = 8
"""Kept of each beyond what is seen, so that a list which loses somebody need not be made anew. With a tenth of the
people changed, the most before all is read again, a list of 13 loses one or two."""
MANY = 0.005
"""Share of the people changed from which on all pairs are compared anew. So many, one by one, take half of that run's
time at 5,000 people (.1 s each against 4.7 s) and nine tenths at 30,000 (.5 s against 85 s, processor time)."""
GOOD_ENOUGH = LEAST * LEAST
"""Both must gain so much."""


@dataclass(frozen=True)
class Partners:
    """Lists of one state of the network, by the ids of the people."""

    space: Space
    table: TopTable

    @classmethod
    def of(
        cls,
        space: Space,
        threads: int = 1,
        engine: Engine | None = None,
        on_progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Partners:
        """Compares all pairs. Raises ``blocks.Cancelled``."""
        whole = space.settled()
        crowd = eligible(whole)
        values, partners = mutual_top(
            crowd.offers,
            crowd.offer_starts,
            crowd.needs,
            crowd.need_starts,
            crowd.weights,
            lo=space.matching.lo,
            hi=space.matching.hi,
            cap=space.matching.cap,
            known=space.known.matrix({person: row for row, person in enumerate(whole.base.tolist())}),
            k=seen_of_each(space) + SPARE,
            threads=threads,
            engine=engine,
            on_progress=on_progress,
            cancelled=cancelled,
        )
        return cls(space, TopTable.of(values, partners, whole.base))

    def brought_up(self, space: Space, cancelled: Callable[[], bool] | None = None) -> Partners | None:
        """The lists of a later state, to the last tie as ``of`` finds them; None where too much changed since."""
        wanted, most = seen_of_each(space), max(1, int(MANY * len(space.entries)))
        if wanted > self.table.keys.shape[1] or space.matching != self.space.matching:
            return None
        changed = renewed(self.space, space)
        changed |= _fewest_of(newly_known(self.space.known, space.known), changed)
        if len(changed) > most:
            return None
        table, scan = self.table, Scan(space)
        for person in sorted(changed):
            if cancelled and cancelled():
                raise Cancelled
            table = update(table, person, scan.mutual(person))
        short = table.short(wanted, GOOD_ENOUGH).tolist()
        if len(short) + len(changed) > most:
            return None
        for person in short:
            if cancelled and cancelled():
                raise Cancelled
            table = table.renewed(person, scan.mutual(person))
        return Partners(space, table)

    def pairs(self) -> Ids:
        """(m, 2) ids, smaller first, in order: the best of each person, of those in which both could gain enough."""
        values, partners = self.table.lists()
        seen = seen_of_each(self.space)
        people, columns = np.nonzero(values[:, :seen] >= GOOD_ENOUGH)
        found = np.sort(np.stack([people, partners[people, columns]], axis=1), axis=1)
        order = np.lexsort((found[:, 1], found[:, 0]))
        found = found[order]
        twice = np.zeros(len(found), bool)
        twice[1:] = (found[1:] == found[:-1]).all(axis=1)
        return np.asarray(found[~twice], np.int64)


@dataclass(frozen=True)
class Scan:
    """One person against everybody, in a network of which some changed since its crowd was put together."""

    space: Space

    def mutual(self, person: int) -> Floats:
        """(greatest id + 1,): nought for whom they must not meet, to the last bit as all pairs have it."""
        space = self.space
        mutual = np.zeros(max(person, self._greatest) + 1, np.float32)
        entry = space.entries.get(person)
        if entry is None or not space.may_meet(person):
            return mutual
        query = Query.of(entry.offer_vectors, entry.need_vectors, entry.weights, space.matching.curve)
        mutual[space.base] = score(space.crowd, space.matching.curve, query).mutual
        mutual[list(space.fresh)] = 0
        ids, late = self._late
        mutual[ids] = score(late, space.matching.curve, query).mutual
        mutual[self._unwilling] = 0
        mutual[[one for one in space.known.to(person) if one < len(mutual)]] = 0
        return mutual

    @cached_property
    def _greatest(self) -> int:
        return max([*self.space.entries, *self.space.base.tolist(), *self.space.fresh], default=-1)

    @cached_property
    def _late(self) -> tuple[Ids, Crowd]:
        """Those who changed since."""
        late = [self.space.entries[one] for one in sorted(self.space.fresh) if one in self.space.entries]
        return np.array([one.id for one in late], np.int64), crowd_of(late, self.space.meaning.dimensions)

    @cached_property
    def _unwilling(self) -> Ids:
        return np.array([one for one in self.space.entries if not self.space.may_meet(one)], np.int64)


def seen_of_each(space: Space) -> int:
    return max(FEWEST, min(BEST_OF_EACH, PAIRS_AT_MOST // max(1, len(space.entries))))


def eligible(space: Space) -> Crowd:
    """The crowd in which nothing weighs for those who may not be introduced: no benefit, no pair, no copy."""
    weights = space.crowd.weights.copy()
    for row, person in enumerate(space.base.tolist()):
        if not space.may_meet(person):
            weights[space.crowd.need_starts[row] : space.crowd.need_starts[row + 1]] = 0
    crowd = space.crowd
    return Crowd(crowd.offers, crowd.offer_starts, crowd.needs, crowd.need_starts, weights)


def _fewest_of(pairs: set[tuple[int, int]], changed: set[int]) -> set[int]:
    """One of each pair, rather those who are in many: whoever is compared with all is compared with the other."""
    often = Counter(person for pair in pairs for person in pair)
    found: set[int] = set()
    for a, b in sorted(pairs):
        if not {a, b} & (changed | found):
            found.add(max(a, b, key=lambda one: often[one]))
    return found
