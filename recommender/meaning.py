"""Texts as vectors whose dot product is the likeness of two facets: what they mean, and the rare words
they share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.abbreviations import spelt_out
from recommender.encoder import Encoder, Vectors
from recommender.lexical import Lexicon
from recommender.matching import Matching


@dataclass(frozen=True)
class Meaning:
    """[dense, sqrt(w) words] / sqrt(1 + w): one product carries both, so every kernel takes it as it is.

    Dense + words beat either alone on three public sets; what hashing the words costs is in matching.json.
    """

    encoder: Encoder
    matching: Matching
    lexicon: Lexicon

    @classmethod
    def of(cls, encoder: Encoder, matching: Matching, texts: Iterable[str]) -> Meaning:
        """``texts``: those that say how rare a word is."""
        return cls(encoder, matching, Lexicon.of(texts) if matching.lexical else Lexicon())

    @property
    def dimensions(self) -> int:
        return self.encoder.dimensions + (self.matching.lexical_dimensions if self.matching.lexical else 0)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """(len(texts), dimensions) float32, rows no longer than one. Every different text is encoded once."""
        different = list(dict.fromkeys(texts))
        if not different:
            return np.zeros((0, self.dimensions), np.float32)
        dense = np.asarray(self.encoder.encode([spelt_out(text) for text in different]), np.float32)
        weight = self.matching.lexical
        if weight:
            words = self.lexicon.vectors(different, self.matching.lexical_dimensions)
            dense = np.hstack((dense, math.sqrt(weight) * words), dtype=np.float32)
            dense /= np.float32(math.sqrt(1 + weight))
        place = {text: row for row, text in enumerate(different)}
        return np.ascontiguousarray(dense[[place[text] for text in texts]])
