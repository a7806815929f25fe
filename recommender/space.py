"""Everything comparable about a network, ready for one person's panel or for all pairs at once.

``Space.of`` reads everybody; ``changed`` brings in what is new of a few in milliseconds and leaves the rest as
it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np

from recommender.benefit import benefit
from recommender.encoder import Encoder
from recommender.entry import Entry, in_order, keep_first
from recommender.kernel.bits import BitIndex
from recommender.kernel.crowd import Crowd, Floats
from recommender.kernel.single import Ids, Query, score
from recommender.known import Known
from recommender.matching import Matching
from recommender.meaning import Meaning
from recommender.network import Graph
from recommender.types import BarredPair, Facet, Network, Person, Resource, Tie
from recommender.weighing import rarity, sample, weigh

KEPT = 64
"""Answers of ``gains`` that are kept: a page's own, and those of the people compared for a question."""

Asked = tuple[Floats, np.ndarray]
Gains = Iterator[tuple[int, tuple[float, float]]]


@dataclass(frozen=True)
class Space:
    meaning: Meaning
    today: date
    me: int | None
    entries: Mapping[int, Entry]
    """person -> entry, in order of the ids."""
    base: Ids
    """(n,) whose vectors ``crowd`` holds, in its order: that of the ids."""
    crowd: Crowd
    fresh: frozenset[int]
    """Whose rows in ``crowd`` hold no longer: their entry is newer, or they are gone."""
    known: Known
    resources: tuple[Resource, ...]
    resource_vectors: Floats
    """Two rows a resource: its title, what it is about."""
    asked: Asked
    """Offers and starts of the people sampled to say how common a need is."""
    sieve: BitIndex | None = None
    """Of ``crowd``, where it is large and there was time to make it: then only a few are compared in full."""

    @classmethod
    def of(cls, network: Network, encoder: Encoder, matching: Matching, *, today: date) -> Space:
        """Encodes every different text once; all else is arithmetic."""
        people = sorted(network.people, key=lambda person: person.id)
        texts = [facet.text for person in people for facet in (*person.offers, *person.needs)]
        meaning = Meaning.of(encoder, matching, texts)
        offers, needs = _read(people, meaning)
        asked = _sampled([vectors for _, vectors in offers], meaning.dimensions)
        crowd, entries = _compare(people, offers, needs, meaning, asked, today)
        known = Known.of(network, Graph.of(network))
        ids, library = np.array(list(entries), np.int64), _library(network.resources, meaning)
        return cls(meaning, today, network.me, entries, ids, crowd, frozenset(), known, *library, asked)

    @property
    def matching(self) -> Matching:
        return self.meaning.matching

    @property
    def graph(self) -> Graph:
        return self.known.graph

    def changed(
        self,
        people: Iterable[Person] = (),
        *,
        gone: Collection[int] = (),
        ties: Iterable[Tie] = (),
        untied: Iterable[tuple[int, int]] = (),
        barred: Iterable[BarredPair] | None = None,
        resources: Iterable[Resource] | None = None,
    ) -> Space:
        """These people added or renewed, those gone left out, and likewise ties; nobody else is looked at again.

        ``barred`` and ``resources`` take the place of those there were. How rare words and needs are stays as it
        was found: read everything anew once much has changed.
        """
        people = sorted(people, key=lambda person: person.id)
        gone = frozenset(gone) & self.entries.keys()
        _, renewed = _compare(people, *_read(people, self.meaning), self.meaning, self.asked, self.today)
        entries = {one: entry for one, entry in {**self.entries, **renewed}.items() if one not in gone}
        if entries.keys() != self.entries.keys():
            entries = dict(sorted(entries.items()))
        library = self.resources, self.resource_vectors
        if resources is not None:
            library = _library(resources, self.meaning)
        return replace(
            self,
            entries=entries,
            fresh=self.fresh | gone | renewed.keys(),
            known=self.known.changed(people, gone, ties, untied, barred),
            resources=library[0],
            resource_vectors=library[1],
        )

    def settled(self) -> Space:
        """The same with every entry's vectors in one crowd: for a run over all pairs."""
        if not self.fresh:
            return self
        crowd = crowd_of(list(self.entries.values()), self.meaning.dimensions)
        return replace(
            self, base=np.array(list(self.entries), np.int64), crowd=crowd, fresh=frozenset(), sieve=None
        )

    def prepared(self, sieve: BitIndex | None, graph: Graph) -> Space:
        """With the sieve of its crowd, and the communities of an earlier graph of its people."""
        if not self.graph.prepared:
            known = replace(self.known, graph=self.graph.with_communities_of(graph, sorted(self.fresh)))
            return replace(self, sieve=sieve, known=known)
        return replace(self, sieve=sieve)

    def gains(self, entry: Entry) -> Mapping[int, tuple[float, float]]:
        """other -> (what they gain from ``entry``'s offers, what ``entry`` gains from theirs), of whoever
        gains; in a large network of those with whom it may be most, either way or together.

        The last answers are kept: gives, introductions and questions all begin here.
        """
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
        """Those changed since the crowd was put together are compared by themselves."""
        query = Query.of(entry.offer_vectors, entry.need_vectors, entry.weights, self.matching.curve)
        found = dict(self._scored(query, self.crowd, self.base, self._sifted(entry, query)))
        for person in self.fresh:
            found.pop(person, None)
        late = [self.entries[person] for person in sorted(self.fresh) if person in self.entries]
        if late:
            ids = np.array([one.id for one in late])
            found.update(self._scored(query, crowd_of(late, self.meaning.dimensions), ids))
        found.pop(entry.id, None)
        return dict(sorted(found.items()))

    def _sifted(self, entry: Entry, query: Query) -> Ids | None:
        """Rows of the crowd worth a comparison in full; None for all."""
        if self.sieve is None:
            return None
        out = np.isin(self.base, list(self.fresh | self.known.to(entry.id)))
        return self.sieve.sift(query, leave_out=np.flatnonzero(out))

    def _scored(self, query: Query, crowd: Crowd, ids: Ids, among: Ids | None = None) -> Gains:
        found = score(crowd, self.matching.curve, query, among)
        some = np.flatnonzero((found.to_them > 0) | (found.to_me > 0))
        figures = zip(found.to_them[some].tolist(), found.to_me[some].tolist(), strict=True)
        people = ids if among is None else ids[among]
        return zip(people[some].tolist(), figures, strict=True)

    def gain(self, giver: Entry, taker: Entry) -> float:
        """What the taker gains from the giver's offers."""
        return benefit(giver.offer_vectors, taker.need_vectors, taker.weights, self.matching)

    def may_meet(self, person: int) -> bool:
        """Whether somebody may be proposed for an introduction at all."""
        return person != self.me and self.entries[person].person.introducible and self.may_hear(person)

    def may_hear(self, person: int) -> bool:
        """Whether anything may be suggested about somebody."""
        return self.entries[person].person.suggestible


Kept = list[tuple[tuple[Facet, ...], Floats]]


def _read(people: Sequence[Person], meaning: Meaning) -> tuple[Kept, Kept]:
    """Each one's offers and needs without repetition, with their vectors; everybody's encoded together."""

    def kept(groups: Sequence[Sequence[Facet]]) -> Kept:
        return [keep_first(*one) for one in zip(groups, _split(meaning, groups), strict=True)]

    offers = kept([in_order(person.offers) for person in people])
    return offers, kept([in_order(person.needs) for person in people])


def _compare(
    people: Sequence[Person], offers: Kept, needs: Kept, meaning: Meaning, asked: Asked, today: date
) -> tuple[Crowd, dict[int, Entry]]:
    """People as a crowd, and as entries that share its vectors."""
    all_offers, offer_starts = _stack([vectors for _, vectors in offers], meaning.dimensions)
    all_needs, need_starts = _stack([vectors for _, vectors in needs], meaning.dimensions)
    facets = [facet for found, _ in needs for facet in found]
    weights = weigh(facets, rarity(all_needs, *asked, meaning.matching), today)
    entries = {
        person.id: Entry(
            person,
            offers[i][0],
            needs[i][0],
            all_offers[offer_starts[i] : offer_starts[i + 1]],
            all_needs[need_starts[i] : need_starts[i + 1]],
            weights[need_starts[i] : need_starts[i + 1]],
        )
        for i, person in enumerate(people)
    }
    return Crowd(all_offers, offer_starts, all_needs, need_starts, weights), entries


def crowd_of(entries: Sequence[Entry], dimensions: int) -> Crowd:
    offers, offer_starts = _stack([one.offer_vectors for one in entries], dimensions)
    needs, need_starts = _stack([one.need_vectors for one in entries], dimensions)
    weights = np.concatenate([np.zeros(0), *(one.weights for one in entries)]).astype(np.float32)
    return Crowd(offers, offer_starts, needs, need_starts, weights)


def asked_of(crowd: Crowd) -> Asked:
    """Of whom it was asked how common a need is, when that crowd was read."""
    starts = crowd.offer_starts
    offers = [crowd.offers[a:b] for a, b in zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)]
    return _sampled(offers, crowd.dimensions)


def _sampled(offers: Sequence[Floats], dimensions: int) -> Asked:
    return _stack([offers[row] for row in sample(len(offers))], dimensions)


def _library(resources: Iterable[Resource], meaning: Meaning) -> tuple[tuple[Resource, ...], Floats]:
    ordered = tuple(sorted(resources, key=lambda resource: resource.id))
    return ordered, meaning.vectors([text for one in ordered for text in (one.title, one.about or one.title)])


def _split(meaning: Meaning, groups: Sequence[Sequence]) -> list[Floats]:
    """Vectors of every group's texts, encoded together."""
    vectors = meaning.vectors([facet.text for group in groups for facet in group])
    return np.split(vectors, np.cumsum([len(group) for group in groups])[:-1]) if groups else []


def _stack(parts: Sequence[Floats], dimensions: int) -> tuple[Floats, np.ndarray]:
    """One matrix and where each part starts in it."""
    starts = np.concatenate(([0], np.cumsum([len(part) for part in parts]))).astype(np.int64)
    rows = np.concatenate(parts) if parts else np.zeros((0, dimensions), np.float32)
    return np.ascontiguousarray(rows, np.float32), starts
