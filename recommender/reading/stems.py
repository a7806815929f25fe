"""Words compared by their stems, so that "oceanographer" and "oceanography" or "front end" and "Front-End" meet."""

from __future__ import annotations

import re
from functools import lru_cache

STEM_LENGTH = 7
"""Characters kept of a stem: long enough to part "statist" from "station", short enough to join word families."""

_SPELLINGS = (
    # What is written in many ways and means one thing.
    (re.compile(r"\bfront[ -]?end\b"), "frontend"),
    (re.compile(r"\bback[ -]?end\b"), "backend"),
    (re.compile(r"\bfull[ -]?stack\b"), "fullstack"),
    (re.compile(r"\bnode\.?js\b"), "nodejs"),
    (re.compile(r"\bvue\.?js\b"), "vuejs"),
    (re.compile(r"\breact\.?js\b"), "react"),
    (re.compile(r"\be-?learning\b"), "elearning"),
    (re.compile(r"\buser experience\b"), "ux"),
    (re.compile(r"\buser interface\b"), "ui"),
    (re.compile(r"\bprogram(?=\s+manag)"), "programme"),
    (re.compile(r"\bpost-?doc\w*\b"), "postdoc"),
    (re.compile(r"\bhuman-cent(?:er|re)d\b"), "human centred"),
)
_ENDINGS = re.compile(
    r"(?:ations?|ments?|ingly|ings?|ers?|ors?|ists?|ies|ians?|ical|ics?|ised|ized|ising|izing|ed|es|s|y|e)$"
)
_WORD = re.compile(r"[^\W_][\w+#.]*[\w+#]|[^\W_]")
EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "at", "on", "and", "or", "to", "for", "with", "by", "as", "from", "into"]
)
LONG_ENOUGH = 4
"""Shorter words ("art", "law", "UX") lose their meaning with their ending, save a plural s."""


def words(text: str) -> list[str]:
    """Lower-case words in order, spellings united; "C++", "C#" and "node.js" stay whole."""
    folded = text.casefold()
    for pattern, plain in _SPELLINGS:
        folded = pattern.sub(plain, folded)
    return _WORD.findall(folded)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Of a lower-case word; never empty for a word."""
    if len(word) <= LONG_ENOUGH:
        return word[:-1] if len(word) == LONG_ENOUGH and word.endswith("s") else word
    return _ENDINGS.sub("", word)[:STEM_LENGTH] or word


def singular(word: str) -> str:
    """The word itself, save a plural s: what "market" and "marketing" do not share."""
    return word[:-1] if len(word) >= LONG_ENOUGH and word.endswith("s") and not word.endswith("ss") else word


def stems(text: str) -> list[str]:
    """The stems of the words that carry meaning, in order."""
    return [stem(word) for word in words(text) if word not in EMPTY]


def singulars(text: str) -> list[str]:
    """The words that carry meaning, in order, each without a plural s."""
    return [singular(word) for word in words(text) if word not in EMPTY]
