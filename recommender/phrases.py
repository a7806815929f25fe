"""The words suggestions are put in: names, lists, and where something is known from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recommender.types import Facet, Person

TITLES = frozenset(("dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame", "rev", "eng", "ing"))
"""Stand before a first name without being one."""

_FAMILY_NAMES = """
nguyen nguyễn tran trần le lê pham phạm hoang hoàng phan vu vũ vo võ dang đặng bui bùi do đỗ ho hồ ngo ngô
duong dương ly lý wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu lin kim park choi jeong
kang cho yoon jang
"""
FAMILY_NAMES = frozenset(_FAMILY_NAMES.split())
"""Common family names that are often written first: whoever's name begins with one is called by the whole
name."""

NO_NEED_TO_EXPLAIN = "If it is not for you, or not now, just say so: no reason needed, and nothing is lost."
"""Closes every ask and introduction: words to decline make a yes more voluntary (Schlund, Sommers & Bohns
2024)."""


def first_name(person: Person) -> str:
    """What one would call them in a note; the whole name where the first word may not be the one to use."""
    words = person.name.split()
    if not words:
        return "this person"
    first = words[0].strip(".").casefold()
    if len(words) > 1 and (first in TITLES or first in FAMILY_NAMES):
        return " ".join(words)
    return words[0]


def names(*people: Person) -> tuple[str, ...]:
    """First names, or whole names where two would sound alike."""
    short = [first_name(person) for person in people]
    if len({name.casefold() for name in short}) == len(short):
        return tuple(short)
    return tuple(person.name or "this person" for person in people)


def listed(items: Sequence[str]) -> str:
    """ "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def plain(text: str) -> str:
    """A facet's text as it stands in a sentence: one line, without its full stop."""
    return " ".join(text.split()).rstrip(".!;:, ")


def quoted(text: str) -> str:
    """ "“a CTO”": facets are nouns, doings and doers alike, so they are quoted, not bent into the sentence."""
    return f"“{plain(text)}”"


def month(day: date) -> str:
    return day.strftime("%B %Y")


def where_from(facet: Facet) -> str:
    """ "your note of March 2025", "github.com, March 2025", "you": as one would say where one has it from."""
    source = "your note" if facet.source == "note" else facet.source or "an unknown source"
    if facet.on is None:
        return source
    return f"{source} of {month(facet.on)}" if facet.source == "note" else f"{source}, {month(facet.on)}"
