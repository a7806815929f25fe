"""Amplify, congratulate or console: something of theirs that happened, with its date and where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.doubts import Doubt
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.occasions import Occasion, OccasionKind
from recommender.phrases import first_name, plain, quoted
from recommender.types import Kind, Reason

MINUTES = 2
WORTH = 0.5
"""What a kind word is worth, against a need met. Ours."""
RECENT_DAYS = 45
"""Later than this a congratulation is an afterthought, and nothing is new."""


def attention(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    name = first_name(them.person)
    for one in occasions:
        if one.on is None or not 0 <= (scene.space.today - one.on).days <= RECENT_DAYS:
            continue
        day = f"{one.on.day} {one.on:%B}"
        if one.kind is OccasionKind.SHOWS:
            yield Idea(
                Kind.AMPLIFY,
                them.id,
                f"Pass on {name}'s {plain(one.text)}",
                (
                    Reason(f"{name} made this public on {day} ({one.source}): {plain(one.text)}."),
                    *in_their_words(one),
                ),
                WORTH,
                MINUTES,
                occasion=one.id,
                doubts=(
                    Doubt(
                        0.5,
                        "Passing on what one has not read helps nobody.",
                        "Read it first; if it is not for your readers, leave it.",
                    ),
                ),
            )
        elif one.kind is OccasionKind.EVENT:
            yield _event(one, them, name, day)


def in_their_words(one: Occasion) -> Iterator[Reason]:
    """Their own words, where they were read and not told by the user."""
    if one.evidence:
        yield Reason(f"In their words: {quoted(one.evidence)}.")


def _event(one: Occasion, them: Entry, name: str, day: str) -> Idea:
    title = f"Write {name} a few lines" if one.sad else f"Congratulate {name}"
    doubt = (
        Doubt(0.5, f"{name} may prefer not to be written to about it.", "A word from somebody closer.")
        if one.sad
        else Doubt(0.5, "The page may be out of date or mean something else.", "Look at the page once more.")
    )
    return Idea(
        Kind.CONGRATULATE,
        them.id,
        title,
        (Reason(f"{plain(one.text)} ({one.source}, {day})."), *in_their_words(one)),
        WORTH,
        MINUTES,
        occasion=one.id,
        doubts=(doubt,),
    )
