"""Small worlds whose right answer is obvious: words are dimensions, and people need and offer words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import count

import pytest

from recommender.encoder import DemoEncoder
from recommender.learning.ranker import prior_ranker
from recommender.matching import Matching
from recommender.space import Space
from recommender.types import BarredPair, Facet, FacetKind, Network, Person, Resource, Tie

WORDS = "cto python law design bread piano garden funding office room website feedback mentor bees tax"
TODAY = date(2026, 5, 4)


class World:
    """Makes people and facets with ids of their own."""

    today = TODAY
    encoder = DemoEncoder(WORDS)
    matching = Matching(lexical=0.0)
    ranker = prior_ranker()

    def __init__(self) -> None:
        self._ids = count(1)

    def facet(self, kind: FacetKind, text: str, age: int = 0, **other: object) -> Facet:
        values = {"evidence": f"I mean {text}", "source": "note", "confirmed": True, **other}
        return Facet(next(self._ids), kind, text, on=self.today - timedelta(days=age), **values)

    def person(
        self,
        id: int,
        offers: str | Sequence[str | Facet] = (),
        needs: str | Sequence[str | Facet] = (),
        name: str = "",
        **other: object,
    ) -> Person:
        return Person(
            id,
            name or f"Person{id} Surname{id}",
            offers=self.facets(FacetKind.OFFER, offers),
            needs=self.facets(FacetKind.NEED, needs),
            **other,
        )

    def facets(self, kind: FacetKind, texts: str | Sequence[str | Facet]) -> tuple[Facet, ...]:
        texts = [texts] if isinstance(texts, str) else texts
        return tuple(one if isinstance(one, Facet) else self.facet(kind, one) for one in texts)

    def space(
        self,
        *people: Person,
        me: int | None = None,
        ties: Sequence[Tie] = (),
        barred: Sequence[BarredPair] = (),
        resources: Sequence[Resource] = (),
        matching: Matching | None = None,
    ) -> Space:
        network = Network(me, tuple(people), tuple(ties), tuple(barred), tuple(resources))
        return Space.of(network, self.encoder, matching or self.matching, today=self.today)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture(scope="session")
def new_world() -> type[World]:
    """For property tests, which need a world for each example."""
    return World


@pytest.fixture
def pair_of_gardener_and_lawyer(world: World) -> Callable[..., Space]:
    """Ada (1) offers a garden and needs law; Ben (2) the reverse; Robin (9) is the user."""

    def make(**other: object) -> Space:
        return world.space(
            world.person(1, "garden", "law", name="Ada Green"),
            world.person(2, "law", "garden", name="Ben Court"),
            world.person(9, "python", "bread", name="Robin Me"),
            me=9,
            **other,
        )

    return make
