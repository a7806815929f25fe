"""edits: what was done, and taking it back."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now
from server.api.schemas import ById, EditOut, Incoming
from server.store import journal, undoing

api = blueprint("edits")


class EditRow(BaseModel):
    id: int
    at: str
    who: str
    what: str
    undone: bool
    changes: int


class EditsOut(BaseModel):
    edits: list[EditRow]


class EditsQuery(BaseModel):
    limit: int = Field(default=50, ge=1, le=500)


class Nothing(Incoming):
    pass


@api.get("/edits", responses={200: EditsOut})
def listing(query: EditsQuery) -> dict[str, Any]:
    """The latest first."""
    return {"edits": [row | {"undone": bool(row["undone"])} for row in journal.history(db(), query.limit)]}


@api.post("/edits/<int:id>/undo", responses={200: EditOut})
def undo(path: ById, body: Nothing) -> dict[str, Any]:
    """Takes an edit back, whole; refused where something later builds on it."""
    return {"edit": undoing.undo(db(), path.id, at=now())}
