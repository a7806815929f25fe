"""Every measurement that the documents name can be started: a module that moved is noticed here, not months later."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

MODULES = sorted(path.stem for path in (Path(__file__).parents[1] / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("name", MODULES)
def test_it_finds_all_it_imports(name: str) -> None:
    assert importlib.import_module(f"benchmarks.{name}").__doc__
