"""feedback: what the user made of a suggestion."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from server.api.context import blueprint, db, now
from server.api.schemas import Id, Incoming
from server.practice import answers
from server.store import feedback

api = blueprint("feedback")


class FeedbackIn(Incoming):
    suggestion: Id
    verdict: Literal["accepted", "dismissed", "snoozed", "outcome"]
    reason: Literal[feedback.REASONS] | Literal[answers.OUTCOMES] | Literal[""] = ""  # type: ignore[valid-type]
    until: date | None = None


class FeedbackOut(BaseModel):
    feedback: int
    edit: int
    introduction: int | None


@api.post("/feedback", responses={201: FeedbackOut})
def give(body: FeedbackIn) -> tuple[dict[str, Any], int]:
    """Accepting an introduction keeps it as an idea to act on; nothing is sent to anybody."""
    taken = answers.answer(
        db(), body.suggestion, body.verdict, reason=body.reason, until=body.until, now=now()
    )
    return asdict(taken), 201
