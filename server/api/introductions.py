"""introductions: which two people should meet, and each introduction's way from an idea to a thank-you."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now, services
from server.api.schemas import ById, Id, Incoming, PersonCard, SuggestionOut, Surface, Text
from server.practice import introductions as practice
from server.store import introductions, journal

api = blueprint("introductions")

Action = Literal[
    "ask_first",
    "first_said_yes",
    "ask_second",
    "second_said_yes",
    "declined",
    "make",
    "met",
    "did_not_meet",
    "thank",
    "withdraw",
]


class IdeasIn(Incoming):
    limit: int = Field(default=10, ge=1, le=200)
    surface: Surface = "api"


class IdeasOut(BaseModel):
    introductions: list[SuggestionOut]
    silence: list[str]
    model: str


class StepOut(BaseModel):
    action: str
    state: str
    note: str
    at: str


class IntroductionOut(BaseModel):
    id: int
    a: PersonCard
    b: PersonCard
    state: str
    state_words: str
    next: str
    write_to: list[Literal["a", "b", "both"]]
    """To whom a letter fits at this point; see POST /drafts."""
    actions: list[str]
    changed_at: str
    follow_up_on: str | None
    history: list[StepOut]


class IntroductionsOut(BaseModel):
    introductions: list[IntroductionOut]


class StepIn(Incoming):
    action: Action
    note: Text = ""
    share: Text = ""


class Stepped(IntroductionOut):
    edit: int | None


class PairIn(Incoming):
    a: Id
    b: Id


@api.post("/introductions/ideas", responses={200: IdeasOut})
def ideas(body: IdeasIn) -> dict[str, Any]:
    """The best introductions of the network, fairly spread. A POST, because what is shown is kept."""
    return services().advisor.introductions(db(), limit=body.limit, surface=body.surface, now=now())


@api.get("/introductions", responses={200: IntroductionsOut})
def listing() -> dict[str, Any]:
    """Those begun, the latest first."""
    return {"introductions": [practice.shown(db(), row["id"]) for row in introductions.everyones(db())]}


@api.post("/introductions", responses={201: Stepped})
def begin(body: PairIn) -> tuple[dict[str, Any], int]:
    """The user's own idea of two people who should meet; nobody is asked yet."""
    begun = practice.begin(db(), body.a, body.b, now=now())
    edit = journal.edit_of(db(), "introductions", begun)
    return practice.shown(db(), begun) | {"edit": edit}, 201


@api.get("/introductions/<int:id>", responses={200: IntroductionOut})
def show(path: ById) -> dict[str, Any]:
    """How far it has come, what comes next and why, and its history."""
    return practice.shown(db(), path.id)


@api.post("/introductions/<int:id>/steps", responses={200: Stepped})
def step(path: ById, body: StepIn) -> dict[str, Any]:
    """Records what the user did or heard; a step that does not follow is refused. Nothing is sent to anybody."""
    done = practice.step(db(), path.id, body.action, now=now(), note=body.note, share=body.share)
    return practice.shown(db(), path.id) | {"edit": done["edit"]}
