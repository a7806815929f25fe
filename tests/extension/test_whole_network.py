"""Whom to introduce: everybody is looked through at a click; it can be watched, stopped, left alone and found again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from browsers import cast
from browsers.chromium import Chromium
from browsers.fake_server import FakeServer, refused
from browsers.looks import assert_sound
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
JOB = f"/jobs/{cast.JOB['id']}"


@pytest.fixture
def alone(paired: Chromium) -> Callable[[], Page]:
    """Opens the panel beside no page at all."""

    def opened() -> Page:
        paired.click()
        panel = paired.panel()
        paired.keeper.evaluate("() => chrome.storage.session.clear()")
        panel.reload()
        expect(panel.get_by_role("heading", name="Whom are you reading about?")).to_be_visible()
        return panel

    return opened


def part(panel: Page) -> Locator:
    return panel.get_by_role("region", name="Whom to introduce")


def goes(fake: FakeServer, job: dict[str, Any]) -> None:
    """How the job stands from now on."""
    fake.answer("GET", JOB, job)
    fake.answer("GET", "/jobs", {"jobs": [job]})


@pytest.fixture
def begun(alone: Callable[[], Page], fake: FakeServer) -> Page:
    """The panel with a job in hand, which is as far as the test says."""
    queued = cast.JOB | {"state": "queued", "share": 0.0, "sentence": "It waits until its turn."}
    fake.answer("POST", "/jobs/introductions", lambda _body: (202, queued))
    goes(fake, cast.JOB)
    fake.answer("GET", "/jobs", {"jobs": []})
    panel = alone()
    part(panel).get_by_role("button", name="Look through everybody").press("Enter")
    expect(part(panel).get_by_role("progressbar", name="Looking through everybody")).to_be_visible()
    return panel


def test_it_is_begun_watched_and_ends_in_cards_that_are_answered_as_any(
    begun: Page, fake: FakeServer
) -> None:
    bar = part(begun).get_by_role("progressbar")
    expect(part(begun).get_by_role("heading", name="Whom to introduce")).to_be_focused()
    expect(begun.get_by_role("status").first).to_have_text("Looking through everybody")
    expect(part(begun).get_by_text("Comparing everybody with everybody.")).to_be_visible()
    expect(bar).to_have_js_property("value", 0.4)
    assert fake.sent("/jobs/introductions") == [{"surface": "panel"}]
    assert_sound(begun, "looking-through")
    goes(fake, cast.JOB_DONE)
    card = part(begun).get_by_role("article")
    expect(card).to_contain_text("Introduce Tamsin Hedgerow-Okafor and Idris Saucepan-Bellamy")
    expect(begun.get_by_role("status").first).to_have_text("1 introduction to think about.")
    expect(bar).to_have_count(0)
    assert_sound(begun, "looked-through", tall=1180)
    card.press("a")
    expect(begun.get_by_text("Accepted: Introduce Tamsin")).to_be_visible()
    expect(part(begun).get_by_text("That was all.")).to_be_visible()
    assert fake.sent("/feedback") == [{"suggestion": 23, "verdict": "accepted"}]


def test_the_bar_grows(begun: Page, fake: FakeServer) -> None:
    bar = part(begun).get_by_role("progressbar")
    expect(bar).to_have_js_property("value", 0.4)
    goes(fake, cast.JOB | {"share": 0.8})
    expect(bar).to_have_js_property("value", 0.8)


def test_cancelled_it_says_so_and_can_be_begun_again(begun: Page, fake: FakeServer) -> None:
    cancelled = cast.JOB | {"state": "cancelled", "sentence": "It was cancelled; nothing has changed."}
    fake.answer("DELETE", JOB, cast.JOB | {"sentence": "It is being stopped."})
    part(begun).get_by_role("button", name="Cancel").press("Enter")
    expect(part(begun).get_by_text("It is being stopped.")).to_be_visible()
    expect(part(begun).get_by_role("heading", name="Whom to introduce")).to_be_focused()
    goes(fake, cancelled)
    expect(begun.get_by_role("status").first).to_have_text("It was cancelled; nothing has changed.")
    expect(part(begun).get_by_role("button", name="Look through everybody")).to_be_visible()
    expect(part(begun).get_by_role("heading", name="Whom to introduce")).to_be_focused()
    assert [method for method, path, _ in fake.requests if path == JOB].count("DELETE") == 1


def test_it_goes_on_while_somebody_else_is_looked_at_and_is_found_again(
    begun: Page, fake: FakeServer
) -> None:
    goes(fake, cast.JOB)
    begun.get_by_label("Or find somebody you know").fill("tam")
    begun.get_by_role("button", name="Tamsin Hedgerow-Okafor").click()
    expect(begun.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_focused()
    home = begun.get_by_role("button", name="Comity: back to today")
    home.press("Enter")
    expect(begun.get_by_role("heading", name="Whom are you reading about?")).to_be_focused()
    expect(part(begun).get_by_role("progressbar")).to_have_js_property("value", 0.4)
    begun.reload()
    expect(part(begun).get_by_role("progressbar")).to_have_js_property("value", 0.4)
    goes(fake, cast.JOB_DONE)
    expect(part(begun).get_by_role("article")).to_have_count(1)
    begun.reload()
    expect(part(begun).get_by_role("article")).to_have_count(1)
    expect(part(begun).get_by_text("Looked through at")).to_be_visible()
    assert len(fake.sent("/jobs/introductions")) == 1, "it was begun once"


def test_where_nobody_is_to_be_introduced_it_says_why(begun: Page, fake: FakeServer) -> None:
    why = "Nobody here has said both what they need and what they offer."
    silent = {"introductions": [], "silence": [why], "model": "prior-1"}
    goes(fake, cast.JOB_DONE | {"result": silent})
    expect(part(begun).get_by_text(why)).to_be_visible()
    expect(begun.get_by_role("status").first).to_have_text("Nobody to introduce for now.")
    assert_sound(begun, "looked-through-silence")
    part(begun).get_by_role("button", name="Look again").click()
    expect(part(begun).get_by_text(why)).to_have_count(1)
    assert len(fake.sent("/jobs/introductions")) == 2


def test_what_goes_wrong_is_a_sentence_and_can_be_tried_again(begun: Page, fake: FakeServer) -> None:
    error = {"code": "no_encoder", "message": "The encoder is not there yet.", "hint": "Prepare it."}
    goes(fake, cast.JOB | {"state": "failed", "sentence": error["message"], "error": error})
    expect(part(begun).get_by_role("alert")).to_have_text("The encoder is not there yet. Prepare it.")
    fake.answer("GET", JOB, refused(404, "not_found", "There is no such job."))
    part(begun).get_by_role("button", name="Try again").click()
    expect(part(begun).get_by_role("alert")).to_have_text("There is no such job.")
    goes(fake, cast.JOB_DONE)
    part(begun).get_by_role("button", name="Try again").click()
    expect(part(begun).get_by_role("article")).to_have_count(1)
