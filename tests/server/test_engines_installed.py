"""How all pairs are compared: by what is quickest here, measured once; by numpy where nothing else is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from recommender.kernel import fastest
from recommender.kernel.engines import Engine, Float32
from server.equipment import Equipment
from server.settings import Settings

LARGE = fastest.WORTHWHILE


def test_a_small_network_is_compared_by_numpy(tmp_path: Path) -> None:
    assert Equipment(Settings(home=tmp_path)).engine(64, people=LARGE - 1).name == "numpy"


def test_without_the_extra_a_large_one_is_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "numkong", None)
    assert Equipment(Settings(home=tmp_path)).engine(64, people=LARGE).name == "numpy"


def test_it_is_measured_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    measured: list[int] = []

    def measure(dimensions: int, *, people: int) -> Engine:
        measured.append(people)
        return Float32()

    monkeypatch.setattr(fastest, "fastest", measure)
    equipment = Equipment(Settings(home=tmp_path))
    assert equipment.engine(64, people=LARGE) is equipment.engine(64, people=LARGE + 1)
    assert measured == [LARGE]


def test_choosing_never_imports_torch() -> None:
    code = (
        "import sys; from recommender.kernel.fastest import fastest; "
        f"fastest(64, people={LARGE}); print('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
