"""exchanges: what passed between the user and somebody else. One by one; there is no list of them all, and no sum."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import Field

from server.api.context import blueprint, db, now
from server.api.schemas import ById, EditOut, ExchangeOut, Id, Incoming, Line
from server.practice import exchanges as practice
from server.store import suggestions

api = blueprint("exchanges")


class ExchangeIn(Incoming):
    way: Literal["to_me", "from_me", "onward"]
    what: Line = Field(min_length=1)
    on: date | None = None
    """Today, if it is left out."""
    passes_on: Id | None = None
    """With "onward": the help received that is passed on."""
    suggestion: Id | None = None
    """The suggestion it came of."""


class ExchangeKept(ExchangeOut):
    edit: int


@api.post("/people/<int:id>/exchanges", responses={201: ExchangeKept})
def record(path: ById, body: ExchangeIn) -> tuple[dict[str, Any], int]:
    """Help received, given, or passed on to this person. Passing it on settles what was received."""
    if body.suggestion is not None:
        suggestions.get(db(), body.suggestion)
    done = practice.record(
        db(),
        path.id,
        body.way,
        body.what,
        on=body.on or now().date(),
        now=now(),
        passes_on=body.passes_on,
        suggestion=body.suggestion,
    )
    return done, 201


@api.post("/exchanges/<int:id>/thanks", responses={200: ExchangeKept})
def thank(path: ById) -> dict[str, Any]:
    """The user said thank you for it."""
    return practice.thank(db(), path.id, now=now())


@api.delete("/exchanges/<int:id>", responses={200: EditOut})
def remove(path: ById) -> dict[str, Any]:
    """It was recorded by mistake."""
    return {"edit": practice.forget(db(), path.id, now=now())}
