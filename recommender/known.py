"""Who must not be proposed to each other, and why; and who probably know each other without anybody's
having said so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from recommender.network import Graph
from recommender.roster import Roster, employer, family_name, place
from recommender.types import BarredPair, Network, Person, Tie

MANY_COMMON = 6
"""From this many common contacts on, two people have probably met: the inverted U of Rajkumar et al. 2022
turns well before ten."""

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True)
class Known:
    """Declared ties are in ``graph``, teams in ``roster``; ``barred`` holds what stands against pairs besides."""

    graph: Graph
    roster: Roster
    barred: Mapping[Pair, str]

    @classmethod
    def of(cls, network: Network, graph: Graph) -> Known:
        return cls(graph, Roster.of(network.people), _by_pair(network.barred))

    def changed(
        self,
        people: Collection[Person],
        gone: Collection[int],
        ties: Iterable[Tie],
        untied: Iterable[Pair],
        barred: Iterable[BarredPair] | None,
    ) -> Known:
        """See ``Space.changed``."""
        return Known(
            self.graph.with_ties(ties, untied, gone),
            self.roster.changed(people, gone) if people or gone else self.roster,
            self.barred if barred is None else _by_pair(barred),
        )

    def why(self, one: int, other: int) -> str:
        """The sentence that keeps two people from being proposed to each other; empty if nothing does."""
        if one == other:
            return "This is one person."
        if why := self.barred.get(pair(one, other)) or self.roster.colleagues(one, other):
            return why
        tie = self.graph.tie(one, other)
        if tie is None:
            return ""
        return f"They know each other: {tie.evidence}" if tie.evidence else "They know each other."

    def matrix(self, place: Mapping[int, int]) -> tuple[np.ndarray, np.ndarray]:
        """(indptr, indices) of all known pairs, symmetric, for ``blocks.mutual_top``; ``place``: id ->
        row."""
        rows: list[list[int]] = [[] for _ in place]
        for one, neighbours in self.graph.ties.items():
            if one in place:
                rows[place[one]].extend(place[other] for other in neighbours if other in place)
        for one, other in (*self.barred, *self.roster.pairs()):
            if one in place and other in place:
                rows[place[one]].append(place[other])
                rows[place[other]].append(place[one])
        indices = [np.unique(np.array(row, np.int64)) for row in rows]
        indptr = np.concatenate(([0], np.cumsum([len(row) for row in indices]))).astype(np.int64)
        return indptr, np.concatenate(indices) if indices else np.zeros(0, np.int64)

    def to(self, person: int) -> set[int]:
        """Everybody who must not be proposed to a person."""
        barred = {one if other == person else other for one, other in self.barred if person in (one, other)}
        return barred | self.graph.ties.get(person, {}).keys() | set(self.roster.team(person)) | {person}


def _by_pair(barred: Iterable[BarredPair]) -> dict[Pair, str]:
    return {pair(one.a, one.b): one.why for one in barred}


def probably(one: Person, other: Person, known: Known) -> str:
    """A sentence where two people may well know each other; empty where nothing suggests it.

    A name that only two bear, in one place, may be a family's; a common name says nothing, and its bearers
    must not lose introductions for it.
    """
    if employer(one) and employer(one) == employer(other):
        return f"both work at {one.organisation}"
    common = len(known.graph.common(one.id, other.id))
    if common >= MANY_COMMON:
        return f"they share {common} contacts"
    name = family_name(one)
    alike = name and name == family_name(other) and place(one) and place(one) == place(other)
    if alike and known.roster.namesakes.get(name) == len((one, other)):
        return "they share a rare family name and a town"
    return ""
