"""Weighs how a clause is said, its cues and its words into three calibrated probabilities: neither, an offer, a need."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

CLASSES = ("neither", "offer", "need")
NEITHER, OFFER, NEED = range(3)
DECIMALS = 4
"""Kept of a weight in JSON: far below what moves a probability by a thousandth."""

_TOKEN = re.compile(r"[\w']+|[?!]")


def tokens(text: str) -> list[str]:
    """Lower-case words and pairs of neighbouring words; question and exclamation marks count as words."""
    single = _TOKEN.findall(text.casefold().replace("’", "'"))
    return single + [f"{a} {b}" for a, b in zip(single, single[1:], strict=False)]


def word_matrix(texts: Sequence[str], words: Sequence[str]) -> npt.NDArray[np.float32]:
    """Shape (texts, words): 1 where a text has the word or pair of words."""
    place = {word: i for i, word in enumerate(words)}
    matrix = np.zeros((len(texts), len(words)), np.float32)
    for row, text in zip(matrix, texts, strict=True):
        row[[place[token] for token in tokens(text) if token in place]] = 1
    return matrix


@dataclass(frozen=True)
class Head:
    """A linear model and its calibration. Every weight has three columns, one a class of ``CLASSES``."""

    wording: Array
    """(dimensions, 3), or (0, 3) for the head that reads no vectors."""
    cues: Array
    words: Array
    bias: Array
    calibration: Array
    """(3, 3): the logits of held-out scenarios onto the logits that were right as often as they said."""
    offset: Array
    """(3,)"""

    def probabilities(
        self,
        wording: npt.NDArray[np.float32] | None,
        cues: npt.NDArray[np.float32],
        words: npt.NDArray[np.float32],
    ) -> Array:
        """Shape (clauses, 3), rows summing to one. ``wording`` is not looked at by the head without."""
        logits = _times(cues, self.cues) + _times(words, self.words) + self.bias
        if len(self.wording) and wording is not None:
            logits += _times(wording, self.wording)
        logits = _times(logits, self.calibration) + self.offset
        logits -= logits.max(1, keepdims=True)
        odds = np.exp(logits)
        return np.asarray(odds / odds.sum(1, keepdims=True))

    @classmethod
    def from_json(cls, record: dict[str, Any], cues: Sequence[str], words: Sequence[str]) -> Head:
        """Cues are looked up by name: one added since weighs nothing, one that is gone is a ValueError."""
        if unknown := set(record["cues"]) - set(cues):
            raise ValueError(f"The facet model weighs cues this version does not know: {sorted(unknown)}.")
        nothing = [0.0] * len(CLASSES)
        return cls(
            wording=np.array(record["wording"], np.float64).reshape(-1, len(CLASSES)),
            cues=np.array([record["cues"].get(name, nothing) for name in cues], np.float64),
            words=np.array([record["words"][word] for word in words], np.float64).reshape(-1, len(CLASSES)),
            bias=np.array(record["bias"], np.float64),
            calibration=np.array(record["calibration"], np.float64),
            offset=np.array(record["offset"], np.float64),
        )

    def to_json(self, cues: Sequence[str], words: Sequence[str]) -> dict[str, Any]:
        return {
            "bias": _round(self.bias),
            "calibration": _round(self.calibration),
            "offset": _round(self.offset),
            "cues": dict(zip(cues, _round(self.cues), strict=True)),
            "words": dict(zip(words, _round(self.words), strict=True)),
            "wording": _round(self.wording),
        }


def _times(rows: npt.NDArray[Any], weights: Array) -> Array:
    """A matrix product that adds up in one order: the last bit of a row is the same alone and in a batch."""
    return np.asarray(np.einsum("ij,jk->ik", rows.astype(np.float64), weights))


def _round(values: Array) -> Any:
    return np.round(values, DECIMALS).tolist()
