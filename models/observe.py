"""Watches what goes into each dense product while the float network reads sample texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from models.graph import assemble, sites
from models.weights import Bert, Floats

AT_ONCE = 40
"""Texts whose inputs are held in memory together."""


@dataclass(frozen=True)
class Observed:
    """The inputs x of one product, a channel each."""

    low: Floats
    high: Floats
    mean: Floats
    gram: Floats
    """(in, in): mean of x xᵀ."""


def observe(bert: Bert, tokens: Sequence[Sequence[int]], longest: int) -> dict[str, Observed]:
    """What went into each dense product, over all tokens of the sample."""
    seen: dict[str, _Sums] = {}
    for batch in _inputs(bert, tokens, longest):
        for site, x in batch.items():
            seen.setdefault(site, _Sums(x.shape[1])).add(x)
    return {site: sums.observed() for site, sums in seen.items()}


class _Sums:
    def __init__(self, width: int) -> None:
        self.low = np.full(width, np.inf, np.float32)
        self.high = np.full(width, -np.inf, np.float32)
        self.total = np.zeros(width)
        self.gram = np.zeros((width, width), np.float32)
        self.count = 0

    def add(self, x: Floats) -> None:
        np.minimum(self.low, x.min(0), out=self.low)
        np.maximum(self.high, x.max(0), out=self.high)
        self.total += x.sum(0, dtype=np.float64)
        self.gram += x.T @ x
        self.count += len(x)

    def observed(self) -> Observed:
        mean = (self.total / self.count).astype(np.float32)
        return Observed(self.low, self.high, mean, self.gram / np.float32(self.count))


def _inputs(
    bert: Bert, tokens: Sequence[Sequence[int]], longest: int
) -> Iterator[dict[str, npt.NDArray[np.float32]]]:
    """(tokens, in) of each product, for some texts at a time: one product of matrices is quicker than many."""
    import onnxruntime
    from onnx import TensorProto, helper

    model, taps = assemble(bert, sites(bert), longest, small=False)
    for tensor in taps.values():
        model.graph.output.append(helper.make_tensor_value_info(tensor, TensorProto.FLOAT, None))
    session: Any = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    for start in range(0, len(tokens), AT_ONCE):
        found = [
            session.run(list(taps.values()), {"input_ids": np.array([ids], np.int64)})
            for ids in tokens[start : start + AT_ONCE]
        ]
        yield {
            site: np.concatenate([x[:, 0] for x in each])
            for site, each in zip(taps, zip(*found, strict=True), strict=True)
        }
