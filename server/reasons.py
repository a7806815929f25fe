"""Reasons to write again: something of the user's for a need of theirs, or news of theirs; never something wanted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlite_utils import Database

from server.errors import Problem
from server.practice.days import plainly
from server.store import occasions

if TYPE_CHECKING:
    from recommender.space import Space
    from server.advice import Advisor


def to_write(advisor: Advisor, db: Database, people: Sequence[int], *, now: datetime) -> dict[int, str]:
    """person -> why a line would be welcome now; whoever there is no reason for is left out.

    Without a prepared encoder nothing can be compared: then there is only news.
    """
    try:
        space: Space | None = advisor.space(db, now)
    except Problem:
        space = None
    found = {person: _met(space, person) or _news(db, person, now.date()) for person in people}
    return {person: reason for person, reason in found.items() if reason}


def _met(space: Space | None, person: int) -> str:
    """Something the user offers meets a need of theirs."""
    from recommender.match import best_match

    if space is None or space.me is None or person not in space.entries or person == space.me:
        return ""
    match = best_match(space.entries[space.me], space.entries[person], space.matching)
    return match.reason(space.me).sentence if match and match.met >= space.matching.fair else ""


def _news(db: Database, person: int, today: date) -> str:
    """The latest of what happened to them lately, with its source and day."""
    from recommender.gives.attention import RECENT_DAYS

    for row in occasions.of(db, person):
        on = row["at_date"] and date.fromisoformat(row["at_date"])
        if row["state"] == "open" and on and 0 <= (today - on).days <= RECENT_DAYS:
            return f"{plainly(row['text'])[:1].upper()}{plainly(row['text'])[1:]} ({row['source']}, {on.day} {on:%B})."
    return ""
