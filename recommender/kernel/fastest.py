"""Picks the fastest exact-in-the-end engine of this machine by trying those that are installed, once, at the
start."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from recommender.kernel.blocks import Job
from recommender.kernel.crowd import Crowd, Curve, Floats
from recommender.kernel.engines import Engine, Float32, Int8, Scratch
from recommender.kernel.integer import Int8Kernel, NumKong, is_exact
from recommender.kernel.layout import PEOPLE_A_BLOCK

ROUNDS = 3
"""Each engine's best of three: a start-up measurement of about a tenth of a second."""
TRIAL_OFFERS, TRIAL_NEEDS = 8, 4

WORTHWHILE = 3000
"""People from whom on a quicker product saves more than scoring the finalists again costs."""

KERNELS: tuple[Callable[[], Int8Kernel], ...] = (NumKong,)
"""Tried by default. None of them is a dependency, none imports torch."""


def installed(kernels: Sequence[Callable[[], Int8Kernel]] = KERNELS, dimensions: int = 384) -> list[Engine]:
    """numpy's engine, then each kernel that is installed and multiplies exactly here."""
    found: list[Engine] = [Float32()]
    for make in kernels:
        try:
            kernel = make()
        except ImportError:
            continue
        if is_exact(kernel, dimensions):
            found.append(Int8(kernel))
    return found


def fastest(
    dimensions: int,
    engines: Sequence[Engine] | None = None,
    *,
    people: int | None = None,
    clock: Callable[[], float] = time.thread_time,
) -> Engine:
    """The engine with the least processor time for a few blocks of ``dimensions``; of equals the first. For
    fewer than ``WORTHWHILE`` people always numpy's."""
    engines = installed(dimensions=dimensions) if engines is None else engines
    if len(engines) == 1 or (people is not None and people < WORTHWHILE):
        return engines[0]
    jobs = [Job.of(_trial(dimensions), Curve(0.5, 0.8), None, 10, engine) for engine in engines]
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(ROUNDS + 1):
        for job, taken in zip(jobs, times, strict=True):
            started = clock()
            job.run(range(2), range(2), job.lists(), Scratch())
            taken.append(clock() - started)
    return engines[int(np.argmin([min(taken[1:]) for taken in times]))]


def _trial(dimensions: int) -> Crowd:
    """Two blocks of people with nothing in common: what is timed is the arithmetic."""
    random, people = np.random.default_rng(0), 2 * PEOPLE_A_BLOCK

    def vectors(count: int) -> Floats:
        drawn = random.standard_normal((count * people, dimensions), dtype=np.float32)
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    offers, needs = vectors(TRIAL_OFFERS), vectors(TRIAL_NEEDS)
    starts = np.arange(people + 1)
    weights = np.ones(len(needs), np.float32)
    return Crowd(offers, starts * TRIAL_OFFERS, needs, starts * TRIAL_NEEDS, weights)
