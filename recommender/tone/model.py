"""The weights behind the message check, and how a sentence is said, its words and how the whole message is said become
probabilities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.encoder import Encoder, Vectors
from recommender.reading.verdicts import Array, word_matrix
from recommender.tone.asking import SIGNS, hands_a_no, sign_matrix
from recommender.tone.kinds import Kind
from recommender.tone.reading import Sentence

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
    Kind.VAGUE,
)
"""The kinds that stand in a sentence's words; what is missing from a whole message is told by rules."""
ASKS = ("ask",)
DECLINES = ("decline",)
TONES: tuple[str, ...] = ("calm", *JUDGED)
DECIMALS = 4
"""Kept of a weight in JSON: far below what moves a probability by a thousandth."""


@dataclass(frozen=True)
class ToneHead:
    """A linear model with one column an answer: every weight has as many columns as ``bias``. A head that does not
    read one of the inputs has no rows for it."""

    words: tuple[str, ...]
    word_weights: Array
    """(words, columns): for those of the sentence."""
    whole_words: Array
    """(words, columns): for those of the whole message, this sentence among them."""
    signs: Array
    """(signs of asking, columns)"""
    wording: Array
    """(dimensions, columns): for how the sentence is said, as from ``Encoder.read``."""
    context: Array
    """(dimensions, columns): the same for the whole message."""
    bias: Array

    def logits(self, found: Sequence[Sentence], wording: Vectors | None) -> Array:
        """Shape (sentences, columns), without what ``of_whole`` adds."""
        answer = _times(word_matrix([one.text for one in found], self.words), self.word_weights) + self.bias
        if len(self.signs):
            answer += _times(sign_matrix(found), self.signs)
        if len(self.wording) and wording is not None:
            answer += _times(wording, self.wording)
        return answer

    def of_whole(self, texts: Sequence[str], wording: Vectors) -> Array:
        """Shape (messages, columns): what each message adds to every one of its sentences."""
        return _times(word_matrix(texts, self.words), self.whole_words) + _times(wording, self.context)

    @classmethod
    def from_json(cls, record: Mapping[str, Any], columns: Sequence[str]) -> ToneHead:
        """ValueError where it was fitted to other kinds, or to other signs of asking, than this version names."""
        if tuple(record["columns"]) != tuple(columns):
            raise ValueError("The tone model judges other kinds than this version names.")
        if record["signs"] and tuple(record["signs"]) != tuple(SIGNS):
            raise ValueError("The tone model weighs other signs of asking than this version names.")
        shape = (-1, len(columns))
        return cls(
            words=tuple(record["words"]),
            word_weights=np.array(list(record["words"].values()), np.float64).reshape(shape),
            whole_words=np.array(list(record["whole_words"].values()), np.float64).reshape(shape),
            signs=np.array(list(record["signs"].values()), np.float64).reshape(shape),
            wording=np.array(record["wording"], np.float64).reshape(shape),
            context=np.array(record["context"], np.float64).reshape(shape),
            bias=np.array(record["bias"], np.float64),
        )

    def to_json(self, columns: Sequence[str]) -> dict[str, Any]:
        return {
            "columns": [str(name) for name in columns],
            "bias": _round(self.bias),
            "signs": dict(zip(SIGNS, _round(self.signs), strict=True)) if len(self.signs) else {},
            "words": dict(zip(self.words, _round(self.word_weights), strict=True)),
            "whole_words": dict(zip(self.words, _round(self.whole_words), strict=True))
            if len(self.whole_words)
            else {},
            "wording": _round(self.wording),
            "context": _round(self.context),
        }


@dataclass(frozen=True)
class ToneModel:
    """Everything that was learnt (benchmarks/train_tone.py), as it stands in models/default/tone.json."""

    encoder: str
    """The family of encoders whose wording the weights were fitted to: ids begin with it."""
    ask: ToneHead
    ask_bare: ToneHead
    """Signs and words alone: for any other encoder, whose wording these weights would misread."""
    decline: ToneHead
    """Whether a sentence hands the reader a no."""
    tone: ToneHead
    """Columns as in ``TONES``. It needs the wording; with another encoder the named rules speak alone."""
    ask_from: float
    """The probability from which a sentence is taken for a request."""
    decline_from: float
    """The probability from which a sentence makes declining easy."""
    unkind_from: float
    """How likely a sentence must be of any kind to be quoted: below it, the answer is nothing."""
    about: str = ""
    """What it was fitted on, for the reader of the file."""

    def judge(
        self, read: Sequence[Sequence[Sentence]], encoder: Encoder
    ) -> tuple[list[Array], list[Array], list[Array]]:
        """For each message, how likely each of its sentences asks and hands over a no, shape (sentences,) both, and
        is of each of ``TONES``, (sentences, tones)."""
        flat = [one for found in read for one in found]
        whole = [message_text(found) for found in read]
        wording = self._wording([*(one.text for one in flat), *whole], encoder)
        if wording is None:
            calm = np.zeros((len(flat), len(TONES)))
            calm[:, 0] = 1
            asks = _sigmoid(self.ask_bare.logits(flat, None)[:, 0])
            declines, tones = np.array([float(hands_a_no(one)) for one in flat]), calm
        else:
            own = wording[: len(flat)]
            asks = _sigmoid(self.ask.logits(flat, own)[:, 0])
            declines = _sigmoid(self.decline.logits(flat, own)[:, 0])
            context = self.tone.of_whole(whole, wording[len(flat) :])
            tones = self.tone.logits(flat, own) + np.repeat(context, [len(found) for found in read], axis=0)
            tones = _softmax(tones)
        ends = np.cumsum([len(found) for found in read])[:-1]
        return np.split(asks, ends), np.split(declines, ends), np.split(tones, ends)

    def _wording(self, texts: Sequence[str], encoder: Encoder) -> Vectors | None:
        """How each is said; None from an encoder that the weights were not fitted to, or that cannot tell."""
        if not encoder.id.startswith(self.encoder):
            return None
        wording = encoder.read(texts)[1]
        return wording if wording.shape[1] == len(self.tone.wording) else None

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
            unkind_from=float(record["unkind_from"]),
            about=str(record.get("about", "")),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "encoder": self.encoder,
            "ask_from": self.ask_from,
            "decline_from": self.decline_from,
            "unkind_from": self.unkind_from,
            "ask": self.ask.to_json(ASKS),
            "ask_bare": self.ask_bare.to_json(ASKS),
            "decline": self.decline.to_json(DECLINES),
            "tone": self.tone.to_json(TONES),
        }


def message_text(found: Sequence[Sentence]) -> str:
    """What was read of a message, for the vector of the whole: without what others wrote, quoted below."""
    return "\n".join(one.text for one in found)


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
