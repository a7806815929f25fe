"""A ranker that has learnt of its user serves: what they always dismiss comes later in the panel, and they can read why.

How it comes to serve, by answering suggestions day after day, is told in tests/server/test_learning_end_to_end.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from browsers.chromium import ID, Chromium
from browsers.service import Service
from playwright.sync_api import Page, expect

from models.registry import Registry
from recommender.learning.ranker import Ranker

pytestmark = pytest.mark.browser
DISMISSED = -4.0
"""The weight of things to share, for somebody who dismisses every one of them."""


@pytest.fixture(scope="module")
def learnt(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """With the sample network, and somebody in it for whom there is both a page to share and feedback to give."""
    service = Service(tmp_path_factory.mktemp("learnt"))
    service.run("sample")
    service.run(
        "note",
        "Tamsin",
        "She would be glad of feedback on her new website and leaflet."
        " Looking for websites of small craft shops that sell one thing.",
    )
    service.start()
    yield service
    service.stop()


def kinds(panel: Page) -> list[str]:
    expect(panel.locator("#advice:not([aria-busy])")).to_be_attached(timeout=60_000)
    return [str(one.get_attribute("class")).split()[1] for one in panel.locator(".give article").all()]


def look(browser: Chromium) -> Page:
    url = "https://www.linkedin.com/in/tamsin-turnipseed-example/"
    browser.visit(url, "<title>Tamsin | LinkedIn</title><main><h1>Tamsin Turnipseed-Oyelaran</h1></main>")
    browser.click()
    return browser.panel()


def test_what_is_always_dismissed_comes_last_and_the_panel_says_why(
    browser: Chromium, learnt: Service
) -> None:
    browser.store(base=learnt.base, token=learnt.token(f"chrome-extension://{ID}"))
    panel = look(browser)
    before = kinds(panel)
    assert before.index("share") < len(before) - 1, before
    expect(panel.get_by_text("What Comity has learnt")).to_have_count(0)

    registry = Registry(learnt.home / "models")
    data = registry.read("ranker", "default", Ranker.from_json).to_json()
    data = json.loads(json.dumps(data)) | {"id": "r-learnt"}
    data["weights"]["kind_share"] = DISMISSED
    files = {"ranker.json": json.dumps(data).encode(), "card.md": b"# Learnt"}
    registry.register("ranker", "r-learnt", files, made_at=datetime(2026, 5, 4, tzinfo=UTC), parent="default")
    registry.promote("ranker", "r-learnt")

    panel.reload()
    panel = look(browser)
    after = kinds(panel)
    assert after[-1] == "share" or "share" not in after, after
    panel.get_by_text("What Comity has learnt from your answers").click()
    expect(panel.get_by_text("You mostly dismiss things to share, so they come later.")).to_be_visible()
