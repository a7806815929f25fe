"""Pages that are nobody's profile are saved for whoever needs them; selected text becomes a note about somebody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsers import cast
from browsers.chromium import Chromium
from browsers.fake_server import FakeServer
from browsers.looks import assert_sound
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

URL = "https://seeds.example.org/borrow"
PAGE = cast.PREVIEW | {
    "kind": "page",
    "url": URL,
    "name": "",
    "note": "This page is nobody’s profile.",
    "fields": [],
    "facets": [],
    "acquaintances": [],
}
NOBODY = {"person": None, "ambiguous": [], "has_me": True}


@pytest.fixture
def article(fake: FakeServer) -> FakeServer:
    fake.answer("POST", "/lookups", NOBODY)
    fake.answer("POST", "/captures/preview", PAGE)
    return fake


def test_an_article_is_saved_for_whoever_needs_it(open_panel: Open, article: FakeServer) -> None:
    panel = open_panel(URL, cast.ARTICLE)
    expect(panel.get_by_role("heading", name="Save for someone")).to_be_focused()
    expect(panel.get_by_text("she would like to borrow some")).to_be_visible()
    expect(panel.get_by_text("would love to borrow seed")).to_be_visible()
    assert_sound(panel, "save-for-someone")
    gist = "Where growers can borrow seed of heritage vegetables."
    assert article.sent("/resources/matches") == [
        {"title": "Seed banks you can borrow from", "url": URL, "text": gist}
    ]
    panel.get_by_role("button", name="Save to the library").click()
    expect(panel.get_by_text("Saved: Seed banks you can borrow from")).to_be_visible()
    assert article.sent("/resources") == [
        {"title": "Seed banks you can borrow from", "url": URL, "about": gist}
    ]
    panel.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("button", name="Save to the library")).to_be_enabled()
    assert article.sent("/edits/92/undo") == [{}]


def test_a_page_that_nobody_needs_says_so(open_panel: Open, article: FakeServer) -> None:
    article.answer("POST", "/resources/matches", {"matches": []})
    panel = open_panel(URL, cast.ARTICLE)
    expect(panel.get_by_text("Nobody has said that they need something like this.")).to_be_visible()
    assert_sound(panel, "save-for-nobody")


def test_on_linkedin_only_title_and_description_of_a_post_are_used(
    open_panel: Open, article: FakeServer
) -> None:
    panel = open_panel("https://www.linkedin.com/posts/seed-banks", cast.ARTICLE)
    expect(panel.get_by_role("heading", name="Save for someone")).to_be_visible()
    assert article.sent("/captures/preview") == []


def test_selected_text_becomes_a_note_whose_needs_are_confirmed(
    paired: Chromium, article: FakeServer
) -> None:
    page = paired.visit(URL, cast.ARTICLE)
    page.evaluate("() => getSelection().selectAllChildren(document.querySelector('p'))")
    paired.click()
    panel = paired.panel()
    panel.get_by_role("button", name="Selected text: keep as a note").click()
    expect(panel.get_by_text("Borrow seed, grow it, give some back.")).to_be_visible()
    panel.get_by_label("Or find somebody you know").fill("tam")
    panel.get_by_role("button", name="Tamsin").click()
    expect(panel.get_by_label("Your note")).to_be_focused()
    assert_sound(panel, "note")
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.get_by_role("heading", name="Is this right?")).to_be_focused()
    expect(panel.get_by_text("“looking for a cool room”")).to_be_visible()
    assert_sound(panel, "note-read")
    panel.get_by_role("button", name="Confirm").click()
    expect(panel.get_by_text("✓ confirmed")).to_be_visible()
    assert article.sent("/people/7/notes") == [{"text": "Borrow seed, grow it, give some back."}]
    assert article.sent("/facets/3") == [{"state": "confirmed"}]
