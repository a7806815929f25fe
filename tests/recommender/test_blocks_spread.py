"""Workers elsewhere give the in-process answer to the last bit."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from crowds import acquainted, arrays, random_crowd

from recommender.kernel import spread
from recommender.kernel.blocks import Cancelled, mutual_top
from recommender.kernel.crowd import Crowd, Curve, Known
from recommender.kernel.engines import Engine, Int8
from recommender.kernel.spread import Errand, mutual_top_spread

CURVE = Curve(0.0, 0.15)
PARTS = ("offers", "offer_starts", "needs", "need_starts", "weights", "indptr", "indices")


class Plain:
    name, rows_at_once = "plain", 8

    def prepare(self, offers):
        return offers

    def pack(self, needs):
        return needs.T.astype(np.int32)

    def multiply(self, offers, packed, out):
        np.matmul(offers.astype(np.int32), packed, out=out)


def integers() -> Engine:
    return Int8(Plain())


def mapped(where: str) -> tuple[Crowd, Known]:
    parts = [np.load(Path(where) / f"{part}.npy", mmap_mode="r") for part in PARTS]
    return Crowd(*parts[:5]), (parts[5], parts[6])


@pytest.fixture
def stored(tmp_path: Path) -> str:
    crowd = random_crowd(900, 4, dimensions=384, most=4)
    known = acquainted(900, (0, 1), (5, 700), (44, 45))
    for part, values in zip(PARTS, (*arrays(crowd), *known), strict=True):
        np.save(tmp_path / f"{part}.npy", values)
    return str(tmp_path)


@pytest.mark.parametrize("engine", [spread.Float32, integers])
def test_processes_that_map_the_vectors_from_disk_agree_to_the_last_bit(stored, engine, monkeypatch):
    monkeypatch.setattr(spread, "BLOCKS_A_GROUP", 2)
    crowd, known = mapped(stored)
    here = mutual_top(*arrays(crowd), lo=CURVE.lo, hi=CURVE.hi, known=known, k=5)
    seen: list[float] = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        there = mutual_top_spread(pool, Errand(mapped, stored, CURVE, 5, engine), on_progress=seen.append)
    assert np.array_equal(here[0], there[0])
    assert np.array_equal(here[1], there[1])
    assert seen[-1] == 1
    assert seen == sorted(seen)


def test_a_cancelled_run_on_workers_stops(stored):
    with ThreadPoolExecutor(1) as pool, pytest.raises(Cancelled):
        mutual_top_spread(pool, Errand(mapped, stored, CURVE, 5), cancelled=lambda: True)
