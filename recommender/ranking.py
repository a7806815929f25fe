"""Ranks candidates for given needs by what their texts offer: ``comity rank``. A total order, no thresholds.

``rank(needs, candidates, encoder, matching)``: needs are texts of any length, candidates are (id, texts).
Three likenesses are added: of the whole texts, of their sentences (for each of the need, the nearest
offered), and of the rare words shared. Figures against TF-IDF, the encoder alone and their sum:
benchmarks/evaluate_matching.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from recommender.abbreviations import spelt_out
from recommender.encoder import Encoder, Vectors
from recommender.lexical import Lexicon
from recommender.matching import Matching

SENTENCE = re.compile(r"(?<=[.!?;。！？])\s+|[\n\r]+")
SHORTEST = 3
"""Words. Shorter pieces of a longer text ("Yes.", "See here") are not compared by themselves."""
MOST_PIECES = 60
"""Sentences of one text that are compared; what comes after is seen only as part of the whole."""


@dataclass(frozen=True, slots=True)
class Candidate:
    id: str | int
    offers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    id: str | int
    score: float


def rank(
    needs: Sequence[str], candidates: Sequence[Candidate], encoder: Encoder, matching: Matching
) -> tuple[Ranked, ...]:
    """Best first; of equal scores, in order of the ids as text. Who offers nothing comes last, with score
    0."""
    needs = _said(needs)
    offers = [_said(candidate.offers) for candidate in candidates]
    some = [i for i, texts in enumerate(offers) if texts]
    scores = np.zeros(len(candidates))
    if needs and some:
        scores[some] = likeness(needs, [offers[i] for i in some], encoder, matching)
    found = [Ranked(one.id, float(score)) for one, score in zip(candidates, scores, strict=True)]
    return tuple(sorted(found, key=lambda one: (-round(one.score, 9), str(one.id))))


def likeness(
    needs: Sequence[str], offers: Sequence[Sequence[str]], encoder: Encoder, matching: Matching
) -> np.ndarray:
    """(len(offers),): how near each candidate's texts are to the needs. Nobody's texts are empty."""
    return weighed(parts(needs, offers, encoder), matching)


def weighed(found: np.ndarray, matching: Matching) -> np.ndarray:
    """(n,) from (3, n): the parts put together."""
    whole, by_piece, words = found
    share = matching.rank_pieces
    return np.asarray((1 - share) * whole + share * by_piece + matching.rank_lexical * words, float)


def parts(needs: Sequence[str], offers: Sequence[Sequence[str]], encoder: Encoder) -> np.ndarray:
    """(3, len(offers)): likeness of the whole texts, of their sentences, and of the words they share."""
    need, wholes = joined(needs), [joined(texts) for texts in offers]
    need_pieces, offer_pieces = pieces(needs), [pieces(texts) for texts in offers]
    vectors = _encode(
        [need, *wholes, *need_pieces, *(text for texts in offer_pieces for text in texts)], encoder
    )
    whole = [vectors[text] @ vectors[need] for text in wholes]
    asked = np.stack([vectors[text] for text in need_pieces])
    nearest = [asked @ np.stack([vectors[text] for text in texts]).T for texts in offer_pieces]
    by_piece = [likenesses.max(axis=1).mean() for likenesses in nearest]
    lexicon = Lexicon.of(wholes)
    words = [lexicon.similarity(need, text) for text in wholes]
    return np.array([whole, by_piece, words], float)


def joined(texts: Sequence[str]) -> str:
    """One text; what is a heading or a skill gets a full stop, so that it is not run into the next."""
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in texts)


def pieces(texts: Sequence[str]) -> list[str]:
    """Each text and each of its sentences, once."""
    parts = [
        piece.strip()
        for text in texts
        for piece in (text, *SENTENCE.split(text)[:MOST_PIECES])
        if piece == text or len(piece.split()) >= SHORTEST
    ]
    return list(dict.fromkeys(parts))


def _said(texts: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))


def _encode(texts: Sequence[str], encoder: Encoder) -> dict[str, Vectors]:
    different = list(dict.fromkeys(texts))
    return dict(zip(different, encoder.encode([spelt_out(text) for text in different]), strict=True))
