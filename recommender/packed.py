"""Vectors as bits, one a dimension: made, laid out person by person, and compared by how many differ."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.crowd import Counts, Floats
from recommender.layout import Slots
from recommender.single import Ids

COLUMNS_AT_ONCE = 8192
"""Vectors compared at a time: their bits stay in the second-level cache; smaller parts cost more calls."""
WORD = 64
COARSE_WORDS = 3
"""Enough to sift by, and no more bits than a byte can count."""

Bits = npt.NDArray[np.uint64]
Counted = npt.NDArray[np.uint8] | npt.NDArray[np.uint16]


@dataclass(frozen=True)
class Packed:
    """The bits of all offers or all needs, slot by slot over all people."""

    bits: Bits
    """(words, vectors): a word of all vectors after the other, to be swept."""
    rows: Bits
    """(vectors, words): the same, to be picked from."""
    slots: Slots
    rank: Ids
    """(n,) where each person stands in the slots' order."""
    weights: Floats
    """Effective, slot by slot; ones for offers."""

    @classmethod
    def of(cls, vectors: Floats, starts: Counts, weights: Floats, centre: Floats, turn: Floats) -> Packed:
        slots = Slots.of(starts, np.arange(len(starts) - 1))
        bits = np.empty((words(len(centre)), len(slots.rows)), np.uint64)
        for start in range(0, len(slots.rows), COLUMNS_AT_ONCE):
            some = slots.rows[start : start + COLUMNS_AT_ONCE]
            bits[:, start : start + COLUMNS_AT_ONCE] = to_bits(vectors[some], centre, turn).T
        rank = np.empty(len(slots.order), np.int64)
        rank[slots.order] = np.arange(len(rank))
        return cls(bits, np.ascontiguousarray(bits.T), slots, rank, weights[slots.rows])

    def among(self, people: Ids) -> tuple[Bits, tuple[int, ...], Floats, Ids]:
        """Bits, lengths, weights and the people, reordered, of a few."""
        ranks = np.sort(self.rank[people])
        firsts = np.concatenate([[0], np.cumsum(self.slots.lengths)])
        columns = [
            ranks[: np.searchsorted(ranks, length)] + first
            for length, first in zip(self.slots.lengths, firsts, strict=False)
        ]
        lengths = tuple(len(one) for one in columns if len(one))
        at = np.concatenate([*columns, np.empty(0, np.int64)])
        return (
            np.ascontiguousarray(self.rows.take(at, axis=0).T),
            lengths,
            self.weights[at],
            self.slots.order[ranks],
        )

    def everybody(self) -> tuple[Bits, tuple[int, ...], Floats, Ids]:
        return self.bits, self.slots.lengths, self.weights, self.slots.order


def words(dimensions: int) -> int:
    return -(-dimensions // WORD)


def to_bits(vectors: Floats, centre: Floats, turn: Floats) -> Bits:
    """(rows, words): signs about the centre after a turn of the axes."""
    packed = np.packbits((vectors - centre) @ turn > 0, axis=1)
    padded = np.zeros((len(vectors), words(len(centre)) * WORD // 8), np.uint8)
    padded[:, : packed.shape[1]] = packed
    return padded.view(np.uint64)


def differing(bits: Bits, queries: Bits, coarse: bool = False) -> Counted:
    """(queries, vectors): in how many bits the columns of (words, vectors) differ from the rows of (queries,
    words).

    ``coarse``: in the first words only (``COARSE_WORDS``), counted in bytes.
    """
    used, kind = (min(COARSE_WORDS, len(bits)), np.uint8) if coarse else (len(bits), np.uint16)
    count = bits.shape[1]
    out = np.empty((len(queries), count), kind)
    size = min(count, COLUMNS_AT_ONCE)
    room, counts = np.empty((used, size), np.uint64), np.empty((used, size), np.uint8)
    for start in range(0, count, size):
        some = bits[:used, start : start + size]
        xored, counted = room[:, : some.shape[1]], counts[:, : some.shape[1]]
        for query, row in zip(queries, out, strict=True):
            np.bitwise_xor(some, query[:used, None], out=xored)
            np.bitwise_count(xored, out=counted)
            np.add.reduce(counted, axis=0, dtype=kind, out=row[start : start + size])
    return out


def turned(dimensions: int) -> Floats:
    """(d, d): a random turn, always the same. Without it a rare word's own axis is one bit, however much it
    weighs."""
    drawn = np.random.default_rng(0).standard_normal((dimensions, dimensions))
    return np.linalg.qr(drawn)[0].astype(np.float32)
