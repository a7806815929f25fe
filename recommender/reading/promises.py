"""Promises read in a note: what the user said they would do, and what the other said, with its day where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from recommender.reading.due import due_in

Whose = Literal["mine", "theirs"]
Asks = Literal["anything", "an act", "an act for them", "an act for me"]

LONGEST = 140
"""Characters of what was promised; what takes longer to say is a paragraph, not a promise."""
MOST = 10
"""Promises of one note; a note that seems to hold more is a plan, and proposing all of it would be a nuisance."""

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|[\n\r;•●]+|\s[-–—]\s")
_HINGE = re.compile(
    r",?\s+(?:and|but|so|then|while|plus)\s+(?=(?:also\s+|then\s+)?(?:i|she|he|they|we|[^\W\d_]+)"
    r"(?:['’]ll|\s+(?:will|promised|said|offered|agreed|owes?))\b)"
    r"|,\s+(?=(?:i|she|he|they)(?:['’]ll|\s+(?:will|promised|said|offered|agreed))\b)",
    re.IGNORECASE,
)
"""Where a sentence goes on with another promise, perhaps somebody else's."""
_LEAD = re.compile(
    r"^(?:(?:and|but|so|also|then|ok|okay|next(?:\s+step)?|follow-?up)\b[:,]?\s*|[*\-\s\[\](),:]+)+",
    re.IGNORECASE,
)

_FILLER = re.compile(
    r"^(?:(?:also|then|definitely|gladly|happily|certainly|just|quickly|try to|be sure to|make sure to)\s+)+",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"(?:send|forward|share|e-?mail|mail|write|call|phone|ring|text|message|reply|answer|respond|introduce|connect|put"
    r"|link|tell|ask|check|look|find|get|come|follow|bring|lend|give|return|pay|show|teach|help|review|read|edit"
    r"|proofread|comment|recommend|refer|mention|pass|invite|book|arrange|set|prepare|draft|make|deliver|submit|sign"
    r"|order|fix|test|try|speak|talk|visit|let|keep|update|confirm|drop|ping|chase|dig|post|organi[sz]e|print|copy"
    r"|translate|endorse|vouch|take|add|circulate|report|see\s+(?:if|whether|to|what))\b",
    re.IGNORECASE,
)
"""What one promises to do. To be somewhere, to need or to think something is no promise."""
_FOR_ME = re.compile(r"\b(?:me|us|my|our)\b", re.IGNORECASE)
_BACK = re.compile(r"^(?:(?:get|come|call|write|ring|report)\s+back|reply|follow\s+up)\b", re.IGNORECASE)
_FAVOUR = re.compile(
    r"^(?:one|(?:an?|the)\s+(?:big\s+)?(?:favou?r|lot|great deal|drink|beer|debt)|everything|so much|much)\b",
    re.IGNORECASE,
)
"""Owing a favour is no promise: Comity keeps no debts."""
_NO = re.compile(
    r"\b(?:not|never|no longer|nothing|if|unless|maybe|perhaps|might|probably|already|cancelled|hopes? to)\b|n['’]t\b"
    r"|\band\s+(?:did|have|has)\b|\?\s*$",
    re.IGNORECASE,
)
"""Denied, hedged, conditional, asked, or done: no open promise."""
_HARMLESS = re.compile(
    r"\b(?:see|check|find out|know|ask(?:\s+\w+)?)\s+(?:if|whether)\b|\bif (?:possible|i can)\b",
    re.IGNORECASE,
)
"""An "if" that belongs to the promise: "I will check if there is room"."""
_TAIL = re.compile(
    r"(?:,?\s+(?:because|since|so that|as (?:she|he|they|i|we|promised|agreed|discussed)|which|who)\b.*|[\s,;:.!()]+"
    r"|\s(?:by|on|before|until|at|in|within|and|then|too|also))$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundPromise:
    whose: Whose
    what: str
    """Without its day: "send her the deck"."""
    due: date | None
    evidence: str
    """The exact stretch of the note."""


@dataclass(frozen=True, slots=True)
class _Opening:
    whose: Whose
    words: re.Pattern[str]
    asks: Asks
    """What has to follow for it to be a promise to somebody."""
    them: re.Pattern[str]
    """How the other is spoken of as somebody to do something for."""


def find_promises(note: str, today: date, *, name: str = "") -> tuple[FoundPromise, ...]:
    """In order. ``today``: when the note was written. ``name``: whom it is about, whole.

    Somebody else's promises in it are left alone: of whom they are, only the user knows. English only.
    """
    openings = _openings(tuple(re.findall(r"[^\W\d_][\w'’-]+", name)))
    found: dict[tuple[Whose, str], FoundPromise] = {}
    for clause in _clauses(note):
        promise = _promise(clause, today, openings)
        if promise is not None:
            found.setdefault((promise.whose, promise.what.casefold()), promise)
    return tuple(found.values())[:MOST]


def _clauses(note: str) -> Iterator[str]:
    for sentence in _SENTENCE.split(note):
        start = 0
        for hinge in _HINGE.finditer(sentence):
            yield sentence[start : hinge.start()].strip()
            start = hinge.end()
        yield sentence[start:].strip()


def _promise(clause: str, today: date, openings: tuple[_Opening, ...]) -> FoundPromise | None:
    if not clause or _NO.search(_HARMLESS.sub("", clause)):
        return None
    due = due_in(clause, today)
    rest = f"{clause[: due.start]} {clause[due.end :]}" if due else clause
    rest = _LEAD.sub("", " ".join(rest.split()))
    for opening in openings:
        hit = opening.words.match(rest)
        what = hit and _tidy(rest[hit.end() :])
        if not what or not _is_one(what, opening):
            continue
        return FoundPromise(opening.whose, what, due.on if due else None, clause)
    return None


def _is_one(what: str, opening: _Opening) -> bool:
    if len(what) > LONGEST or _FAVOUR.match(what):
        return False
    if opening.asks == "anything":
        return True
    if not _ACT.match(what):
        return False
    if opening.asks == "an act for me":
        return bool(_FOR_ME.search(what) or _BACK.match(what))
    if opening.asks == "an act for them":
        return bool(opening.them.search(what))
    return True


def _tidy(what: str) -> str:
    what, before = _FILLER.sub("", what), ""
    while what != before:
        before, what = what, _TAIL.sub("", what).strip()
    return f"{what})" if what.count("(") > what.count(")") else what


@lru_cache(maxsize=256)
def _openings(names: tuple[str, ...]) -> tuple[_Opening, ...]:
    """How a promise begins, the most explicit first."""
    named = "".join(f"|{re.escape(name)}" for name in names)
    they, them, it = rf"(?:she|he|they{named})", rf"(?:her|him|them{named})", "(?:she|he|they)"
    will = r"(?:['’]ll|\s+will|\s+shall|(?:['’](?:m|s|re)|\s+(?:am|is|are))\s+going\s+to)\s+"
    would = r"(?:['’](?:d|ll)|\s+would|\s+will)\s+"
    i_have, they_have = (
        r"(?:i(?:['’](?:ve|d)|\s+(?:have|had|also))?\s+)?",
        rf"{they}(?:\s+(?:has|have|had|also))?\s+",
    )
    theirs = re.compile(rf"\b(?:{them}|his|their)\b", re.IGNORECASE)

    def opening(whose: Whose, words: str, asks: Asks) -> _Opening:
        return _Opening(whose, re.compile(words, re.IGNORECASE), asks, theirs)

    return (
        opening("mine", rf"{i_have}promised(?:\s+{them})?\s+(?:to\s+|(?:that\s+)?i{would})", "anything"),
        opening("mine", rf"{i_have}promised\s+{them}\s+", "anything"),
        opening("mine", rf"{i_have}(?:said|told\s+{them}|offered|volunteered)\s+(?:that\s+)?(?:i{would}|to\s+)", "an act"),
        opening("mine", rf"i\s+(?:still\s+)?owe\s+{them}\s+", "anything"),
        opening("mine", rf"i{will}", "an act"),
        opening("mine", r"(?:to-?\s?do|action|remember\s+to)\b[:,]?\s+", "an act for them"),
        opening("mine", r"(?:i\s+)?(?:will|must|should|need\s+to|have\s+to|still\s+(?:need|have)\s+to)\s+", "an act for them"),
        opening("theirs", rf"{they_have}promised\s+(?:me|us)\s+(?:to\s+|(?:that\s+)?{it}{would})?", "anything"),
        opening("theirs", rf"{they_have}promised\s+(?:to\s+|(?:that\s+)?{it}{would})", "an act"),
        opening("theirs", rf"{they}\s+(?:told\s+me|agreed|offered|volunteered)\s+(?:that\s+)?(?:{it}{would}|to\s+)", "an act for me"),
        opening("theirs", rf"(?:{they}\s+)?(?:said|says)\s+(?:that\s+)?{it}{would}", "an act for me"),
        opening("theirs", rf"{they}\s+(?:still\s+)?owes?\s+me\s+", "anything"),
        opening("theirs", rf"{they}{will}", "an act for me"),
    )  # fmt: skip
