"""Who knows whom: ties in bands, what two people share, and the way from one person to another."""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from recommender.communities import communities
from recommender.types import Network, Tie, TieBand

HUMP: Mapping[TieBand, float] = MappingProxyType(
    {TieBand.CLOSE: 0.8, TieBand.KNOWN: 1.0, TieBand.DORMANT: 0.5, TieBand.DISTANT: 0.4}
)
"""How apt a tie of the user's is to act through. Highest for acquaintances, not for the closest:
moderately weak ties help most (Rajkumar et al. 2022, Science: an inverted U); a dormant tie is worth
about a current one but asks for a word first (Levin, Walter & Murnighan 2011). The figures between are
ours; the ranker learns the user's own."""

STRENGTH: Mapping[TieBand, float] = MappingProxyType(
    {TieBand.CLOSE: 1.0, TieBand.KNOWN: 0.7, TieBand.DORMANT: 0.4, TieBand.DISTANT: 0.35}
)
"""How likely a word passes along a tie; our assumption, used to compare ways, never shown."""

DORMANT_AFTER = 730
"""Days without any sign of a tie after which it is taken for dormant: Levin et al. asked for three years, a
notebook's silence shows earlier."""


def hump(tie: Tie | None) -> float:
    return HUMP[tie.band] if tie else 0.0


@dataclass(frozen=True)
class Graph:
    """Ties between people. The user's own do not join others: the user knows everybody in the notebook."""

    me: int | None
    ties: Mapping[int, Mapping[int, Tie]]
    """person -> neighbour -> tie, both ways."""

    @classmethod
    def of(cls, network: Network) -> Graph:
        return cls(network.me, {}).with_ties(network.ties)

    def with_ties(
        self, ties: Iterable[Tie], untied: Iterable[tuple[int, int]] = (), gone: Iterable[int] = ()
    ) -> Graph:
        """A graph with these ties added or renewed, others and those of the ``gone`` taken away; shares all that
        does not change.

        Communities that were found are kept, and who is new joins the one most of their contacts are in: they
        are found anew with the next snapshot, not with every page.
        """
        changed: dict[int, dict[int, Tie]] = {}

        def of(person: int) -> dict[int, Tie]:
            if person not in changed:
                changed[person] = dict(self.ties.get(person, {}))
            return changed[person]

        lost = [(one, other) for one in gone for other in self.ties.get(one, {})]
        for one, other in (*untied, *lost):
            of(one).pop(other, None)
            of(other).pop(one, None)
        for tie in ties:
            if tie.a != tie.b:
                of(tie.a)[tie.b] = of(tie.b)[tie.a] = tie
        if not changed:
            return self
        graph = Graph(self.me, {**self.ties, **changed})
        return graph.with_communities_of(self, sorted(changed)) if self.prepared else graph

    @property
    def prepared(self) -> bool:
        """Whether the communities have been found, which takes seconds in a large network."""
        return "community" in self.__dict__

    def with_communities_of(self, earlier: Graph, changed: Iterable[int]) -> Graph:
        """The same, with the communities found in an earlier state of it; ``changed``: whose ties are newer."""
        found = dict(earlier.community)
        for person in changed:
            if person not in found and person != self.me:
                near = Counter(found[other] for other in self.contacts(person) if other in found)
                found[person] = min(near, key=lambda one: (-near[one], one)) if near else person
        return self.with_circles(found)

    def with_circles(self, community: Mapping[int, int]) -> Graph:
        """The same, with communities that are known."""
        graph = Graph(self.me, self.ties)
        graph.__dict__["community"] = community
        return graph

    def tie(self, one: int, other: int) -> Tie | None:
        return self.ties.get(one, {}).get(other)

    def mine(self, person: int) -> Tie | None:
        """The user's tie with somebody."""
        return self.tie(self.me, person) if self.me is not None else None

    def contacts(self, person: int) -> frozenset[int]:
        """Everybody this person knows, but the user."""
        return frozenset(self.ties.get(person, {})) - {self.me}

    def common(self, one: int, other: int) -> tuple[int, ...]:
        """People both know, but the user; in order of their ids."""
        a, b = self.ties.get(one, {}), self.ties.get(other, {})
        return tuple(sorted(person for person in a.keys() & b.keys() if person != self.me))

    def adamic_adar(self, one: int, other: int) -> float:
        """Common contacts, each counting less the more people it knows (Adamic & Adar 2003)."""
        return sum(1 / math.log(max(2, len(self.contacts(person)))) for person in self.common(one, other))

    def is_dormant(self, tie: Tie, today: date) -> bool:
        return tie.band is TieBand.DORMANT or (
            tie.band is not TieBand.CLOSE and tie.on is not None and (today - tie.on).days > DORMANT_AFTER
        )

    @cached_property
    def community(self) -> Mapping[int, int]:
        """person -> community, numbered by its smallest member; whoever knows nobody is in none."""
        return communities(
            {person: self._weights(person) for person in sorted(self.ties) if person != self.me}
        )

    def across(self, one: int, other: int) -> bool:
        """In different communities, both known."""
        a, b = self.community.get(one), self.community.get(other)
        return a is not None and b is not None and a != b

    def bridges(self) -> tuple[tuple[int, int], ...]:
        """(person, communities their ties reach) of those who reach two or more, most first (Burt 2004)."""
        reach = {
            person: len({self.community[other] for other in self.contacts(person) if other in self.community})
            for person in self.community
        }
        spanning = [(person, count) for person, count in reach.items() if count > 1]
        return tuple(sorted(spanning, key=lambda found: (-found[1], found[0])))

    def introducer(self, one: int, other: int) -> int | None:
        """The person both know whose weaker tie is strongest; of equals the smallest id."""
        return max(
            self.common(one, other),
            key=lambda person: (min(self._strength(person, one), self._strength(person, other)), -person),
            default=None,
        )

    def way(self, start: int, goal: int, steps: int = 3) -> tuple[int, ...]:
        """The likeliest way for a word to get from one to the other, both included; empty if none is
        short enough.

        Dijkstra on minus the log of the strengths (so that strengths multiply), at most ``steps`` ties long.
        """
        queue: list[tuple[float, tuple[int, ...]]] = [(0.0, (start,))]
        best: dict[tuple[int, int], float] = {}
        while queue:
            cost, path = heapq.heappop(queue)
            if path[-1] == goal:
                return path
            if len(path) > steps or best.get((path[-1], len(path)), math.inf) <= cost:
                continue
            best[path[-1], len(path)] = cost
            for person in sorted(self.ties.get(path[-1], {})):
                if person not in path and (person != self.me or person == goal):
                    heapq.heappush(
                        queue, (cost - math.log(self._strength(path[-1], person)), (*path, person))
                    )
        return ()

    def _strength(self, one: int, other: int) -> float:
        return STRENGTH[self.ties[one][other].band]

    def _weights(self, person: int) -> dict[int, float]:
        return {other: STRENGTH[tie.band] for other, tie in self.ties[person].items() if other != self.me}
