"""causes: what for, who might care and why; people are asked one by one, are thanked, and leave with one request."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now, services
from server.api.edits import Nothing
from server.api.schemas import ById, EditOut, Id, Incoming, Line, PersonCard, QuoteOut
from server.errors import Problem
from server.practice import causes as practice
from server.store import causes
from server.store.journal import edit

api = blueprint("causes")

MOST_ANGLES = 20


class ByCauseAndPerson(BaseModel):
    id: Id
    person: Id


class CauseIn(Incoming):
    name: Line = Field(min_length=1)
    what_for: Line = Field(min_length=1)
    """As it stands after "what it is for": "seeds that everybody may keep"."""
    angles: list[Line] = Field(default_factory=list, max_length=MOST_ANGLES)


class CauseChange(Incoming):
    what_for: Line | None = Field(default=None, min_length=1)
    state: Literal["open", "closed"] | None = None


class AngleIn(Incoming):
    text: Line = Field(min_length=1)


class AngleOut(BaseModel):
    id: int
    text: str


class DeedOut(BaseModel):
    id: int
    what: str
    on: str
    thanked_on: str | None


class SupporterOut(BaseModel):
    person: PersonCard
    angle: AngleOut | None
    state: str
    state_words: str
    actions: list[str]
    asked_on: str | None
    deeds: list[DeedOut]


class SupporterEdited(SupporterOut):
    edit: int | None


class CauseOut(BaseModel):
    id: int
    name: str
    what_for: str
    state: Literal["open", "closed"]
    angles: list[AngleOut]
    supporters: list[SupporterOut]


class CauseEdited(CauseOut):
    edit: int | None


class CausesOut(BaseModel):
    causes: list[CauseOut]


class CareOut(BaseModel):
    person: PersonCard
    interest: QuoteOut
    angle: int | None
    angle_text: str | None
    band: Literal["strong", "fair", "faint"]
    sentence: str
    counter: str


class CaresOut(BaseModel):
    people: list[CareOut]
    silence: str
    """Why there is nobody, where there is nobody."""


class ConsiderIn(Incoming):
    """One person; there is no way to name many."""

    person: Id
    angle: Id | None = None
    interest: Id | None = None
    """The offer or need of theirs through which it may matter to them."""


class SupportStep(Incoming):
    action: practice.Action


class DeedIn(Incoming):
    what: Line = Field(min_length=1)
    """As it stands after "thank you for what you did": "lending the hall in March"."""
    on: date


SILENCE = (
    "Nobody you know has said anything near it, as far as is known here. Another angle, or a note of what people care"
    " about, may show somebody."
)


@api.get("/causes", responses={200: CausesOut})
def listing() -> dict[str, Any]:
    """The open ones first."""
    return {"causes": [practice.shown(db(), row["id"]) for row in causes.everything(db())]}


@api.post("/causes", responses={201: CauseEdited})
def begin(body: CauseIn) -> tuple[dict[str, Any], int]:
    """A new cause: what it is for, and the sides from which it may matter to somebody."""
    angles = tuple(text for text in body.angles if text)
    return practice.begin(db(), body.name, body.what_for, angles, now=now()), 201


@api.get("/causes/<int:id>", responses={200: CauseOut})
def show(path: ById) -> dict[str, Any]:
    """The cause, its angles, and everybody considered, each with how far it has come and what they did."""
    return practice.shown(db(), path.id)


@api.patch("/causes/<int:id>", responses={200: CauseEdited})
def change(path: ById, body: CauseChange) -> dict[str, Any]:
    """What it is for, or that it is over: nobody is asked for a closed cause."""
    row = causes.get(db(), path.id)
    with edit(db(), what=f"Changed the cause “{row['name']}”", who="you", at=now()) as opened:
        causes.change(opened, path.id, body.model_dump(exclude_none=True))
    return practice.shown(db(), path.id) | {"edit": opened.id if opened.seq else None}


@api.post("/causes/<int:id>/angles", responses={201: CauseEdited})
def add_angle(path: ById, body: AngleIn) -> tuple[dict[str, Any], int]:
    """One more side from which it may matter to somebody."""
    row = causes.get(db(), path.id)
    if len(causes.angles(db(), path.id)) >= MOST_ANGLES:
        raise Problem(
            "many_angles", f"A cause has {MOST_ANGLES} angles at most.", "Take one away first.", 409
        )
    with edit(db(), what=f"An angle of “{row['name']}”", who="you", at=now()) as opened:
        causes.add_angle(opened, path.id, body.text)
    return practice.shown(db(), path.id) | {"edit": opened.id if opened.seq else None}, 201


@api.delete("/angles/<int:id>", responses={200: CauseEdited})
def drop_angle(path: ById) -> dict[str, Any]:
    """Takes an angle away; those approached by it stay as they are."""
    row = causes.angle(db(), path.id)
    with edit(db(), what=f"Dropped the angle “{row['text']}”", who="you", at=now()) as opened:
        causes.drop_angle(opened, path.id)
    return practice.shown(db(), row["cause"]) | {"edit": opened.id}


@api.post("/causes/<int:id>/people", responses={200: CaresOut})
def who_might_care(path: ById, body: Nothing) -> dict[str, Any]:
    """Who among those the user knows might care, through which of their own words, by which angle. Stores nothing."""
    space = services().advisor.space(db(), now())
    found = practice.who_might_care(db(), space, path.id)
    return {"people": found, "silence": "" if found else SILENCE}


@api.post("/causes/<int:id>/supporters", responses={201: SupporterEdited})
def consider(path: ById, body: ConsiderIn) -> tuple[dict[str, Any], int]:
    """Keeps one person as somebody to ask. Nobody is asked by it, and nobody supports anything yet."""
    return practice.consider(
        db(), path.id, body.person, angle=body.angle, interest=body.interest, now=now()
    ), 201


@api.post("/causes/<int:id>/supporters/<int:person>/steps", responses={200: SupporterEdited})
def step(path: ByCauseAndPerson, body: SupportStep) -> dict[str, Any]:
    """Records what the user did or heard: ask, yes, no. Nothing is sent to anybody."""
    return practice.step(db(), path.id, path.person, body.action, now=now())


@api.delete("/causes/<int:id>/supporters/<int:person>", responses={200: EditOut})
def leave(path: ByCauseAndPerson) -> dict[str, Any]:
    """They leave: at once, without a reason, and they are not asked again."""
    return {"edit": practice.leave(db(), path.id, path.person, now=now())}


@api.post("/causes/<int:id>/supporters/<int:person>/deeds", responses={201: SupporterEdited})
def did(path: ByCauseAndPerson, body: DeedIn) -> tuple[dict[str, Any], int]:
    """What a supporter did, to be thanked for."""
    return practice.did(db(), path.id, path.person, body.what, on=body.on, now=now()), 201


@api.post("/deeds/<int:id>/thanks", responses={200: SupporterEdited})
def thanked(path: ById, body: Nothing) -> dict[str, Any]:
    """The user has thanked them for it."""
    return practice.thanked(db(), path.id, now=now())
