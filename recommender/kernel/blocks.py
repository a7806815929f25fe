"""Finds, for everybody, the k people with whom an introduction helps both most: exact, over all pairs.

Score of a pair: the product of the two directed benefits, each one minus the product over needs of
(1 - weight x met); see ``crowd.Curve`` and the formulas in docs/how-it-decides. Pairs are worked through in
tiles of two blocks of people; each tile is two matrix products and some whole-array steps, so numpy alone
comes near the speed of the bare products. Which tiles there are depends on the people alone, never on threads
or workers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from recommender.kernel import finalists, tiles
from recommender.kernel.crowd import CAP, Counts, Crowd, Curve, Floats, Known
from recommender.kernel.engines import Engine, Float32, Operands, Scratch
from recommender.kernel.layout import PEOPLE_A_BLOCK, Block, lay_out
from recommender.kernel.topk import Keys, TopLists, from_keys

T = TypeVar("T")
Progress = Callable[[float], None]
Cancel = Callable[[], bool]

BLOCKS_A_GROUP = 5
"""A task is two groups of blocks: each block is gathered once for five others (a percent or two of the time)."""
GROUPS_A_THREAD = 2
"""Small networks are cut finer, so that every thread has work to the end."""


class Cancelled(Exception):
    """The caller's ``cancelled`` said so; nothing was kept."""


@dataclass(frozen=True)
class Job:
    """One all-pairs run: who, by which curve, who knows whom, how many to keep, multiplied by what."""

    crowd: Crowd
    curve: Curve
    """As asked for."""
    bounding: Curve
    """As the tiles use it: loosened by what the engine may have rounded away, so that their scores are
    bounds."""
    known: Known | None
    k: int
    """Kept of each person: more than asked for, if the engine only finds bounds."""
    exact: bool
    operands: Operands
    blocks: tuple[Block, ...]
    firsts: npt.NDArray[np.int64]
    """Where each block's people begin in the order of all blocks."""
    place: npt.NDArray[np.int64]
    """(n,) where each person stands in that order, or -1."""

    @classmethod
    def of(cls, crowd: Crowd, curve: Curve, known: Known | None, k: int, engine: Engine) -> Job:
        if k < 1:
            raise ValueError(f"k is the length of a list, at least one, not {k}.")
        blocks = lay_out(crowd, curve)
        firsts = np.cumsum([0, *(len(block.people) for block in blocks)])
        place = np.full(len(crowd), -1, np.int64)
        for first, block in zip(firsts[:-1], blocks, strict=True):
            place[block.people] = first + np.arange(len(block.people))
        operands = engine.load(crowd)
        bounding = curve.loosened(operands.margin)
        keep = k if engine.exact else finalists.how_many(k)
        return cls(crowd, curve, bounding, known, keep, engine.exact, operands, blocks, firsts, place)

    def lists(self) -> TopLists:
        return TopLists(len(self.crowd), self.k, room=max(PEOPLE_A_BLOCK, self.k))

    def groups(self, size: int) -> list[range]:
        count = len(self.blocks)
        return [range(start, min(start + size, count)) for start in range(0, count, size)]

    def run(self, rows: range, columns: range, lists: TopLists, scratch: Scratch) -> None:
        """All pairs of one group of blocks with another (or with itself)."""
        held = {i: self.operands.side(self.blocks[i], scratch, f"row {i - rows.start}") for i in rows}
        known = {i: tiles.Known(self.blocks[i], *self.known, self.place) for i in rows} if self.known else {}
        for j in columns:
            side = held[j] if j in held else self.operands.side(self.blocks[j], scratch, "column")
            for i in rows:
                if i > j:
                    continue
                mutual = self._tile(i, j, held[i], side, scratch)
                if i == j:
                    np.fill_diagonal(mutual, 0)
                if i in known:
                    known[i].blank(mutual, int(self.firsts[j]))
                tiles.keep_best(mutual, self.blocks[i], self.blocks[j], lists)

    def _tile(
        self, i: int, j: int, mine: tuple[Any, Any], theirs: tuple[Any, Any], scratch: Scratch
    ) -> Floats:
        a, b = self.blocks[i], self.blocks[j]
        nearest = self.operands.nearest(theirs[0], mine[1], b, a, scratch)
        to_a = tiles.directed(nearest, b, a, self.bounding, scratch)
        if i == j:
            return to_a * to_a.T
        nearest = self.operands.nearest(mine[0], theirs[1], a, b, scratch)
        mutual = tiles.directed(nearest, a, b, self.bounding, scratch)
        mutual *= to_a.T
        return mutual


def mutual_top(
    offers: Floats,
    offer_starts: Counts,
    needs: Floats,
    need_starts: Counts,
    weights: Floats,
    *,
    lo: float,
    hi: float,
    cap: float = CAP,
    known: Known | None = None,
    k: int,
    threads: int = 1,
    engine: Engine | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> tuple[Floats, npt.NDArray[np.int32]]:
    """The k best partners of everybody, best first; of equals the smaller index first.

    Takes a ``Crowd``'s arrays (see there) and who knows whom as the (indptr, indices) of a symmetric matrix.
    Returns values (n, k) float32 and indices (n, k) int32; 0 and -1 where nobody is left with a benefit both
    ways. ``on_progress`` is told the share done, 0 to 1. Raises ``Cancelled`` soon after ``cancelled()`` says
    so.
    """
    crowd = Crowd(offers, offer_starts, needs, need_starts, weights)
    engine, curve = engine or Float32(), Curve(lo, hi, cap)
    job = Job.of(crowd, curve, known, k, engine)
    keys = best_of_all_pairs(job, threads, on_progress, cancelled)
    if not job.exact:
        settled = finalists.settle(crowd, curve, known, keys, k=k, each=partial(each, threads, cancelled))
        if settled is None:  # too many near ties for bounds to decide
            job = Job.of(crowd, curve, known, k, Float32())
            settled = best_of_all_pairs(job, threads, on_progress, cancelled)
        keys = settled
    return from_keys(keys)


def best_of_all_pairs(job: Job, threads: int, on_progress: Progress | None, cancelled: Cancel | None) -> Keys:
    """(n, k) keys, best first."""
    lists = job.lists()
    in_threads(job, lists, threads, on_progress, cancelled)
    return lists.best(np.arange(len(job.crowd)))


def in_threads(
    job: Job, lists: TopLists, threads: int, on_progress: Progress | None, cancelled: Cancel | None
) -> None:
    """Works through all pairs into ``lists``."""
    groups = job.groups(max(1, min(BLOCKS_A_GROUP, len(job.blocks) // (threads * GROUPS_A_THREAD))))
    tasks = [(rows, columns) for i, rows in enumerate(groups) for columns in groups[i:]]

    def work(task: tuple[range, range], scratch: Scratch) -> None:
        job.run(*task, lists, scratch)

    for done, _ in enumerate(each(threads, cancelled, work, tasks), start=1):
        if on_progress:
            on_progress(done / len(tasks))


def each(
    threads: int, cancelled: Cancel | None, work: Callable[[T, Scratch], None], tasks: Sequence[T]
) -> Iterator[None]:
    """Runs every task, each thread with its own scratch and a BLAS of one thread. Raises ``Cancelled``."""
    free = [Scratch() for _ in range(threads)]

    def one(task: T) -> None:
        if cancelled and cancelled():
            raise Cancelled
        scratch = free.pop()
        work(task, scratch)
        free.append(scratch)

    with threadpool_limits(1, user_api="blas"):
        if threads == 1:
            yield from map(one, tasks)
        else:
            with ThreadPoolExecutor(threads) as pool:
                yield from pool.map(one, tasks)
