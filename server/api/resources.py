"""resources: things worth sharing, and who in the network has a need that one meets."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, now, services
from server.api.schemas import Incoming, Line, PersonCard, QuoteOut, ResourceOut, Text, Url
from server.store import people, resources
from server.store.journal import edit

api = blueprint("resources")


class ResourceIn(Incoming):
    title: Line = Field(min_length=1)
    url: Url = ""
    about: Text = ""


class ResourceKept(BaseModel):
    resource: ResourceOut
    edit: int | None


class ResourcesOut(BaseModel):
    resources: list[ResourceOut]


class MatchIn(Incoming):
    title: Line
    url: Url = ""
    text: Text = ""


class MatchOut(BaseModel):
    person: PersonCard
    need: QuoteOut
    band: str
    sentence: str


class MatchesOut(BaseModel):
    matches: list[MatchOut]


def _out(row: dict[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("id", "title", "url", "about")}


@api.get("/resources", responses={200: ResourcesOut})
def listing() -> dict[str, Any]:
    """The library, the latest first."""
    return {"resources": [_out(row) for row in resources.everything(db())]}


@api.post("/resources", responses={201: ResourceKept})
def add(body: ResourceIn) -> tuple[dict[str, Any], int]:
    """Saves a page or a thing worth sharing; the same one twice is one."""
    with edit(db(), what=f"Saved “{body.title}”", who="you", at=now()) as opened:
        kept, outcome = resources.put(opened, body.title, url=body.url, about=body.about)
    return {
        "resource": _out(resources.get(db(), kept)),
        "edit": None if outcome == "unchanged" else opened.id,
    }, 201


@api.post("/resources/matches", responses={200: MatchesOut})
def matches(body: MatchIn) -> dict[str, Any]:
    """Who has a stated need that this page meets. Stores nothing."""
    found = services().advisor.who_needs(db(), body.title, body.text, now=now())
    shown = people.cards(db(), [match["person"] for match in found])
    return {"matches": [match | {"person": shown[match["person"]]} for match in found]}
