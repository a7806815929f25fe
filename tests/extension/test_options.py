"""The options page: address, pairing, sites, and a list of what was sent that a person can read."""

from __future__ import annotations

import pytest
from browsers import cast
from browsers.chromium import ID, Chromium
from browsers.fake_server import FakeServer
from browsers.looks import assert_sound
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def options(browser: Chromium) -> Page:
    page = browser.context.new_page()
    page.set_viewport_size({"width": 760, "height": 900})
    page.goto(f"chrome-extension://{ID}/options.html")
    return page


def test_what_was_sent_is_listed_newest_first_and_can_be_emptied(paired: Chromium, fake: FakeServer) -> None:
    paired.visit(cast.URL, cast.PROFILE)
    paired.click()
    expect(paired.panel().get_by_role("heading", name="Give")).to_be_visible()
    paired.panel().get_by_role("button", name="What does this page add?").click()
    expect(paired.panel().get_by_role("heading", name="What this page says of")).to_be_visible()
    page = options(paired)
    expect(page.get_by_text("Paired with Comity 0.1.0, which holds 60 people.")).to_be_visible()
    rows = page.locator("#sent li")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("Page read for a preview")
    expect(rows.last).to_contain_text("Looked up (address and name)")
    expect(rows.last).to_contain_text(cast.URL)
    assert_sound(page, "settings")
    page.get_by_role("button", name="Empty this list").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    assert paired.stored("diary") is None


def test_only_addresses_on_this_machine_are_taken(paired: Chromium) -> None:
    page = options(paired)
    address = page.get_by_label("Address of the service")
    for wrong in (
        "https://example.org",
        "http://192.168.1.5:8417",
        "http://127.0.0.1.example.org:8417",
        "0",
        "99999",
    ):
        address.fill(wrong)
        page.get_by_role("button", name="Use this address").click()
        expect(page.get_by_role("alert").first).to_contain_text("That is not an address on this machine.")
    for right in ("8500", "localhost:8500", "http://127.0.0.1:8500/"):
        address.fill(right)
        page.get_by_role("button", name="Use this address").click()
        expect(page.get_by_text("Saved.")).to_be_visible()
        assert paired.stored("base") == "http://127.0.0.1:8500"


def test_unpairing_forgets_the_token_here_and_in_every_open_panel(paired: Chromium, fake: FakeServer) -> None:
    paired.visit(cast.URL, cast.PROFILE)
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    page = options(paired)
    page.get_by_role("button", name="Unpair this browser").click()
    expect(page.get_by_text("Unpaired. The token is forgotten.")).to_be_visible()
    expect(panel.get_by_label("Pairing code")).to_be_visible()
    assert paired.stored("token") is None
