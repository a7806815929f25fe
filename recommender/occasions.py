"""What happened, as grounds for a small give: help received, work shown, an event, an exchange to vouch
for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class OccasionKind(StrEnum):
    HELPED = "helped"
    """They did something for the user. Grounds for thanks and, once thanked, for an endorsement."""
    SHOWS = "shows"
    """They show work of theirs: a talk, a post, a launch. Grounds for amplifying it, or for feedback."""
    EVENT = "event"
    """A dated event of theirs: a new post, a prize, an anniversary, a loss."""


@dataclass(frozen=True, slots=True)
class Occasion:
    kind: OccasionKind
    person: int
    text: str
    """Short, as it stands in a sentence: "the talk on soil at the allotment society"."""
    id: int = 0
    evidence: str = ""
    source: str = "you"
    on: date | None = None
    thanked: bool = False
    """For ``HELPED``: whether the user has said thank you."""
    sad: bool = False
    """For ``EVENT``: something to console for."""
