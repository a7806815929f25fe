"""ties: who knows whom."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel

from server.api import present
from server.api.context import blueprint, db, now
from server.api.schemas import ById, Id, Incoming, Text, TieOut
from server.store import people, ties
from server.store.journal import edit

api = blueprint("ties")


class TiesQuery(BaseModel):
    person: Id


class TiesOut(BaseModel):
    ties: list[TieOut]


class TieIn(Incoming):
    a: Id
    b: Id
    band: Literal["close", "known", "distant", "dormant"] = "known"
    evidence: Text = ""


class TieKept(BaseModel):
    id: int
    edit: int


class Removed(BaseModel):
    removed: int
    edit: int


@api.get("/ties", responses={200: TiesOut})
def listing(query: TiesQuery) -> dict[str, Any]:
    """The ties of one person."""
    return {"ties": present.ties_of(db(), people.get(db(), query.person)["id"])}


@api.post("/ties", responses={201: TieKept})
def add(body: TieIn) -> tuple[dict[str, Any], int]:
    """Two people know each other; said again, the newer word on how near holds."""
    a, b = people.get(db(), body.a)["id"], people.get(db(), body.b)["id"]
    names = people.cards(db(), [a, b])
    what = f"{names[a]['name']} and {names[b]['name']} know each other"
    with edit(db(), what=what, who="you", at=now()) as opened:
        tie, _ = ties.put(
            opened, a, b, body.band, evidence=body.evidence, source="you", observed_on=now().date()
        )
    return {"id": tie, "edit": opened.id}, 201


@api.delete("/ties/<int:id>", responses={200: Removed})
def remove(path: ById) -> dict[str, Any]:
    """They do not know each other after all."""
    ties.get(db(), path.id)
    with edit(db(), what="Removed a tie", who="you", at=now()) as opened:
        ties.remove(opened, path.id)
    return {"removed": path.id, "edit": opened.id}
