"""suggestions: for the person on screen, what to give, whom they should meet, and, last, what to ask."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from server.api.context import blueprint, db, now, services
from server.api.schemas import Id, Incoming, PersonCard, SuggestionOut, Surface
from server.store import people

api = blueprint("suggestions")


class SuggestionsIn(Incoming):
    person: Id
    surface: Surface = "api"


class SuggestionsOut(BaseModel):
    person: PersonCard
    gives: list[SuggestionOut]
    introductions: list[SuggestionOut]
    asks: list[SuggestionOut]
    silence: list[str]
    giving: str
    """What is left of the week's giving; empty while nothing of it is spent."""
    model: str
    learnt: list[str]
    """What the ranker has learnt about its user and the order therefore differs by; empty for the default."""


@api.post("/suggestions", responses={200: SuggestionsOut})
def suggest(body: SuggestionsIn) -> dict[str, Any]:
    """A POST, because every suggestion shown is kept: which ones, in which order, and why."""
    person = people.get(db(), body.person)["id"]
    return services().advisor.advise(db(), person, surface=body.surface, now=now())
