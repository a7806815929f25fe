"""What spreading introductions fairly costs, and whom it serves: figures for the user to judge the sharing by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.allocation import Floats, Ints


@dataclass(frozen=True, slots=True)
class Shares:
    """How a choice of pairs is spread over the people who have any honest match."""

    total: float
    """Benefit of the chosen pairs."""
    left_out: int
    """People with a match and room for it who are in no chosen pair."""
    most: int
    """Introductions of the person who is in most."""
    worst_tenth: float
    """Mean benefit of the tenth that gains least."""


def shares(a: Ints, b: Ints, benefit: Floats, capacity: Ints, chosen: Ints) -> Shares:
    """``a``, ``b``, ``benefit`` (pairs,), ``capacity`` (people,), ``chosen``: indices of pairs."""
    people = len(capacity)
    count = np.bincount(a[chosen], minlength=people) + np.bincount(b[chosen], minlength=people)
    gain = np.bincount(a[chosen], benefit[chosen], people) + np.bincount(b[chosen], benefit[chosen], people)
    could = np.zeros(people, bool)
    open_to = (capacity[a] > 0) & (capacity[b] > 0)
    could[a[open_to]] = True
    could[b[open_to]] = True
    least = np.sort(gain[could])[: max(1, int(could.sum()) // 10)]
    return Shares(
        total=float(benefit[chosen].sum()),
        left_out=int((could & (count == 0)).sum()),
        most=int(count.max(initial=0)),
        worst_tenth=float(least.mean()) if len(least) else 0.0,
    )


def own_best(a: Ints, b: Ints, benefit: Floats, capacity: Ints) -> Ints:
    """What everybody would choose alone: their own best pairs up to their capacity, whoever is swamped by it."""
    ends = np.concatenate([a, b])
    edges = np.concatenate([np.arange(len(a))] * 2)
    order = np.lexsort((edges, -benefit[edges], ends))
    ends, edges = ends[order], edges[order]
    firsts = np.searchsorted(ends, ends, side="left")
    place = np.arange(len(ends)) - firsts
    return np.unique(edges[place < capacity[ends]])


def price_of_fairness(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    chosen: npt.ArrayLike,
) -> float:
    """Share of the benefit that is given up against everybody's own best pairs, uncapped; 0 to 1."""
    left, right = np.asarray(a, np.int64), np.asarray(b, np.int64)
    worth, room = np.asarray(benefit, np.float64), np.asarray(capacity, np.int64)
    alone = own_best(left, right, worth, room)
    most = worth[alone].sum()
    return float(max(0.0, 1 - worth[np.asarray(chosen, np.int64)].sum() / most)) if most > 0 else 0.0
