"""occasions: work somebody shows and news of theirs, as the user heard of it or a page told it."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now
from server.api.schemas import ById, Incoming, Line, OccasionKindName
from server.errors import Problem
from server.store import occasions, people
from server.store.journal import edit

api = blueprint("occasions")


class OccasionIn(Incoming):
    kind: OccasionKindName
    text: Line = Field(min_length=1)
    """As it stands after "congratulations on" or "their": "winning the county prize", "talk on soil"."""
    on: date
    sad: bool = False


class OccasionOut(BaseModel):
    id: int
    kind: OccasionKindName
    text: str
    evidence: str
    source: str
    on: str | None
    sad: bool
    state: Literal["open", "done", "dismissed"]


class OccasionEdited(OccasionOut):
    edit: int | None


class OccasionsOut(BaseModel):
    occasions: list[OccasionOut]


class OccasionChange(Incoming):
    state: Literal["open", "done", "dismissed"]


def shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["id"],
        "kind": row["kind"],
        "text": row["text"],
        "evidence": row["evidence"],
        "source": row["source"],
        "on": row["at_date"],
        "sad": bool(row["sad"]),
        "state": row["state"],
    }


@api.get("/people/<int:id>/occasions", responses={200: OccasionsOut})
def listing(path: ById) -> dict[str, Any]:
    """What is known to have happened to somebody, the latest first."""
    person = people.get(db(), path.id)["id"]
    return {"occasions": [shown(row) for row in occasions.of(db(), person)]}


@api.post("/people/<int:id>/occasions", responses={201: OccasionEdited})
def add(path: ById, body: OccasionIn) -> tuple[dict[str, Any], int]:
    """Keeps what the user heard. A day to come is refused: what has not happened is no news yet."""
    if body.on > now().date():
        raise Problem("not_yet", "That day has not come yet.", "Keep it when it has taken place.")
    card = people.card(db(), path.id)
    with edit(db(), what=f"Kept news of {card['name']}", who="you", at=now()) as opened:
        kept = occasions.put(opened, card["id"], body.kind, body.text, on=body.on, sad=body.sad, source="you")
    return shown(occasions.get(db(), kept)) | {"edit": opened.id if opened.seq else None}, 201


@api.patch("/occasions/<int:id>", responses={200: OccasionEdited})
def change(path: ById, body: OccasionChange) -> dict[str, Any]:
    """Done: the user has written about it. Dismissed: it is not so, or not for them to mention."""
    row = occasions.get(db(), path.id)
    with edit(db(), what=f"News: {row['text']}", who="you", at=now()) as opened:
        occasions.settle(opened, path.id, body.state)
    return shown(occasions.get(db(), path.id)) | {"edit": opened.id if opened.seq else None}
