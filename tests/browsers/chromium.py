"""A real Chromium with the extension: a true toolbar click, and the true side panel."""

from __future__ import annotations

import os
import shutil
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route

EXTENSION = Path(__file__).parents[2] / "extension"
ID = "mppmgdgibkifalckknloooolfkonajpc"
"""Follows from the key in the manifest."""
WIDTH, HEIGHT = 360, 860
NAMES = (
    "/usr/bin/chromium",
    "chromium",
    "chromium-browser",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
"""Google's own Chrome is none of them: it has taken no --load-extension since 137."""
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
)
"""Keep the browser from talking to anybody by itself."""


def free_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


def find_chromium(playwright: Playwright) -> str:
    """A Chromium to drive. None is a failure, never a skipped test."""
    own = playwright.chromium.executable_path
    for name in (os.environ.get("COMITY_CHROMIUM", ""), *NAMES, own):
        if name and (found := shutil.which(name)):
            return found
    pytest.fail(
        "No Chromium is to be had for the browser tests: install Chromium,"
        " run `playwright install chromium`, or set COMITY_CHROMIUM."
    )


class Chromium:
    """One browser; `click` is what the user's own click on the toolbar button is."""

    def __init__(self, playwright: Playwright, profile: Path, extension: Path = EXTENSION) -> None:
        port = free_port()
        flags = [
            f"--disable-extensions-except={extension}",  # undoes Playwright's --disable-extensions
            f"--load-extension={extension}",
            "--enable-unsafe-extension-debugging",  # Extensions.triggerAction
            f"--remote-debugging-port={port}",  # a second connection sees the side panel as a page
            *QUIET,
        ]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            flags.append("--no-sandbox")
        self.context = playwright.chromium.launch_persistent_context(
            str(profile),
            executable_path=find_chromium(playwright),
            headless=os.environ.get("HEADED") != "1",
            args=flags,
            locale="en-GB",
        )
        browser = self.context.browser
        assert browser is not None
        self._cdp = browser.new_browser_cdp_session()
        self._playwright = playwright
        self._endpoint = f"http://127.0.0.1:{port}"
        self._seen: dict[str, tuple[Browser, Page]] = {}
        """Panels by target id, each with the connection that saw it: an older connection does not see newer panels."""
        self.page = self.context.pages[0]
        self.keeper = self.context.new_page()
        self.keeper.goto(f"chrome-extension://{ID}/manifest.json")
        self.page.bring_to_front()

    def close(self) -> None:
        self._forget()
        self.context.close()

    # Pages

    def serve(self, url: str, html: str) -> None:
        """Serves a page at its true address; nothing else of the network is touched."""

        def answer(route: Route) -> None:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

        self.context.unroute(url)
        self.context.route(url, answer)

    def visit(self, url: str, html: str, page: Page | None = None) -> Page:
        page = page or self.page
        self.serve(url, html)
        page.goto(url)
        page.bring_to_front()
        return page

    def new_window(self) -> Page:
        with self.context.expect_page() as opened:
            self._cdp.send("Target.createTarget", {"url": "about:blank", "newWindow": True})
        return opened.value

    # The extension

    def store(self, **values: Any) -> None:
        """Writes to the extension's own storage."""
        self.keeper.evaluate("(values) => chrome.storage.local.set(values)", values)

    def stored(self, key: str) -> Any:
        return self.keeper.evaluate("async (key) => (await chrome.storage.local.get(key))[key]", key)

    def click(self, page: Page | None = None) -> None:
        """The toolbar button: grants activeTab for that tab, as the user's own click does."""
        page = page or self.page
        page.bring_to_front()
        targets = self._cdp.send("Target.getTargets", {"filter": [{"type": "tab", "exclude": False}]})[
            "targetInfos"
        ]
        tab = next(one for one in targets if one["url"] == page.url)
        self._cdp.send("Extensions.triggerAction", {"id": ID, "targetId": tab["targetId"]})

    def _panel_targets(self) -> set[str]:
        targets = self._cdp.send("Target.getTargets", {"filter": [{}]})["targetInfos"]
        return {
            one["targetId"] for one in targets if one["url"].endswith("/panel.html") and one["type"] != "tab"
        }

    def panels(self) -> list[Page]:
        """The true side panels that are open, as pages."""
        there = self._panel_targets()
        if there - self._seen.keys():
            connection = self._playwright.chromium.connect_over_cdp(self._endpoint)
            for page in (page for context in connection.contexts for page in context.pages):
                if page.url.endswith("/panel.html"):
                    session = page.context.new_cdp_session(page)
                    target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
                    self._seen.setdefault(target, (connection, page))
        return [page for target, (_, page) in self._seen.items() if target in there]

    def _forget(self) -> None:
        for connection in {connection for connection, _ in self._seen.values()}:
            connection.close()
        self._seen.clear()

    def panel(self, window: Page | None = None, *, seconds: float = 10) -> Page:
        """The side panel; with two windows open, that of the window in which `window` is."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for found in self.panels():
                if window is None or self._window_of(found) == self._window_of_tab(window):
                    found.set_viewport_size({"width": WIDTH, "height": HEIGHT})
                    found.emulate_media(reduced_motion="reduce")
                    found.set_default_timeout(10_000)
                    return found
            self.page.wait_for_timeout(60)
        raise AssertionError("The side panel did not open.")

    def _window_of(self, panel: Page) -> int:
        return int(panel.evaluate("async () => (await chrome.windows.getCurrent()).id"))

    def _window_of_tab(self, page: Page) -> int:
        session = page.context.new_cdp_session(page)
        target = session.send("Target.getTargetInfo")["targetInfo"]["targetId"]
        session.detach()
        return int(self._cdp.send("Browser.getWindowForTarget", {"targetId": target})["windowId"])

    def stop_worker(self) -> None:
        """Ends the service worker at once, as the browser does when it has been idle."""
        session = self.context.new_cdp_session(self.keeper)
        session.send("ServiceWorker.enable")
        session.send("ServiceWorker.stopAllWorkers")
        session.detach()

    def fresh(self) -> None:
        """As if just installed: no token, no panel, one empty tab."""
        for target in self._panel_targets():
            self._cdp.send("Target.closeTarget", {"targetId": target})
        self._forget()
        for page in self.context.pages:
            if page not in (self.page, self.keeper) and not page.url.endswith("/panel.html"):
                page.close()
        self.context.unroute_all()
        self.keeper.evaluate(
            "async () => { await chrome.storage.local.clear(); await chrome.storage.session.clear(); }"
        )
        self.page.goto("about:blank")
        self.page.bring_to_front()
        end = time.monotonic() + 5
        while self._panel_targets() and time.monotonic() < end:
            self.page.wait_for_timeout(30)


@contextmanager
def chromium(playwright: Playwright, profile: Path, extension: Path = EXTENSION) -> Iterator[Chromium]:
    opened = Chromium(playwright, profile, extension)
    try:
        yield opened
    finally:
        opened.close()
