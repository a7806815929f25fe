"""Cuts a message into its sentences, each an exact stretch of it; what others wrote, quoted below, is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_SENTENCES = 60
"""A letter has some ten; what comes after this many is a paste, and is not read."""
MAX_SENTENCE = 600
"""Characters; the encoder reads no further than 256 tokens."""

_QUOTED = re.compile(
    r"(?:^>.*$|^-- $[\s\S]*|^-{2,} ?(?:original message|forwarded message)[\s\S]*"
    r"|^on [^\n]{5,80} wrote:\s*$[\s\S]*)",
    re.IGNORECASE | re.MULTILINE,
)
_BREAK = re.compile(
    r"(?<=[.!?…;])[\"'”’)\]]*\s+|[。！？；]"
    r"|\n\s*\n\s*|\n\s*(?=[-*•–]\s)"
    r"|(?<=[,:])[ \t]*\n\s*"  # "Dear Ana," and what is listed
    r"|\n(?!\s*[a-z])\s*"  # a line broken by a narrow window goes on in small letters
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:dr|mr|mrs|ms|prof|st|jr|sr|vs|e\.g|i\.e|approx|dept|no|inc|ltd|u\.s|u\.k|ph\.d|a\.m|p\.m|[a-z])\.$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is ``whole[start:end]``."""

    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """With straight apostrophes, as patterns are written; as long as ``text``."""
        return self.text.replace("’", "'")

    @property
    def question(self) -> bool:
        return self.text.rstrip("\"'”’)] ").endswith(("?", "？"))


def sentences(whole: str) -> tuple[Sentence, ...]:
    """In order, without overlap; greetings and signatures are sentences too."""
    found = []
    for start, end in _stretches(whole):
        while start < end and whole[start].isspace():
            start += 1
        while end > start and whole[end - 1].isspace():
            end -= 1
        if any(letter.isalnum() for letter in whole[start:end]):
            found.append(Sentence(start, end, whole[start:end]))
        if len(found) == MAX_SENTENCES:
            break
    return tuple(found)


def _stretches(whole: str) -> Iterator[tuple[int, int]]:
    start = 0
    for quoted in _QUOTED.finditer(whole):
        yield from _cut(whole, start, quoted.start())
        start = quoted.end()
    yield from _cut(whole, start, len(whole))


def _cut(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for gap in _BREAK.finditer(whole, start, end):
        if "\n" not in gap.group() and _ABBREVIATION.search(
            whole[max(start, gap.start() - 12) : gap.start()]
        ):
            continue
        yield from _pieces(whole, start, gap.start())
        start = gap.end()
    yield from _pieces(whole, start, end)


def _pieces(whole: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts what is longer than ``MAX_SENTENCE``, at a space where there is one."""
    while end - start > MAX_SENTENCE:
        space = whole.rfind(" ", start + MAX_SENTENCE // 2, start + MAX_SENTENCE)
        cut = space if space > start else start + MAX_SENTENCE
        yield start, cut
        start = cut
    yield start, end
