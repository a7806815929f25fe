"""Every named sign that the tone model may weigh, as one row of ones and zeros a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recommender.tone.asking import CUES, hands_a_no
from recommender.tone.reading import Sentence
from recommender.tone.signs import SIGNS

NAMES: tuple[str, ...] = (
    *(f"ask:{name}" for name, _ in CUES),
    *(name for name, _ in SIGNS),
    "hands_a_no",
)


def cue_matrix(found: Sequence[Sentence]) -> npt.NDArray[np.float32]:
    """Shape (len(found), len(NAMES)); columns as in ``NAMES``."""
    patterns = [pattern for _, pattern in (*CUES, *SIGNS)]
    rows = [[*(bool(pattern.search(one.plain)) for pattern in patterns), hands_a_no(one)] for one in found]
    return np.array(rows, np.float32).reshape(len(found), len(NAMES))
