"""feedback: what the user made of a suggestion."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from pydantic import BaseModel

from server.api.context import blueprint, db, now
from server.api.schemas import Id, Incoming
from server.errors import Problem
from server.practice import answers
from server.store import feedback

api = blueprint("feedback")

OUTCOMES = ("met", "helped", "declined", "nothing")


class FeedbackIn(Incoming):
    suggestion: Id
    verdict: Literal["accepted", "dismissed", "snoozed", "outcome"]
    reason: Literal[feedback.REASONS] | Literal[OUTCOMES] | Literal[""] = ""  # type: ignore[valid-type]
    until: date | None = None


class FeedbackOut(BaseModel):
    feedback: int
    edit: int
    introduction: int | None


@api.post("/feedback", responses={201: FeedbackOut})
def give(body: FeedbackIn) -> tuple[dict[str, Any], int]:
    """Accepting an introduction keeps it as an idea to act on; nothing is sent to anybody."""
    _check(body)
    until = datetime.combine(body.until, time(), UTC).isoformat(timespec="seconds") if body.until else None
    taken = answers.answer(db(), body.suggestion, body.verdict, reason=body.reason, until=until, now=now())
    return asdict(taken), 201


def _check(body: FeedbackIn) -> None:
    if body.verdict == "snoozed" and (body.until is None or body.until <= now().date()):
        raise Problem("no_until", "A snooze needs a day to come back on.", "Send `until`, later than today.")
    if body.verdict == "outcome" and body.reason not in OUTCOMES:
        raise Problem("no_outcome", "Say what came of it.", f"One of: {', '.join(OUTCOMES)}.")
    if body.verdict == "dismissed" and body.reason in OUTCOMES:
        raise Problem("not_a_reason", "That is an outcome, not a reason to dismiss.", "")
