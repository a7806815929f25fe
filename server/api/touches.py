"""touches: contacts that took place, recorded in one click and taken back in another."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel

from server.api.context import blueprint, db, now
from server.api.schemas import ById, EditOut, HowTouched, Incoming, Line, TouchOut
from server.practice import touches as practice
from server.store import people, touches
from server.store.journal import edit

api = blueprint("touches")


class TouchIn(Incoming):
    how: HowTouched = "message"
    direction: Literal["mine", "theirs", "both"] = "both"
    on: date | None = None
    """Today, if it is left out."""
    note: Line = ""


class TouchKept(TouchOut):
    edit: int | None
    """None where the very same touch was there already."""


class TouchesOut(BaseModel):
    touches: list[TouchOut]


@api.get("/people/<int:id>/touches", responses={200: TouchesOut})
def listing(path: ById) -> dict[str, Any]:
    """The latest first."""
    person = people.get(db(), path.id)["id"]
    return {"touches": [practice.shown(row) for row in touches.of(db(), person)]}


@api.post("/people/<int:id>/touches", responses={201: TouchKept})
def record(path: ById, body: TouchIn) -> tuple[dict[str, Any], int]:
    """Only a contact that took place; having looked at somebody's page is none."""
    name = people.card(db(), path.id)["name"]
    with edit(db(), what=f"In touch with {name}", who="you", at=now()) as opened:
        touch = practice.record(
            opened,
            path.id,
            on=body.on or now().date(),
            how=body.how,
            direction=body.direction,
            source="you",
            note=body.note,
        )
    return practice.shown(touches.get(db(), touch)) | {"edit": opened.id if opened.seq else None}, 201


@api.delete("/touches/<int:id>", responses={200: EditOut})
def remove(path: ById) -> dict[str, Any]:
    """It did not take place after all."""
    name = people.card(db(), touches.get(db(), path.id)["person"])["name"]
    with edit(db(), what=f"Not in touch with {name} after all", who="you", at=now()) as opened:
        touches.remove(opened, path.id)
    return {"edit": opened.id}
