"""Vectors as bits: on which side of a plane each lies, for many planes; compared by in how many they differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Counts, Floats
from recommender.kernel.layout import Slots
from recommender.kernel.single import Ids

COLUMNS_AT_ONCE = 8192
"""Vectors compared at a time: their bits stay in the second-level cache; smaller parts cost more calls."""
WORD = 64
BYTE = 256
"""Fewer bits than that are counted in a byte."""

Bits = npt.NDArray[np.uint64]
Counted = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Planes:
    centre: Floats
    """(d,) through which they all go."""
    axes: Floats
    """(d, bits) their normals."""

    @property
    def count(self) -> int:
        return int(self.axes.shape[1])

    @property
    def words(self) -> int:
        return -(-self.count // WORD)

    def sides(self, vectors: Floats) -> Bits:
        """(rows, words)"""
        packed = np.packbits((vectors - self.centre) @ self.axes > 0, axis=1)
        padded = np.zeros((len(vectors), self.words * WORD // 8), np.uint8)
        padded[:, : packed.shape[1]] = packed
        return padded.view(np.uint64)


@dataclass(frozen=True)
class Packed:
    """The bits of all offers or all needs, slot by slot over all people."""

    swept: Bits
    """(words, vectors): of the few planes, a word of all vectors after the other."""
    picked: Bits
    """(vectors, words): of the many planes, to be picked from."""
    slots: Slots
    rank: Ids
    """(n,) where each person stands in the slots' order."""
    weights: Floats
    """Effective, slot by slot; ones for offers."""

    @classmethod
    def of(cls, vectors: Floats, starts: Counts, weights: Floats, few: Planes, many: Planes) -> Packed:
        slots = Slots.of(starts, np.arange(len(starts) - 1))
        swept = np.empty((few.words, len(slots.rows)), np.uint64)
        picked = np.empty((len(slots.rows), many.words), np.uint64)
        for start in range(0, len(slots.rows), COLUMNS_AT_ONCE):
            part = slice(start, start + COLUMNS_AT_ONCE)
            some = vectors[slots.rows[part]]
            swept[:, part], picked[part] = few.sides(some).T, many.sides(some)
        rank = np.empty(len(slots.order), np.int64)
        rank[slots.order] = np.arange(len(rank))
        return cls(swept, picked, slots, rank, weights[slots.rows])

    def among(self, people: Ids, *, few: bool) -> tuple[Bits, tuple[int, ...], Floats, Ids]:
        """Bits of the few planes or the many, lengths, weights and the people, reordered, of some."""
        ranks = np.sort(self.rank[people])
        firsts = np.concatenate([[0], np.cumsum(self.slots.lengths)])
        columns = [
            ranks[: np.searchsorted(ranks, length)] + first
            for length, first in zip(self.slots.lengths, firsts, strict=False)
        ]
        lengths = tuple(len(one) for one in columns if len(one))
        at = np.concatenate([*columns, np.empty(0, np.int64)])
        return (
            self.swept.take(at, axis=1) if few else np.ascontiguousarray(self.picked.take(at, axis=0).T),
            lengths,
            self.weights[at],
            self.slots.order[ranks],
        )

    def everybody(self) -> tuple[Bits, tuple[int, ...], Floats, Ids]:
        """The same of all, by the few planes."""
        return self.swept, self.slots.lengths, self.weights, self.slots.order


def differing(bits: Bits, queries: Bits) -> Counted:
    """(queries, vectors): in how many bits the columns of (words, vectors) differ from the rows of (queries,
    words)."""
    words, count = bits.shape
    kind = np.uint8 if words * WORD < BYTE else np.uint16
    out = np.empty((len(queries), count), kind)
    size = min(count, COLUMNS_AT_ONCE)
    room, counts = np.empty((words, size), np.uint64), np.empty((words, size), np.uint8)
    for start in range(0, count, size):
        some = bits[:, start : start + size]
        xored, counted = room[:, : some.shape[1]], counts[:, : some.shape[1]]
        for query, row in zip(queries, out, strict=True):
            np.bitwise_xor(some, query[:, None], out=xored)
            np.bitwise_count(xored, out=counted)
            np.add.reduce(counted, axis=0, dtype=kind, out=row[start : start + size])
    return out


def turned(dimensions: int, seed: int = 0) -> Floats:
    """(d, d): a random turn, always the same. Without it a rare word's own axis is one bit, however much it
    weighs."""
    drawn = np.random.default_rng(seed).standard_normal((dimensions, dimensions))
    return np.linalg.qr(drawn)[0].astype(np.float32)
