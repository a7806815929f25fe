"""A small map on the encoder's vectors, learnt from matches that were confirmed: tried before any
fine-tuning.

x becomes x + (x @ right) @ left.T, of unit length again, with left and right of a few columns. It starts as
the identity and is drawn back to it; fitted in seconds against the other pairs of the batch (InfoNCE, van
den Oord et al. 2018) and against what was dismissed. The encoder stays as it is, so going back is leaving
the map out.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]

ADAPTER = "adapter.npz"
"""The map's file in an encoder's directory; absent where there is none."""
RANK = 16
"""Columns of the map: directions in which it may stretch meaning. More do not pay for themselves on some
hundred pairs."""
TEMPERATURE = 0.05
"""Of the softmax over candidates; what all-MiniLM-L6-v2 itself was trained with (a scale of 20)."""
STEPS = 100
BATCH = 128
RATE = 0.01
DECAY = 0.02
"""Pull back to the identity, per step and unit of weight."""
STRENGTHS = (0.0, 0.25, 0.5, 1.0)
"""How far the fitted map is followed; 0 leaves the encoder alone."""
FOLDS = 5
FEWEST = 20
"""Matches; of fewer nothing can be held out."""
SEED = 8


class Encodes(Protocol):
    @property
    def id(self) -> str: ...
    @property
    def dimensions(self) -> int: ...
    def encode(self, texts: Sequence[str]) -> Vectors: ...

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]: ...


@dataclass(frozen=True, slots=True)
class Adapter:
    """Shapes: left and right (dimensions, rank)."""

    left: Vectors
    right: Vectors

    def __call__(self, vectors: Vectors) -> Vectors:
        """(n, dimensions), rows of length one; rows of zeros stay so."""
        moved = vectors + (vectors @ self.right) @ self.left.T
        return np.asarray(moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12), np.float32)

    @property
    def id(self) -> str:
        return hashlib.sha256(self.left.tobytes() + self.right.tobytes()).hexdigest()[:16]

    def to_bytes(self) -> bytes:
        file = io.BytesIO()
        np.savez(file, left=self.left, right=self.right)
        return file.getvalue()

    @classmethod
    def from_bytes(cls, data: bytes) -> Adapter:
        """Raises ValueError where these are not two matrices of one shape."""
        with np.load(io.BytesIO(data), allow_pickle=False) as file:
            try:
                left, right = file["left"], file["right"]
            except KeyError as error:
                raise ValueError("The adapter is incomplete.") from error
        if left.shape != right.shape or left.ndim != 2 or left.dtype != np.float32:  # noqa: PLR2004
            raise ValueError("The adapter's matrices do not fit each other.")
        return cls(left, right)


@dataclass(frozen=True, slots=True)
class AdaptedEncoder:
    """The encoder and the map behind it, as one; its vectors are never compared with the bare encoder's."""

    encoder: Encodes
    adapter: Adapter

    @property
    def id(self) -> str:
        return f"{self.encoder.id}+{self.adapter.id}"

    @property
    def dimensions(self) -> int:
        return self.encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        return self.adapter(self.encoder.encode(texts))

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        about, wording = self.encoder.read(texts)
        return self.adapter(about), wording


def fit_adapter(
    needs: Vectors, offers: Vectors, dismissed: Vectors | None = None, *, seed: int = SEED
) -> Adapter:
    """From confirmed matches: row i of ``needs`` was met by row i of ``offers``; shapes (n, dimensions).

    Row i of ``dismissed`` was shown for need i and dismissed (zeros where nothing was). How far the map
    goes is chosen on pairs it did not learn from; where going nowhere is best, and for few matches, it is
    the identity.
    """
    rng = np.random.default_rng(seed)
    pairs = _Pairs(needs.astype(np.float64), offers.astype(np.float64), None)
    if dismissed is not None:
        pairs = _Pairs(pairs.needs, pairs.offers, dismissed.astype(np.float64))
    if len(needs) < FEWEST:
        left, right = _start(needs.shape[1], rng)
    else:
        from threadpoolctl import threadpool_limits

        with threadpool_limits(1):  # matrices this small only make threads wait for each other
            left, right = _chosen(pairs, rng)
    return Adapter(left.astype(np.float32), right.astype(np.float32))


def _chosen(pairs: _Pairs, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """The fitted map, followed as far as is worth it on pairs held out of the fit."""
    n = len(pairs.needs)
    fold = rng.permutation(np.arange(n) % FOLDS)
    ranks = np.zeros((len(STRENGTHS), n))
    for held in range(FOLDS):
        left, right = _fit(pairs.part(fold != held), rng)
        for i, strength in enumerate(STRENGTHS):
            ranks[i, fold == held] = _reciprocal_ranks(strength * left, right, pairs.part(fold == held))
    left, right = _fit(pairs, rng)
    return _worth_it(ranks) * left, right


@dataclass(frozen=True, slots=True)
class _Pairs:
    needs: Floats
    offers: Floats
    dismissed: Floats | None

    def part(self, rows: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> _Pairs:
        return _Pairs(
            self.needs[rows], self.offers[rows], None if self.dismissed is None else self.dismissed[rows]
        )


def _start(width: int, rng: np.random.Generator) -> tuple[Floats, Floats]:
    return np.zeros((width, RANK)), rng.standard_normal((width, RANK)) / np.sqrt(width)


def _fit(pairs: _Pairs, rng: np.random.Generator) -> tuple[Floats, Floats]:
    left, right = _start(pairs.needs.shape[1], rng)
    moments = [(np.zeros_like(left), np.zeros_like(left)) for _ in range(2)]
    for step in range(1, STEPS + 1):
        batch = pairs.part(rng.permutation(len(pairs.needs))[:BATCH])
        _, by_left, by_right = _loss_and_gradients(left, right, batch)
        left = _adam(left, by_left, moments[0], step) * (1 - DECAY)
        right = _adam(right, by_right, moments[1], step)
    return left, right


def _reciprocal_ranks(left: Floats, right: Floats, pairs: _Pairs) -> Floats:
    """(n,): one over the place of each need's own offer among all the offers."""
    fitted = Adapter(left.astype(np.float32), right.astype(np.float32))
    scores = fitted(pairs.needs.astype(np.float32)) @ fitted(pairs.offers.astype(np.float32)).T
    return np.asarray(1.0 / (1 + (scores > np.diag(scores)[:, None]).sum(axis=1)))


def _worth_it(ranks: Floats) -> float:
    """The strength that ranks best, if it beats leaving the encoder alone by more than its standard error;
    else 0."""
    best = int(np.argmax(ranks.mean(axis=1)))
    gap = ranks[best] - ranks[0]
    return STRENGTHS[best] if gap.mean() > gap.std() / np.sqrt(len(gap)) else 0.0


def _loss_and_gradients(left: Floats, right: Floats, pairs: _Pairs) -> tuple[float, Floats, Floats]:
    """The mean InfoNCE loss, and what it changes by left and right."""
    stacked = [pairs.needs, pairs.offers] + ([] if pairs.dismissed is None else [pairs.dismissed])
    x = np.concatenate(stacked)
    moved = x + (x @ right) @ left.T
    length = np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-12)
    unit = moved / length
    n = len(pairs.needs)
    mine, theirs = unit[:n], unit[n:]
    scores = mine @ theirs.T / TEMPERATURE
    if pairs.dismissed is not None:
        # A dismissed offer stands against the need it was shown for, not against the others.
        shown = np.asarray(pairs.dismissed.any(axis=1))[:, None]
        others = ~(np.eye(n, dtype=bool) & shown)
        scores[:, n:] = np.where(others, -np.inf, scores[:, n:])
    scores -= scores.max(axis=1, keepdims=True)
    p = np.exp(scores)
    total = p.sum(axis=1, keepdims=True)
    loss = float(np.mean(np.log(total[:, 0]) - np.diag(scores)))
    p /= total
    p[np.arange(n), np.arange(n)] -= 1
    p /= n * TEMPERATURE
    flow = np.concatenate([p @ theirs, p.T @ mine])
    flow = (flow - unit * np.sum(flow * unit, axis=1, keepdims=True)) / length
    return loss, flow.T @ (x @ right), x.T @ (flow @ left)


def _adam(weights: Floats, gradient: Floats, moments: tuple[Floats, Floats], step: int) -> Floats:
    """One step of Adam (Kingma & Ba 2015), its moments updated in place."""
    first, second = moments
    first += 0.1 * (gradient - first)
    second += 0.001 * (gradient**2 - second)
    return np.asarray(
        weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    )
