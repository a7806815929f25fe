"""A site that the user switched on is looked up without a click, and never read without one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsers import cast
from browsers.chromium import EXTENSION, Chromium, chromium
from browsers.fake_server import FakeServer
from playwright.sync_api import Playwright, expect

pytestmark = pytest.mark.browser

SITE = "https://people.example.org"
NOBODY = {"person": None, "ambiguous": [], "has_me": True}
HELD = {"person": cast.TAMSIN, "ambiguous": [], "has_me": True}


@pytest.fixture
def switched_on(playwright: Playwright, tmp_path: Path, fake: FakeServer) -> Iterator[Chromium]:
    """A browser whose user said yes for one site. No test can click the browser's own question, so the manifest says it."""
    folder = tmp_path / "extension"
    shutil.copytree(EXTENSION, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["host_permissions"].append(f"{SITE}/*")
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with chromium(playwright, tmp_path / "profile", folder) as opened:
        opened.store(base=fake.base, token="told-once")
        yield opened


def test_a_site_that_is_switched_on_is_looked_up_without_a_click_and_never_read(
    switched_on: Chromium, fake: FakeServer
) -> None:
    fake.answer("POST", "/lookups", lambda body: NOBODY if "idris" in body["url"] else HELD)
    switched_on.visit("https://seeds.example.org/borrow", cast.ARTICLE)
    switched_on.click()
    panel = switched_on.panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    before = len(fake.requests)

    def asked() -> list[tuple[str, object]]:
        return [(path, body) for _, path, body in fake.requests[before:]]

    other = cast.PROFILE.replace("Tamsin Hedgerow-Okafor", "Idris Saucepan-Bellamy")
    switched_on.visit(f"{SITE}/idris", other)
    expect(panel.get_by_role("button", name="Look at this page")).to_be_visible()
    expect(panel.get_by_text("This is still about Tamsin Hedgerow-Okafor.")).to_be_visible()
    for _ in range(100):
        if asked():
            break
        panel.wait_for_timeout(50)
    panel.wait_for_timeout(300)
    expect(panel.get_by_text("This is still about Tamsin Hedgerow-Okafor.")).to_be_visible()
    assert asked() == [("/lookups", {"url": f"{SITE}/idris", "name": "Idris Saucepan-Bellamy"})]
    switched_on.visit(f"{SITE}/tamsin", cast.PROFILE)
    expect(panel.get_by_text("Looked up on people.example.org")).to_be_visible()
    assert panel.get_by_text("Always look up on this site").count() == 0
    assert fake.sent("/captures/preview") == []
