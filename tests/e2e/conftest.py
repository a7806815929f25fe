"""Fixtures from browser to database: the true service with the sample network, and a browser that is paired with it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browsers.chromium import ID, Chromium
from browsers.fixtures import browser, one_browser, playwright
from browsers.service import Service

__all__ = ["browser", "one_browser", "playwright"]


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    started = Service(tmp_path_factory.mktemp("home"))
    started.run("sample")
    started.start()
    yield started
    started.stop()
    said = "".join(started.said)
    assert "Traceback" not in said, said


@pytest.fixture
def paired(browser: Chromium, service: Service) -> Chromium:
    browser.store(base=service.base, token=service.token(f"chrome-extension://{ID}"))
    return browser
