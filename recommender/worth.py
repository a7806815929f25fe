"""What the ranker makes of each pair that may be introduced; of pairs that nothing has changed about it is known from the
last time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.changes import unsettled
from recommender.ideas import Scene, features
from recommender.kernel.blocks import Cancelled
from recommender.kernel.single import Ids
from recommender.meetings import meeting

AT_ONCE = 2048
"""Pairs whose reasons and doubts are in memory together: some kilobytes each."""
NONE = -1.0
"""Of a pair that is no honest idea."""

Figures = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Worth:
    scene: Scene
    """In which they were judged."""
    pairs: Ids
    """(m, 2), in order."""
    scores: Figures
    """(m,) 0 to 1, or ``NONE``."""

    @classmethod
    def of(
        cls,
        pairs: Ids,
        scene: Scene,
        before: Worth | None = None,
        on_progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Worth:
        """``on_progress`` is told the share done, 0 to 1. Raises ``blocks.Cancelled``."""
        scores = np.full(len(pairs), np.nan)
        changed = unsettled(before.scene, scene) if before else None
        if before and changed is not None:
            same = ~np.isin(pairs, list(changed)).any(axis=1)
            scores[same] = before.known_of(pairs[same])
        new = np.flatnonzero(np.isnan(scores))
        for start in range(0, len(new), AT_ONCE):
            some = new[start : start + AT_ONCE]
            scores[some] = _judged(pairs[some], scene, cancelled)
            if on_progress:
                on_progress((start + len(some)) / len(new))
        return cls(scene, pairs, scores)

    def best_first(self) -> tuple[Ids, Figures]:
        """The honest pairs, (m, 2), and what each is worth; of equals in order of the ids."""
        honest = np.flatnonzero(self.scores >= 0)
        order = honest[np.lexsort((honest, -self.scores[honest]))]
        return self.pairs[order], self.scores[order]

    def known_of(self, pairs: Ids) -> Figures:
        """(m,): what was found of each of these; not a number for those that were not looked at."""
        if not len(self.pairs):
            return np.full(len(pairs), np.nan)
        codes, wanted = _codes(self.pairs), _codes(pairs)
        at = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
        return np.where(codes[at] == wanted, self.scores[at], np.nan)


def _judged(pairs: Ids, scene: Scene, cancelled: Callable[[], bool] | None) -> Figures:
    """(m,): each is looked at with all its reasons and doubts."""
    scores, rows, honest = np.full(len(pairs), NONE), [], []
    for row, (a, b) in enumerate(pairs.tolist()):
        if cancelled and cancelled():
            raise Cancelled
        idea = meeting(scene.space.entries[a], scene.space.entries[b], scene)
        if idea is not None:
            rows.append(features(idea, scene))
            honest.append(row)
    if rows:
        scores[honest] = scene.ranker.score(rows)
    return scores


def _codes(pairs: Ids) -> Ids:
    """One number a pair, rising with both."""
    return (pairs[:, 0] << np.int64(32)) | pairs[:, 1]
