"""From float to int8 with fixed scales: what goes in is watched on sample sentences, then made easy to round.

SmoothQuant (Xiao et al., ICML 2023): a few channels of what a product is given are a hundred times larger than the rest
and would use up all 256 steps. They are divided by a factor, and the weights multiplied with it. Then bias correction
(Nagel et al., ICCV 2019): what rounding the weights adds on average is taken off the bias.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from models.graph import Dense, DenseInt8, assemble, sites
from models.weights import Bert, Floats

ALPHA = 0.85
"""How much of the difficulty goes from inputs to weights. On real profiles .75 to .9 are alike; at .5 it hurts."""
LEAST = 1e-5
"""Channels quieter than this are treated as if they were not quieter."""
WEIGHT_STEPS = 127
INPUT_STEPS = 255


@dataclass(frozen=True)
class Observed:
    """What went into one product, a channel each: all (in,)."""

    low: Floats
    high: Floats
    mean: Floats


def observe(bert: Bert, tokens: Sequence[Sequence[int]], longest: int) -> dict[str, Observed]:
    """Runs the float network over the sample and watches every dense product's input."""
    import onnxruntime
    from onnx import TensorProto, helper

    model, taps = assemble(bert, sites(bert), longest, small=False)
    for tensor in taps.values():
        model.graph.output.append(helper.make_tensor_value_info(tensor, TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    low: dict[str, Floats] = {}
    high: dict[str, Floats] = {}
    total: dict[str, npt.NDArray[np.float64]] = {}
    for ids in tokens:
        found = session.run(list(taps.values()), {"input_ids": np.array([ids], np.int64)})
        for site, (x,) in zip(taps, found, strict=True):
            low[site] = np.minimum(low.get(site, np.inf), x.min(0)).astype(np.float32)
            high[site] = np.maximum(high.get(site, -np.inf), x.max(0)).astype(np.float32)
            total[site] = total.get(site, 0) + x.sum(0, dtype=np.float64)
    count = sum(map(len, tokens))
    return {site: Observed(low[site], high[site], np.float32(total[site] / count)) for site in taps}


def quantise(bert: Bert, observed: Mapping[str, Observed]) -> dict[str, DenseInt8]:
    """Every dense product of the network in int8."""
    dense = sites(bert)
    made: dict[str, DenseInt8] = {}
    for i in range(bert.layers):
        # What goes into "out" is a mean of values, so its factor can be taken out of the values' own weights: free.
        site = f"{i}.out"
        factor = _factor(dense[site], observed[site])
        made[site] = replace(_int8(dense[site], observed[site], factor), multiplier=None)
        dense[f"{i}.qkv"] = _divide_values(dense[f"{i}.qkv"], factor)
        for site in (f"{i}.qkv", f"{i}.widen", f"{i}.narrow"):
            made[site] = _int8(dense[site], observed[site], _factor(dense[site], observed[site]))
    return made


def _factor(dense: Dense, seen: Observed) -> Floats:
    """(in,): what each channel is divided by before it is rounded."""
    inputs = np.maximum(np.abs(seen.low), np.abs(seen.high)).clip(LEAST)
    weights = np.abs(dense.weight).max(1).clip(LEAST)
    return (inputs**ALPHA / weights ** (1 - ALPHA)).astype(np.float32)


def _divide_values(qkv: Dense, factor: Floats) -> Dense:
    divisor = np.concatenate([np.ones(2 * len(factor), np.float32), factor])
    return Dense(qkv.weight / divisor, qkv.bias / divisor)


def _int8(dense: Dense, seen: Observed, factor: Floats) -> DenseInt8:
    weight = dense.weight * factor[:, None]
    weight_scale = (np.abs(weight).max(0) / WEIGHT_STEPS).clip(1e-12).astype(np.float32)
    rounded = np.rint(weight / weight_scale).astype(np.int8)
    low, high = min(0.0, float((seen.low / factor).min())), max(0.0, float((seen.high / factor).max()))
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
