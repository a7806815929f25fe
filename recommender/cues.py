"""The named signs of an offer, a need, or neither, that the facet model weighs beside a sentence's meaning.

A cue never decides by itself: each is one feature of a linear model fitted on labelled sentences
(benchmarks/train_facets.py), and its weight stands under its name in models/default/facets.json.
"""

# ruff: noqa: PLR0911 - a cue is one pattern, and reads best on its own line
from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from recommender import pagesigns, signs
from recommender.sentences import Clause
from recommender.signs import MANY, PATTERNS

Voice = Literal["self", "note", "page"]

NEEDING = (*signs.NEEDING, *pagesigns.NEEDING)
_NEEDING, _OFFERING = frozenset(NEEDING), frozenset((*signs.OFFERING, *pagesigns.OFFERING))
_HOLDING_BACK = frozenset((*signs.HOLDING_BACK, *pagesigns.HOLDING_BACK))

_FINITE = re.compile(
    r"^(?:the|our|this|my|her|his|its|used|every|each) (?:[\w-]+ ){1,2}?\w+(?:s|ed|t)\b|^used to\b|\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|can|could|will|would|shall|should|may|might|must"
    r"|i['’](?:m|ve|d|ll)|(?:s?he|it|we|they)['’]\w+)\b|\b(?:i|she|he|we|they|who|that|it) \w+",
    re.IGNORECASE,
)
_COMPILED: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, 0 if name == "says_we" else re.IGNORECASE))
    for name, pattern in PATTERNS
    if pattern
)
_PAGES = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in pagesigns.PATTERNS)

_VERB = re.compile(
    r"\b(?:(?:am|is|are|['’](?:m|s|re)|be|been|still|also|always|currently|now|actively|only|often|urgently|really"
    r"|desperately|just|would|['’]d|would really|could) )*"
    r"(?:look(?:ing|s)? (?:for|out|after|to)|seek(?:s|ing)?|search(?:es|ing)?|in (?:the )?search of|on the (?:look-?out|hunt)"
    r"|hunting|chasing|hiring|recruiting|needs?|needing|in need|wants?|wanting|requires?|lacks?|short of|(?:like|love)s?"
    r"|welcome|appreciate|hop(?:es?|ing)|wish(?:es)?|keen|eager|desperate|struggling|missing|use|after an?)\b",
    re.IGNORECASE,
)
_PLURAL = re.compile(
    rf"(?:\b{MANY}|\b(?!this|his|us|yes|as|always|is|was|has)[a-z]{{3,}}s)(?: \w+){{0,2}}$", re.IGNORECASE
)


def who_needs(text: str) -> str:
    """Names the grammatical subject of the first verb of needing: whose need it is decides whether it counts."""
    verb = _VERB.search(text)
    if verb is None:
        return ""
    before = re.sub(
        r"^(?:(?:and|but|also|now|currently|so|hello|hi) )+",
        "",
        text[: verb.start()].strip(" ,'’"),
        flags=re.I,
    )
    last = before.rsplit(" ", 1)[-1].casefold().rstrip("'’")
    if not before:
        return "nobody_named"
    if last in {"i", "we", "i'm", "we're", "im"}:
        return "writer"
    if last in {"she", "he"}:
        return "she_or_he"
    if last in {"you", "they", "it"}:
        return last
    if last in {"who", "that", "which", "those"}:
        return "relative_clause"
    if last in {"not", "n't", "don't", "never", "longer", "no", "doesn't"} or last.endswith(("n't", "n’t")):
        return "negated"
    if last in {
        "was",
        "were",
        "been",
        "had",
        "used",
        "to",
        "will",
        "would",
        "if",
        "or",
        "and",
        "of",
        "for",
        "with",
    }:
        return "inside_a_phrase"
    if _PLURAL.search(before):
        return "many"
    if before[:1].isupper() and before.rsplit(" ", 1)[-1][:1].isupper():
        return "named"
    if re.search(r"\b(?:our|my)\b", before, re.IGNORECASE):
        return "ours"
    return "another"


_NEEDERS = (
    "nobody_named", "writer", "she_or_he", "you", "they", "it", "relative_clause", "negated", "inside_a_phrase", "many",
    "named", "ours", "another",
)  # fmt: skip

Derived = Callable[[frozenset[str], Clause, Voice], float]
_DERIVED: tuple[tuple[str, Derived], ...] = (
    # What a single pattern cannot say: who speaks, and how cues meet.
    ("voice_note", lambda c, _, v: v == "note"),
    ("voice_self", lambda c, _, v: v == "self"),
    ("note_about_me", lambda c, _, v: v == "note" and bool(c & {"starts_with_i", "note_to_self"})),
    ("note_and_need", lambda c, _, v: v == "note" and bool(c & _NEEDING)),
    ("note_and_offer", lambda c, _, v: v == "note" and bool(c & _OFFERING)),
    ("note_about_others", lambda c, _, v: v == "note" and bool(c & {"relative_of", "others_seek"})),
    ("asks", lambda c, u, _: u.asks),
    ("asks_without_who", lambda c, u, _: u.asks and not c & {"asks_who", "someone", "would_like"}),
    ("any_need", lambda c, _, v: bool(c & _NEEDING)),
    ("many_needs", lambda c, _, v: len(c & _NEEDING) >= 2),
    ("any_offer", lambda c, _, v: bool(c & _OFFERING)),
    ("many_offers", lambda c, _, v: len(c & _OFFERING) >= 2),
    ("held_back", lambda c, _, v: bool(c & _HOLDING_BACK)),
    ("need_held_back", lambda c, _, v: bool(c & _HOLDING_BACK) and bool(c & _NEEDING)),
    ("need_and_offer", lambda c, _, v: bool(c & _OFFERING) and bool(c & _NEEDING)),
    ("neither_cue", lambda c, _, v: not c & _NEEDING and not c & _OFFERING),
    ("trade_verbless", lambda c, _, v: "trade" in c and "verbless" in c),
    ("list_verbless", lambda c, _, v: "verbless" in c and bool(c & {"comma_list", "bare_list"})),
    ("very_short", lambda c, u, _: len(u.text) < 12),
    ("short", lambda c, u, _: len(u.text) < 30),
    ("long", lambda c, u, _: len(u.text) > 110),
    ("continues", lambda c, u, _: bool(u.before)),
    ("note_needed_by_writer", lambda c, _, v: v == "note" and "needed_by_writer" in c),
)

NAMES: tuple[str, ...] = (
    tuple(name for name, _ in (*PATTERNS, *pagesigns.PATTERNS))
    + tuple(f"needed_by_{who}" for who in _NEEDERS)
    + tuple(name for name, _ in _DERIVED)
)


def cues_of(clause: Clause, voice: Voice) -> frozenset[str]:
    """The names of the cues that a clause shows, said in this voice."""
    found = {name for name, pattern in _COMPILED if pattern.search(clause.text)}
    if voice == "page":
        found |= {name for name, pattern in _PAGES if pattern.search(clause.text)}
    if "others_seek" not in found and clause.before and _starts_bare(clause.text):
        # "Families, looking for work": who seeks stands in what came before.
        joined = f"{clause.before[-80:]} {clause.text}"
        pattern = dict(_COMPILED)["others_seek"]
        if pattern.search(joined):
            found.add("others_seek")
    if not _FINITE.search(clause.text):
        found.add("verbless")
    if who := who_needs(clause.text):
        found.add(f"needed_by_{who}")
    stated = frozenset(found)
    return stated | {name for name, holds in _DERIVED if holds(stated, clause, voice)}


def cue_matrix(clauses: Sequence[Clause], voice: Voice) -> npt.NDArray[np.float32]:
    """Shape (len(clauses), len(NAMES)), 1 where a cue stands and 0 where not; columns as in ``NAMES``."""
    column = {name: i for i, name in enumerate(NAMES)}
    matrix = np.zeros((len(clauses), len(NAMES)), np.float32)
    for row, clause in zip(matrix, clauses, strict=True):
        row[[column[name] for name in cues_of(clause, voice)]] = 1
    return matrix


def _starts_bare(text: str) -> bool:
    return (
        re.match(r"(?:who|and|that|are|is|look|seek|search|need|want|in search)", text, re.IGNORECASE)
        is not None
    )
