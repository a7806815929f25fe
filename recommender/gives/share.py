"""Share: a page from the user's library that meets a need of theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from recommender.benefit import met
from recommender.doubts import Doubt, about_exposure, about_facets, about_ties
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.occasions import Occasion
from recommender.phrases import first_name, month, quoted
from recommender.space import Space
from recommender.types import Facet, Kind, Reason, Resource

MINUTES = 3
OLD_DAYS = 3 * 365
"""A page saved longer ago may be out of date."""


def share(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """Every resource that meets a need of theirs strongly, by the need it does most for."""
    space = scene.space
    if them.id == space.me or not len(them.needs):
        return
    for resource, row in zip(space.resources, how_met(space, them), strict=True):
        shares = space.matching.curve.effective(them.weights) * row
        best = int(np.argmax(shares))
        if row[best] >= space.matching.strong:
            gain = float(shares[best])
            yield _idea(resource, them.needs[best], them, scene, how=float(row[best]), gain=gain)


def how_met(space: Space, them: Entry) -> np.ndarray:
    """(resources, needs): by its title or by what it is about, whichever is nearer."""
    likeness = space.resource_vectors @ them.need_vectors.T
    return met(likeness.reshape(len(space.resources), 2, len(them.needs)).max(axis=1), space.matching)


def _idea(resource: Resource, need: Facet, them: Entry, scene: Scene, *, how: float, gain: float) -> Idea:
    name = first_name(them.person)
    sentence = f"{name} is looking for {quoted(need.text)}; {quoted(resource.title)} is about that."
    return Idea(
        Kind.SHARE,
        them.id,
        f"Send {name} {quoted(resource.title)}",
        (Reason(sentence, need=need, resource=resource.id, met=how),),
        gain,
        MINUTES,
        met=how,
        resource=resource.id,
        doubts=(
            *about_facets((need,), (them,), scene.space.today),
            *about_exposure((them,), scene.exposure),
            *about_ties(scene.space, (them,)),
            *_about(resource, name, scene),
        ),
    )


def _about(resource: Resource, name: str, scene: Scene) -> Iterator[Doubt]:
    if resource.on and (scene.space.today - resource.on).days > OLD_DAYS:
        yield Doubt(
            2.6,
            f"You saved this page in {month(resource.on)}; it may be out of date.",
            "Open it once before you send it.",
        )
    yield Doubt(0.5, f"{name} may have found this already.", f"If {name} has, dismiss it and it stays away.")
