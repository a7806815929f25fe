"""Feedback and mentoring: something of the user's own meets a need of theirs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from recommender.doubts import about_exposure, about_facets, about_match, about_ties
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import Match, matches
from recommender.occasions import Occasion
from recommender.phrases import first_name
from recommender.types import Kind

FEEDBACK = re.compile(
    r"\b(?:feedback|review\w*|critique|proof-?read\w*|second opinion|sanity check|opinion|comments? on|beta"
    r"|testers?|user tests?|pilot users?)\b",
    re.IGNORECASE,
)
"""Words of a need that is answered by looking at something and saying what one thinks."""
LEARNING = re.compile(
    r"\b(?:learn\w*|mentor\w*|advi[cs]e|guidance|coach\w*|teach\w*|tutor\w*|lessons?|training|first job|career"
    r"|explain\w*|how to|understand\w*|introduction to|experience (?:with|of|in))\b",
    re.IGNORECASE,
)
"""Words of a need that is answered by a conversation; other needs are answered by doing or lending something."""
FEEDBACK_MINUTES, TALK_MINUTES, HELP_MINUTES = 20, 30, 15


def help_them(them: Entry, scene: Scene, occasions: Sequence[Occasion]) -> Iterator[Idea]:
    """One idea a kind: the best-met need of each."""
    space = scene.space
    if space.me is None or them.id == space.me:
        return
    seen: set[Kind] = set()
    for match in matches(space.entries[space.me], them, space.matching):
        kind = Kind.FEEDBACK if FEEDBACK.search(match.need.text) else Kind.MENTOR
        if match.met >= space.matching.strong and kind not in seen:
            seen.add(kind)
            yield _idea(kind, match, them, scene)


def _idea(kind: Kind, match: Match, them: Entry, scene: Scene) -> Idea:
    name = first_name(them.person)
    if kind is Kind.FEEDBACK:
        title, minutes = f"Offer {name} your feedback", FEEDBACK_MINUTES
    elif LEARNING.search(f"{match.need.text} {match.offer.text}"):
        title, minutes = f"Offer {name} half an hour of yours", TALK_MINUTES
    else:
        title, minutes = f"Offer {name} your help", HELP_MINUTES
    doubts = (
        *about_facets((match.need, match.offer), (them, match.giver), scene.space.today),
        *about_exposure((them,), scene.exposure),
        *about_ties(scene.space, (them,)),
        *about_match(match, scene.space),
    )
    return Idea(
        kind,
        them.id,
        title,
        (match.reason(scene.space.me),),
        match.share,
        minutes,
        met=match.met,
        doubts=doubts,
    )
