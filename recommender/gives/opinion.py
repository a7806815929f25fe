"""Feedback on work they show, in a field the user knows: offered, not handed over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from recommender.benefit import best_offers
from recommender.doubts import Doubt
from recommender.entry import Entry
from recommender.gives.attention import RECENT_DAYS, in_their_words
from recommender.gives.help import FEEDBACK_MINUTES
from recommender.ideas import Idea, Scene
from recommender.occasions import Occasion, OccasionKind
from recommender.phrases import first_name, plain, quoted
from recommender.types import Kind, Reason

WORTH = 0.3
"""What an opinion is worth to who did not ask for one: less than a kind word, and never as much as a need met. Ours."""


def opinion(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """Only where an offer of the user's is about what is shown; a need of theirs for feedback is ``help_them``'s."""
    space = scene.space
    shown = [
        one
        for one in occasions
        if one.kind is OccasionKind.SHOWS and one.on and 0 <= (space.today - one.on).days <= RECENT_DAYS
    ]
    if space.me is None or them.id == space.me or not shown or not space.entries[space.me].offers:
        return
    me, name = space.entries[space.me], first_name(them.person)
    works = space.meaning.vectors([one.text for one in shown])
    how_met, best = best_offers(me.offer_vectors, works, space.matching)
    at = int(np.argmax(how_met))
    if how_met[at] < space.matching.strong:
        return
    one, offer = shown[at], me.offers[best[at]]
    yield Idea(
        Kind.FEEDBACK,
        them.id,
        f"Offer {name} your opinion of the {plain(one.text)}",
        (
            Reason(
                f"{name} shows {quoted(one.text)}; you offer {quoted(offer.text)}.",
                offer=offer,
                met=float(how_met[at]),
            ),
            *in_their_words(one),
        ),
        WORTH,
        FEEDBACK_MINUTES,
        met=float(how_met[at]),
        occasion=one.id,
        doubts=(
            Doubt(
                1.5,
                f"{name} has not asked for an opinion, and may want none.",
                "Offer it, say what you liked, and wait to be asked for the rest.",
            ),
        ),
    )
