"""Runs a test that asks for `saved` on every fixture page."""

from __future__ import annotations

import pytest
from saved_pages import all_saved


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "saved" in metafunc.fixturenames:
        pages = all_saved()
        metafunc.parametrize("saved", pages, ids=[page.name for page in pages])
