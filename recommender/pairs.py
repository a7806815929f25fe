"""The best mutual pairs among people given as plain texts: ``comity pairs``.

``best_pairs(people, encoder, matching)``: people are ``Somebody(id, offers, needs, knows)``. Returns
pairs where both gain, best first, none who know each other, each with the need that is best met on either
side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from recommender.benefit import mutual
from recommender.encoder import Encoder
from recommender.kernel.blocks import mutual_top
from recommender.match import best_match
from recommender.matching import Matching
from recommender.space import Space
from recommender.types import Facet, FacetKind, Network, Person, Tie

A_PERSON = 10
"""Partners looked at for each person."""
ANY_DAY = date(2000, 1, 1)
"""Texts without dates are all as fresh as each other."""


@dataclass(frozen=True, slots=True)
class Somebody:
    id: str | int
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    knows: tuple[str | int, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """``a`` stands before ``b`` in the input. Gains and their product lie in (0, 1]."""

    a: str | int
    b: str | int
    a_gains: float
    b_gains: float
    mutual: float
    because: tuple[str, str]
    """(a's need, b's offer that meets it) and the other way round, as sentences."""


def best_pairs(
    people: Sequence[Somebody],
    encoder: Encoder,
    matching: Matching,
    *,
    each: int = A_PERSON,
    threads: int = 1,
) -> tuple[Pair, ...]:
    """Best first, of equals in the order of the input. Raises ValueError where an id stands twice."""
    row = {one.id: i for i, one in enumerate(people)}
    if len(row) != len(people):
        raise ValueError("Every person needs an id of their own.")
    space = Space.of(_network(people, row), encoder, matching, today=ANY_DAY)
    curve = matching.curve
    crowd = space.crowd
    values, partners = mutual_top(
        crowd.offers,
        crowd.offer_starts,
        crowd.needs,
        crowd.need_starts,
        crowd.weights,
        lo=curve.lo,
        hi=curve.hi,
        cap=curve.cap,
        known=space.known.matrix({i: i for i in range(len(people))}),
        k=max(1, min(each, len(people))),
        threads=threads,
    )
    pairs = {
        (min(a, int(b)), max(a, int(b)))
        for a, (found, best) in enumerate(zip(values, partners, strict=True))
        for value, b in zip(found, best, strict=True)
        if value > 0
    }
    found = [pair for pair in (_pair(people, a, b, space) for a, b in sorted(pairs)) if pair is not None]
    return tuple(sorted(found, key=lambda pair: (-round(pair.mutual, 9), row[pair.a], row[pair.b])))


def _network(people: Sequence[Somebody], row: dict[str | int, int]) -> Network:
    def facets(kind: FacetKind, texts: Sequence[str]) -> tuple[Facet, ...]:
        return tuple(Facet(0, kind, text, on=ANY_DAY, confirmed=True) for text in texts)

    persons = tuple(
        Person(
            i,
            str(one.id),
            offers=facets(FacetKind.OFFER, one.offers),
            needs=facets(FacetKind.NEED, one.needs),
        )
        for i, one in enumerate(people)
    )
    ties = tuple(Tie(row[one.id], row[other]) for one in people for other in one.knows if other in row)
    return Network(None, persons, ties)


def _pair(people: Sequence[Somebody], a: int, b: int, space: Space) -> Pair | None:
    one, other = space.entries[a], space.entries[b]
    to_a, to_b = best_match(other, one, space.matching), best_match(one, other, space.matching)
    if to_a is None or to_b is None:
        return None
    a_gains, b_gains = space.gain(other, one), space.gain(one, other)
    because = (
        f"{people[a].id} needs “{to_a.need.text}”; {people[b].id} offers “{to_a.offer.text}”.",
        f"{people[b].id} needs “{to_b.need.text}”; {people[a].id} offers “{to_b.offer.text}”.",
    )
    return Pair(people[a].id, people[b].id, a_gains, b_gains, mutual(a_gains, b_gains), because)
