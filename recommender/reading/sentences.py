"""Cuts a text into the clauses that offers and needs are read from, each an exact stretch of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_CLAUSES = 400
"""A profile has some 40; what comes after this many is not a profile any more, and is not read."""
MAX_CLAUSE = 600
"""Characters. Longer ones are cut at a space: the encoder reads no further than 256 tokens anyway."""

_BREAK = re.compile(
    r"[\n\r\u2028\u2029\u0085\v\f]"  # a new line is a new thought in profiles and notes
    r"|(?<=[.!?…])[\"'”’)\]]*\s"
    r"|[;；。！？]|(?<=\s)[|·•●▪►–—](?=\s)|(?<=\s)(?:-|//|/)(?=\s)"
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|prof|st|jr|sr|vs|etc|e\.g|i\.e|approx|dept|no|inc|ltd|u\.s|u\.k|ph\.d|[a-z])\.$",
    re.IGNORECASE,
)
_LEAD = (
    r"(?:(?:and|but|or|so|while|yet|plus|also|now|currently|still|then"
    r"|who|which|she|he|they|we|i|her|his)['’]?\s+){0,4}"
)
_HINGE = re.compile(
    # A comma, a colon or a joining word begins a new clause only where an offer or a need begins after it.
    r"(?:,\s*|:\s+|\s(?=(?:and|but|while|yet)\s))"
    rf"(?={_LEAD}(?:(?:i|she|he|we|they)['’](?:m|s|re|d|ll)\s+|am\s+|is\s+|are\s+|would\s+)?"
    r"(?:(?:currently|always|actively|now|also|really|urgently)\s+)?"
    r"(?:look(?:ing|s)?\s+(?:for|to|out|after)|seek(?:s|ing)?|search(?:es|ing)\s|in\s+search|on\s+the\s+(?:look|hunt)"
    r"|hunting\s|chasing\s|hiring|recruiting|needs?\s|wants?\s|could\s+(?:use|do\s+with)|hop(?:es|ing)\s+to"
    r"|keen\s+(?:to|on)|like\s+to\s|love\s+(?:to|an?)\s|wish(?:es)?\s+to|desperate|short\s+of"
    r"|happy\s+to|glad\s+to|willing\s+to|open\s+to|available\s|offer(?:s|ed|ing)?\s|can\s+(?:help|advise|teach|offer)"
    r"|able\s+to\s+help|promised\s|volunteered\s|agreed\s+to|ask\s+me|struggling\s))",
    re.IGNORECASE,
)
_EDGES = " \t\u00a0,:;|·•●▪►–—-*>#\u200b\ufeff"


@dataclass(frozen=True, slots=True)
class Clause:
    """``text`` is ``whole[start:end]``; ``before`` is what the same sentence said before it, ``asks`` that the
    sentence ends in a question mark."""

    start: int
    end: int
    text: str
    before: str = ""
    asks: bool = False


def clauses(whole: str) -> tuple[Clause, ...]:
    """In order, without overlap. Text between them is punctuation and space, or lies past the limits."""
    found: list[Clause] = []
    for start, end in sentence_spans(whole):
        asks = whole[start:end].rstrip("\"'”’)] ").endswith(("?", "？"))
        for left, right in _within(whole, start, end):
            if len(found) == MAX_CLAUSES:
                return tuple(found)
            found.append(Clause(left, right, whole[left:right], whole[start:left].strip(_EDGES), asks))
    return tuple(found)


def sentence_spans(whole: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each, in order; scraps without a word are left out."""
    start = 0
    for gap in _BREAK.finditer(whole):
        if (
            _ABBREVIATION.search(whole[max(start, gap.start() - 12) : gap.start()])
            and "\n" not in gap.group()
        ):
            continue
        if _wordy(whole, start, gap.start()):
            yield start, gap.start()
        start = gap.end()
    if _wordy(whole, start, len(whole)):
        yield start, len(whole)


def _within(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    cuts = [start]
    for hinge in _HINGE.finditer(whole, start, end):
        if _wordy(whole, cuts[-1], hinge.start()):
            cuts.append(hinge.end())
    cuts.append(end)
    for left, right in zip(cuts, cuts[1:], strict=False):
        for a, b in _pieces(whole, left, right):
            a, b = _trim(whole, a, b)
            if _wordy(whole, a, b):
                yield a, b


def _pieces(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts what is longer than ``MAX_CLAUSE``, at a space where there is one."""
    while end - start > MAX_CLAUSE:
        space = whole.rfind(" ", start + MAX_CLAUSE // 2, start + MAX_CLAUSE)
        cut = space if space > start else start + MAX_CLAUSE
        yield start, cut
        start = cut
    yield start, end


def _trim(whole: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (whole[start] in _EDGES or whole[start].isspace()):
        start += 1
    while end > start and (whole[end - 1] in _EDGES or whole[end - 1].isspace()):
        end -= 1
    return start, end


def _wordy(whole: str, start: int, end: int) -> bool:
    return any(c.isalnum() for c in whole[start:end])
