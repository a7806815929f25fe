"""What a page says of a person: values, each with where on the page it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

SINGLE = ("name", "headline", "organisation", "role", "place", "about")
"""Fields of which a person has one at a time."""
MANY = ("url", "email", "phone", "skill")
"""Fields of which a person may have several."""

FieldName = Literal[
    "name", "headline", "organisation", "role", "place", "about", "url", "email", "phone", "skill"
]


class PageKind(StrEnum):
    PROFILE = "profile"
    PEOPLE = "people"
    """Several people: the user chooses one."""
    PAGE = "page"
    """No profile. Worth sharing, perhaps."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One value read from a page."""

    field: FieldName
    value: str
    source: str
    """The reader that found it: "json-ld", "h-card", "linkedin"."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the page that may hold offers or needs; a signal where the page itself marks them as one."""

    text: str
    section: str
    """ "about", "services", "open to work", "now", ..."""
    source: str
    signal: Literal["offer", "need"] | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """Somebody the page says this person knows, and in which words."""

    name: str
    url: str
    evidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Profile:
    kind: PageKind
    url: str
    """Canonical: without tracking parameters, trailing slash or fragment."""
    title: str
    readings: tuple[Reading, ...] = ()
    passages: tuple[Passage, ...] = ()
    acquaintances: tuple[Acquaintance, ...] = ()
    people: tuple[Profile, ...] = ()
    """On a page of several people, one profile each."""
    partial: bool = False
    note: str = ""
    """A sentence for the user, where there is one to say ("The page was too large to read in full.")."""

    def value(self, field: FieldName) -> str:
        return next((reading.value for reading in self.readings if reading.field == field), "")

    def values(self, field: FieldName) -> tuple[str, ...]:
        return tuple(reading.value for reading in self.readings if reading.field == field)
