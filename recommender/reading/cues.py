"""What the facet model weighs beside a clause's meaning: the signs it shows, and how they meet.

A cue never decides by itself: each is one feature of a linear model fitted on labelled sentences
(benchmarks/train_facets.py), and its weight stands under its name in models/default/facets.json.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

from recommender.reading.sentences import Clause
from recommender.reading.signs import HOLDING_BACK, NEEDING, OFFERING, SIGNS, signs_in

Voice = Literal["self", "note", "page"]

IN_NOTES = (
    "works_they", "writers_errand", "label_list", "somebody_else_seeks", "title_alone", "i_first", "asks_for",
)  # fmt: skip
"""Signs that say something else in a note than on a page: "I" is the user, and a bare verb is the person's."""

_NEEDING, _OFFERING, _HOLDING_BACK = frozenset(NEEDING), frozenset(OFFERING), frozenset(HOLDING_BACK)

Derived = Callable[[frozenset[str], Clause, Voice], bool]
_DERIVED: tuple[tuple[str, Derived], ...] = (
    ("voice_note", lambda s, c, v: v == "note"),
    ("voice_self", lambda s, c, v: v == "self"),
    ("any_need", lambda s, c, v: bool(s & _NEEDING)),
    ("many_needs", lambda s, c, v: len(s & _NEEDING) > 1),
    ("any_offer", lambda s, c, v: bool(s & _OFFERING)),
    ("neither", lambda s, c, v: not s & (_NEEDING | _OFFERING)),
    ("held_back", lambda s, c, v: bool(s & _HOLDING_BACK)),
    ("need_held_back", lambda s, c, v: bool(s & _HOLDING_BACK) and bool(s & _NEEDING)),
    ("need_and_negation", lambda s, c, v: "negation" in s and bool(s & _NEEDING)),
    ("need_and_opinion", lambda s, c, v: "opinion" in s and bool(s & _NEEDING)),
    ("trade_alone", lambda s, c, v: "trade" in s and "finite" not in s),
    ("asks", lambda s, c, v: c.asks),
    ("short", lambda s, c, v: len(c.text) < SHORT),
)  # fmt: skip
"""What one sign cannot say: who speaks, and how signs meet. Most of the weight lies on these."""

SHORT = 30
"""Characters of a headline or a scrap; the model learns what that is worth."""

NAMES: tuple[str, ...] = (
    *SIGNS,
    *(f"{name}_in_a_note" for name in IN_NOTES),
    *(name for name, _ in _DERIVED),
)


def cues_of(clause: Clause, voice: Voice) -> frozenset[str]:
    """The names of the cues that a clause shows, said in this voice."""
    found = signs_in(clause.text)
    if clause.before and _STARTS_BARE.match(clause.text):
        # "Families, looking for work": who seeks stands in what came before.
        found |= signs_in(f"{clause.before[-_BEFORE:]} {clause.text}") & {"many_seek"}
    if _IF_ONLY.match(clause.before):
        found |= {"imagined"}  # "If I ever left, I would look for a job"
    derived = {name for name, holds in _DERIVED if holds(found, clause, voice)}
    noted = {f"{name}_in_a_note" for name in IN_NOTES if name in found} if voice == "note" else frozenset()
    return found | derived | noted


def cue_matrix(clauses: Sequence[Clause], voice: Voice) -> npt.NDArray[np.float32]:
    """Shape (len(clauses), len(NAMES)), 1 where a cue stands and 0 where not; columns as in ``NAMES``."""
    column = {name: i for i, name in enumerate(NAMES)}
    matrix = np.zeros((len(clauses), len(NAMES)), np.float32)
    for row, clause in zip(matrix, clauses, strict=True):
        row[[column[name] for name in cues_of(clause, voice)]] = 1
    return matrix


_STARTS_BARE = re.compile(r"(?:who|and|that|are|is|look|seek|search|need|want|in search)", re.IGNORECASE)
_IF_ONLY = re.compile(r"(?:if|had|were) (?:i|we|she|he|they)\b", re.IGNORECASE)
_BEFORE = 80
"""Characters of what was said before that can still be the subject."""
