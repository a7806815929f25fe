"""A network as it was read, as plain arrays: taken up again, only those whose offers or needs are others since are read."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.encoder import Encoder
from recommender.entry import Entry
from recommender.kernel.crowd import Counts, Crowd, Floats
from recommender.kernel.single import Ids
from recommender.known import Known
from recommender.lexical import Lexicon
from recommender.matching import Matching
from recommender.meaning import Meaning
from recommender.network import Graph
from recommender.space import Space, asked_of
from recommender.types import Facet, Network, Person, Tie
from recommender.weighing import rarity, weigh

PRINT_BYTES = 8
"""Two different people of one id are taken for the same once in ten to the nineteenth."""

Prints = npt.NDArray[np.uint64]
Array = npt.NDArray[Any]


@dataclass(frozen=True)
class Kept:
    """Arrays may be memory-mapped; nothing is copied."""

    people: Ids
    """(n,) rising."""
    prints: Prints
    """(n,) of what each one's vectors were made of."""
    offers: Floats
    """(O, d), and where each person's begin, (n + 1,), and the facets they are of, (O,). Needs likewise."""
    offer_starts: Counts
    offer_facets: Ids
    needs: Floats
    need_starts: Counts
    need_facets: Ids
    rarities: Floats
    """(N,) of the needs. Their weights change from day to day and are not kept."""
    ties: Prints
    """(1,) the print of all ties."""
    circles: Ids
    """(m, 2): who is in which community, while the ties are the same."""
    terms: npt.NDArray[np.uint8]
    """The lexicon: its terms, a line each."""
    frequency: Ids
    """(terms + 1,): in how many texts each one stands; first how many texts there are."""

    @classmethod
    def of(cls, space: Space) -> Kept:
        """Of a space into which nothing was brought since it was read."""
        if space.fresh:
            raise ValueError("Some of its vectors are older than the people.")
        entries, lexicon = space.entries.values(), space.meaning.lexicon
        ties = [tie for person, ends in space.graph.ties.items() for tie in ends.values() if tie.a == person]
        return cls(
            space.base,
            np.array([_print(entry.person) for entry in entries], np.uint64),
            space.crowd.offers,
            space.crowd.offer_starts,
            np.array([facet.id for entry in entries for facet in entry.offers], np.int64),
            space.crowd.needs,
            space.crowd.need_starts,
            np.array([facet.id for entry in entries for facet in entry.needs], np.int64),
            rarity(space.crowd.needs, *space.asked, space.matching),
            np.array([_print_of_ties(space.me, ties)], np.uint64),
            np.array(sorted(space.graph.community.items()), np.int64).reshape(-1, 2),
            np.frombuffer("\n".join(lexicon.frequency).encode(), np.uint8),
            np.array([lexicon.texts, *lexicon.frequency.values()], np.int64),
        )

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, Array]) -> Kept:
        """Raises KeyError for one that is missing."""
        return cls(**{one.name: arrays[one.name] for one in fields(cls)})

    def arrays(self) -> dict[str, Array]:
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def space(
        self, network: Network, encoder: Encoder, matching: Matching, *, today: date, at_most: int
    ) -> Space | None:
        """The network as ``Space.of`` has it, where nobody changed to the last bit; else as ``Space.changed`` does.

        None where more than ``at_most`` people are others since, or one of them is gone: what was known of them goes
        too.
        """
        people = {person.id: person for person in network.people}
        there = self.people.tolist()
        if not people.keys() >= set(there):
            return None
        prints = [_print(people[person]) for person in there]
        same = np.array(prints, np.uint64) == self.prints
        new = people.keys() - self.people[same].tolist()
        if len(new) > at_most:
            return None
        meaning = Meaning(encoder, matching, self._lexicon())
        if self.offers.shape[1] != meaning.dimensions:
            return None
        entries, weights = self._entries(people, same, today)
        graph = Graph.of(network)
        if _print_of_ties(network.me, network.ties) == self.ties[0]:
            graph = graph.with_circles(dict(self.circles.tolist()))
        crowd = Crowd(self.offers, self.offer_starts, self.needs, self.need_starts, weights)
        older = frozenset(self.people[~same].tolist())
        known, asked = Known.of(network, graph), asked_of(crowd)
        space = Space(
            meaning, today, network.me, entries, self.people, crowd, older, known, (), self.needs[:0], asked
        )
        return space.changed([people[person] for person in new], resources=network.resources)

    def _entries(
        self, people: Mapping[int, Person], same: npt.NDArray[np.bool_], today: date
    ) -> tuple[dict[int, Entry], Floats]:
        """Those who are as they were, and the weights of all needs; nought for those of the others."""
        weights = np.zeros(len(self.needs), np.float32)
        offers, needs = self.offer_starts.tolist(), self.need_starts.tolist()
        offer_facets, need_facets = self.offer_facets.tolist(), self.need_facets.tolist()
        found: dict[int, tuple[Person, list[Facet], list[Facet]]] = {}
        for row in np.flatnonzero(same).tolist():
            person = people[int(self.people[row])]
            by_id = {facet.id: facet for facet in (*person.offers, *person.needs)}
            found[row] = (
                person,
                [by_id[one] for one in offer_facets[offers[row] : offers[row + 1]]],
                [by_id[one] for one in need_facets[needs[row] : needs[row + 1]]],
            )
        rows = np.repeat(same, np.diff(self.need_starts))
        weights[rows] = weigh(
            [facet for _, _, wanted in found.values() for facet in wanted], self.rarities[rows], today
        )
        entries = {
            person.id: Entry(
                person,
                tuple(offered),
                tuple(wanted),
                self.offers[offers[row] : offers[row + 1]],
                self.needs[needs[row] : needs[row + 1]],
                weights[needs[row] : needs[row + 1]],
            )
            for row, (person, offered, wanted) in found.items()
        }
        return entries, weights

    def _lexicon(self) -> Lexicon:
        texts, *counts = self.frequency.tolist()
        terms = self.terms.tobytes().decode()
        return Lexicon(texts, dict(zip(terms.split("\n") if terms else (), counts, strict=True)))


def _print(person: Person) -> int:
    """Of all that a person's vectors, and which facets count, are made of."""
    said = "\n".join(
        f"{one.kind}|{one.id}|{one.on}|{one.confidence}|{one.confirmed}|{one.text}"
        for one in (*person.offers, *person.needs)
    )
    return _number(said.encode())


def _print_of_ties(me: int | None, ties: Sequence[Tie]) -> int:
    """Of all that the communities are found by."""
    return _number(repr((me, sorted((tie.a, tie.b, tie.band.value) for tie in ties))).encode())


def _number(said: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(said, digest_size=PRINT_BYTES).digest(), "little")
