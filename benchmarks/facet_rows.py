"""The clauses that facets are fitted on: the labelled ones, and those of real pages, which hardly ever state a need."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.labelled import UNKNOWN, Bio, Labelled, clause_labels
from recommender.encoder import Encoder, Vectors
from recommender.reading.cues import NAMES, NEEDING, cue_matrix
from recommender.reading.facets import FacetModel, judge
from recommender.reading.sentences import Clause, clauses
from recommender.reading.verdicts import NEITHER, OFFER, Array

PAGE_WEIGHT = 0.3
"""Of a real page's clause: some 2,500 of them must not drown what authors wrote about needs."""
PARTS = 3
"""Pages are left out in so many turns, as authors are."""
_NEEDING = [i for i, name in enumerate(NAMES) if name in NEEDING]


@dataclass(frozen=True)
class Rows:
    """Every clause, in order."""

    source: np.ndarray
    """The text it stands in; for a page, -1 less its number."""
    found: list[Clause]
    target: np.ndarray
    author: np.ndarray
    """Who is left out together: an author, or below nought a part of the pages."""
    weight: np.ndarray
    cues: np.ndarray
    wording: Vectors

    @property
    def said(self) -> np.ndarray:
        """Whether a clause has any word of needing."""
        return np.asarray(self.cues[:, _NEEDING].any(1))

    @property
    def own(self) -> np.ndarray:
        return np.asarray(self.source >= 0)


def read(texts: Sequence[Labelled], encoder: Encoder) -> Rows:
    source, found, target, cues = [], [], [], []
    for i, one in enumerate(texts):
        pairs = clause_labels(one)
        cues.append(cue_matrix([clause for clause, _ in pairs], one.voice))
        for clause, label in pairs:
            source.append(i)
            found.append(clause)
            target.append(label)
    author = np.array([texts[i].author for i in source])
    _, wording = encoder.read([clause.text for clause in found])
    weight = np.ones(len(found))
    return Rows(np.array(source), found, np.array(target), author, weight, np.vstack(cues), wording)


def with_pages(rows: Rows, people: Sequence[Bio], encoder: Encoder, model: FacetModel) -> Rows:
    """Real pages added. Nobody labelled them: a clause without any word of needing is no need, and an offer if the
    model so far finds that likelier than neither; one with such a word is left open."""
    found, source, author = [], [], []
    for number, bio in enumerate(people):
        here = clauses(bio.text)
        found += here
        source += [-1 - number] * len(here)
        author += [-1 - hashlib.sha256(bio.id.encode()).digest()[0] % PARTS] * len(here)
    _, wording = encoder.read([clause.text for clause in found])
    chances, cues = judge(found, wording, model, "page")
    target = np.where(chances[:, OFFER] > chances[:, NEITHER], OFFER, NEITHER)
    target[cues[:, _NEEDING].any(1)] = UNKNOWN
    return Rows(
        np.concatenate([rows.source, source]),
        [*rows.found, *found],
        np.concatenate([rows.target, target]),
        np.concatenate([rows.author, author]),
        np.concatenate([rows.weight, np.full(len(found), PAGE_WEIGHT)]),
        np.vstack([rows.cues, cues]),
        np.vstack([rows.wording, wording]),
    )


def surest(rows: Rows, chances: Array, kind: int) -> Array:
    """Of each page, the most a clause without any word of needing is held to be of ``kind``."""
    pages = -1 - rows.source[~rows.own]
    best = np.zeros(pages.max() + 1)
    np.maximum.at(best, pages, np.where(rows.said[~rows.own], 0.0, chances[~rows.own, kind]))
    return best
