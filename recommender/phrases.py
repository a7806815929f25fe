"""The words suggestions are put in: names, lists, and facets set into a sentence that stays true and
grammatical."""

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

_VERBS = """
build buy connect create develop do exchange expand explore fill find fund get grow have hire improve
join learn launch meet move open practise practice publish raise recruit rent run sell speak start
support test translate try understand use visit work write
"""
VERBS = frozenset(_VERBS.split())
"""A need that begins with one of these is a thing to do: "wants to hire ...", not "needs hire ..."."""

_NOUNS_IN_ING = """
beijing briefing building clothing coaching consulting engineering evening feeling funding housing king
lighting marketing meaning meeting mentoring morning networking parking painting pricing programming
recording ring spring staffing string thing training wedding wing
"""
NOUNS_IN_ING = frozenset(_NOUNS_IN_ING.split())
"""Things, though they end like doings: "needs funding", but "needs help with recording an audio guide"."""

NO_NEED_TO_EXPLAIN = "If it is not for you, or not now, just say so: no reason needed, and nothing is lost."
"""Closes every ask and introduction: words to decline make a yes more voluntary (Schlund, Sommers & Bohns
2024)."""


def first_name(person: Person) -> str:
    """What one would call them in a note; the whole name where the first word may not be the one to use."""
    words = person.name.split()
    if not words:
        return "this person"
    if len(words) > 1 and words[0].strip(".").casefold() in TITLES | FAMILY_NAMES:
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


def needs(text: str) -> str:
    """ "needs a CTO", "wants to find a CTO", "needs help with recognising leaf disease"."""
    return f"{_verb(text)} {_object(text)}"


def need(text: str) -> str:
    """The same of "you": "need a CTO"."""
    verb = _verb(text)
    return f"{verb.replace('needs', 'need').replace('wants', 'want')} {_object(text)}"


def _verb(text: str) -> str:
    words = plain(text).casefold().split()
    if not words:
        return "needs"
    if words[0] == "to":
        return "wants"
    if words[0] in VERBS and len(words) > 1 and words[1] not in ("of", "for"):
        return "wants to"
    doing = words[0].endswith("ing") and words[0] not in NOUNS_IN_ING
    if doing or (
        words[0] in NOUNS_IN_ING and len(words) > 1 and words[1] in ("a", "an", "the", "and", "my", "our")
    ):
        return "needs help with"
    return "needs"


def _object(text: str) -> str:
    return plain(text)


def month(day: date) -> str:
    return day.strftime("%B %Y")


def where_from(facet: Facet) -> str:
    """ "your note of March 2025", "github.com, March 2025", "you": as one would say where one has it from."""
    source = "your note" if facet.source == "note" else facet.source or "an unknown source"
    if facet.on is None:
        return source
    return f"{source} of {month(facet.on)}" if facet.source == "note" else f"{source}, {month(facet.on)}"
