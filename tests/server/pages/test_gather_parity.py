"""gather.js in a real browser and gather.py on the saved page take the same things, page by page."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright
from saved_pages import Saved

from server.pages import PageKind, read_page
from server.pages.gather import gather
from server.pages.gathered import GATHERED
from server.pages.page import Page as Gathered
from server.pages.urls import canonical_url

SCRIPT = Path(__file__).parents[3] / "extension" / "gather.js"
LARGEST = 33_000
"""Characters of a payload."""
TODAY = date(2026, 11, 20)
ONLY_LIVE = {"selection", "read_at", "moved", "stale"}


def function() -> str:
    """gatherPage as chrome.scripting would serialise it: the function alone, without its module."""
    source = SCRIPT.read_text("utf-8")
    return source[source.index("async function gatherPage") :]


class Tab:
    """One tab that is shown pages at the addresses they were saved from; nothing else is ever loaded."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.html = ""
        page.route(re.compile(r"https?://"), self.answer)

    def answer(self, route: Route) -> None:
        if route.request.resource_type == "document":
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        else:
            route.abort()

    def gather(self, url: str, html: str) -> dict[str, Any]:
        self.html = html
        self.page.goto(url, wait_until="domcontentloaded")
        return self.again()

    def again(self) -> dict[str, Any]:
        return dict(self.page.evaluate(f"({function()})()"))


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        path = os.environ.get("COMITY_CHROMIUM", "/usr/bin/chromium")
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield Tab(browser.new_page())
        browser.close()


def test_the_list_of_what_is_gathered_is_the_same_in_both() -> None:
    source = SCRIPT.read_text("utf-8")
    literal = source[
        source.index("const LIST = ") + len("const LIST = ") : source.index("; // end of the list")
    ]
    assert json.loads(literal) == GATHERED


def test_the_function_stands_alone() -> None:
    source = SCRIPT.read_text("utf-8")
    assert not re.search(r"^\s*import\b", source, re.MULTILINE)
    before = source[: source.index("export async function gatherPage")]
    assert all(
        line.startswith(("//", "/*", " *", "")) and "=" not in line.split("*")[0]
        for line in before.splitlines()
    )


@pytest.mark.browser
def test_browser_and_server_gather_the_same(tab: Tab, saved: Saved) -> None:
    live = tab.gather(saved.url, saved.html)
    kept = gather(saved.html, saved.url)
    for key in sorted((set(live) | set(kept)) - ONLY_LIVE - {"url"}):
        assert live.get(key) == kept.get(key), key
    assert canonical_url(live["url"]) == canonical_url(saved.url)
    assert live["stale"] is False
    assert live["moved"] is False
    assert len(json.dumps(live)) < LARGEST


def profile(slug: str, name: str) -> str:
    return f"""<!doctype html><html lang="en"><head><title>{name} | LinkedIn</title></head><body><main>
    <section componentkey="com.linkedin.sdui.profile.card.refX9Topcard"><h1>{name}</h1><p>Keeper of lists</p>
    <p>Leeds, UK</p></section></main></body></html>"""


GO = (
    "([path, html, after]) => { history.pushState({}, '', path); const swap = () => {"
    " document.querySelector('main').innerHTML = html; }; if (after >= 0) setTimeout(swap, after); }"
)
ADA, BRUNO = "https://www.linkedin.com/in/ada-example-1a2/", "/in/bruno-sample-9z/"


@pytest.mark.browser
class TestSinglePageSites:
    def test_the_last_persons_text_is_never_read_under_the_next_ones_address(self, tab: Tab) -> None:
        assert not tab.gather(ADA, profile("ada", "Ada Example"))["stale"]
        tab.page.evaluate(GO, [BRUNO, "", -1])
        payload = tab.again()
        assert payload["moved"]
        assert payload["stale"]
        read = read_page(Gathered.from_payload(payload), TODAY)
        assert read.kind is PageKind.PAGE
        assert "Ada" not in repr(read.readings)
        assert "Reload" in read.note

    def test_it_waits_until_text_and_address_agree(self, tab: Tab) -> None:
        tab.gather(ADA, profile("ada", "Ada Example"))
        tab.page.evaluate(GO, [BRUNO, "<h1>Bruno Sample</h1><p>Welder</p>", 250])
        payload = tab.again()
        assert payload["h1"] == ["Bruno Sample"]
        assert not payload["stale"]

    def test_back_at_the_first_address_the_second_persons_text_is_still_noticed(self, tab: Tab) -> None:
        tab.gather(ADA, profile("ada", "Ada Example"))
        tab.page.evaluate(GO, [BRUNO, "<h1>Bruno Sample</h1><p>Welder</p>", 0])
        tab.again()
        tab.page.evaluate(GO, ["/in/ada-example-1a2/", "", -1])
        assert tab.again()["stale"]

    def test_a_page_loaded_anew_is_believed_whatever_its_address_is_called(self, tab: Tab) -> None:
        payload = tab.gather("https://www.linkedin.com/in/thatgardener/", profile("x", "Ada Example"))
        assert not payload["stale"]
        assert read_page(Gathered.from_payload(payload), TODAY).value("name") == "Ada Example"


@pytest.mark.browser
def test_nothing_typed_into_forms_and_no_secret_of_the_page_leaves_it(tab: Tab) -> None:
    html = """<!doctype html><html><head><meta name="csrf-token" content="s3cret"><script>var token = "s3cret"</script>
    </head><body><main><h1>Ada Example</h1><form><input value="s3cret"><textarea>s3cret</textarea></form>
    <div hidden>s3cret</div><div style="display: none">s3cret</div><div class="h-card" data-token="s3cret">
    <span class="p-name" onclick="s3cret()">Ada</span><input value="s3cret" type="password"></div>
    </main></body></html>"""
    payload = tab.gather("https://ada.example/", html)
    assert "s3cret" not in json.dumps(payload)
    assert "s3cret" not in json.dumps(gather(html, "https://ada.example/"))


@pytest.mark.browser
def test_a_long_page_is_gathered_in_part_and_says_so(tab: Tab) -> None:
    html = "<!doctype html><body><main><h1>Ada Example</h1>" + "".join(
        f"<p>Line number {n}.</p>" for n in range(20_000)
    )
    payload = tab.gather("https://ada.example/about", html)
    assert payload["truncated"]
    assert len(json.dumps(payload)) < LARGEST


@pytest.mark.browser
def test_gathering_costs_little_more_than_looking_at_every_element_once(tab: Tab) -> None:
    """A few milliseconds on a quiet machine; here measured against a bare loop, since the machine may be busy."""
    rows = "".join(f'<div class="a b" id="r{n}"><span role="x">Line {n}</span></div>' for n in range(4_000))
    tab.gather(ADA, profile("ada", "Ada Example").replace("</main>", rows + "</main>"))
    look = "for (const e of document.querySelectorAll('*')) for (const a of ['id', 'class', 'role', 'style']) e.getAttribute(a);"
    ratios = []
    for _ in range(7):
        took, looked = (
            tab.page.evaluate(
                f"async () => {{ const t = performance.now(); {work}; return performance.now() - t }}"
            )
            for work in (f"await ({function()})()", look)
        )
        ratios.append(took / max(looked, 0.1))
    assert min(ratios) < 12, ratios
