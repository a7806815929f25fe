"""Which skills of a vocabulary a person's words point to, by meaning, by word, or by what a trade usually brings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from recommender.encoder import Vectors
from recommender.stems import stems

MAX_GUESSES = 12
"""Skills guessed from one text: a reader looks at ten offers, and later guesses are chance."""
USUAL_STEP = 0.1
"""How much less the next skill usual in a trade counts than the one before it: they are listed most usual first."""

FEATURES = ("bias", "closeness", "all_words", "usual", "offering")


@dataclass(frozen=True)
class Vocabulary:
    """Skill labels, and for some trades the skills they usually bring, most usual first."""

    skills: tuple[str, ...]
    trades: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def _stems(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(stems(skill)) for skill in self.skills)

    @cached_property
    def _by_stem(self) -> dict[str, list[int]]:
        index: dict[str, list[int]] = {}
        for i, parts in enumerate(self._stems):
            for part in dict.fromkeys(parts):
                index.setdefault(part, []).append(i)
        return index

    @cached_property
    def _trades(self) -> dict[str, list[tuple[tuple[str, ...], tuple[tuple[int, float], ...]]]]:
        """First stem of a trade -> (its stems, the skills it brings with how usual they are)."""
        place = {skill: i for i, skill in enumerate(self.skills)}
        index: dict[str, list[tuple[tuple[str, ...], tuple[tuple[int, float], ...]]]] = {}
        for trade, usual in self.trades.items():
            parts = tuple(stems(trade))
            brings = tuple((place[skill], 1 - USUAL_STEP * rank) for rank, skill in enumerate(usual))
            index.setdefault(parts[0], []).append((parts, brings))
        return index

    def by_words(self, text: str) -> npt.NDArray[np.float32]:
        """Shape (2, skills): the share of each skill's words that stand in the text, and how usual it is in a
        trade the text names."""
        found = np.zeros((2, len(self.skills)), np.float32)
        parts = stems(text)
        present = set(parts)
        for part in present:
            for i in self._by_stem.get(part, ()):
                found[0, i] += 1
        for i in np.flatnonzero(found[0]).tolist():
            found[0, i] /= len(set(self._stems[i]))
        for place, part in enumerate(parts):
            for trade, brings in self._trades.get(part, ()):
                if tuple(parts[place : place + len(trade)]) == trade:
                    for i, usual in brings:
                        found[1, i] = max(found[1, i], usual)
        return found


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
        share, usual = vocabulary.by_words(text)
        row[:, 2] = share >= 1
        row[:, 3] = usual
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
