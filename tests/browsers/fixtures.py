"""What browser tests share: one browser a module, as good as new for every test, and a stand-in server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from browsers import cast
from browsers.chromium import Chromium, chromium
from browsers.fake_server import FakeServer
from playwright.sync_api import Page, Playwright, expect, sync_playwright

PATIENCE = 15_000
"""Milliseconds to wait for what is right to come true; a busy machine is slow."""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def one_browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with chromium(playwright, tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def browser(one_browser: Chromium) -> Chromium:
    one_browser.fresh()
    return one_browser


@pytest.fixture
def fake() -> Iterator[FakeServer]:
    """Tamsin is held, and everything goes well; a test says what does not."""
    started = FakeServer()
    cast.play(started)
    yield started
    started.close()


@pytest.fixture
def paired(browser: Chromium, fake: FakeServer) -> Chromium:
    browser.store(base=fake.base, token="told-once")
    return browser


@pytest.fixture
def open_panel(paired: Chromium) -> Callable[..., Page]:
    """Visits a page at its true address and clicks the toolbar button: ``open_panel(url, html)``."""

    def opened(url: str = cast.URL, html: str = cast.PROFILE) -> Page:
        paired.visit(url, html)
        paired.click()
        return paired.panel()

    return opened
