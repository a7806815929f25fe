"""The weights behind the message check, and how a sentence's meaning, cues and words become probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.encoder import Encoder
from recommender.tone.kinds import Kind
from recommender.verdicts import Array, word_matrix

ASK = "ask"
JUDGED: tuple[Kind, ...] = (
    Kind.PRESSURE,
    Kind.FALSE_URGENCY,
    Kind.GUILT,
    Kind.RECIPROCITY_CLAIMED,
    Kind.FLATTERY,
    Kind.FOOT_IN_THE_DOOR,
    Kind.HIDDEN_PURPOSE,
    Kind.POWER,
    Kind.DISCLOSURE,
)
"""The kinds that stand in a sentence's words; what is missing from a whole message is told by rules."""
COLUMNS: tuple[str, ...] = (ASK, *JUDGED)
DECIMALS = 4
"""Kept of a weight in JSON: far below what moves a probability by a thousandth."""


@dataclass(frozen=True)
class ToneHead:
    """A logistic model a column of ``COLUMNS``, calibration folded in: every weight has one column each."""

    vector: Array
    """(dimensions, columns), or (0, columns) for the head that reads no vectors."""
    cues: Array
    words: Array
    bias: Array
    at_least: Array
    """The probability from which each column is said."""

    def probabilities(
        self,
        vectors: npt.NDArray[np.float32] | None,
        cues: npt.NDArray[np.float32],
        texts: Sequence[str],
        vocabulary: Sequence[str],
    ) -> Array:
        """Shape (sentences, columns); columns are independent and do not sum to one."""
        logits = _times(cues, self.cues) + _times(word_matrix(texts, vocabulary), self.words) + self.bias
        if len(self.vector) and vectors is not None:
            logits += _times(vectors, self.vector)
        return np.asarray(1 / (1 + np.exp(-np.clip(logits, -60, 60))))

    @classmethod
    def from_json(cls, record: Mapping[str, Any], cues: Sequence[str], words: Sequence[str]) -> ToneHead:
        """Cues are looked up by name: one added since weighs nothing, one that is gone is a ValueError."""
        if unknown := set(record["cues"]) - set(cues):
            raise ValueError(f"The tone model weighs cues this version does not know: {sorted(unknown)}.")
        nothing = [0.0] * len(COLUMNS)
        shape = (-1, len(COLUMNS))
        return cls(
            vector=np.array(record["vector"], np.float64).reshape(shape),
            cues=np.array([record["cues"].get(name, nothing) for name in cues], np.float64).reshape(shape),
            words=np.array([record["words"][word] for word in words], np.float64).reshape(shape),
            bias=np.array(record["bias"], np.float64),
            at_least=np.array(record["at_least"], np.float64),
        )

    def to_json(self, cues: Sequence[str], words: Sequence[str]) -> dict[str, Any]:
        return {
            "bias": _round(self.bias),
            "at_least": _round(self.at_least),
            "cues": dict(zip(cues, _round(self.cues), strict=True)),
            "words": dict(zip(words, _round(self.words), strict=True)),
            "vector": _round(self.vector),
        }


@dataclass(frozen=True)
class ToneModel:
    """Everything that was learnt (benchmarks/train_tone.py), as it stands in models/default/tone.json."""

    encoder: str
    """The family of encoders whose vectors the weights were fitted to: ids begin with it."""
    words: tuple[str, ...]
    full: ToneHead
    bare: ToneHead
    """Cues and words alone: for any other encoder, whose vectors these weights would misread."""
    about: str = ""

    def fits(self, encoder: Encoder) -> bool:
        return encoder.id.startswith(self.encoder) and encoder.dimensions == len(self.full.vector)

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> ToneModel:
        """ValueError or KeyError for a record that this version cannot use."""
        from recommender.tone.cues import NAMES

        if tuple(record["columns"]) != COLUMNS:
            raise ValueError("The tone model judges other kinds than this version names.")
        words = tuple(record["full"]["words"])
        return cls(
            encoder=str(record["encoder"]),
            words=words,
            full=ToneHead.from_json(record["full"], NAMES, words),
            bare=ToneHead.from_json(record["bare"], NAMES, words),
            about=str(record.get("about", "")),
        )

    def to_json(self) -> dict[str, Any]:
        from recommender.tone.cues import NAMES

        return {
            "about": self.about,
            "encoder": self.encoder,
            "columns": list(COLUMNS),
            "bare": self.bare.to_json(NAMES, self.words),
            "full": self.full.to_json(NAMES, self.words),
        }


def _times(rows: npt.NDArray[Any], weights: Array) -> Array:
    """A matrix product that adds up in one order: the last bit of a row is the same alone and in a batch."""
    return np.asarray(np.einsum("ij,jk->ik", rows.astype(np.float64), weights))


def _round(values: Array) -> Any:
    return np.round(values, DECIMALS).tolist()
