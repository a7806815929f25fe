"""digest: at most five things to do today, who is left in peace, and, rarely, a word on one's own habits."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from server import reasons
from server.api.context import blueprint, db, now, services
from server.api.schemas import PersonCard
from server.practice import digest as practice
from server.practice import exchanges

api = blueprint("digest")


class DigestItem(BaseModel):
    kind: Literal[
        "promise_mine",
        "promise_theirs",
        "introduction",
        "answer",
        "cause_answer",
        "thanks",
        "cause_thanks",
        "rhythm",
        "dormant",
    ]
    person: PersonCard
    other: PersonCard | None
    """Of an introduction: the other of the two."""
    sentence: str
    why: str
    about: int | None
    """The id of the promise, introduction, ask (answer), exchange (thanks), cause (cause_answer) or deed (cause_thanks)
    that it is about."""


class LeftInPeace(BaseModel):
    person: PersonCard
    why: str


class DigestOut(BaseModel):
    day: str
    items: list[DigestItem]
    quiet: list[LeftInPeace]
    habit: str
    """To be said once; POST /digest/seen when it was. Empty most days."""


class SeenOut(BaseModel):
    habit: str


@api.get("/digest", responses={200: DigestOut})
def show() -> dict[str, Any]:
    """The user's own word first, then theirs gently, introductions, answers, thanks, rhythms, a dormant tie."""
    return practice.digest(
        db(), now=now(), reasons=lambda people: reasons.to_write(services().advisor, db(), people, now=now())
    )


@api.post("/digest/seen", responses={200: SeenOut})
def seen() -> dict[str, Any]:
    """The word on the user's own habit was read; it is not said again for a month."""
    said = exchanges.habit(db(), now().date())
    if said:
        exchanges.habit_was_told(db(), now().date())
    return {"habit": said}
