"""promises: what was promised, either way: read in notes and confirmed, or told; kept, let go, or put off."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now
from server.api.schemas import ById, Incoming, Line, PromiseOut, Side, Text
from server.errors import Problem
from server.practice import promises as practice
from server.store import promises

api = blueprint("promises")


class PromisesQuery(BaseModel):
    state: Literal["proposed", "open", "kept", "released"] = "open"


class PromisesOut(BaseModel):
    promises: list[PromiseOut]


class PromiseIn(Incoming):
    whose: Side
    what: Line = Field(min_length=1)
    due: date | None = None
    evidence: Text = ""


class PromiseChange(Incoming):
    """What is left out stays; a null takes the day away."""

    whose: Side | None = None
    what: Line | None = Field(default=None, min_length=1)
    due: date | None = None
    remind_on: date | None = None


class PromiseStep(Incoming):
    action: Literal["confirm", "dismiss", "kept", "release"]
    as_exchange: bool = False
    """With "kept": it was help that passed, too, theirs to be thanked for."""


class PromiseChanged(PromiseOut):
    edit: int | None


@api.get("/promises", responses={200: PromisesOut})
def listing(query: PromisesQuery) -> dict[str, Any]:
    """Mine overdue first, then mine, then theirs."""
    today = now().date()
    rows = practice.first_things_first(promises.standing(db(), query.state), today)
    return {"promises": [practice.shown(db(), row, today) for row in rows]}


@api.post("/people/<int:id>/promises", responses={201: PromiseChanged})
def make(path: ById, body: PromiseIn) -> tuple[dict[str, Any], int]:
    """A promise to this person, or of theirs, by the user's own word: open from the start."""
    done = practice.make(
        db(), path.id, body.whose, body.what, due=body.due, evidence=body.evidence, now=now()
    )
    return done, 201


@api.patch("/promises/<int:id>", responses={200: PromiseChanged})
def change(path: ById, body: PromiseChange) -> dict[str, Any]:
    """Corrects it, or puts the reminder off. Not once it is over."""
    said = body.model_dump(exclude_unset=True)
    said = {key: value for key, value in said.items() if value is not None or key in ("due", "remind_on")}
    if not said:
        raise Problem("nothing_said", "There is nothing to change.", "Say what, or by when.")
    return practice.correct(db(), path.id, now=now(), **said)


@api.post("/promises/<int:id>/steps", responses={200: PromiseChanged})
def step(path: ById, body: PromiseStep) -> dict[str, Any]:
    """Confirmed or not, kept or let go. A step that does not follow is refused with a sentence."""
    return practice.step(db(), path.id, body.action, now=now(), as_exchange=body.as_exchange)
