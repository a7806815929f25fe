"""An encoder that encodes no text twice: for runs in which the same people come up again and again."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from recommender.encoder import Encoder, Vectors

MOST = 50_000
"""Texts kept; at 384 dimensions some 80 MB. Then it forgets all and begins again."""


class Remembering:
    """Answers as the encoder it wraps, which is asked for new texts only."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        if not texts:
            return np.zeros((0, self.dimensions), np.float32)
        if len(self._known) > MOST:
            self._known.clear()
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        return self._encoder.read(texts)
