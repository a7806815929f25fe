"""people: look up, add, correct, merge, and write a note about."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server import identity, proposals
from server.api import present
from server.api.context import blueprint, db, now, services
from server.api.schemas import (
    ById,
    FacetOut,
    FieldName,
    Id,
    Incoming,
    Line,
    NoteOut,
    PersonCard,
    PersonOut,
    PromiseOut,
    Text,
)
from server.errors import Problem
from server.store import fields, people
from server.store.journal import edit

api = blueprint("people")


class PeopleQuery(BaseModel):
    q: Line = ""
    limit: int = Field(default=50, ge=1, le=500)
    after: int = Field(default=0, ge=0, le=2**53)


class PeopleOut(BaseModel):
    people: list[PersonCard]
    next: int | None


class PersonIn(Incoming):
    name: Line = Field(min_length=1)
    fields: dict[FieldName, Text] = Field(default_factory=dict)
    is_me: bool = False


class PersonChange(Incoming):
    fields: dict[FieldName, Text] = Field(default_factory=dict)
    introducible: bool | None = None
    suggestible: bool | None = None
    capacity: int | None = Field(default=None, ge=0, le=50)
    mode: Literal["building", "exchange"] | None = None


class NoteIn(Incoming):
    text: Text = Field(min_length=1)


class NoteAnswer(BaseModel):
    note: NoteOut
    proposed: list[FacetOut]
    promises: list[PromiseOut]
    """Read in the note, for the user to confirm or dismiss."""
    edit: int


class MergeIn(Incoming):
    other: Id


class MergeOut(BaseModel):
    person: PersonOut
    edit: int


@api.get("/people", responses={200: PeopleOut})
def listing(query: PeopleQuery) -> dict[str, Any]:
    """Everybody, or those in whose name, organisation, headline, place or skills all the words occur."""
    ids = people.find(db(), query.q, limit=query.limit, after=query.after)
    found = list(people.cards(db(), ids).values())
    return {"people": found, "next": ids[-1] if len(ids) == query.limit else None}


@api.post("/people", responses={201: PersonOut})
def add(body: PersonIn) -> tuple[dict[str, Any], int]:
    """Somebody new, from the user's own hand."""
    with edit(db(), what=f"Added {body.name}", who="you", at=now()) as opened:
        person = people.add(opened, is_me=body.is_me)
        for name, value in {"name": body.name, **body.fields}.items():
            if value:
                fields.put(opened, person, name, value, source="you", set_by="you", observed_on=now().date())
    return present.person(db(), person, now().date()), 201


@api.get("/people/<int:id>", responses={200: PersonOut})
def show(path: ById) -> dict[str, Any]:
    """Everything known of a person, each value with its source and date."""
    return present.person(db(), path.id, now().date())


@api.patch("/people/<int:id>", responses={200: PersonOut})
def change(path: ById, body: PersonChange) -> dict[str, Any]:
    """Corrects a person. A corrected value counts before every other source; an empty one takes the correction back."""
    person = people.get(db(), path.id)["id"]
    name = people.card(db(), person)["name"]
    flags = {
        key: int(value) if isinstance(value, bool) else value
        for key, value in body.model_dump(exclude={"fields"}, exclude_unset=True).items()
        if value is not None or key in ("capacity", "mode")
    }
    with edit(db(), what=f"Changed {name}", who="you", at=now()) as opened:
        for field, value in body.fields.items():
            if value:
                fields.put(opened, person, field, value, source="you", set_by="you", observed_on=now().date())
            else:
                for held in fields.of(db(), person):
                    if held["field"] == field and held["source"] == "you":
                        fields.remove(opened, held["id"])
        if flags:
            people.set_flags(opened, person, **flags)
    return present.person(db(), person, now().date())


@api.post("/people/<int:id>/notes", responses={201: NoteAnswer})
def note(path: ById, body: NoteIn) -> tuple[dict[str, Any], int]:
    """Keeps a note, and proposes the offers, needs and promises read in it for the user to confirm."""
    person = people.get(db(), path.id)["id"]
    taken = proposals.take_note(db(), services().advisor, person, body.text, now=now())
    return {
        "note": taken.note,
        "proposed": [present.facet(row) for row in taken.proposed],
        "promises": taken.promises,
        "edit": taken.edit,
    }, 201


@api.post("/people/<int:id>/merge", responses={200: MergeOut})
def merge(path: ById, body: MergeIn) -> dict[str, Any]:
    """Two entries that are one person become one; the edit can be undone."""
    person, other = people.get(db(), path.id)["id"], people.get(db(), body.other)["id"]
    if person == other:
        raise Problem("same_person", "These are one entry already.", "", 409)
    done = identity.merge(db(), person, other, now=now())
    return {"person": present.person(db(), person, now().date()), "edit": done}
