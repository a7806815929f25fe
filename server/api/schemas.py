"""What goes through the door, either way: the shapes that several resources share."""

from __future__ import annotations

from typing import Annotated, Literal

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
OccasionKindName = Literal["shows", "event"]
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


HowTouched = Literal["met", "call", "message", "letter", "event", "introduction"]
Side = Literal["mine", "theirs"]


class LastTouchOut(BaseModel):
    on: str
    how: HowTouched
    direction: Literal["mine", "theirs", "both"]


class OpenPromiseOut(BaseModel):
    id: int
    whose: Side
    what: str
    due: str | None
    overdue: bool
    sentence: str


class KeepingOut(BaseModel):
    """How things stand with somebody: one sentence a matter, and no figure on who gave what."""

    last_touch: LastTouchOut | None
    promises: list[OpenPromiseOut]
    balance: str
    mode: str | None
    rhythm_days: int | None
    quiet: str
    next: str


class TouchOut(LastTouchOut):
    id: int
    source: str
    note: str


class ExchangeOut(BaseModel):
    id: int
    way: Literal["to_me", "from_me", "onward"]
    what: str
    sentence: str
    on: str
    thanked_on: str | None
    thanks_due: bool
    passes_on: int | None
    """Which help it passes on."""
    passed_on: bool


class PromiseOut(BaseModel):
    id: int
    person: PersonCard
    whose: Side
    what: str
    due: str | None
    overdue: bool
    state: str
    state_words: str
    actions: list[str]
    sentence: str
    evidence: str
    remind_on: str | None
    made_on: str


class AskedOut(BaseModel):
    id: int
    what: str
    why_them: str
    power: str
    state_words: str
    sent_on: str | None


class MeetingOut(BaseModel):
    """An introduction of this person: to whom, and how far it has come."""

    id: int
    other: PersonCard
    state_words: str
    shared: str
    """What this person agreed to have passed on."""
    changed_at: str


class HappenedOut(BaseModel):
    id: int
    kind: OccasionKindName
    text: str
    evidence: str
    source: str
    on: str | None


class DoneForOut(BaseModel):
    what: str
    on: str
    thanked_on: str | None


class GivenOut(BaseModel):
    """A suggestion taken up, of which it is not known yet whether it helped."""

    suggestion: int
    title: str
    on: str


class SupportsOut(BaseModel):
    cause: str
    angle: str
    state_words: str
    asked_on: str | None
    deeds: list[DoneForOut]


class PersonOut(PersonCard):
    introducible: bool
    suggestible: bool
    capacity: int | None
    mode: str | None
    fields: list[FieldOut]
    facets: list[FacetOut]
    ties: list[TieOut]
    notes: list[NoteOut]
    tags: list[str]
    own_rhythm_days: int | None
    """Set for this very person; None: as their tags or mode have it."""
    quiet_until: str | None
    """No reminder before that day."""
    touches: list[TouchOut]
    exchanges: list[ExchangeOut]
    given: list[GivenOut]
    promises: list[PromiseOut]
    asks: list[AskedOut]
    introductions: list[MeetingOut]
    occasions: list[HappenedOut]
    causes: list[SupportsOut]
    keeping: KeepingOut


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
    moment: str
    """When it is done best."""
    must_not: str
    """What it must not turn into."""
    note: str
    """Beside a wild card, shown to learn from its answer: that it is one. Empty beside any other."""
    occasion: int | None
    """The help received or the news that it rests on."""


class EditOut(BaseModel):
    edit: int | None


class ById(BaseModel):
    id: Id
