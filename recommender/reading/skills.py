"""Which skills of a vocabulary a person's words point to, by meaning, by word, or by what a trade usually brings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommender.encoder import Vectors
from recommender.reading.stems import singulars, stems

MAX_GUESSES = 12
"""Skills guessed from one text: a reader looks at ten offers, and later guesses are chance."""
USUAL_STEP = 0.1
"""How much less the next skill usual in a trade counts than the one before it: they are listed most usual first."""

MEANT_FROM = 0.4
"""Cosine of a skill to a clause from which a word that only begins alike is taken for the skill's."""

FEATURES = ("bias", "closeness", "all_words", "usual", "offering")


Features = npt.NDArray[np.float32]
Likeness = Callable[[str], list[str]]
"""Cuts a text into words as they are compared: by themselves, or by how they begin."""


@dataclass(frozen=True)
class Index:
    """Where the words of a vocabulary are looked up, compared in one way."""

    compare: Likeness
    skills: tuple[frozenset[str], ...]
    by_word: Mapping[str, tuple[int, ...]]
    trades: Mapping[str, tuple[tuple[tuple[str, ...], tuple[tuple[int, float], ...]], ...]]
    """First word of a trade -> (all its words, the skills it brings with how usual they are)."""

    @classmethod
    def of(cls, skills: Sequence[str], trades: Mapping[str, Sequence[str]], compare: Likeness) -> Index:
        place = {skill: i for i, skill in enumerate(skills)}
        parts = tuple(frozenset(compare(skill)) for skill in skills)
        by_word: dict[str, tuple[int, ...]] = {}
        for i, words in enumerate(parts):
            for word in words:
                by_word[word] = (*by_word.get(word, ()), i)
        named: dict[str, tuple[tuple[tuple[str, ...], tuple[tuple[int, float], ...]], ...]] = {}
        for trade, usual in trades.items():
            words_ = tuple(compare(trade))
            brings = tuple((place[skill], 1 - USUAL_STEP * rank) for rank, skill in enumerate(usual))
            named[words_[0]] = (*named.get(words_[0], ()), (words_, brings))
        return cls(compare, parts, by_word, named)

    def found(self, text: str) -> Features:
        """Shape (2, skills): 1 where all of a skill's words stand in the text, and how usual it is in a trade the
        text names."""
        found = np.zeros((2, len(self.skills)), np.float32)
        parts = self.compare(text)
        present = set(parts)
        for i in {i for part in present for i in self.by_word.get(part, ())}:
            found[0, i] = self.skills[i] <= present
        for place, part in enumerate(parts):
            for trade, brings in self.trades.get(part, ()):
                if tuple(parts[place : place + len(trade)]) == trade:
                    for i, usual in brings:
                        found[1, i] = max(found[1, i], usual)
        return found


@dataclass(frozen=True)
class Vocabulary:
    """Skill labels, and for some trades the skills they usually bring, most usual first."""

    skills: tuple[str, ...]
    trades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _itself(self) -> Index:
        return Index.of(self.skills, self.trades, singulars)

    @cached_property
    def _alike(self) -> Index:
        return Index.of(self.skills, self.trades, stems)

    def by_words(self, text: str, closeness: Features | None) -> Features:
        """Shape (2, skills), as ``Index.found``. Words that only begin alike ("market", "marketing") count where
        the skill means something near the text; ``closeness`` (skills,) is its cosine, None where none fits."""
        found = self._itself.found(text)
        if closeness is None:
            return found
        return np.maximum(found, self._alike.found(text) * (closeness >= MEANT_FROM))


@dataclass(frozen=True, slots=True)
class Guess:
    skill: int
    clause: int
    """Which clause points to it most."""
    probability: float
    """That the person would name this skill as theirs."""


def skill_features(
    vocabulary: Vocabulary,
    texts: Sequence[str],
    closeness: npt.NDArray[np.float32] | None,
    offering: npt.NDArray[np.float64],
) -> npt.NDArray[np.float32]:
    """Shape (texts, skills, FEATURES). ``closeness``: cosines (texts, skills), or None where no vectors fit;
    ``offering``: how likely each text is an offer."""
    block = np.zeros((len(texts), len(vocabulary.skills), len(FEATURES)), np.float32)
    block[:, :, 0] = 1
    if closeness is not None:
        block[:, :, 1] = closeness
    for row, text in zip(block, texts, strict=True):
        near = None if closeness is None else row[:, 1]
        row[:, 2:4] = vocabulary.by_words(text, near).T
    block[:, :, 4] = offering[:, None]
    return block


def guess_skills(
    features: npt.NDArray[np.float32], weights: npt.NDArray[np.float64], least: float
) -> tuple[Guess, ...]:
    """The skills that some text points to with a probability of ``least`` or more, best first.

    Each is scored in the clause that points to it most. Ties fall to the skill listed first in the vocabulary.
    """
    if not features.shape[0]:
        return ()
    logits = np.einsum("ijk,k->ij", features.astype(np.float64), weights)
    clause = logits.argmax(0)
    best = 1 / (1 + np.exp(-logits[clause, np.arange(logits.shape[1])]))
    order = np.argsort(-best, kind="stable")[:MAX_GUESSES]
    return tuple(Guess(int(i), int(clause[i]), float(best[i])) for i in order if best[i] >= least)


def unlike(vectors: Vectors, chosen: Sequence[int], candidate: int, same: float) -> bool:
    """Whether a skill adds something to those chosen: its cosine to each is below ``same``."""
    return not chosen or float((vectors[list(chosen)] @ vectors[candidate]).max()) < same
