"""rhythms: how often to be in touch with a person or a group, tags, and when to leave somebody in peace."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from server.api.context import blueprint, db, now
from server.api.schemas import ById, Incoming, KeepingOut
from server.practice import keeping
from server.practice import rhythms as practice
from server.store import rhythms, tags

api = blueprint("rhythms")

Days = Annotated[int, Field(ge=1, le=3650)]
Tag = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60, pattern=r"^[^\x00]*\S[^\x00]*$"),
]


class RhythmIn(Incoming):
    days: Days | None
    """None: as their tags or mode have it."""


class TagRhythmIn(Incoming):
    tag: Tag
    days: Days | None


class TagsIn(Incoming):
    tags: list[Tag] = Field(max_length=50)


class RestIn(Incoming):
    until: date | Literal["paused"] | None
    """A day, "paused", or None for none any more."""


class KeptInTouch(BaseModel):
    keeping: KeepingOut
    tags: list[str]
    quiet_until: str | None
    edit: int | None


class TagOut(BaseModel):
    tag: str
    rhythm_days: int | None


class TagsOut(BaseModel):
    tags: list[TagOut]
    edit: int | None = None


@api.put("/people/<int:id>/rhythm", responses={200: KeptInTouch})
def set_rhythm(path: ById, body: RhythmIn) -> dict[str, Any]:
    """Every so many days; only a real contact starts them anew."""
    return _kept(path.id, practice.of_person(db(), path.id, body.days, now=now()))


@api.put("/people/<int:id>/tags", responses={200: KeptInTouch})
def set_tags(path: ById, body: TagsIn) -> dict[str, Any]:
    """These tags and no others."""
    return _kept(path.id, practice.tag(db(), path.id, body.tags, now=now()))


@api.put("/people/<int:id>/rest", responses={200: KeptInTouch})
def rest(path: ById, body: RestIn) -> dict[str, Any]:
    """Snoozes reminders about somebody, pauses them, or wakes them again."""
    return _kept(path.id, practice.rest(db(), path.id, until=body.until, now=now()))


@api.get("/tags", responses={200: TagsOut})
def listing() -> dict[str, Any]:
    """Every tag in use, with its rhythm."""
    return _tags(None)


@api.put("/tags/rhythm", responses={200: TagsOut})
def set_tag_rhythm(body: TagRhythmIn) -> dict[str, Any]:
    """For all who have the tag."""
    return _tags(practice.of_tag(db(), body.tag, body.days, now=now()))


def _kept(person: int, edit: int | None) -> dict[str, Any]:
    return {
        "keeping": keeping.at_a_glance(db(), person, now().date()),
        **practice.shown(db(), person),
        "edit": edit,
    }


def _tags(edit: int | None) -> dict[str, Any]:
    days = rhythms.of_tags(db())
    return {
        "tags": [{"tag": tag, "rhythm_days": days.get(tag)} for tag in tags.everything(db())],
        "edit": edit,
    }
