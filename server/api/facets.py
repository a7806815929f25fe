"""facets: a person's offers and needs: add one, confirm, correct or reject it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from server.api import present
from server.api.context import blueprint, db, now
from server.api.schemas import ById, FacetKindName, FacetOut, Incoming, Line, Text
from server.store import facets, people
from server.store.journal import edit

api = blueprint("facets")


class FacetIn(Incoming):
    kind: FacetKindName
    text: Line = Field(min_length=1)
    evidence: Text = ""


class FacetChange(Incoming):
    state: Literal["proposed", "confirmed", "rejected"] | None = None
    text: Line | None = Field(default=None, min_length=1)


@api.post("/people/<int:id>/facets", responses={201: FacetOut})
def add(path: ById, body: FacetIn) -> tuple[dict[str, Any], int]:
    """The user's own word: confirmed from the start."""
    person = people.get(db(), path.id)["id"]
    with edit(db(), what=f"Added: {body.kind} “{body.text}”", who="you", at=now()) as opened:
        facet, _ = facets.put(
            opened,
            person,
            body.kind,
            body.text,
            evidence=body.evidence,
            source="you",
            set_by="you",
            observed_on=now().date(),
            state="confirmed",
        )
    return present.facet(facets.get(db(), facet)), 201


@api.patch("/facets/<int:id>", responses={200: FacetOut})
def change(path: ById, body: FacetChange) -> dict[str, Any]:
    """Confirms, corrects or rejects; a rejected one is not proposed again."""
    held = facets.get(db(), path.id)
    word = {"confirmed": "Confirmed", "rejected": "Rejected", "proposed": "Reopened", None: "Corrected"}[
        body.state
    ]
    with edit(db(), what=f"{word}: {held['kind']} “{held['text']}”", who="you", at=now()) as opened:
        row = facets.change(opened, path.id, state=body.state, text=body.text)
    return present.facet(row)
