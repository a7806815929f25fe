"""The weights behind the message check, and how a sentence's meaning, cues and words become probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.encoder import Encoder, Vectors
from recommender.tone.cues import NAMES, cue_matrix
from recommender.tone.kinds import Kind
from recommender.tone.reading import Sentence
from recommender.verdicts import Array, word_matrix

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
ASKS = ("ask",)
DECLINES = ("decline",)
TONES: tuple[str, ...] = ("calm", *JUDGED)
DECIMALS = 4
"""Kept of a weight in JSON: far below what moves a probability by a thousandth."""


@dataclass(frozen=True)
class ToneHead:
    """A linear model with one column an answer: every weight has as many columns as ``bias``."""

    words: tuple[str, ...]
    vector: Array
    """(dimensions, columns), or (0, columns) for a head that reads no vectors."""
    cues: Array
    word_weights: Array
    bias: Array

    def logits(
        self, found: Sequence[Sentence], cues: npt.NDArray[np.float32], vectors: Vectors | None
    ) -> Array:
        """Shape (sentences, columns)."""
        answer = _times(cues, self.cues) + self.bias
        answer += _times(word_matrix([one.text for one in found], self.words), self.word_weights)
        if len(self.vector) and vectors is not None:
            answer += _times(vectors, self.vector)
        return answer

    @classmethod
    def from_json(cls, record: Mapping[str, Any], columns: Sequence[str]) -> ToneHead:
        """Cues are looked up by name: one added since weighs nothing, one that is gone is a ValueError."""
        if tuple(record["columns"]) != tuple(columns):
            raise ValueError("The tone model judges other kinds than this version names.")
        if unknown := set(record["cues"]) - set(NAMES):
            raise ValueError(f"The tone model weighs cues this version does not know: {sorted(unknown)}.")
        shape = (-1, len(columns))
        nothing = [0.0] * len(columns)
        return cls(
            words=tuple(record["words"]),
            vector=np.array(record["vector"], np.float64).reshape(shape),
            cues=np.array([record["cues"].get(name, nothing) for name in NAMES], np.float64).reshape(shape),
            word_weights=np.array(list(record["words"].values()), np.float64).reshape(shape),
            bias=np.array(record["bias"], np.float64),
        )

    def to_json(self, columns: Sequence[str]) -> dict[str, Any]:
        return {
            "columns": [str(name) for name in columns],
            "bias": _round(self.bias),
            "cues": dict(zip(NAMES, _round(self.cues), strict=True)),
            "words": dict(zip(self.words, _round(self.word_weights), strict=True)),
            "vector": _round(self.vector),
        }


@dataclass(frozen=True)
class ToneModel:
    """Everything that was learnt (benchmarks/train_tone.py), as it stands in models/default/tone.json."""

    encoder: str
    """The family of encoders whose vectors the weights were fitted to: ids begin with it."""
    ask: ToneHead
    ask_bare: ToneHead
    """Cues and words alone: for any other encoder, whose vectors these weights would misread."""
    decline: ToneHead
    """Whether a sentence hands the reader a no."""
    tone: ToneHead
    """Columns as in ``TONES``. It needs vectors; with another encoder the named rules speak alone."""
    ask_from: float
    """The probability from which a sentence is taken for a request."""
    decline_from: float
    """The probability from which a sentence makes declining easy."""
    unkind_from: Mapping[Kind, float]
    """For each kind that is the likeliest of a sentence, how likely the sentence must be of any to be quoted: below
    it, the answer is nothing."""
    about: str = ""
    """What it was fitted on, for the reader of the file."""

    def fits(self, encoder: Encoder) -> bool:
        return encoder.id.startswith(self.encoder) and encoder.dimensions == len(self.tone.vector)

    def judge(self, found: Sequence[Sentence], encoder: Encoder) -> tuple[Array, Array, Array]:
        """How likely each sentence asks and hands over a no, shape (sentences,) both, and is of each of ``TONES``,
        (sentences, tones)."""
        cues = cue_matrix(found)
        if not self.fits(encoder):
            calm = np.zeros((len(found), len(TONES)))
            calm[:, 0] = 1
            return (
                _sigmoid(self.ask_bare.logits(found, cues, None)[:, 0]),
                cues[:, NAMES.index("hands_a_no")].astype(np.float64),
                calm,
            )
        vectors = encoder.encode([one.text for one in found])
        return (
            _sigmoid(self.ask.logits(found, cues, vectors)[:, 0]),
            _sigmoid(self.decline.logits(found, cues, vectors)[:, 0]),
            _softmax(self.tone.logits(found, cues, vectors)),
        )

    @classmethod
    def from_json(cls, record: Mapping[str, Any]) -> ToneModel:
        """ValueError or KeyError for a record that this version cannot use."""
        return cls(
            encoder=str(record["encoder"]),
            ask=ToneHead.from_json(record["ask"], ASKS),
            ask_bare=ToneHead.from_json(record["ask_bare"], ASKS),
            decline=ToneHead.from_json(record["decline"], DECLINES),
            tone=ToneHead.from_json(record["tone"], TONES),
            ask_from=float(record["ask_from"]),
            decline_from=float(record["decline_from"]),
            unkind_from={kind: float(record["unkind_from"][kind]) for kind in JUDGED},
            about=str(record.get("about", "")),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "encoder": self.encoder,
            "ask_from": self.ask_from,
            "decline_from": self.decline_from,
            "unkind_from": {str(kind): self.unkind_from[kind] for kind in JUDGED},
            "ask": self.ask.to_json(ASKS),
            "ask_bare": self.ask_bare.to_json(ASKS),
            "decline": self.decline.to_json(DECLINES),
            "tone": self.tone.to_json(TONES),
        }


def _times(rows: npt.NDArray[Any], weights: Array) -> Array:
    """A matrix product that adds up in one order: the last bit of a row is the same alone and in a batch."""
    return np.asarray(np.einsum("ij,jk->ik", rows.astype(np.float64), weights))


def _sigmoid(logits: Array) -> Array:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -60, 60))))


def _softmax(logits: Array) -> Array:
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(odds / odds.sum(1, keepdims=True))


def _round(values: Array) -> Any:
    return np.round(values, DECIMALS).tolist()
