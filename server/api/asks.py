"""asks: prepared with a coach's advice, sent by the user alone, declined as easily as granted."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now
from server.api.schemas import ById, Id, Incoming, Line, PersonCard, Text
from server.practice import asks as practice
from server.practice import coach
from server.practice.courses import Power
from server.store import asks, journal

api = blueprint("asks")

A_DAY = 8 * 60
"""Minutes; whoever wants more of somebody wants an employee."""


class AskIn(Incoming):
    person: Id
    what: Line = Field(min_length=1)
    why_them: Text = ""
    minutes: int = Field(default=coach.SMALL, ge=1, le=A_DAY)
    power: Power = ""
    suggestion: Id | None = None


class AskChange(Incoming):
    what: Line | None = Field(default=None, min_length=1)
    why_them: Text | None = None
    minutes: int | None = Field(default=None, ge=1, le=A_DAY)
    power: Power | None = None


class AskOut(BaseModel):
    id: int
    person: PersonCard
    what: str
    why_them: str
    minutes: int
    power: str
    state: Literal["prepared", "sent", "yes", "no", "no_answer", "thanked", "dropped"]
    state_words: str
    next: str
    actions: list[str]
    sent_on: str | None
    ready: bool
    advice: list[str]


class AskEdited(AskOut):
    edit: int | None


class AskPrepared(AskEdited):
    encouragement: str
    """What research says of asking: told to the user once, and never to anybody else."""


class AsksOut(BaseModel):
    asks: list[AskOut]


class AskStep(Incoming):
    action: Literal["sent", "yes", "no", "no_answer", "thank", "drop"]


@api.get("/asks", responses={200: AsksOut})
def listing() -> dict[str, Any]:
    """All of them, the latest first."""
    return {"asks": [practice.shown(db(), row["id"]) for row in asks.everything(db())]}


@api.post("/asks", responses={201: AskPrepared})
def prepare(body: AskIn) -> tuple[dict[str, Any], int]:
    """Keeps an ask and says what would make it better. Nothing is sent."""
    ask = practice.prepare(
        db(),
        body.person,
        body.what,
        why_them=body.why_them,
        minutes=body.minutes,
        power=body.power,
        suggestion=body.suggestion,
        now=now(),
    )
    shown = practice.shown(db(), ask)
    return shown | {
        "edit": journal.edit_of(db(), "asks", ask),
        "encouragement": coach.encouragement(db()),
    }, 201


@api.get("/asks/<int:id>", responses={200: AskOut})
def show(path: ById) -> dict[str, Any]:
    return practice.shown(db(), path.id)


@api.patch("/asks/<int:id>", responses={200: AskEdited})
def change(path: ById, body: AskChange) -> dict[str, Any]:
    """Before it is sent, everything about it may still change."""
    return practice.change(db(), path.id, body.model_dump(exclude_none=True), now=now())


@api.post("/asks/<int:id>/steps", responses={200: AskEdited})
def step(path: ById, body: AskStep) -> dict[str, Any]:
    """Records what the user did or heard; a step that does not follow is refused."""
    return practice.step(db(), path.id, body.action, now=now())
