"""Makes a quick engine's answer exact: its scores are upper bounds, and whoever may be among the k best is
scored again in float32.

Branch and bound: a person's finalists are taken by falling bound until the next bound lies below the k-th
true score. Where a list ends before that, the person is scored against everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from recommender.kernel.crowd import Crowd, Curve, Known
from recommender.kernel.engines import Scratch
from recommender.kernel.single import Query, score
from recommender.kernel.topk import SHIFT, Ids, Keys, from_keys, to_keys

SPARE = 40
"""Finalists beyond k. How many lists end too early with it was not measured; those that do are settled by a scan."""
FIRST = 6
"""Scored at once beyond k: most lists are settled by then."""
UNSETTLED_SHARE = 0.02
"""When more people than this need a scan of everybody, a float32 run over all pairs costs less."""
PEOPLE_A_TASK = 192

Each = Callable[[Callable[[range, Scratch], None], Sequence[range]], Iterable[None]]


def how_many(k: int) -> int:
    """The length of the quick engine's lists."""
    return k + max(SPARE, k)


def settle(
    crowd: Crowd,
    curve: Curve,
    known: Known | None,
    bounds: Keys,
    *,
    k: int,
    each: Each,
    people: Ids | None = None,
) -> Keys | None:
    """(n, k) keys of the true best from (n, how_many(k)) keys of upper bounds, best first.

    ``people`` (n,): whose bounds they are; everybody's by default. ``each`` runs a piece of work over tasks
    on some threads. None: too many lists end too early (see ``UNSETTLED_SHARE``).
    """
    whose = np.arange(len(bounds)) if people is None else people
    exact = np.empty((len(bounds), k), np.uint64)
    sure = np.ones(len(bounds), bool)

    def few(rows: range, scratch: Scratch) -> None:
        for row in rows:
            exact[row], sure[row] = _settle_one(
                crowd, curve, int(whose[row]), bounds[row], k=k, scratch=scratch
            )

    def everybody(tasks: range, scratch: Scratch) -> None:
        for row in unsure[tasks.start : tasks.stop]:
            exact[row] = _scan(crowd, curve, known, int(whose[row]), k=k, scratch=scratch)

    _all(each(few, _parts(len(bounds), PEOPLE_A_TASK)))
    unsure = np.flatnonzero(~sure)
    if len(unsure) > UNSETTLED_SHARE * len(bounds):
        return None
    _all(each(everybody, _parts(len(unsure), 1)))
    return exact


def _settle_one(
    crowd: Crowd, curve: Curve, person: int, bounds: Keys, *, k: int, scratch: Scratch
) -> tuple[Keys, bool]:
    found = np.zeros(k, np.uint64)
    candidates = from_keys(bounds[bounds > 0])[1].astype(np.int64)
    query = Query.person(crowd, curve, person) if len(candidates) else None
    start, stop = 0, k + FIRST
    while query and start < len(candidates):
        some = np.sort(candidates[start:stop])
        mutual = score(crowd, curve, query, some, scratch).mutual
        found = np.sort(np.concatenate([found, to_keys(mutual, some)]))[::-1][:k]
        start, stop = stop, int(np.count_nonzero(bounds >> SHIFT >= found[-1] >> SHIFT))
        if stop <= start:
            return found, True
    return found, not bounds[-1] or bool(bounds[-1] >> SHIFT < found[-1] >> SHIFT)


def _scan(crowd: Crowd, curve: Curve, known: Known | None, person: int, *, k: int, scratch: Scratch) -> Keys:
    mutual = score(crowd, curve, Query.person(crowd, curve, person), scratch=scratch).mutual
    mutual[person] = 0
    if known:
        indptr, indices = known
        mutual[indices[indptr[person] : indptr[person + 1]]] = 0
    keys = np.sort(to_keys(mutual, np.arange(len(crowd))))[::-1][:k]
    return np.concatenate([keys, np.zeros(k - len(keys), np.uint64)])


def _parts(count: int, size: int) -> list[range]:
    return [range(start, min(start + size, count)) for start in range(0, count, size)]


def _all(steps: Iterable[Any]) -> None:
    for _ in steps:
        pass
