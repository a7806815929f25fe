"""From float to int8 with fixed scales: inputs and weights are first made equally easy to round.

SmoothQuant (Xiao et al., ICML 2023): a few channels of what goes into a product are a hundred times larger than the rest
and would use up all 256 steps, so each channel is divided by a factor and its weights are multiplied with it. Bias
correction (Nagel et al., ICCV 2019): what rounding adds on average is taken off the bias.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import product

import numpy as np

from models.graph import Dense, DenseInt8, sites
from models.observe import Observed
from models.rounding import STEPS, round_weights
from models.weights import Bert, Floats

ALPHAS = (0.55, 0.65, 0.75, 0.85)
"""How much of the difficulty may go from inputs to weights: the paper's range for hard models, a little below too."""
CAPS = (1.0, 0.7, 0.5)
"""How far the channels that still stand out may be pulled in, as a share of the furthest."""
LEAST = 1e-5
"""Channels quieter than this are treated as if they were not quieter."""
INPUT_STEPS = 255


def quantise(bert: Bert, observed: Mapping[str, Observed]) -> dict[str, DenseInt8]:
    """Every dense product of the network in int8."""
    dense = sites(bert)
    made: dict[str, DenseInt8] = {}
    for i in range(bert.layers):
        # What goes into "out" is a mean of values, so its factor can be taken out of the values' own weights: free.
        site = f"{i}.out"
        factor = balance(dense[site], observed[site])
        made[site] = replace(_int8(dense[site], observed[site], factor), multiplier=None)
        dense[f"{i}.qkv"] = _divide_values(dense[f"{i}.qkv"], factor)
        for site in (f"{i}.qkv", f"{i}.widen", f"{i}.narrow"):
            made[site] = _int8(dense[site], observed[site], balance(dense[site], observed[site]))
    return made


def balance(dense: Dense, seen: Observed) -> Floats:
    """(in,): what each channel is divided by before it is rounded; of a few candidates the one that errs least."""
    inputs = np.maximum(np.abs(seen.low), np.abs(seen.high)).clip(LEAST)
    weights = np.abs(dense.weight).max(1).clip(LEAST)
    best, least = np.ones_like(inputs), np.inf
    for alpha, cap in product(ALPHAS, CAPS):
        factor = inputs**alpha / weights ** (1 - alpha)
        for side in (seen.high, -seen.low):
            furthest = (side / factor).max()
            if furthest > 0:
                factor = np.maximum(factor, side / (cap * furthest))
        if (error := _expected_error(dense, seen, factor)) < least:
            best, least = factor, error
    return best.astype(np.float32)


def _expected_error(dense: Dense, seen: Observed, factor: Floats) -> float:
    """Mean square, summed over the outputs; a value rounded to steps of s errs by s²/12 on average."""
    low, high = _range(seen, factor)
    weight = dense.weight * factor[:, None]
    input_step = (high - low) / INPUT_STEPS
    weight_steps = np.abs(weight).max(0) / STEPS
    power = np.diag(seen.gram) / factor**2
    return float(input_step**2 * np.sum(weight**2) + np.sum(weight_steps**2) * np.sum(power)) / 12


def _divide_values(qkv: Dense, factor: Floats) -> Dense:
    divisor = np.concatenate([np.ones(2 * len(factor), np.float32), factor])
    return Dense(qkv.weight / divisor, qkv.bias / divisor)


def _int8(dense: Dense, seen: Observed, factor: Floats) -> DenseInt8:
    weight = dense.weight * factor[:, None]
    weight_scale = (np.abs(weight).max(0) / STEPS).clip(1e-12).astype(np.float32)
    rounded = round_weights(weight, weight_scale, seen.gram / np.outer(factor, factor))
    low, high = _range(seen, factor)
    scale = np.float32(max(high - low, LEAST) / INPUT_STEPS)
    drift = (seen.mean / factor) @ (weight - rounded * weight_scale)
    return DenseInt8(
        weight=rounded,
        weight_scale=weight_scale,
        bias=(dense.bias + drift).astype(np.float32),
        input_scale=scale,
        input_zero=np.uint8(np.clip(round(-low / float(scale)), 0, INPUT_STEPS)),
        multiplier=(1 / factor).astype(np.float32),
    )


def _range(seen: Observed, factor: Floats) -> tuple[float, float]:
    """Of the divided inputs; zero is always in it, and is met exactly."""
    return min(0.0, float((seen.low / factor).min())), max(0.0, float((seen.high / factor).max()))
