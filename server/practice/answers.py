"""Answers: what follows when the user takes a suggestion up. Nothing is ever sent; it is only kept that it was meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.store import exchanges, feedback, introductions, occasions, suggestions
from server.store.journal import Edit, edit

Row = dict[str, Any]

WORDS = {"accepted": "Accepted", "dismissed": "Dismissed", "snoozed": "Snoozed", "outcome": "Outcome of"}
ABOUT_NEWS = ("amplify", "congratulate")
OUTCOMES = ("met", "helped", "declined", "nothing")
NOT_GIVEN = ("introduce", "ask", "thank", "learn", "congratulate", "reconnect")
"""Kinds by which, however kind they are, nothing passes from the user to the person."""
REMEMBERED = timedelta(days=90)
"""For so long one can still say whether something helped."""


@dataclass(frozen=True, slots=True)
class Taken:
    feedback: int
    edit: int
    introduction: int | None


def answer(
    db: Database, suggestion: int, verdict: str, *, reason: str = "", until: date | None = None, now: datetime
) -> Taken:
    """Keeps the answer and what follows from it as one edit, so that one undo takes all of it back.

    ``reason``: why it was dismissed, or what came of it; ``until``: the day a snooze ends on. Raises a Problem where
    one of them is missing.
    """
    _check(verdict, reason, until, now.date())
    row = suggestions.get(db, suggestion)
    with edit(db, what=f"{WORDS[verdict]}: {row['body']['title']}", who="you", at=now) as opened:
        back = datetime.combine(until, time(), UTC).isoformat(timespec="seconds") if until else None
        kept = feedback.add(opened, suggestion, verdict, reason=reason, until=back)
        begun = None
        if verdict == "accepted" and row["kind"] == "introduce" and row["other"] is not None:
            begun = introductions.begin(opened, row["person"], row["other"], suggestion=row["id"])
        elif verdict in ("accepted", "dismissed"):
            _settle(opened, row, verdict, now)
        elif (
            (verdict, reason) == ("outcome", "helped")
            and row["kind"] not in NOT_GIVEN
            and not exchanges.came_of(db, row["id"])
        ):
            what = row["body"]["title"]
            exchanges.add(opened, row["person"], "from_me", what, on=now.date(), suggestion=row["id"])
    return Taken(kept, opened.id, begun)


def given(db: Database, person: int, today: date) -> list[Row]:
    """[{suggestion, title, on}] of what was given lately, where it is not known yet whether it helped."""
    since = datetime.combine(today - REMEMBERED, time(), UTC)
    return [
        {"suggestion": row["suggestion"], "title": row["title"], "on": row["at"][:10]}
        for row in feedback.without_outcome(db, person, since)
        if row["kind"] not in NOT_GIVEN
    ]


def _check(verdict: str, reason: str, until: date | None, today: date) -> None:
    if verdict == "snoozed" and (until is None or until <= today):
        raise Problem("no_until", "A snooze needs a day to come back on.", "Send `until`, later than today.")
    if verdict == "outcome" and reason not in OUTCOMES:
        raise Problem("no_outcome", "Say what came of it.", f"One of: {', '.join(OUTCOMES)}.")
    if verdict == "dismissed" and reason in OUTCOMES:
        raise Problem("not_a_reason", "That is an outcome, not a reason to dismiss.", "")


def _settle(opened: Edit, row: Row, verdict: str, now: datetime) -> None:
    """Thanks said are not due any more, and news is answered once."""
    occasion = row["body"].get("occasion")
    if occasion is None:
        return
    try:
        if row["kind"] == "thank" and verdict == "accepted":
            exchanges.thanked(opened, occasion, now.date())
        elif row["kind"] in ABOUT_NEWS:
            occasions.settle(opened, occasion, "done" if verdict == "accepted" else "dismissed")
    except Problem:
        return  # it was taken out since; the answer itself still stands
