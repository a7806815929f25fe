"""One person as the recommender compares them: facets without repetition, their vectors, the weights of
the needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from recommender.kernel.crowd import Floats
from recommender.types import Facet, Person
from recommender.weighing import counts, trust

SAME = 0.84
"""Two facets of one person this alike are one said twice ("a CTO", "CTO"). Of the 6,013 pairs of one person's
skills in the shared bios the three above it say the same; "Neuroscience" and "Computational
neuroscience", which do not, lie at 0.81."""


@dataclass(frozen=True)
class Entry:
    """Rows of the vectors stand in the order of the facets."""

    person: Person
    offers: tuple[Facet, ...]
    needs: tuple[Facet, ...]
    offer_vectors: Floats
    need_vectors: Floats
    weights: Floats

    @property
    def id(self) -> int:
        return self.person.id


def in_order(facets: Sequence[Facet]) -> list[Facet]:
    """Those that count, in the same order whatever the order given: surest first, newest, by the letter."""
    return sorted(
        (facet for facet in facets if counts(facet)),
        key=lambda one: (-trust(one), -(one.on or date.min).toordinal(), one.text.casefold(), one.id),
    )


def keep_first(ordered: Sequence[Facet], vectors: Floats) -> tuple[tuple[Facet, ...], Floats]:
    """Those of the facets that do not say again what a surer one says, with their vectors."""
    if len(ordered) < 2:  # noqa: PLR2004 - one cannot repeat itself
        return tuple(ordered), vectors
    alike = vectors @ vectors.T >= SAME
    kept: list[int] = []
    texts: set[str] = set()
    for row, facet in enumerate(ordered):
        text = facet.text.casefold()
        if text not in texts and not alike[row, kept].any():
            kept.append(row)
            texts.add(text)
    return tuple(ordered[row] for row in kept), np.ascontiguousarray(vectors[kept])
