"""Reconnect: a tie gone quiet, and a reason to write that is theirs as much as the user's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.doubts import Doubt, about_facets
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import best_match
from recommender.occasions import Occasion
from recommender.phrases import first_name, month, plain
from recommender.types import Kind, Reason

MINUTES = 5
WORTH = 0.4
"""What hearing again is worth beside the reason itself. Dormant ties are as useful as current ones
(Levin, Walter & Murnighan 2011); the figure is ours."""


def reconnect(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """Only with a reason: something of the user's for a need of theirs, or something that happened to them.

    Never because the user wants something of them: that would be an ask in disguise.
    """
    space = scene.space
    tie = space.graph.mine(them.id)
    if space.me is None or tie is None or not space.graph.is_dormant(tie, space.today):
        return
    name = first_name(them.person)
    match = best_match(space.entries[space.me], them, space.matching)
    if match is not None and match.met >= space.matching.fair:
        reason, how = match.reason(space.me), match.met
        doubts = tuple(about_facets((match.need, match.offer), (them, match.giver), space.today))
    elif recent := [one for one in occasions if one.on is not None]:
        newest = max(recent, key=lambda one: (one.on, one.id))
        reason, how, doubts = Reason(f"{plain(newest.text)} ({newest.source})."), 1.0, ()
    else:
        return
    quiet = f" since {month(tie.on)}" if tie.on else " for a while"
    yield Idea(
        Kind.RECONNECT,
        them.id,
        f"Write to {name} again",
        (Reason(f"You and {name} have not been in touch{quiet}."), reason),
        max(WORTH, match.share if match else 0.0),
        MINUTES,
        met=how,
        doubts=(
            *doubts,
            Doubt(
                1.0,
                f"It has been quiet with {name}; an offer out of the blue may look like a request.",
                "Say hello first, and let the offer wait for the answer.",
            ),
        ),
    )
