"""What learning gains and what the gate lets through, on SIMULATED users; and how long 100,000 decisions
take.

    python -m benchmarks.bench_learning            about ten minutes on two quiet cores
    python -m benchmarks.bench_learning --quick    under a minute, with wide intervals

No figure here is about real people. Users differ from the prior by d of its standard deviations in every
weight, and by effects no linear ranker can express; seeds are other than those the learner's constants were
chosen on.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from scipy.stats import beta

from benchmarks import simulated_sessions as sim
from benchmarks.simulated_sessions import Life, live

Floats = NDArray[np.float64]

SEED = 1_000
"""The learner's constants were chosen on seeds from 800,000 up."""
WORTHWHILE = 1.05
"""The user's own weights would have this many times the prior's suggestions taken up: the rest lose little by
staying with the prior."""
BOOSTED = 20
"""Of the users of a table: gradient boosting is the slowest and the furthest behind."""
GATES = ("always the newest", "held-back loss", "held-back, bootstrap")


def logistic(x: Floats, y: Floats, rng: Generator) -> Floats:
    """scikit-learn's, from scratch: no prior knowledge but shrinkage toward nothing."""
    from sklearn.linear_model import LogisticRegression

    if len(y) < 10 or len(set(y)) < 2:
        return rng.standard_normal(x.shape[1])
    return np.r_[0.0, LogisticRegression(C=1.0, max_iter=300).fit(x[:, 1:], y).coef_[0]]


class Boosting:
    """scikit-learn's gradient boosting, from scratch, in the place of weights: ``x @ it`` scores."""

    __array_ufunc__ = None

    def __init__(self, x: Floats, y: Floats, rng: Generator) -> None:
        from sklearn.ensemble import HistGradientBoostingClassifier

        self._noise = rng
        known = len(y) >= 50 and len(set(y)) == 2
        trees = HistGradientBoostingClassifier(max_iter=60, max_depth=3, min_samples_leaf=10)
        self._trees = trees.fit(x[:, 1:], y) if known else None

    def __rmatmul__(self, x: Floats) -> Floats:
        if self._trees is None:
            return self._noise.random(len(x))
        return np.asarray(self._trees.decision_function(x[:, 1:]))


NAMES = {
    "the prior, never learning": "static prior",
    "newest": "learnt (Comity's, on trial)",
    "panel": "the panel (both, interleaved)",
    "what serves (gated)": "what serves (gated)",
    "plain": "plain logistic regression",
    "boosting": "gradient boosting",
}


def upper_bound(events: int, n: int) -> float:
    """95 %, one-sided, exact (Clopper & Pearson 1934)."""
    return 1.0 if events >= n else float(beta.ppf(0.95, events + 1, n - events))


def learning_curves(lives: Sequence[Life], deviation: float) -> None:
    print(
        f"\nNDCG@10 after so many decisions, SIMULATED users {deviation} sds from the prior ({len(lives)} of them)"
    )
    checkpoints = [c for c in sim.CHECKPOINTS if c in lives[0].curves["newest"]]
    print(f"{'':32}" + "".join(f"{c:>8}" for c in checkpoints))
    for name, title in NAMES.items():
        having = [life.curves[name] for life in lives if name in life.curves]
        if having:
            title += f" ({len(having)})" if len(having) < len(lives) else ""
            print(f"{title:32}" + "".join(f"{np.mean([one[c] for one in having]):8.3f}" for c in checkpoints))
    for name in ("newest", "panel", "what serves (gated)"):
        cells = []
        for c in checkpoints:
            gap = np.array(
                [life.curves[name][c] - life.curves["the prior, never learning"][c] for life in lives]
            )
            cells.append(f"{gap.mean():+.3f}±{1.96 * gap.std(ddof=1) / np.sqrt(len(gap)):.3f}")
        print(f"  {NAMES[name]} less static prior, 95 %: " + "  ".join(cells))


def gate_table(title: str, lives: Sequence[Life]) -> None:
    worse = sum(life.worse for life in lives)
    promoted = sum(bool(life.promotions) for life in lives)
    median = np.median([life.first_right for life in lives])
    start, end, best = (sum(getattr(life, name) for life in lives) for name in ("start", "end", "best"))
    bound = f"{worse}/{len(lives)} ({upper_bound(worse, len(lives)):.1%})"
    first = "none" if np.isinf(median) else f"{median:.0f}"
    print(
        f"{title:40}{bound:>16}{promoted / len(lives):>10.1%}{first:>10}{end / start:>14.3f}{best / start:>11.3f}",
        flush=True,
    )


HEADER = (
    f"{'':40}{'worse promoted':>16}{'any':>10}{'first':>10}{'accepted at':>14}{'best':>11}\n"
    f"{'':40}{'(95 % bound)':>16}{'promoted':>10}{'right at':>10}{'the end':>14}{'possible':>11}\n"
    f"{'':40}{'':>16}{'':>10}{'(median)':>10}{'/ prior':>14}{'/ prior':>11}"
)


def retraining(rows: int) -> None:
    """In a process of its own, from the database to the registered card."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "benchmarks.bench_learning",
            "--retrain-in",
            folder,
            "--rows",
            str(rows),
        ]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip())


def retrain_here(folder: Path, rows: int) -> None:
    from datetime import UTC, datetime, timedelta

    from benchmarks.simulated_log import fill
    from models.registry import Registry
    from server import jobs
    from server.db import open_store

    start = datetime(2024, 1, 1, tzinfo=UTC)
    db = open_store(folder / "comity.db")
    fill(db, rows, start=start, rng=np.random.default_rng(SEED))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began, cpu = time.perf_counter(), time.process_time()
    report = jobs.retrain(db, Registry(folder / "models"), now=start + timedelta(days=800))
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(
        f"retraining on {report.decisions:,} feedback rows, from the database to the registered card:"
        f" {seconds:.1f} s ({cpu:.1f} s of CPU), {(after - before) / 1024:.0f} MB more at its peak"
        f"\n  {report.sentence}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--retrain-in", type=Path)
    parser.add_argument("--rows", type=int, default=100_000)
    asked = parser.parse_args()
    if asked.retrain_in:
        retrain_here(asked.retrain_in, asked.rows)
        return
    users, null, naive, months = (6, 16, 4, 150) if asked.quick else (200, 400, 100, 600)
    began = time.perf_counter()
    print("Everything below is SIMULATED, except the time of retraining.")
    retraining(10_000 if asked.quick else asked.rows)
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for the workers
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        simulate(workers, users, null, naive, months)
    print(f"\nAll of it took {(time.perf_counter() - began) / 60:.1f} minutes.")


def curved(job: tuple[int, float, int, bool]) -> Life:
    seed, deviation, sessions, boosting = job
    others: dict[str, sim.Learner] = {"plain": logistic}
    if boosting:
        others["boosting"] = Boosting  # type: ignore[assignment]
    return live(seed, deviation, sessions=sessions, others=others, curves=True)


def simulate(workers: Executor, users: int, null: int, naive: int, months: int) -> None:
    """Every table, in turn; each user is one job."""

    def lives_of(first: int, n: int, deviation: float, **more: Any) -> list[Life]:
        alive = partial(live, deviation=deviation, **more)
        return list(workers.map(alive, range(SEED + first, SEED + first + n), chunksize=4))

    found: dict[float, list[Life]] = {}
    for deviation in (0.0, 0.5, 1.0, 2.0):
        jobs = [(SEED + i, deviation, months, i < BOOSTED) for i in range(users)]
        found[deviation] = list(workers.map(curved, jobs))
        learning_curves(found[deviation], deviation)
    print(f"\nThe gate (interleaving and bets), {months} sessions a SIMULATED user")
    print(HEADER)
    gate_table("null users: the prior is right", lives_of(10_000, null, 0.0, sessions=months))
    for deviation in (0.5, 1.0, 2.0):
        gate_table(f"users {deviation} sds from the prior", found[deviation])
        gaining = [life for life in found[deviation] if life.best >= WORTHWHILE * life.start]
        gate_table(f"  the {len(gaining)} with 5 % or more to gain", gaining)
    for deviation in (0.0, 1.0):
        for learner in (sim.shuffled, sim.flipped, sim.jitter):
            lives = lives_of(20_000, null, deviation, sessions=months // 2, learner=learner)
            gate_table(f"sabotage: {learner.__name__}, users at {deviation}", lives)
    seeds = range(SEED + 30_000, SEED + 30_000 + null)
    edge = sum(workers.map(partial(sim.knife_edge, sessions=months), seeds, chunksize=4))
    print(
        f"knife edge, two rankers of exactly equal value: promoted {edge}/{null} = {edge / null:.1%},"
        f" 95 % upper bound {upper_bound(edge, null):.2%}; alpha of the first reign {6 * 0.05 / np.pi**2:.1%}"
    )
    print("\nFor contrast, gates on held-back feedback, SIMULATED users like those above")
    print(HEADER)
    for rule in GATES:
        for deviation in (0.0, 1.0):
            gate_table(
                f"{rule}, users at {deviation}",
                lives_of(10_000, naive, deviation, sessions=months, gate=rule),
            )


if __name__ == "__main__":
    main()
