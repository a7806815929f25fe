"""Thank and endorse: grounded in help that was received and recorded, in nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.doubts import Doubt
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.occasions import Occasion, OccasionKind
from recommender.phrases import first_name, month, plain
from recommender.types import Kind, Reason

THANK_MINUTES, ENDORSE_MINUTES = 3, 10
THANKS_WORTH = 0.8
"""What a thank-you is worth to who gets it: thankers underestimate it (Kumar & Epley 2018). The figure is
ours."""
ENDORSEMENT_WORTH = 0.5
STALE_DAYS = 2 * 365
"""What is longer ago is not vouched for unasked."""


def gratitude(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """Thanks first; an endorsement only for what has been thanked for."""
    name = first_name(them.person)
    helped = [one for one in occasions if one.kind is OccasionKind.HELPED]
    for one in sorted(helped, key=lambda one: (one.on is None, one.on, one.id), reverse=True):
        when = f" in {month(one.on)}" if one.on else ""
        if not one.thanked:
            yield Idea(
                Kind.THANK,
                them.id,
                f"Thank {name} for {plain(one.text)}",
                (Reason(f"{name} helped you{when}: {plain(one.text)}. No thanks are recorded yet."),),
                THANKS_WORTH,
                THANK_MINUTES,
                occasion=one.id,
                doubts=(Doubt(0.5, "You may have said thank you in person.", "If so, mark it as thanked."),),
            )
        elif one.on is None or (scene.space.today - one.on).days <= STALE_DAYS:
            yield Idea(
                Kind.ENDORSE,
                them.id,
                f"Vouch for {name}: {plain(one.text)}",
                (Reason(f"You can say from your own experience what {name} did{when}: {plain(one.text)}."),),
                ENDORSEMENT_WORTH,
                ENDORSE_MINUTES,
                occasion=one.id,
                doubts=(
                    Doubt(
                        0.5,
                        f"{name} may not want it public.",
                        f"Ask {name} whether a few public words would be welcome.",
                    ),
                ),
            )
