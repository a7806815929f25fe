"""Who must not be proposed to each other, and why; and who probably know each other without anybody's
having said so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from recommender.network import Graph
from recommender.types import Network, Person

TEAM = 12
"""An organisation with at most this many people in the notebook, in one place, is a team: they know each
other. Twelve is about the largest group in which everybody works with everybody; our assumption."""
MANY_COMMON = 6
"""From this many common contacts on, two people have probably met: the inverted U of Rajkumar et al. 2022
turns well before ten."""

NO_EMPLOYER = frozenset(
    (
        "freelance",
        "freelancer",
        "self-employed",
        "self employed",
        "independent",
        "retired",
        "stealth",
        "various",
    )
)
"""What stands in the field "organisation" and is none."""
LEGAL_FORMS = frozenset(
    ("inc", "ltd", "llc", "gmbh", "plc", "ag", "sa", "bv", "co", "corp", "oy", "ab", "as", "srl")
)

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def employer(person: Person) -> str:
    """Folded, without its legal form; empty where there is none."""
    words = [word.strip(".,") for word in person.organisation.casefold().split()]
    while words and words[-1] in LEGAL_FORMS:
        words.pop()
    name = " ".join(words)
    return "" if name in NO_EMPLOYER else name


def place(person: Person) -> str:
    """The town: what stands before the first comma."""
    return person.place.split(",")[0].strip().casefold()


@dataclass(frozen=True)
class Known:
    """Declared ties are in ``graph``; ``others`` holds what is known of pairs besides, with the reason."""

    graph: Graph
    others: Mapping[Pair, str]

    @classmethod
    def of(cls, network: Network, graph: Graph) -> Known:
        others = dict(teams(network.people))
        others.update({pair(one.a, one.b): one.why for one in network.barred})
        return cls(graph, others)

    def why(self, one: int, other: int) -> str:
        """The sentence that keeps two people from being proposed to each other; empty if nothing does."""
        if one == other:
            return "This is one person."
        if barred := self.others.get(pair(one, other)):
            return barred
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
        for one, other in self.others:
            if one in place and other in place:
                rows[place[one]].append(place[other])
                rows[place[other]].append(place[one])
        indices = [np.unique(np.array(row, np.int64)) for row in rows]
        indptr = np.concatenate(([0], np.cumsum([len(row) for row in indices]))).astype(np.int64)
        return indptr, np.concatenate(indices) if indices else np.zeros(0, np.int64)


def teams(people: Sequence[Person]) -> Iterator[tuple[Pair, str]]:
    """Pairs of one small employer in one place."""
    groups: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in people:
        if employer(person) and place(person):
            groups[employer(person), place(person)].append(person)
    for group in groups.values():
        if len(group) <= TEAM:
            for one, other in combinations(sorted(group, key=lambda person: person.id), 2):
                yield (one.id, other.id), f"Both are at {one.organisation} in {one.place.split(',')[0]}."


def family_name(person: Person) -> str:
    words = person.name.casefold().split()
    return words[-1] if len(words) > 1 else ""


def probably(one: Person, other: Person, graph: Graph, namesakes: Mapping[str, int]) -> str:
    """A sentence where two people may well know each other; empty where nothing suggests it.

    ``namesakes``: family name -> how many in the notebook bear it. A name that only two bear, in one
    place, may be a family's; a common name says nothing, and its bearers must not lose introductions for
    it.
    """
    if employer(one) and employer(one) == employer(other):
        return f"both work at {one.organisation}"
    common = len(graph.common(one.id, other.id))
    if common >= MANY_COMMON:
        return f"they share {common} contacts"
    name = family_name(one)
    alike = name and name == family_name(other) and place(one) and place(one) == place(other)
    if alike and namesakes.get(name) == len((one, other)):
        return "they share a rare family name and a town"
    return ""
