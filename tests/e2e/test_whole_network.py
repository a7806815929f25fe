"""Whom to introduce, from the button in the panel to the rows in the database, with the true service."""

from __future__ import annotations

import pytest
from browsers.chromium import Chromium
from browsers.service import Service
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_everybody_is_looked_through_and_what_was_answered_stays_answered(
    paired: Chromium, service: Service
) -> None:
    paired.click()
    panel = paired.panel()
    paired.keeper.evaluate("() => chrome.storage.session.clear()")
    panel.reload()
    part = panel.get_by_role("region", name="Whom to introduce")
    part.get_by_role("button", name="Look through everybody").click()
    cards = part.get_by_role("article")
    expect(cards).to_have_count(10, timeout=60_000)
    shown = service.rows(
        "select id, json_extract(body, '$.title') as title, surface from suggestions order by position"
    )
    assert cards.locator("h3").all_inner_texts() == [row["title"] for row in shown]
    assert {row["surface"] for row in shown} == {"panel"}
    cards.first.press("a")
    expect(panel.get_by_text(f"Accepted: {shown[0]['title']}")).to_be_visible()
    panel.get_by_role("button", name="Comity: back to today").click()
    expect(panel.get_by_role("region", name="Under way").get_by_role("article")).to_have_count(1)
    expect(cards).to_have_count(9)
