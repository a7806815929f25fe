"""Two rankers share one list: each picks in turn, nobody sees whose pick is whose, and credit goes to whose
was taken.

Team draft (Radlinski, Kurup & Joachims 2008, CIKM), with one saving: where both would pick the same, the
pick is nobody's. Expected credit is unchanged, and its noise is less: what both agree on says nothing about
which is better.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from numpy.random import Generator

Item = TypeVar("Item", bound=Hashable)


class Team(StrEnum):
    """Whose pick a place in the list was; logged with what was shown."""

    CHAMPION = "champion"
    CHALLENGER = "challenger"
    BOTH = "both"
    EXPLORE = "explore"
    """Nobody's pick: shown to learn from, at most one a list, the last, and marked so to the user."""


EXPLORATION_NOTE = "A wild card: your answer teaches Comity what it cannot guess."
"""What the user reads beside an exploration slot."""


@dataclass(frozen=True, slots=True)
class Slot(Generic[Item]):
    item: Item
    team: Team


def interleave(
    champion: Sequence[Item],
    challenger: Sequence[Item],
    *,
    limit: int,
    rng: Generator,
    unranked: Sequence[Item] = (),
) -> tuple[Slot[Item], ...]:
    """At most ``limit`` slots from two rankings, best first. A coin decides who stands above in each
    contested pair.

    With ``unranked`` the last slot goes to one of these that is not in the list yet, drawn at random.
    """
    spare = list(unranked)
    ranked = limit - 1 if spare and limit > 1 else limit
    slots: list[Slot[Item]] = []
    seen: set[Item] = set()

    def place(item: Item, team: Team) -> None:
        if len(slots) < ranked:
            seen.add(item)
            slots.append(Slot(item, team))

    while len(slots) < ranked:
        mine, yours = _next(champion, seen), _next(challenger, seen)
        if mine is None and yours is None:
            break
        if mine is None or yours is None or mine == yours:
            place(yours if mine is None else mine, Team.BOTH)  # type: ignore[arg-type]
            continue
        pair = [(mine, Team.CHAMPION), (yours, Team.CHALLENGER)]
        for item, team in pair if rng.integers(2) else pair[::-1]:
            place(item, team)
    left = [item for item in spare if item not in seen]
    if left and ranked < limit:
        slots.append(Slot(left[int(rng.integers(len(left)))], Team.EXPLORE))
    return tuple(slots)


def _next(ranking: Sequence[Item], seen: Collection[Item]) -> Item | None:
    return next((item for item in ranking if item not in seen), None)


@dataclass(frozen=True, slots=True)
class Session:
    """What one list said about the two: accepted picks of each, and the contested pairs there were to win."""

    won: int
    """Accepted picks of the challenger."""
    lost: int
    """Accepted picks of the champion."""
    contested: int
    """The greater number of picks either side had."""


def session(outcomes: Iterable[tuple[Team, bool]]) -> Session:
    """From (whose pick, accepted or not) of everything one list showed."""
    picks = {Team.CHAMPION: 0, Team.CHALLENGER: 0}
    accepted = dict(picks)
    for team, yes in outcomes:
        if team in picks:
            picks[team] += 1
            accepted[team] += yes
    return Session(accepted[Team.CHALLENGER], accepted[Team.CHAMPION], max(picks.values()))
