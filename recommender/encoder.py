"""What the recommender asks of a sentence encoder, and a toy one whose arithmetic a reader can do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into unit vectors: the same text gives the same vector, alone or in company."""

    @property
    def id(self) -> str:
        """Names the weights and the arithmetic; vectors of different ids are never compared."""
        ...

    @property
    def dimensions(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, each row of length one (all zero for a text of no words)."""
        ...

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """What each text is about, as from ``encode``, and how it is said: of the same shape, or without columns
        from an encoder that cannot tell."""
        ...


class DemoEncoder:
    """One dimension a word of a fixed vocabulary: similarity is the share of words two texts have in common.

    For tests: ``DemoEncoder("cto python")`` maps "CTO" to [1, 0] and "python CTO" to [.71, .71].
    """

    def __init__(self, vocabulary: str) -> None:
        self._words = {word: i for i, word in enumerate(dict.fromkeys(vocabulary.casefold().split()))}

    @property
    def id(self) -> str:
        return "demo"

    @property
    def dimensions(self) -> int:
        return len(self._words)

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.casefold()):
                if word in self._words:
                    row[self._words[word]] = 1
            row /= np.linalg.norm(row) or 1
        return vectors

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        return self.encode(texts), unworded(texts)


def unworded(texts: Sequence[str]) -> Vectors:
    """(len(texts), 0): nothing is known of how these are said."""
    return np.zeros((len(texts), 0), np.float32)
