"""One panel, two rankers: what the serving one and the one on trial would show, in one list, with whose
pick is whose."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recommender.learning.interleaving import EXPLORATION_NOTE, Slot, Team, interleave
from recommender.types import Kind, Suggestion

if TYPE_CHECKING:
    from numpy.random import Generator

EXPLORE = "explore"
"""The model named for a wild card: nobody's pick."""
SEVERAL = (Kind.INTRODUCE, Kind.ASK)
"""Kinds of which a section may hold several."""


def share(
    champion: Sequence[Suggestion],
    challenger: Sequence[Suggestion],
    *,
    limit: int,
    rng: Generator,
    unranked: Sequence[Suggestion] = (),
) -> list[tuple[Suggestion, Team]]:
    """At most ``limit`` of one section of the panel, from the rankings of both, best first.

    Gives come one of a kind from either ranker. Where the two chose differently within a kind, the champion's
    choice is shown as both's: the panel keeps to one of a kind, and what is tried is the order of the kinds.
    """
    held = {one.kind: one for one in champion if one.kind not in SEVERAL}
    challenger = [held.get(one.kind, one) for one in challenger]
    ranked = {one.kind for one in (*champion, *challenger)}
    unranked = [one for one in unranked if one.kind in SEVERAL or one.kind not in ranked]
    known = {_key(one): one for one in (*unranked, *challenger, *champion)}
    slots: tuple[Slot[tuple[object, ...]], ...] = interleave(
        [_key(one) for one in champion],
        [_key(one) for one in challenger],
        limit=limit,
        rng=rng,
        unranked=[_key(one) for one in unranked],
    )
    return [(known[slot.item], slot.team) for slot in slots]


def note_of(model: str) -> str:
    """What the user is told beside a place that is nobody's pick; nothing beside any other."""
    return EXPLORATION_NOTE if model == EXPLORE else ""


def model_of(team: Team, champion: str, challenger: str) -> str:
    """What the row of a shown suggestion says about whose pick it was."""
    names = {
        Team.CHAMPION: champion,
        Team.CHALLENGER: challenger,
        Team.BOTH: f"{champion}+{challenger}",
        Team.EXPLORE: EXPLORE,
    }
    return names[team]


def team_of(model: str, champion: str, challenger: str) -> Team | None:
    """The reverse; None for a pick of a trial that is over."""
    return next((team for team in Team if model_of(team, champion, challenger) == model), None)


def _key(one: Suggestion) -> tuple[object, ...]:
    return one.kind, one.person, one.other, one.resource
