"""Rounds weights so that the errors of a column cancel out on real inputs, instead of each being least by itself.

GPTQ (Frantar et al., ICLR 2023): weights are rounded one input channel after the other, and what rounding did to the
result so far is made good by the channels still to come, as far as the inputs' correlations allow.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from models.weights import Floats

STEPS = 127
DAMPING = 0.02
"""Share of the mean channel power added to the diagonal, so that the sample is not taken for the whole truth."""
BLOCK = 64
"""Channels whose corrections are carried over to the rest in one product of matrices: only speed depends on it."""


def round_weights(weight: Floats, scale: Floats, gram: Floats) -> npt.NDArray[np.int8]:
    """int8 of the shape of ``weight`` (in, out), with one ``scale`` a column; ``gram`` (in, in) is the mean of x xᵀ."""
    channels = len(weight)
    damped = gram.astype(np.float64) + np.eye(channels) * (DAMPING * np.trace(gram) / channels)
    order = np.argsort(-np.diag(damped))  # the loudest first, while there are many left to make good
    inverse = np.linalg.inv(damped[np.ix_(order, order)])
    spread = np.linalg.cholesky(inverse).T.astype(np.float32)
    left = weight[order]
    rounded = np.empty(weight.shape, np.int8)
    for start in range(0, channels, BLOCK):
        end = min(start + BLOCK, channels)
        errors = np.empty((end - start, weight.shape[1]), np.float32)
        for i in range(start, end):
            steps = np.clip(np.rint(left[i] / scale), -STEPS, STEPS)
            rounded[order[i]] = steps
            error = (left[i] - steps * scale) / spread[i, i]
            left[i:end] -= spread[i, i:end, None] * error
            errors[i - start] = error
        left[end:] -= spread[start:end, end:].T @ errors
    return rounded
