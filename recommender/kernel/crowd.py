"""Everybody's offers and needs as vectors, and the curve that says when an offer meets a need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int64]
Known = tuple[npt.NDArray[Any], npt.NDArray[Any]]
"""Who knows whom: (indptr, indices) of a symmetric matrix of people, as ``scipy.sparse.csr_array`` has
them."""

MATRIX = ("rows", "dimensions")

CAP = 0.9
"""No single need may count as met beyond this, or every pair with one perfect match would tie at the top.
From the spike on five synthetic networks; it equals the upper clip of the need weights."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Nothing below ``lo``, all above ``hi``, a smooth step between: 3x^2 - 2x^3 (Hermite)."""

    lo: float
    hi: float
    cap: float = CAP

    def __post_init__(self) -> None:
        if not self.lo < self.hi:
            raise ValueError(f"The lower threshold ({self.lo}) must lie below the upper one ({self.hi}).")
        if not 0 < self.cap <= 1:
            raise ValueError(f"The cap must lie in (0, 1], not at {self.cap}.")

    def loosened(self, margin: float) -> Curve:
        """Such that a similarity that may be ``margin`` too small is not scored too low."""
        return Curve(self.lo - margin, self.hi - margin, self.cap)

    def effective(self, weights: Floats) -> Floats:
        """Weights no greater than the cap. (The weight is capped, not weight x met: that would make ties.)"""
        positive = np.maximum(np.asarray(weights, np.float32), np.float32(0))
        return np.minimum(positive, np.float32(self.cap))  # np.clip takes twice as long for a few

    def unmet_in_place(self, similarity: Floats, weights: Floats, spare: Floats | None = None) -> None:
        """Turns each similarity into 1 - weight x met. ``weights`` is effective and broadcasts.

        One pass of memory a line, float32 throughout: the tiles and the single scan share these very
        operations, so a pair's score does not depend on the company it was computed in. ``spare``: room of
        the same shape.
        """
        np.subtract(similarity, np.float32(self.lo), out=similarity)
        np.multiply(similarity, np.float32(1 / (self.hi - self.lo)), out=similarity)
        np.clip(similarity, np.float32(0), np.float32(1), out=similarity)
        square = np.square(similarity, out=spare)
        np.subtract(np.float32(1.5), similarity, out=similarity)
        np.multiply(similarity, square, out=similarity)  # half of 3x^2 - 2x^3
        np.multiply(similarity, np.float32(2) * weights, out=similarity)
        np.subtract(np.float32(1), similarity, out=similarity)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The offers and needs of n people. Arrays may be memory-mapped; nothing is copied."""

    offers: Floats
    """(O, d), float32, unit rows; the offers of person i are rows offer_starts[i] to offer_starts[i + 1]."""
    offer_starts: Counts
    """(n + 1,)"""
    needs: Floats
    """(N, d)"""
    need_starts: Counts
    """(n + 1,)"""
    weights: Floats
    """(N,): how much it says that a need is met, 0 to 1."""

    def __post_init__(self) -> None:
        for name, rows, starts in (
            ("offer", self.offers, self.offer_starts),
            ("need", self.needs, self.need_starts),
        ):
            if rows.dtype != np.float32 or len(rows.shape) != len(MATRIX):
                raise ValueError(f"The {name}s must be a matrix of float32.")
            if not len(starts) or starts[0] != 0 or starts[-1] != len(rows) or np.any(np.diff(starts) < 0):
                raise ValueError(f"{name}_starts must rise from 0 to the number of {name}s.")
        if self.offers.shape[1] != self.needs.shape[1]:
            raise ValueError("Offers and needs must have the same number of dimensions.")
        if len(self.offer_starts) != len(self.need_starts):
            raise ValueError("offer_starts and need_starts must speak of the same people.")
        if len(self.weights) != len(self.needs):
            raise ValueError("Every need has one weight.")

    def __len__(self) -> int:
        return len(self.offer_starts) - 1

    @property
    def dimensions(self) -> int:
        return int(self.offers.shape[1])
