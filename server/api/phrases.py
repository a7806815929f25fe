"""phrases: how the user greets, signs off, and makes declining easy, in their own words."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints

from server.api.context import blueprint, db
from server.api.schemas import Incoming
from server.practice import voice

api = blueprint("phrases")

Phrase = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300, pattern=r"^[^\x00]*$")]


class PhrasesIn(Incoming):
    """What is left out stays as it is; an empty one goes back to Comity's own."""

    greeting: Phrase | None = None
    sign_off: Phrase | None = None
    decline: Phrase | None = None


class PhrasesOut(BaseModel):
    greeting: str
    sign_off: str
    decline: str
    own: list[str]
    """Which of them are the user's own."""


@api.get("/phrases", responses={200: PhrasesOut})
def show() -> dict[str, Any]:
    """The phrases that letters are written with."""
    return voice.shown(db())


@api.put("/phrases", responses={200: PhrasesOut})
def put(body: PhrasesIn) -> dict[str, Any]:
    """Changes phrases; every letter drafted from now on has them."""
    return voice.put(db(), body.model_dump(exclude_none=True))
