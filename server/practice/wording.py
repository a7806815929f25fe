"""Wording: what was noted or read about somebody, put so that it can be said to them."""

from __future__ import annotations

import re
from typing import Any

from recommender import phrases
from recommender.types import Person

Row = dict[str, Any]

_THING_AFTER_HER = (
    r"(?=\s+(?:the|a|an|this|that|these|those|some|my|our|two|three|to|about|with|by|on|at|for|and|when)\b"
    r"|\s*$|[.,;])"
)
_TO_YOU = (
    (re.compile(r"\b(?:him|her|my)self\b", re.IGNORECASE), "yourself"),
    (re.compile(rf"\bher{_THING_AFTER_HER}|\bhim\b", re.IGNORECASE), "you"),
    (re.compile(r"\b(?:my|our|his|her)\b", re.IGNORECASE), "your"),
    (
        re.compile(r"\b(?:i am|we are|she is|he is|i['’]m|we['’]re|she['’]s|he['’]s)\b", re.IGNORECASE),
        "you are",
    ),
    (re.compile(r"\b(?:me|us)\b"), "you"),
)
"""In this order: "send her the deck" is to you, "read her draft" is yours. "Their" and "them" stay, since they are
often other people: "students and their parents"."""
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SMALL_FIRST = re.compile(r"^(?:A|An|The|My|Our|His|Her|New|First)\b")
"""Words that take a capital only where a sentence begins with them; others may be names."""
ENCLOSED = re.compile(r"^(?:to )?(?:send|share|forward|pass on|give)\b", re.IGNORECASE)
"""A promise that is kept by the letter itself."""


def first_name(card: Row) -> str:
    """As a friendly letter begins; the whole name where the first word may not be the one to use."""
    return phrases.first_name(Person(0, str(card["name"]))) if card["name"] else ""


def described(card: Row) -> str:
    what = card["headline"] or card["role"]
    return ", ".join(
        part for part in (card["name"], what, card["organisation"] if not card["headline"] else "") if part
    )


def said(text: str) -> str:
    """As it stands within a sentence: one line, without its full stop or the capital of a beginning."""
    return _SMALL_FIRST.sub(lambda found: found[0].lower(), phrases.plain(text))


def to_you(text: str) -> str:
    """What is theirs, said to them: "feedback on my novel" is "feedback on your novel"."""
    found = said(text)
    for pattern, instead in _TO_YOU:
        found = pattern.sub(instead, found)
    return found


def without_article(text: str) -> str:
    return _ARTICLE.sub("", said(text))
