"""Says what fairness costs and whom it serves: introductions as chosen, beside what simpler rules would have
done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.allocation import Figures, Ids, Pairs, by_falling, in_order

WORST_OFF = 10
"""One in so many: the tenth with the least benefit."""
LEAST_CONNECTED, BEST_CONNECTED = 1 / 3, 9 / 10
"""Shares of the people, by number of ties, below and above which one is an outsider or of the in-crowd."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a set of introductions means for all who have an honest match."""

    introductions: int
    benefit: float
    """Summed over people: each introduction counts for both."""
    left_out: int
    """People with an honest match and no introduction."""
    most_shown: int
    """Introductions of the one with the most."""
    worst_tenth: float
    """Mean benefit of the tenth with the least."""


@dataclass(frozen=True, slots=True)
class Position:
    """How those of one position in the network fare."""

    name: str
    people: int
    share_of_people: float
    share_of_places: float
    """Of all places in introductions. Greater than their share of people: the choice leans their way."""
    benefit: float
    """A person's, on average."""


@dataclass(frozen=True, slots=True)
class Circle:
    """How the introductions fall to one community of the network."""

    community: int
    people: int
    share_of_people: float
    share_of_places: float


@dataclass(frozen=True, slots=True)
class Fairness:
    chosen: Outcome
    own_top: Outcome
    """Everybody's own best, as many as their capacity, however often that shows the popular ones. ``benefit``
    counts each one's own list only: the most that anybody could have."""
    greedy: Outcome
    """The best pairs first while there is room."""
    price: float
    """Share of ``own_top``'s benefit given up so that nobody is swamped and nobody left out; 0 to 1."""
    price_against_greedy: float
    """The same against ``greedy``; below nought where fairness costs nothing."""
    positions: tuple[Position, ...]
    """Outsiders, the middle, the in-crowd; empty where ties are not given, or nobody knows more people than another."""
    circles: tuple[Circle, ...] = ()
    """The communities, the one whose places most exceed its people first; empty where they are not given."""
    across: float = 0.0
    """Share of the introductions that join two communities, of those between people who are in one."""


def report(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    selected: npt.ArrayLike,
    *,
    ties: npt.ArrayLike | None = None,
    communities: npt.ArrayLike | None = None,
) -> Fairness:
    """``selected``: positions as ``allocation.allocate`` gives them. ``ties`` (n,): how many each person
    knows; ``communities`` (n,): which one each is in, below nought for none."""
    pairs, places = Pairs.of(a, b, benefit), np.asarray(capacity, np.int64)
    keep = (places[pairs.a] > 0) & (places[pairs.b] > 0)
    pairs = pairs.some(keep)
    honest = np.unique(np.concatenate([pairs.a, pairs.b]))
    taken = np.flatnonzero(np.isin(pairs.row, np.asarray(selected)))
    chosen = outcome(pairs, taken, honest, len(places))
    own_top, greedy = (
        own_best(pairs, places, honest),
        in_order(pairs, by_falling(pairs.benefit, pairs), places),
    )
    by_benefit = outcome(pairs, greedy, honest, len(places))
    return Fairness(
        chosen,
        own_top,
        by_benefit,
        1 - chosen.benefit / own_top.benefit if own_top.benefit else 0.0,
        1 - chosen.benefit / by_benefit.benefit if by_benefit.benefit else 0.0,
        () if ties is None else positions(pairs, taken, honest, np.asarray(ties)),
        *(((), 0.0) if communities is None else circles(pairs, taken, honest, np.asarray(communities))),
    )


def shares(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    selected: npt.ArrayLike,
) -> Outcome:
    """Only what the chosen introductions mean; arguments as of ``report``."""
    return report(a, b, benefit, capacity, selected).chosen


def price_of_fairness(
    a: npt.ArrayLike,
    b: npt.ArrayLike,
    benefit: npt.ArrayLike,
    capacity: npt.ArrayLike,
    selected: npt.ArrayLike,
) -> float:
    """Only the price, 0 to 1; arguments as of ``report``."""
    return report(a, b, benefit, capacity, selected).price


def gains(pairs: Pairs, taken: Ids, n: int) -> tuple[Ids, Figures]:
    """(n,) introductions and benefit of each person."""
    people = np.concatenate([pairs.a[taken], pairs.b[taken]])
    worth = np.tile(pairs.benefit[taken], 2)
    counts = np.bincount(people, minlength=n).astype(np.int64)
    return counts, np.bincount(people, worth, minlength=n).astype(np.float64)


def outcome(pairs: Pairs, taken: Ids, honest: Ids, n: int) -> Outcome:
    counts, benefit = gains(pairs, taken, n)
    return _outcome(len(taken), counts[honest], benefit[honest])


def own_best(pairs: Pairs, places: Ids, honest: Ids) -> Outcome:
    """Everybody is shown their own best, as many as they have places for; a pair on either's list comes
    about."""
    people = np.concatenate([pairs.a, pairs.b])
    which = np.tile(np.arange(len(pairs)), 2)
    order = np.lexsort((which, -pairs.benefit[which], people))
    people, which = people[order], which[order]
    starts = np.searchsorted(people, people)
    mine = np.arange(len(people)) - starts < places[people]
    worth: Figures = np.bincount(people[mine], pairs.benefit[which[mine]], len(places)).astype(np.float64)
    shown, _ = gains(pairs, np.unique(which[mine]), len(places))
    return _outcome(len(np.unique(which[mine])), shown[honest], worth[honest])


def _outcome(introductions: int, counts: Ids, benefit: Figures) -> Outcome:
    worst = np.sort(benefit)[: max(1, len(benefit) // WORST_OFF)]
    return Outcome(
        introductions,
        float(benefit.sum()),
        int(np.count_nonzero(counts == 0)),
        int(counts.max(initial=0)),
        float(worst.mean()) if len(worst) else 0.0,
    )


def positions(pairs: Pairs, taken: Ids, honest: Ids, ties: npt.NDArray[np.int64]) -> tuple[Position, ...]:
    """Of those with an honest match: the least connected third, the middle, the best connected tenth."""
    if not len(honest) or np.ptp(ties[honest]) == 0:
        return ()
    counts, benefit = gains(pairs, taken, len(ties))
    ranked = honest[np.lexsort((honest, ties[honest]))]
    edges = [0, round(LEAST_CONNECTED * len(ranked)), round(BEST_CONNECTED * len(ranked)), len(ranked)]
    found = []
    for name, start, stop in zip(("outsiders", "middle", "in-crowd"), edges, edges[1:], strict=False):
        some = ranked[start:stop]
        if len(some):
            share = counts[some].sum() / max(1, counts.sum())
            mean = float(benefit[some].mean())
            found.append(Position(name, len(some), len(some) / len(ranked), float(share), mean))
    return tuple(found)


def circles(pairs: Pairs, taken: Ids, honest: Ids, community: Ids) -> tuple[tuple[Circle, ...], float]:
    """Of those with an honest match who are in a community."""
    counts, _ = gains(pairs, taken, len(community))
    some = honest[community[honest] >= 0]
    names, which = np.unique(community[some], return_inverse=True)
    people = np.bincount(which, minlength=len(names))
    places = np.bincount(which, counts[some], len(names))
    found = [
        Circle(int(name), int(many), float(many / len(some)), float(held / max(1, places.sum())))
        for name, many, held in zip(names, people, places, strict=True)
    ]
    found.sort(key=lambda one: (one.share_of_people - one.share_of_places, one.community))
    a, b = community[pairs.a[taken]], community[pairs.b[taken]]
    both = (a >= 0) & (b >= 0)
    return tuple(found), float((a != b)[both].mean()) if both.any() else 0.0
