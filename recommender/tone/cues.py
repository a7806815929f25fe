"""Every named sign that the tone model may weigh, as one row of ones and zeros a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recommender.tone import asking
from recommender.tone.reading import Sentence
from recommender.tone.rules import Rule

RULES: tuple[Rule, ...] = ()

NAMES: tuple[str, ...] = (
    tuple(name for name, _ in asking.CUES) + tuple(rule.name for rule in RULES) + ("hands_a_no",)
)


def cue_matrix(found: Sequence[Sentence]) -> npt.NDArray[np.float32]:
    """Shape (len(found), len(NAMES)); columns as in ``NAMES``."""
    rows = [
        [
            *(bool(pattern.search(sentence.plain)) for _, pattern in asking.CUES),
            *(rule.holds(sentence) for rule in RULES),
            asking.hands_a_no(sentence),
        ]
        for sentence in found
    ]
    return np.array(rows, np.float32).reshape(len(found), len(NAMES))
