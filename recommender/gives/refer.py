"""Refer: their offer meets a need of somebody the user knows. A client, a job, a collaborator for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.doubts import about_exposure, about_facets, about_match, about_pair, about_ties
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import Match, best_match
from recommender.meetings import BEST_OF_EACH, LEAST
from recommender.occasions import Occasion
from recommender.phrases import NO_NEED_TO_EXPLAIN, names
from recommender.types import Kind

MINUTES = 5


def refer(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """Those who would gain from this person's offers and have, as far as is known, nothing this person needs.

    Where they have, it is an introduction, which helps both. Only strong matches: here nobody on the
    other side would notice a wrong one.
    """
    space = scene.space
    if them.id == space.me or not space.may_meet(them.id):
        return
    gains = space.gains(them).items()
    one_sided = sorted((-they, other) for other, (they, i) in gains if they >= LEAST > i)
    for loss, other in one_sided[:BEST_OF_EACH]:
        they_gain = -loss
        if not space.may_meet(other):
            continue
        if space.known.why(them.id, other) or space.graph.mine(other) is None:
            continue
        match = best_match(them, space.entries[other], space.matching)
        if match is not None and match.met >= space.matching.strong:
            yield _idea(match, they_gain, scene)


def _idea(match: Match, gain: float, scene: Scene) -> Idea:
    space, them, other = scene.space, match.giver, match.taker
    name, client = names(them.person, other.person)
    return Idea(
        Kind.REFER,
        them.id,
        f"Tell {client} about {name}",
        (match.reason(),),
        gain,
        MINUTES,
        met=match.met,
        other=other.id,
        decline=NO_NEED_TO_EXPLAIN,
        doubts=(
            *about_pair(space, them, other),
            *about_facets((match.need, match.offer), (other, them), space.today),
            *about_exposure((them, other), scene.exposure),
            *about_ties(space, (them, other)),
            *about_match(match, space),
        ),
    )
