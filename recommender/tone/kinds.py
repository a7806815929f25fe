"""What the message check may find, and the words it says so in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    PRESSURE = "pressure"
    FALSE_URGENCY = "false_urgency"
    GUILT = "guilt"
    RECIPROCITY_CLAIMED = "reciprocity_claimed"
    FLATTERY = "flattery"
    FOOT_IN_THE_DOOR = "foot_in_the_door"
    HIDDEN_PURPOSE = "hidden_purpose"
    POWER = "power"
    DISCLOSURE = "disclosure"
    VAGUE = "vague"
    NO_WAY_TO_DECLINE = "no_way_to_decline"
    NO_REASON_WHY_THEM = "no_reason_why_them"


PRESSING = frozenset({Kind.PRESSURE, Kind.FALSE_URGENCY, Kind.GUILT, Kind.RECIPROCITY_CLAIMED})
"""The pressure kinds: each works on the reader's wish to be left in peace."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``quote`` is ``text[start : start + len(quote)]`` of the text checked; ``why`` and ``instead`` are
    sentences for its writer."""

    kind: Kind
    quote: str
    start: int
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class Checked:
    """``findings`` in the order of the text; empty for a message that needs nothing."""

    ask: bool
    ask_probability: float
    easy_to_decline: bool
    findings: tuple[Finding, ...]


WHY: Mapping[Kind, str] = {
    Kind.PRESSURE: "This presses for a yes; a yes that was pressed for is worth less.",
    Kind.FALSE_URGENCY: "This hurries the reader without saying what the date hangs on.",
    Kind.GUILT: "This makes a no feel like a fault.",
    Kind.RECIPROCITY_CLAIMED: "This calls in a favour, and what was given freely becomes a debt.",
    Kind.FLATTERY: "Praise this large, just before a request, reads as its price.",
    Kind.FOOT_IN_THE_DOOR: "This asks for something small to get to something larger.",
    Kind.HIDDEN_PURPOSE: "The reader cannot see from this what you are really after.",
    Kind.POWER: "You have a say in what becomes of them, and this uses it.",
    Kind.DISCLOSURE: "Somebody told you this in confidence; it is not yours to pass on.",
    Kind.VAGUE: "The reader cannot tell how much they would be saying yes to.",
    Kind.NO_WAY_TO_DECLINE: "Nothing here makes it easy to say no.",
    Kind.NO_REASON_WHY_THEM: "Nothing here says why you are asking this person.",
}
INSTEAD: Mapping[Kind, str] = {
    Kind.PRESSURE: "Ask once, plainly, and leave the answer to them.",
    Kind.FALSE_URGENCY: "Give the real date and what it depends on, or leave the hurry out.",
    Kind.GUILT: "Leave this out; the request can stand by itself.",
    Kind.RECIPROCITY_CLAIMED: "Leave the past favour out and ask as if there had been none.",
    Kind.FLATTERY: "Say the one thing of theirs that helped you, and what you took from it.",
    Kind.FOOT_IN_THE_DOOR: "Say the whole of it now, and offer a smaller part they may choose.",
    Kind.HIDDEN_PURPOSE: "Say in the first lines what you would like from them.",
    Kind.POWER: "Say that nothing hangs on the answer, or ask somebody who does not depend on you.",
    Kind.DISCLOSURE: "Leave it out, or ask the one who told you first.",
    Kind.VAGUE: "Name one thing, and about how long it would take.",
    Kind.NO_WAY_TO_DECLINE: "Add a line such as “If it does not suit you, just say so.”",
    Kind.NO_REASON_WHY_THEM: "Add half a sentence on what they know or did that made you think of them.",
}
