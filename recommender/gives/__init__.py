"""Ways to give, one a file: each says what it would propose for a person, or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from recommender.entry import Entry
from recommender.gives.attention import attention
from recommender.gives.gratitude import gratitude
from recommender.gives.help import help_them
from recommender.gives.opinion import opinion
from recommender.gives.reconnect import reconnect
from recommender.gives.refer import refer
from recommender.gives.share import share
from recommender.ideas import Idea, Scene
from recommender.learn import learn
from recommender.occasions import Occasion

Way = Callable[[Entry, Scene, Sequence[Occasion]], Iterator[Idea]]


def _learn(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    return learn(them, scene)


WAYS: tuple[Way, ...] = (help_them, share, refer, _learn, gratitude, attention, opinion, reconnect)
"""A new way to give is a function here."""


def gives(them: Entry, scene: Scene, occasions: Sequence[Occasion] = ()) -> list[Idea]:
    """Everything that could be given to a person, unjudged. ``occasions``: those that concern this person."""
    theirs = [one for one in occasions if one.person == them.id]
    return [idea for way in WAYS for idea in way(them, scene, theirs)]
