"""What has been learnt about a user, in words that can be checked against their own experience."""

from __future__ import annotations

import numpy as np

from recommender.learning.features import FEATURES, INDEX
from recommender.learning.ranker import Ranker
from recommender.types import Kind

WORTH_SAYING = 0.3
"""In the prior's sds: a weight that moved less may be chance, and nobody would notice it on screen."""
AT_MOST = 5
"""Sentences: the ones that moved most."""


def differences(ranker: Ranker, default: Ranker) -> tuple[str, ...]:
    """A sentence for each weight that differs from the default's, the greatest difference first."""
    moved = _moved(ranker, default)
    order = np.argsort(-np.abs(moved), kind="stable")[:AT_MOST]
    return tuple(_sentence(int(i), moved[i]) for i in order if abs(moved[i]) >= WORTH_SAYING)


def why_kind(ranker: Ranker, default: Ranker, kind: Kind) -> str:
    """Why this kind comes earlier or later than it would by default; empty where it does not."""
    i = INDEX[f"kind_{kind}"]
    moved = _moved(ranker, default)[i]
    return _sentence(i, moved) if abs(moved) >= WORTH_SAYING else ""


def _moved(ranker: Ranker, default: Ranker) -> np.ndarray:
    sds = np.array([feature.sd for feature in FEATURES])
    return (np.array(ranker.weights) - np.array(default.weights)) / sds


def _sentence(i: int, moved: float) -> str:
    return FEATURES[i].more if moved > 0 else FEATURES[i].less
