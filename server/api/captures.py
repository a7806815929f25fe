"""captures: look somebody up, preview what a page says, keep what the user ticked."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from server import captures, saving
from server.api import present
from server.api.context import blueprint, db, now, services
from server.api.schemas import (
    FacetKindName,
    FieldName,
    Id,
    Incoming,
    KeepingOut,
    Line,
    OccasionKindName,
    PersonCard,
    PersonOut,
    Text,
    Url,
)
from server.pages.page import Page
from server.practice import keeping
from server.store import people

api = blueprint("captures")


class LookupIn(Incoming):
    url: Url
    name: Line = ""


class PersonLookedUp(PersonCard):
    keeping: KeepingOut


class LookupOut(BaseModel):
    person: PersonLookedUp | None
    ambiguous: list[PersonCard]
    has_me: bool


class PageIn(Incoming):
    page: dict[str, Any]
    choose: int | None = Field(default=None, ge=0, le=1000)
    """Which person, on a page of several."""


class WhoseOut(BaseModel):
    person: PersonCard | None
    how: str
    ambiguous: list[PersonCard]


class FieldShown(BaseModel):
    id: int
    field: FieldName
    label: str
    value: str
    source: str
    kept: bool
    known: bool


class FacetShown(BaseModel):
    id: int
    kind: FacetKindName
    text: str
    evidence: str
    confidence: float
    source: str
    kept: bool


class AcquaintanceShown(BaseModel):
    id: int
    name: str
    url: str
    evidence: str
    kept: bool


class OccasionShown(BaseModel):
    id: int
    kind: OccasionKindName
    text: str
    evidence: str
    on: str
    sad: bool
    source: str
    kept: bool


class PersonShown(BaseModel):
    index: int
    name: str
    url: str
    headline: str


class PreviewOut(BaseModel):
    kind: Literal["profile", "people", "page"]
    url: str
    title: str
    name: str
    note: str
    partial: bool
    fields: list[FieldShown]
    facets: list[FacetShown]
    occasions: list[OccasionShown]
    acquaintances: list[AcquaintanceShown]
    people: list[PersonShown]
    match: WhoseOut


class FieldKept(Incoming):
    field: FieldName
    value: Text = Field(min_length=1)
    source: Line = ""


class FacetKept(Incoming):
    kind: FacetKindName
    text: Line = Field(min_length=1)
    evidence: Text = ""
    confidence: float = Field(ge=0, le=1)
    source: Line = ""


class AcquaintanceKept(Incoming):
    name: Line = Field(min_length=1)
    url: Url = ""
    evidence: Line = ""


class OccasionKept(Incoming):
    kind: OccasionKindName
    text: Line = Field(min_length=1)
    evidence: Text = ""
    on: date
    sad: bool = False


class CaptureIn(Incoming):
    url: Url = Field(min_length=1)
    title: Line = ""
    person: Id | Literal["new"] | None = None
    fields: list[FieldKept] = Field(default_factory=list, max_length=300)
    facets: list[FacetKept] = Field(default_factory=list, max_length=300)
    occasions: list[OccasionKept] = Field(default_factory=list, max_length=300)
    acquaintances: list[AcquaintanceKept] = Field(default_factory=list, max_length=300)


class KeptCounts(BaseModel):
    new: int
    updated: int
    unchanged: int


class CaptureOut(BaseModel):
    person: PersonOut
    edit: int
    counts: KeptCounts


@api.post("/lookups", responses={200: LookupOut})
def look_up(body: LookupIn) -> dict[str, Any]:
    """Is this somebody we hold already? Only an address and a name are asked for; nothing is stored."""
    found = captures.look_up(db(), url=body.url, name=body.name)
    known = found["person"]
    return {
        "person": known and known | {"keeping": keeping.at_a_glance(db(), known["id"], now().date())},
        "ambiguous": found["ambiguous"],
        "has_me": people.me(db()) is not None,
    }


@api.post("/captures/preview", responses={200: PreviewOut})
def preview(body: PageIn) -> dict[str, Any]:
    """What the page says, with a tick a field, and whose entry it would join; nothing is stored."""
    return captures.preview(
        db(), services().advisor, Page.from_payload(body.page), now=now(), choose=body.choose
    )


@api.post("/captures", responses={201: CaptureOut})
def keep(body: CaptureIn) -> tuple[dict[str, Any], int]:
    """Stores what the user kept, as one edit."""
    kept = saving.Kept(
        url=body.url,
        title=body.title,
        person=body.person,
        fields=[one.model_dump() for one in body.fields],
        facets=[one.model_dump() for one in body.facets],
        occasions=[one.model_dump() for one in body.occasions],
        acquaintances=[one.model_dump() for one in body.acquaintances],
    )
    done = saving.keep(db(), kept, now=now())
    return done | {"person": present.person(db(), done["person"], now().date())}, 201
