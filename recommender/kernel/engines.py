"""Ways to find how near the best of each person's offers comes to each need of a block: float32, or int8 and
faster."""

from __future__ import annotations

import math
import threading
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Crowd, Floats
from recommender.kernel.integer import Int8Kernel
from recommender.kernel.layout import Block

Numbers = npt.NDArray[Any]

LEAST_COLUMNS = 16
LEAST_STEPS = 1_010_000
"""OpenBLAS gives matrices of fewer than a million steps, and single rows, to routines that round otherwise.
Padded beyond that, a pair has the same bits in a tile, alone or on another thread."""
MOST_PADDING = 256
"""Vectors of few dimensions are not padded further: theirs are other encoders' or tests'."""

ROOM = 1.25
"""A buffer is made this much larger than asked for, so that a slightly larger tile fits too."""

INT8_MOST = 127
"""Symmetric: -128 is left out, so that a vector and its opposite are treated alike."""


ROUNDING_SIGMAS = 6
"""Rounding moves each component by an even chance within a step: variance 1/12. A product of two unit vectors
is then off by sqrt(2/12) of a step; six times that is allowed for (one product in a billion)."""


class Scratch:
    """One flat buffer a purpose and thread. New arrays for every ragged shape cost page faults: up to twice
    the time."""

    def __init__(self) -> None:
        self._flat: dict[str, Numbers] = {}

    def shaped(self, purpose: str, rows: int, columns: int, dtype: type[np.generic] = np.float32) -> Numbers:
        flat = self._flat.get(purpose)
        if flat is None or flat.size < rows * columns or flat.dtype != dtype:
            flat = self._flat[purpose] = np.empty(int(rows * columns * ROOM), dtype)
        return flat[: rows * columns].reshape(rows, columns)


class Operands(Protocol):
    """The vectors of a crowd as one engine wants them."""

    margin: float
    """By how much a cosine may come out too small; nought where nothing was rounded away."""

    def side(self, block: Block, scratch: Scratch, purpose: str) -> tuple[Any, Any]:
        """A block's offers and needs, slot by slot, good until ``purpose`` is used again."""
        ...

    def nearest(self, offers: Any, needs: Any, givers: Block, takers: Block, scratch: Scratch) -> Floats:
        """(givers, takers' needs): the greatest cosine over each giver's offers; good until the next call."""
        ...


class Engine(Protocol):
    @property
    def name(self) -> str: ...

    @property
    def exact(self) -> bool:
        """False: its figures are upper bounds that choose the finalists; those are scored again in
        float32."""
        ...

    def load(self, crowd: Crowd) -> Operands: ...


def least_rows(dimensions: int) -> int:
    """How many rows make a matrix large enough; see ``LEAST_STEPS``."""
    return min(MOST_PADDING, -(-LEAST_STEPS // (LEAST_COLUMNS * dimensions)))


def best_of_slots(products: Numbers, lengths: tuple[int, ...]) -> Numbers:
    """(m, columns): the greatest product over each person's offers. A view: overwrites the first slot's
    rows."""
    best = products[: lengths[0]]
    start = lengths[0]
    for length in lengths[1:]:
        np.maximum(best[:length], products[start : start + length], out=best[:length])
        start += length
    return best


def gathered(
    vectors: Floats, rows: npt.NDArray[np.int64], least: int, scratch: Scratch, purpose: str
) -> Floats:
    """(max(len(rows), least), d): the given rows, then rows of nought up to ``least``."""
    out: Floats = scratch.shaped(purpose, max(len(rows), least), vectors.shape[1])
    np.take(vectors, rows, axis=0, out=out[: len(rows)], mode="clip")
    out[len(rows) :] = 0
    return out


class Float32:
    """numpy's own matrix product: always there, and exact."""

    name = "numpy"
    exact = True

    def load(self, crowd: Crowd) -> Operands:
        return _Float32Operands(crowd)


class _Float32Operands:
    margin = 0.0

    def __init__(self, crowd: Crowd) -> None:
        self._crowd = crowd

    def side(self, block: Block, scratch: Scratch, purpose: str) -> tuple[Floats, Floats]:
        return (
            gathered(
                self._crowd.offers,
                block.offers.rows,
                least_rows(self._crowd.dimensions),
                scratch,
                f"{purpose} offers",
            ),
            gathered(self._crowd.needs, block.needs.rows, LEAST_COLUMNS, scratch, f"{purpose} needs"),
        )

    def nearest(
        self, offers: Floats, needs: Floats, givers: Block, takers: Block, scratch: Scratch
    ) -> Floats:
        products = np.dot(offers, needs.T, out=scratch.shaped("products", len(offers), len(needs)))
        return best_of_slots(products, givers.offers.lengths)[:, : len(takers.weights)]


class Int8:
    """Vectors as integers of one common scale, so that the greatest integer is the greatest cosine."""

    exact = False

    def __init__(self, kernel: Int8Kernel) -> None:
        self._kernel = kernel

    @property
    def name(self) -> str:
        return self._kernel.name

    def load(self, crowd: Crowd) -> Operands:
        return _Int8Operands(crowd, self._kernel)


class _Int8Operands:
    """Blocks are made integer when first wanted and kept: a quarter of the float vectors' memory in the
    end."""

    def __init__(self, crowd: Crowd, kernel: Int8Kernel) -> None:
        self._crowd, self._kernel = crowd, kernel
        self._step = INT8_MOST / (max(greatest(crowd.offers), greatest(crowd.needs)) or 1)
        self.margin = ROUNDING_SIGMAS * math.sqrt(2 / 12) / self._step
        self._sides: dict[int, tuple[Any, Any]] = {}
        self._lock = threading.Lock()

    def side(self, block: Block, scratch: Scratch, purpose: str) -> tuple[Any, Any]:
        first = int(block.people[0])
        if first not in self._sides:
            offers = self._integers(self._crowd.offers, block.offers.rows, scratch)
            needs = self._integers(self._crowd.needs, block.needs.rows, scratch)
            with self._lock:
                self._sides[first] = self._kernel.prepare(offers), self._kernel.pack(needs)
        return self._sides[first]

    def _integers(
        self, vectors: Floats, rows: npt.NDArray[np.int64], scratch: Scratch
    ) -> npt.NDArray[np.int8]:
        scaled = gathered(vectors, rows, 0, scratch, "floats")
        np.multiply(scaled, np.float32(self._step), out=scaled)
        return np.rint(scaled, out=scaled).astype(np.int8)

    def nearest(self, offers: Any, needs: Any, givers: Block, takers: Block, scratch: Scratch) -> Floats:
        """A few slots at a time where the kernel allows: their products are still in the cache for the
        maximum."""
        columns, lengths = len(takers.weights), givers.offers.lengths
        best = scratch.shaped("best", lengths[0], columns, np.int32)
        start = slot = 0
        while slot < len(lengths):
            end = slot + 1
            while end < len(lengths) and sum(lengths[slot:end]) < self._kernel.rows_at_once:
                end += 1
            rows = sum(lengths[slot:end])
            products = scratch.shaped("products", rows, columns, np.int32)
            self._kernel.multiply(offers[start : start + rows], needs, products)
            found = best_of_slots(products, lengths[slot:end])
            if slot == 0:
                best[:] = found
            else:
                np.maximum(best[: len(found)], found, out=best[: len(found)])
            start, slot = start + rows, end
        cosines: Floats = scratch.shaped("cosines", lengths[0], columns)
        return np.multiply(best, np.float32(1 / self._step**2), out=cosines, dtype=np.float32)


def greatest(vectors: Floats, at_once: int = 16384) -> float:
    """The greatest absolute component, read in slices so that nothing of the vectors' size is made."""
    slices = (vectors[i : i + at_once] for i in range(0, len(vectors), at_once))
    return max((float(max(part.max(), -part.min())) for part in slices), default=0.0)
