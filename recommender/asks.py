"""Ask, last of all: something of theirs meets a need of the user's, and saying no is made easy."""

from __future__ import annotations

from collections.abc import Iterator

from recommender.doubts import Doubt, about_exposure, about_facets, about_match, about_ties
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import Match, matches
from recommender.phrases import NO_NEED_TO_EXPLAIN, first_name, listed, names, quoted
from recommender.types import Kind

MINUTES = 10


def asks(them: Entry, scene: Scene, give_first: str = "") -> Iterator[Idea]:
    """One idea for each need of the user's that this person meets fairly.

    ``give_first``: the title of something that could be given before.
    """
    space = scene.space
    if space.me is None or them.id == space.me:
        return
    for match in matches(them, space.entries[space.me], space.matching):
        if match.met >= space.matching.fair:
            yield _idea(match, them, scene, give_first)


def _idea(match: Match, them: Entry, scene: Scene, give_first: str) -> Idea:
    name = first_name(them.person)
    return Idea(
        Kind.ASK,
        them.id,
        f"Ask {name} about {quoted(match.offer.text)}",
        (match.reason(scene.space.me),),
        match.share,
        MINUTES,
        met=match.met,
        decline=NO_NEED_TO_EXPLAIN,
        doubts=(
            *_warmer(them, scene),
            *_give_first(give_first),
            *about_facets((match.offer,), (them,), scene.space.today),
            *about_exposure((them,), scene.exposure),
            *about_ties(scene.space, (them,)),
            *about_match(match, scene.space),
            Doubt(
                0.8,
                f"It asks for {name}'s time, and nothing says that {name} has any to spare.",
                "Ask for the smallest thing that would help, or give first.",
            ),
        ),
    )


def _give_first(title: str) -> Iterator[Doubt]:
    if title:
        yield Doubt(2.1, f"There is something to give first: {title[0].lower()}{title[1:]}.", "Give first.")


def _warmer(them: Entry, scene: Scene) -> Iterator[Doubt]:
    """Somebody closer to both might be the better way."""
    space = scene.space
    if space.me is None or space.graph.mine(them.id) is not None:
        return
    way = space.graph.way(space.me, them.id)[1:-1]
    if way:
        between = listed(names(*(space.entries[person].person for person in way if person in space.entries)))
        yield Doubt(
            2.4,
            f"You do not know {first_name(them.person)} yourself; {between} might be the warmer way.",
            f"Ask {between} first whether an introduction would be welcome.",
        )
