"""Optional engines: chosen by trial, refused where they are not exact, and never changing the answer."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import Plain, acquainted, arrays, random_crowd

from recommender.kernel import finalists, layout
from recommender.kernel.blocks import mutual_top
from recommender.kernel.engines import Float32, Int8
from recommender.kernel.fastest import fastest, installed
from recommender.kernel.integer import is_exact


class Saturating(Plain):
    """As the int16 sums of processors without VNNI do."""

    def multiply(self, offers, packed, out):
        super().multiply(offers, packed, out)
        np.clip(out, -32768, 32767, out=out)


class SecondIsQuicker:
    """A clock by which of two engines measured in turn the first takes 5, the second 1."""

    now, turn = 0.0, 0

    def __call__(self) -> float:
        self.turn += 1
        self.now += {1: 5.0, 3: 1.0}.get((self.turn - 1) % 4, 0.0)
        return self.now


class Absent:
    def __init__(self):
        raise ImportError


def test_an_integer_engine_gives_the_float_engine_s_answer_to_the_last_bit(monkeypatch):
    monkeypatch.setattr(layout, "PEOPLE_A_BLOCK", 64)
    people = random_crowd(400, 21, dimensions=384, most=6)
    exact = mutual_top(*arrays(people), lo=0.0, hi=0.15, k=10)
    kernel = Plain()
    integers = mutual_top(*arrays(people), lo=0.0, hi=0.15, k=10, engine=Int8(kernel), threads=2)
    assert kernel.calls > 0
    assert np.array_equal(exact[0], integers[0])
    assert np.array_equal(exact[1], integers[1])


def test_near_ties_without_end_are_settled_by_a_float_run():
    people = random_crowd(150, 3, most=2, whole=True)  # few different values: bounds cannot tell them apart
    exact = mutual_top(*arrays(people), lo=0.3, hi=0.9, k=1)
    integers = mutual_top(*arrays(people), lo=0.3, hi=0.9, k=1, engine=Int8(Plain()))
    assert np.array_equal(exact[1], integers[1])


def test_a_list_that_ends_too_early_is_settled_by_a_scan_of_everybody(monkeypatch):
    monkeypatch.setattr(finalists, "how_many", lambda k: k + 1)
    monkeypatch.setattr(finalists, "UNSETTLED_SHARE", 1)
    people = random_crowd(150, 3, most=3)
    known = acquainted(150, (0, 1), (0, 2), (3, 7))
    exact = mutual_top(*arrays(people), lo=0.0, hi=0.9, k=5, known=known)
    integers = mutual_top(*arrays(people), lo=0.0, hi=0.9, k=5, known=known, engine=Int8(Plain()))
    assert exact[0] == pytest.approx(integers[0], abs=1e-6)
    assert np.mean(exact[1] == integers[1]) > 0.99, "12 dimensions: the last bit may decide a tie"


def test_a_kernel_that_saturates_is_never_used():
    assert is_exact(Plain(), 384)
    assert not is_exact(Saturating(), 384)
    assert [engine.name for engine in installed([Absent, Saturating, Plain])] == ["numpy", "plain"]


def test_the_engine_that_took_the_least_time_is_chosen():
    engines = [Float32(), Int8(Plain())]
    ticks = iter(range(1000))
    assert fastest(8, engines, clock=lambda: float(next(ticks))).name == "numpy", "equals: the first"

    assert fastest(8, engines, clock=SecondIsQuicker()).name == "plain"


def test_a_small_network_is_not_worth_another_engine():
    engines = [Float32(), Int8(Plain())]
    assert fastest(8, engines, people=100, clock=SecondIsQuicker()).name == "numpy"
    assert fastest(8, engines, people=100_000, clock=SecondIsQuicker()).name == "plain"


def test_numpy_alone_is_enough():
    assert isinstance(fastest(8, [Float32()]), Float32)


def test_vectors_of_nought_are_no_division_by_nought():
    people = random_crowd(20, 3)
    people.offers[:] = people.needs[:] = 0
    _, indices = mutual_top(*arrays(people), lo=0.3, hi=0.9, k=2, engine=Int8(Plain()))
    assert indices.max() == -1


def test_every_engine_installed_here_gives_the_same_answer(monkeypatch):
    monkeypatch.setattr(layout, "PEOPLE_A_BLOCK", 64)
    people = random_crowd(300, 8, dimensions=384, most=7)
    answers = [
        mutual_top(*arrays(people), lo=0.0, hi=0.15, k=10, engine=engine, threads=2)
        for engine in [*installed(), Int8(Plain())]
    ]
    for values, indices in answers[1:]:
        assert np.array_equal(values, answers[0][0])
        assert np.array_equal(indices, answers[0][1])
