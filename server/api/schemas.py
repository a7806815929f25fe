"""What goes through the door, either way: the shapes that several resources share."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Id = Annotated[int, Field(ge=1, le=2**53)]
"""Row ids; the upper bound is the largest whole number JavaScript is sure of."""
Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=r"^[^\x00]*$")]
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"^[^\x00]*$")]
Url = Annotated[
    str, StringConstraints(strip_whitespace=True, max_length=2_000, pattern=r"^(https?://[^\s\x00]+)?$")
]
FieldName = Literal[
    "name", "headline", "organisation", "role", "place", "about", "url", "email", "phone", "skill"
]
FacetKindName = Literal["offer", "need"]
Surface = Literal["panel", "cli", "api"]


class Incoming(BaseModel):
    """What a client sends: nothing it did not mean, nothing we do not know."""

    model_config = ConfigDict(extra="forbid")


class ErrorBody(BaseModel):
    code: str
    message: str
    hint: str


class ErrorShape(BaseModel):
    """The one shape of every error."""

    error: ErrorBody


class PersonCard(BaseModel):
    id: int
    name: str
    headline: str
    organisation: str
    role: str
    place: str
    is_me: bool


class FieldOut(BaseModel):
    id: int
    field: str
    value: str
    source: str
    source_url: str | None
    observed_on: str | None
    set_by: str


class FacetOut(BaseModel):
    id: int
    person: int
    kind: FacetKindName
    text: str
    evidence: str
    source: str
    source_url: str | None
    observed_on: str | None
    confidence: float
    state: str


class TieOut(BaseModel):
    id: int
    person: PersonCard
    band: str
    evidence: str


class NoteOut(BaseModel):
    id: int
    text: str
    written_at: str


class PersonOut(PersonCard):
    introducible: bool
    suggestible: bool
    capacity: int | None
    mode: str | None
    fields: list[FieldOut]
    facets: list[FacetOut]
    ties: list[TieOut]
    notes: list[NoteOut]


class QuoteOut(BaseModel):
    facet: int
    """So that it can be confirmed or corrected where it is read; 0 for words of the page on screen."""
    text: str
    evidence: str
    source: str
    on: str | None


class ReasonOut(BaseModel):
    sentence: str
    need: QuoteOut | None
    offer: QuoteOut | None


class ResourceOut(BaseModel):
    id: int
    title: str
    url: str
    about: str


class SuggestionOut(BaseModel):
    id: int
    kind: str
    person: PersonCard
    other: PersonCard | None
    resource: ResourceOut | None
    title: str
    band: Literal["strong", "fair", "faint"]
    minutes: int
    reasons: list[ReasonOut]
    counter: str
    would_change: str
    decline: str


class EditOut(BaseModel):
    edit: int | None


class ById(BaseModel):
    id: Id


def json_of(model: BaseModel, status: int = 200) -> tuple[dict[str, Any], int]:
    return model.model_dump(mode="json"), status
