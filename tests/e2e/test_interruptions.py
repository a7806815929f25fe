"""What goes wrong in the middle: the service restarts, is away, or unpairs us; site access is set to on click."""

from __future__ import annotations

import pytest
from browsers import stories
from browsers.chromium import ID, Chromium
from browsers.service import Service
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

TAMSIN_URL = "https://www.linkedin.com/in/tamsin-turnipseed-example/"
TAMSIN = "<title>Tamsin | LinkedIn</title><main><h1>Tamsin Turnipseed-Oyelaran</h1></main>"


def meet_tamsin(browser: Chromium) -> Page:
    browser.visit(TAMSIN_URL, TAMSIN)
    browser.click()
    panel = browser.panel()
    expect(panel.get_by_role("heading", name="Tamsin Turnipseed-Oyelaran", exact=True)).to_be_visible()
    return panel


def test_a_service_restarted_in_the_middle_is_not_noticed(paired: Chromium, service: Service) -> None:
    panel = meet_tamsin(paired)
    expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible(timeout=60_000)
    service.stop()
    service.start()
    card = panel.get_by_role("article").filter(has_text="Idris").first
    card.get_by_role("button", name="Later").click()
    card.get_by_role("button", name="Tomorrow").click()
    expect(panel.get_by_text("It will come back: Introduce")).to_be_visible()
    (feedback,) = service.rows("select * from feedback")
    assert feedback["verdict"] == "snoozed"
    panel.get_by_role("button", name="Undo").click()
    expect(card).to_be_visible()


def test_while_the_service_is_away_nothing_is_lost_and_the_panel_comes_back_by_itself(
    paired: Chromium, service: Service
) -> None:
    panel = meet_tamsin(paired)
    expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible(timeout=60_000)
    service.stop()
    card = panel.get_by_role("article").filter(has_text="Idris").first
    card.get_by_role("button", name="Accept").click()
    expect(panel.get_by_text("Nothing answers where the Comity service should be.")).to_be_visible()
    expect(card).to_be_visible()
    paired.click()
    expect(panel.get_by_role("heading", name="Comity is not running")).to_be_visible()
    service.start()
    expect(panel.get_by_role("heading", name="Tamsin Turnipseed-Oyelaran", exact=True)).to_be_visible(
        timeout=15_000
    )
    assert service.rows("select * from feedback where verdict = 'accepted'") == []


def test_a_token_revoked_on_the_server_leads_back_to_pairing(paired: Chromium, service: Service) -> None:
    meet_tamsin(paired)
    from server.app import utc_now
    from server.db import connect
    from server.store import clients

    db = connect(service.home / "comity.db")
    for client in clients.listing(db):
        clients.revoke(db, client["id"], utc_now())
    db.close()
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_text("Comity does not know this panel, or it was unpaired.")).to_be_visible()
    panel.get_by_label("Pairing code").fill(service.code())
    panel.get_by_role("button", name="Pair", exact=True).click()
    expect(panel.get_by_role("heading", name="Tamsin Turnipseed-Oyelaran", exact=True)).to_be_visible()


def test_site_access_on_click_works_for_a_paired_panel(paired: Chromium, service: Service) -> None:
    """The browser then withholds this machine too, and treats the panel like any page: CORS for the paired origin."""
    settings = paired.context.new_page()
    settings.goto("chrome://extensions/")
    change = "([id, hostAccess]) => chrome.developerPrivate.updateExtensionConfiguration({extensionId: id, hostAccess})"
    settings.evaluate(change, [ID, "ON_CLICK"])
    try:
        assert paired.keeper.evaluate("async () => (await chrome.permissions.getAll()).origins") == []
        panel = meet_tamsin(paired)
        expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible(timeout=60_000)
        card = panel.get_by_role("article").filter(has_text="Idris").first
        card.get_by_role("button", name="Accept").click()
        expect(panel.get_by_text("Accepted: Introduce")).to_be_visible()
        panel.get_by_role("button", name="Undo").click()
        expect(card).to_be_visible()
        paired.visit(stories.ODD_URL, stories.ODD)
        paired.click()
        expect(panel.get_by_role("heading", name="What this page says of Osian")).to_be_visible(
            timeout=60_000
        )
        paired.keeper.evaluate("() => chrome.storage.local.set({base: 'http://127.0.0.1:9'})")
        expect(panel.get_by_role("heading", name="The browser keeps Comity away")).to_be_visible()
    finally:
        settings.evaluate(change, [ID, "ON_ALL_SITES"])
        settings.close()


def test_pages_cannot_reach_the_service_even_while_the_panel_is_open(
    paired: Chromium, service: Service
) -> None:
    meet_tamsin(paired)
    ask = """async (base) => { try { const r = await fetch(base + '/api/v1/ping'); return r.status; } catch { return 'blocked'; } }"""
    assert paired.page.evaluate(ask, service.base) == "blocked"
    leak = "() => typeof chrome === 'undefined' || chrome.storage === undefined"
    assert paired.page.evaluate(leak)
