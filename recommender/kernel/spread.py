"""The all-pairs run on any ``concurrent.futures.Executor``: processes of this machine, or a cluster's (Dask
has one).

A task is two groups of blocks. Workers open the vectors themselves (``opener``, for instance memory-mapped
files) and send back only the best of the people they looked at. Same blocks, same arithmetic: the answer is
the in-process one to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, as_completed
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from recommender.kernel.blocks import BLOCKS_A_GROUP, Cancel, Cancelled, Job, Progress, each
from recommender.kernel.crowd import Crowd, Curve, Floats, Known
from recommender.kernel.engines import Engine, Float32, Scratch
from recommender.kernel.finalists import settle
from recommender.kernel.topk import Ids, Keys, from_keys

PEOPLE_A_TASK = 512
"""Whose finalists one task scores again."""

Opener = Callable[[str], tuple[Crowd, Known | None]]
Answer = tuple[Ids, Any]


@dataclass(frozen=True, slots=True)
class Errand:
    """What a worker needs to know; small enough to be sent with every task."""

    opener: Opener
    """A function of a module that the workers can import; given ``where``, returns the vectors and who knows
    whom."""
    where: str
    """Names one state of the vectors: workers keep what they opened, so changed vectors need a new name."""
    curve: Curve
    k: int
    engine: Callable[[], Engine] = Float32


def mutual_top_spread(
    executor: Executor,
    errand: Errand,
    *,
    on_progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> tuple[Floats, npt.NDArray[np.int32]]:
    """``blocks.mutual_top`` on ``executor``. Raises ``Cancelled`` soon after ``cancelled()`` says so."""
    job = _job(errand)
    groups = job.groups(BLOCKS_A_GROUP)
    tasks = [
        executor.submit(_pairs, errand, rows, columns)
        for i, rows in enumerate(groups)
        for columns in groups[i:]
    ]
    lists = job.lists()
    for done, (people, keys) in enumerate(_collected(tasks, cancelled), start=1):
        lists.add_keys(people, keys)
        if on_progress:
            on_progress(done / len(tasks))
    keys = lists.best(np.arange(len(job.crowd)))
    if not job.exact:
        settled = _settled(executor, errand, keys, cancelled)
        if settled is None:
            quick = replace(errand, engine=Float32)
            return mutual_top_spread(executor, quick, on_progress=on_progress, cancelled=cancelled)
        keys = settled
    return from_keys(keys)


def _settled(executor: Executor, errand: Errand, bounds: Keys, cancelled: Cancel | None) -> Keys | None:
    parts = np.split(np.arange(len(bounds)), range(PEOPLE_A_TASK, len(bounds), PEOPLE_A_TASK))
    tasks = [executor.submit(_settle, errand, people, bounds[people]) for people in parts]
    keys = np.empty((len(bounds), errand.k), np.uint64)
    for people, found in _collected(tasks, cancelled):
        if found is None:
            return None
        keys[people] = found
    return keys


def _collected(tasks: Sequence[Future[Answer]], cancelled: Cancel | None) -> Iterator[Answer]:
    try:
        for task in as_completed(tasks):
            if cancelled and cancelled():
                raise Cancelled
            yield task.result()
    finally:
        for task in tasks:
            task.cancel()


@lru_cache(maxsize=1)
def _job(errand: Errand) -> Job:
    """Opened once a worker."""
    crowd, known = errand.opener(errand.where)
    return Job.of(crowd, errand.curve, known, errand.k, errand.engine())


@lru_cache(maxsize=1)
def _scratch(errand: Errand) -> Scratch:
    return Scratch()


def _pairs(errand: Errand, rows: range, columns: range) -> Answer:
    """The best of everybody in two groups of blocks, as far as these groups go."""
    job = _job(errand)
    lists = job.lists()
    with threadpool_limits(1, user_api="blas"):
        job.run(rows, columns, lists, _scratch(errand))
    people = np.unique(np.concatenate([job.blocks[i].people for i in {*rows, *columns}]))
    return people, lists.best(people)


def _settle(errand: Errand, people: Ids, bounds: Keys) -> Answer:
    """Some people's finalists scored exactly."""
    job, alone = _job(errand), partial(each, 1, None)
    return people, settle(job.crowd, job.curve, job.known, bounds, k=errand.k, each=alone, people=people)
