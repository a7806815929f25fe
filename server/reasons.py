"""Reasons to write again: something of the user's for a need of theirs, or news of theirs; never something wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from server.errors import Problem

if TYPE_CHECKING:
    from recommender.space import Space
    from server.advice import Advisor


def to_write(advisor: Advisor, db: Database, people: Sequence[int], *, now: datetime) -> dict[int, str]:
    """person -> why a line would be welcome now; whoever there is no reason for is left out.

    Without a prepared encoder nothing can be compared, so there are none.
    """
    try:
        space = advisor.space(db, now)
    except Problem:
        return {}
    found = {person: _reason(space, person) for person in people if person in space.entries}
    return {person: reason for person, reason in found.items() if reason}


def _reason(space: Space, person: int) -> str:
    from recommender.match import best_match

    if space.me is None or person == space.me:
        return ""
    match = best_match(space.entries[space.me], space.entries[person], space.matching)
    return match.reason(space.me).sentence if match and match.met >= space.matching.fair else ""
