"""The idea of an introduction: two people, what each would gain and from what, and what speaks against it."""

from __future__ import annotations

from recommender.doubts import (
    RIVALS,
    about_balance,
    about_exposure,
    about_facets,
    about_match,
    about_pair,
    about_ties,
)
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import Match, best_match
from recommender.phrases import NO_NEED_TO_EXPLAIN, names
from recommender.types import Kind

MINUTES = 10
"""Two short messages, and a third when both have said yes."""
BEST_OF_EACH = 50
"""Partners of each person that the ranker sees: what it was measured on."""
LEAST = 0.2
"""Each side must gain this much: a fairly met need of middling rarity, fresh and fairly sure, gains .25.
A wrong introduction costs two people an hour; a missing one costs nothing that anybody notices."""
ONE_FIELD = 0.5
"""Likeness of two offers from which they lie in one field. Heritage vegetables by the box and by the week: .76;
a restaurant's order and a grower's delivery, which do meet: below."""


def meeting(a: Entry, b: Entry, scene: Scene) -> Idea | None:
    """None unless a need of each is met at least fairly by the other, and they may be introduced."""
    space = scene.space
    if not (space.may_meet(a.id) and space.may_meet(b.id)) or space.known.why(a.id, b.id):
        return None
    to_a = best_match(b, a, space.matching)
    if to_a is None or to_a.met < space.matching.fair:
        return None
    to_b = best_match(a, b, space.matching)
    if to_b is None or to_b.met < space.matching.fair:
        return None
    if on_one_side(to_a, to_b):
        return None
    a_gains, b_gains = space.gain(b, a), space.gain(a, b)
    if min(a_gains, b_gains) < LEAST:
        return None
    used = (to_a.need, to_b.offer, to_b.need, to_a.offer)
    doubts = (
        *about_pair(space, a, b),
        *about_facets(used, (a, a, b, b), space.today),
        *about_exposure((a, b), scene.exposure),
        *about_ties(space, (a, b)),
        *about_balance(space, a, b, a_gains, b_gains),
        *about_match(min(to_a, to_b, key=lambda match: match.met), space),
    )
    one, other = names(a.person, b.person)
    return Idea(
        Kind.INTRODUCE,
        a.id,
        f"Introduce {one} and {other}",
        (to_a.reason(), to_b.reason()),
        a_gains,
        MINUTES,
        met=min(to_a.met, to_b.met),
        other=b.id,
        gain_other=b_gains,
        decline=NO_NEED_TO_EXPLAIN,
        doubts=doubts,
    )


def on_one_side(to_a: Match, to_b: Match) -> bool:
    """Both want the same and both bring the same: two growers who look for restaurants.

    Each one's offer then names what the other's need is about, and meets it for nobody.
    """
    needs = to_a.need_vector @ to_b.need_vector
    offers = to_a.offer_vector @ to_b.offer_vector
    return bool(needs >= RIVALS and offers >= ONE_FIELD)
