"""Lays people out in blocks, slot by slot, so that ragged counts cost neither padding nor a loop over people.

Within a block people stand by falling number of offers. First come everybody's first offers, then the second
offers of those who have two, and so on: each slot belongs to a prefix of the people (the "jagged diagonals"
of sparse matrices; Saad, SIAM J. Sci. Stat. Comput. 10, 1989). The best over a person's offers is then one
whole-array maximum a slot. Needs are laid out in the same way in their own order.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Counts, Crowd, Curve, Floats

PEOPLE_A_BLOCK = 320
"""A tile of two such blocks (ten offers, five needs each) is 20 MB of products. Time over the bare products'
was 1.24 with 192, 1.20 with 320 and 1.11 with 512 in two noisy sweeps; 320 keeps memory small. Fixed, so that a pair's
arithmetic never depends on the number of threads or workers."""

VECTORS_A_BLOCK = 8192
"""A block is closed early at this many offers or needs, so that a few people with very many do not fill the
memory."""


@dataclass(frozen=True, slots=True)
class Slots:
    """One side (offers or needs) of a block."""

    order: npt.NDArray[np.int64]
    """(m,) the block's people (0 to m - 1) by falling count."""
    rows: npt.NDArray[np.int64]
    """Rows of the side's matrix, slot by slot."""
    lengths: tuple[int, ...]
    """How many people have a first, a second, a third, ...; falling."""

    @classmethod
    def of(cls, starts: Counts, people: npt.NDArray[np.int64]) -> Slots:
        counts = starts[people + 1] - starts[people]
        order = np.argsort(-counts, kind="stable")
        first, falling = starts[people[order]], counts[order]
        lengths = [int(np.count_nonzero(falling > slot)) for slot in range(int(counts.max(initial=0)))]
        rows = [first[:length] + slot for slot, length in enumerate(lengths)]
        return cls(order, np.concatenate([*rows, np.empty(0, np.int64)]), tuple(lengths))


@dataclass(frozen=True, slots=True)
class Block:
    """Some people, in the order of their offers' slots."""

    people: npt.NDArray[np.int64]
    """(m,) indices into the crowd."""
    offers: Slots
    needs: Slots
    need_columns: npt.NDArray[np.int64]
    """(m,) where each of ``people`` stands in the needs' order."""
    weights: Floats
    """Effective need weights, slot by slot."""

    @classmethod
    def of(cls, crowd: Crowd, curve: Curve, people: npt.NDArray[np.int64]) -> Block:
        offers = Slots.of(crowd.offer_starts, people)
        people = people[offers.order]
        needs = Slots.of(crowd.need_starts, people)
        columns = np.empty(len(people), np.int64)
        columns[needs.order] = np.arange(len(people))
        weights = curve.effective(np.asarray(crowd.weights[needs.rows]))
        return cls(people, offers, needs, columns, weights)


def lay_out(crowd: Crowd, curve: Curve) -> tuple[Block, ...]:
    """Blocks of all who have both an offer and a need; nobody else can be one half of a mutual pair."""
    offers, needs = np.diff(crowd.offer_starts), np.diff(crowd.need_starts)
    active = np.flatnonzero((offers > 0) & (needs > 0))
    blocks: list[Block] = []
    start = 0
    while start < len(active):
        window = active[start : start + PEOPLE_A_BLOCK]
        fits = np.maximum(np.cumsum(offers[window]), np.cumsum(needs[window])) <= VECTORS_A_BLOCK
        size = max(1, int(np.count_nonzero(fits)))
        blocks.append(Block.of(crowd, curve, window[:size]))
        start += size
    return tuple(blocks)
