"""Everything comparable about a network, ready for one person's panel or for all pairs at once.

``Space.of`` reads everybody; ``with_person`` changes one in milliseconds and leaves the rest as it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from recommender.benefit import benefit
from recommender.crowd import Crowd, Floats
from recommender.encoder import Encoder
from recommender.entry import Entry, distinct, in_order, keep_first
from recommender.known import Known, family_name
from recommender.matching import Matching
from recommender.meaning import Meaning
from recommender.network import Graph
from recommender.single import one_against_all
from recommender.types import Network, Person, Resource, Tie
from recommender.weighing import rarity, sample, weigh

KEPT = 64
"""Answers of ``gains`` that are kept: a page's own, and those of the people compared for a question."""


@dataclass(frozen=True)
class Space:
    meaning: Meaning
    today: date
    me: int | None
    entries: Mapping[int, Entry]
    """person -> entry, in order of the ids."""
    base: tuple[int, ...]
    """Whose vectors ``crowd`` holds, in its order."""
    crowd: Crowd
    fresh: frozenset[int]
    """Whose entry is newer than their rows in ``crowd``."""
    known: Known
    resources: tuple[Resource, ...]
    resource_vectors: Floats
    """Two rows a resource: its title, what it is about."""
    asked: tuple[Floats, np.ndarray]
    """Offers and starts of the people sampled to say how common a need is."""

    @classmethod
    def of(cls, network: Network, encoder: Encoder, matching: Matching, *, today: date) -> Space:
        """Encodes every different text once; all else is arithmetic."""
        people = sorted(network.people, key=lambda person: person.id)
        texts = [facet.text for person in people for facet in (*person.offers, *person.needs)]
        meaning = Meaning.of(encoder, matching, texts)
        offers = [in_order(person.offers) for person in people]
        needs = [in_order(person.needs) for person in people]
        offer_vectors = _split(meaning, offers)
        need_vectors = _split(meaning, needs)
        kept_offers = [keep_first(*one) for one in zip(offers, offer_vectors, strict=True)]
        kept_needs = [keep_first(*one) for one in zip(needs, need_vectors, strict=True)]
        all_offers, offer_starts = _stack([vectors for _, vectors in kept_offers], meaning.dimensions)
        all_needs, need_starts = _stack([vectors for _, vectors in kept_needs], meaning.dimensions)
        rows = sample(len(people))
        asked = _stack([kept_offers[row][1] for row in rows], meaning.dimensions)
        facets = [facet for found, _ in kept_needs for facet in found]
        weights = weigh(facets, rarity(all_needs, *asked, matching), today)
        crowd = Crowd(all_offers, offer_starts, all_needs, need_starts, weights)
        entries = {
            person.id: Entry(
                person,
                kept_offers[i][0],
                kept_needs[i][0],
                all_offers[offer_starts[i] : offer_starts[i + 1]],
                all_needs[need_starts[i] : need_starts[i + 1]],
                weights[need_starts[i] : need_starts[i + 1]],
            )
            for i, person in enumerate(people)
        }
        resources = tuple(sorted(network.resources, key=lambda resource: resource.id))
        vectors = meaning.vectors([text for one in resources for text in (one.title, one.about or one.title)])
        known = Known.of(network, Graph.of(network))
        ids = tuple(entries)
        return cls(
            meaning, today, network.me, entries, ids, crowd, frozenset(), known, resources, vectors, asked
        )

    @property
    def matching(self) -> Matching:
        return self.meaning.matching

    @property
    def graph(self) -> Graph:
        return self.known.graph

    def with_person(self, person: Person, ties: Iterable[Tie] = ()) -> Space:
        """This person added or renewed, with the ties that are new; nobody else is looked at again.

        Ties that no longer are need a new ``Space.of``.
        """
        entry = self._entry(person)
        ties = tuple(ties)
        known = replace(self.known, graph=self.graph.with_ties(ties)) if ties else self.known
        entries = {**self.entries, person.id: entry}
        if person.id not in self.entries:
            entries = dict(sorted(entries.items()))
        return replace(self, entries=entries, known=known, fresh=self.fresh | {person.id})

    def settled(self) -> Space:
        """The same with every entry's vectors in one crowd: for a run over all pairs."""
        if not self.fresh:
            return self
        entries = list(self.entries.values())
        offers, offer_starts = _stack([one.offer_vectors for one in entries], self.meaning.dimensions)
        needs, need_starts = _stack([one.need_vectors for one in entries], self.meaning.dimensions)
        weights = np.concatenate([one.weights for one in entries]).astype(np.float32)
        crowd = Crowd(offers, offer_starts, needs, need_starts, weights)
        return replace(self, base=tuple(self.entries), crowd=crowd, fresh=frozenset())

    def gains(self, entry: Entry) -> Mapping[int, tuple[float, float]]:
        """other -> (what they gain from ``entry``'s offers, what ``entry`` gains from theirs), of whoever
        gains. The last answers are kept: gives, introductions and questions all begin here."""
        kept = self._gains.get(entry.id)
        if kept is None or kept[0] is not entry:
            if len(self._gains) >= KEPT:
                self._gains.clear()
            kept = self._gains[entry.id] = (entry, self._scan(entry))
        return kept[1]

    @cached_property
    def _gains(self) -> dict[int, tuple[Entry, dict[int, tuple[float, float]]]]:
        return {}

    def _scan(self, entry: Entry) -> dict[int, tuple[float, float]]:
        crowd = self.crowd
        found_all = one_against_all(
            crowd.offers,
            crowd.offer_starts,
            crowd.needs,
            crowd.need_starts,
            crowd.weights,
            my_offers=entry.offer_vectors,
            my_needs=entry.need_vectors,
            my_weights=entry.weights,
            lo=self.matching.lo,
            hi=self.matching.hi,
            cap=self.matching.cap,
        )
        theirs, mine = found_all.to_them, found_all.to_me
        rows = np.flatnonzero((theirs > 0) | (mine > 0))
        found = {self.base[row]: (float(theirs[row]), float(mine[row])) for row in rows}
        for other in sorted(self.fresh):
            one = self.entries[other]
            found[other] = self.gain(entry, one), self.gain(one, entry)
        return {other: both for other, both in sorted(found.items()) if other != entry.id and any(both)}

    def gain(self, giver: Entry, taker: Entry) -> float:
        """What the taker gains from the giver's offers."""
        return benefit(giver.offer_vectors, taker.need_vectors, taker.weights, self.matching)

    def may_meet(self, person: int) -> bool:
        """Whether somebody may be proposed for an introduction at all."""
        return person != self.me and self.entries[person].person.introducible and self.may_hear(person)

    def may_hear(self, person: int) -> bool:
        """Whether anything may be suggested about somebody."""
        return self.entries[person].person.suggestible

    @cached_property
    def namesakes(self) -> Mapping[str, int]:
        """family name -> how many bear it."""
        return Counter(family_name(entry.person) for entry in self.entries.values())

    def _entry(self, person: Person) -> Entry:
        offers, offer_vectors = distinct(person.offers, self.meaning)
        needs, need_vectors = distinct(person.needs, self.meaning)
        rarities = rarity(need_vectors, *self.asked, self.matching)
        return Entry(person, offers, needs, offer_vectors, need_vectors, weigh(needs, rarities, self.today))


def _split(meaning: Meaning, groups: Sequence[Sequence]) -> list[Floats]:
    """Vectors of every group's texts, encoded together."""
    vectors = meaning.vectors([facet.text for group in groups for facet in group])
    return np.split(vectors, np.cumsum([len(group) for group in groups])[:-1]) if groups else []


def _stack(parts: Sequence[Floats], dimensions: int) -> tuple[Floats, np.ndarray]:
    """One matrix and where each part starts in it."""
    starts = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    rows = np.concatenate(parts) if parts else np.zeros((0, dimensions), np.float32)
    return np.ascontiguousarray(rows, np.float32), starts
