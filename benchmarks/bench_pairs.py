"""Speed of the recommender: all pairs, one person, one change, workers; each beside a yardstick of the same
run.

``python -m benchmarks.bench_pairs --people 1000 5000 30000``; ``--quick`` for a minute's worth. All-pairs
times are processor seconds, so that others' work on the machine does not count for or against; the panel's
are median milliseconds of one thread's processor time.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from statistics import median

import numpy as np
from threadpoolctl import threadpool_limits

from benchmarks.figures import header, not_installed, row, timed
from benchmarks.synthetic import HI, LO, Made, make
from benchmarks.yardsticks import APPROXIMATE, Roof, TorchKernel
from recommender.kernel.bits import BitIndex
from recommender.kernel.blocks import Progress, mutual_top
from recommender.kernel.crowd import Crowd, Curve, Floats, Known
from recommender.kernel.engines import Engine, Float32, Int8
from recommender.kernel.fastest import installed
from recommender.kernel.incremental import TopTable, update
from recommender.kernel.single import Query, score
from recommender.kernel.spread import Errand, mutual_top_spread

CURVE = Curve(LO, HI)
K = 10
STATED_FROM = 20_000
"""People from whom on the targets for the int8 engine, memory and the panel are meant: they were stated at
30,000. Below, fixed costs rule, nothing takes long, and ``fastest`` and ``BitIndex`` keep to numpy's plain
way."""
THREADS = 2
ROUNDS = 3
"""Of the smaller networks; the median counts."""
QUERIES = 60
CANDIDATES = 100
"""Neighbours of each need that an approximate index is asked for."""
SAMPLE = 200
"""People for whom an approximate index is timed; the rest is taken to be alike."""
PARTS = ("offers", "offer_starts", "needs", "need_starts", "weights", "indptr", "indices")

Lists = tuple[Floats, np.ndarray]


def all_pairs(
    made: Made, engine: Engine, *, threads: int = THREADS, progress: Progress | None = None
) -> Lists:
    return mutual_top(
        made.crowd.offers,
        made.crowd.offer_starts,
        made.crowd.needs,
        made.crowd.need_starts,
        made.crowd.weights,
        lo=LO,
        hi=HI,
        known=made.known,
        k=K,
        threads=threads,
        engine=engine,
        on_progress=progress,
    )


def memory(field: str) -> float:
    """Bytes, from the kernel: VmRSS now, VmHWM at most since ``forget_peak``."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(float(line.split()[1]) * 1024 for line in lines if line.startswith(field))


def forget_peak() -> None:
    with suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5")


def bench_engines(made: Made, engines: list[Engine]) -> tuple[Lists, float]:
    """Time, memory and agreement of every engine (numpy's first); the float32 answer and the roof."""
    vectors = made.crowd.offers.nbytes + made.crowd.needs.nbytes
    exact: Lists | None = None
    large = len(made.crowd) >= STATED_FROM
    rounds, threads = (1, THREADS) if large else (ROUNDS, 1)
    for engine in engines:
        forget_peak()
        before, times, roofs = memory("VmRSS"), [], []
        for _ in range(rounds):
            roof = Roof(made.crowd)
            taken, found = timed(
                lambda engine=engine, roof=roof: all_pairs(
                    made, engine, threads=threads, progress=roof.sample
                ),
                time.process_time,
            )
            times.append(taken - roof.spent)
            roofs.append(roof.seconds())
        taken, bare = median(times), median(roofs)
        ratio = median(a / b for a, b in zip(times, roofs, strict=True))
        limit = 1.20 if engine.exact else 0.40
        stated = engine.exact or large
        row(
            f"all pairs, {engine.name} / sgemm roof, s",
            taken,
            bare,
            ratio=ratio,
            target=f"<= {limit:.2f}" if stated else "",
            met=ratio <= limit if stated else None,
        )
        peak = (memory("VmHWM") - before + vectors) / vectors
        row(
            f"peak memory, {engine.name} / float32 vectors",
            peak,
            ratio=peak,
            target="<= 2" if large else "",
            met=peak <= 2 if large else None,
        )
        exact = exact or found
        same = float(np.mean(np.all(found[1] == exact[1], axis=1)))
        if not engine.exact:
            row(f"answer, {engine.name}: share of lists identical", same, target="1", met=same == 1)
        if engine.exact:
            plain = bare
    assert exact is not None
    return exact, plain


def bench_panel(made: Made, index: BitIndex) -> None:
    scan, sieve, recall = [], [], []
    indptr, indices = made.known
    people = np.random.default_rng(5).choice(len(made.crowd), QUERIES, replace=False)
    with threadpool_limits(1, user_api="blas"):
        for person in people.tolist():
            query = Query.person(made.crowd, CURVE, person)
            out = np.append(indices[indptr[person] : indptr[person + 1]], person)
            taken, found = timed(lambda query=query: score(made.crowd, CURVE, query), time.thread_time)
            scan.append(taken * 1000)
            taken, (_, top) = timed(
                lambda query=query, out=out: index.top(query, K, leave_out=out), time.thread_time
            )
            sieve.append(taken * 1000)
            mutual = found.mutual.copy()
            mutual[out] = 0
            best = np.lexsort((np.arange(len(mutual)), -mutual))[:K]
            best = best[mutual[best] > 0]
            recall.append(np.isin(best, top).mean() if len(best) else 1.0)
    ratio = median(a / b for a, b in zip(sieve, scan, strict=True))
    large = len(made.crowd) >= STATED_FROM
    met, target = (ratio <= 0.15, "<= .15") if large else (None, "")
    row(
        "panel query, bits + re-rank / float32 scan, ms",
        median(sieve),
        median(scan),
        ratio=ratio,
        target=target,
        met=met,
    )
    hit = float(np.mean(recall))
    row("panel query, recall@10", hit, target=">= .995", met=hit >= 0.995)


def bench_change(made: Made, lists: Lists) -> None:
    """One person's facets changed: their scan, then everybody's lists."""
    table, crowd = TopTable.of(*lists), made.crowd
    times = []
    for person in range(0, len(crowd), len(crowd) // 9):
        mutual = score(crowd, CURVE, Query.person(crowd, CURVE, person)).mutual
        times.append(timed(lambda p=person, m=mutual: update(table, p, m), time.thread_time)[0] * 1000)
    row("one person changed: everybody's lists renewed, ms", median(times))


def bench_approximate(made: Made, exact: Lists, bare: float) -> None:
    """Candidates from an index of all offers for each of a person's needs, then exact scores among their
    owners."""
    crowd = made.crowd
    owner = np.repeat(np.arange(len(crowd)), np.diff(crowd.offer_starts))
    people = np.random.default_rng(6).choice(len(crowd), min(SAMPLE, len(crowd)), replace=False)
    for package, build in APPROXIMATE.items():
        figure = f"all pairs by {package}, {CANDIDATES} a need / roof, s"
        try:
            built, search = timed(lambda build=build: build(crowd.offers), time.process_time)
        except ImportError:
            not_installed(figure, package)
            continue
        started, recall = time.process_time(), []
        spans = [np.arange(*crowd.need_starts[person : person + 2]) for person in people]
        rows = search(crowd.needs[np.concatenate(spans)], min(CANDIDATES, len(crowd.offers)))
        ends = np.cumsum([len(span) for span in spans])
        for person, found in zip(people.tolist(), np.split(rows, ends[:-1]), strict=True):
            some = np.setdiff1d(owner[found[found >= 0]], np.append(known_to(made.known, person), person))
            mutual = score(crowd, CURVE, Query.person(crowd, CURVE, person), some).mutual
            top = some[np.argsort(-mutual, kind="stable")[:K]]
            best = exact[1][person][exact[1][person] >= 0]
            recall.append(np.isin(best, top).mean() if len(best) else 1.0)
        whole = built + (time.process_time() - started) / len(people) * len(crowd)
        row(f"{figure}; recall {np.mean(recall):.3f}", whole, bare)


def known_to(known: Known, person: int) -> np.ndarray:
    indptr, indices = known
    return indices[indptr[person] : indptr[person + 1]]


def mapped(where: str) -> tuple[Crowd, Known]:
    parts = [np.load(Path(where) / f"{part}.npy", mmap_mode="r") for part in PARTS]
    return Crowd(*parts[:5]), (parts[5], parts[6])


def bench_workers(made: Made, exact: Lists, rounds: int) -> None:
    """Wall time on two workers that map the vectors from disk, against two threads here; rounds taken in
    turn."""
    crowd = made.crowd
    with tempfile.TemporaryDirectory() as where:
        parts = (crowd.offers, crowd.offer_starts, crowd.needs, crowd.need_starts, crowd.weights, *made.known)
        for part, values in zip(PARTS, parts, strict=True):
            np.save(Path(where) / f"{part}.npy", values)
        errand = Errand(mapped, where, CURVE, K)
        with ProcessPoolExecutor(THREADS, mp_context=get_context("spawn")) as pool:
            compare("processes", pool, errand, made, exact, rounds)
        try:
            from distributed import Client, LocalCluster
        except ImportError:
            not_installed("executor, dask", "distributed")
            return
        with (
            LocalCluster(n_workers=THREADS, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            compare("dask", client.get_executor(pure=False), errand, made, exact, rounds)


def compare(name: str, executor: Executor, errand: Errand, made: Made, exact: Lists, rounds: int) -> None:
    mutual_top_spread(executor, errand)  # cold: workers start and open the vectors
    here, there, found = [], [], exact
    for _ in range(rounds):
        here.append(timed(lambda: all_pairs(made, Float32()))[0])
        taken, found = timed(lambda: mutual_top_spread(executor, errand))
        there.append(taken)
    ratio = median(a / b for a, b in zip(there, here, strict=True))
    row(
        f"executor, {name}, warm / in-process, s",
        median(there),
        median(here),
        ratio=ratio,
        target="<= 1.15",
        met=ratio <= 1.15,
    )
    same = all(np.array_equal(a, b) for a, b in zip(found, exact, strict=True))
    row(f"executor, {name}: identical to the last bit", float(same), target="1", met=same)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 5000, 30_000])
    parser.add_argument("--quick", action="store_true", help="1,000 and 2,000 people, no indexes, no workers")
    parser.add_argument("--torch", action="store_true", help="also time torch's int8 (imports torch)")
    parser.add_argument("--approximate", type=int, default=5000, help="largest network given to the indexes")
    parser.add_argument("--workers", type=int, default=5000, help="largest network given to workers")
    options = parser.parse_args()
    sizes = [1000, 2000] if options.quick else options.people
    engines = installed()
    if len(engines) == 1:
        not_installed("int8 engine", "numkong")
    if options.torch:
        engines.append(Int8(TorchKernel()))
    for people in sizes:
        made = make(people)
        header(
            f"{people:,} people, {len(made.crowd.offers):,} offers, {len(made.crowd.needs):,} needs, top {K}"
        )
        exact, bare = bench_engines(made, engines)
        built, index = timed(lambda made=made: BitIndex.of(made.crowd, CURVE))
        row("bit index built, s", built)
        bench_panel(made, index)
        bench_change(made, exact)
        if not options.quick and people <= options.approximate:
            bench_approximate(made, exact, bare)
        if not options.quick and people <= options.workers:
            bench_workers(made, exact, rounds=3 if people >= 2000 else 9)


if __name__ == "__main__":
    main()
