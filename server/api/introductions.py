"""introductions: which two people should meet, over the whole network, and how far each introduction has come."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now, services
from server.api.schemas import Incoming, PersonCard, SuggestionOut, Surface
from server.store import introductions, people

api = blueprint("introductions")


class IdeasIn(Incoming):
    limit: int = Field(default=10, ge=1, le=200)
    surface: Surface = "api"


class IdeasOut(BaseModel):
    introductions: list[SuggestionOut]
    silence: list[str]
    model: str


class IntroductionOut(BaseModel):
    id: int
    a: PersonCard
    b: PersonCard
    state: str
    changed_at: str


class IntroductionsOut(BaseModel):
    introductions: list[IntroductionOut]


@api.post("/introductions/ideas", responses={200: IdeasOut})
def ideas(body: IdeasIn) -> dict[str, Any]:
    """The best introductions of the network, fairly spread. A POST, because what is shown is kept."""
    return services().advisor.introductions(db(), limit=body.limit, surface=body.surface, now=now())


@api.get("/introductions", responses={200: IntroductionsOut})
def listing() -> dict[str, Any]:
    """Those begun, the latest first."""
    rows = introductions.everyones(db())
    shown = people.cards(db(), [person for row in rows for person in (row["a"], row["b"])])
    return {"introductions": [row | {"a": shown[row["a"]], "b": shown[row["b"]]} for row in rows]}
