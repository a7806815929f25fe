"""primer: the six steps to begin with, how far they have come, and what the user says of themselves in them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now
from server.api.schemas import Id, Incoming, Line
from server.practice import primer as practice

api = blueprint("primer")


class PrimerStep(BaseModel):
    key: practice.Key
    title: str
    text: str
    todo: str
    leaves: str
    """What the step leaves behind."""
    state: practice.Mark
    left: str
    """What it has left behind; empty while there is nothing."""


class PrimerOut(BaseModel):
    steps: list[PrimerStep]
    next: practice.Key | None
    """The step to take up; None when nothing is open."""
    done: int
    of: int
    minutes: int


class PrimerEdited(PrimerOut):
    edit: int | None


class PrimerMark(Incoming):
    step: practice.Key
    state: practice.Mark


class AboutMe(Incoming):
    name: Line = ""
    """Needed while the user is not in the network yet."""
    offers: list[Line] = Field(default_factory=list, max_length=practice.MOST_SAID)
    needs: list[Line] = Field(default_factory=list, max_length=practice.MOST_SAID)


class ModeIn(Incoming):
    person: Id
    mode: Literal["building", "exchange"]


@api.get("/primer", responses={200: PrimerOut})
def show() -> dict[str, Any]:
    """The steps, what each has left behind, and which one is next; what was done elsewhere counts."""
    return practice.shown(db())


@api.post("/primer/marks", responses={200: PrimerEdited})
def mark(body: PrimerMark) -> dict[str, Any]:
    """Skips a step, reopens it, or ticks the first. The others are done by doing them."""
    return practice.mark(db(), body.step, body.state, now=now())


@api.post("/primer/mode", responses={200: PrimerEdited})
def mode(body: ModeIn) -> dict[str, Any]:
    """Building or exchanging: chosen for one person."""
    return practice.choose_mode(db(), body.person, body.mode, now=now())


@api.post("/primer/about-me", responses={200: PrimerEdited})
def about_me(body: AboutMe) -> dict[str, Any]:
    """What the user can give and is looking for, in their own words: confirmed at once."""
    return practice.say(db(), name=body.name, offers=body.offers, needs=body.needs, now=now())
