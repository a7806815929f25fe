"""Before anything is kept the user sees each value, takes away what they like, and says whose entry it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsers import cast
from browsers.fake_server import FakeServer, refused
from browsers.looks import assert_sound
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]

NOBODY = {"person": None, "ambiguous": [], "has_me": True}
BLOG = "https://hedgerow.example.org/about"


@pytest.fixture
def stranger(fake: FakeServer) -> FakeServer:
    fake.answer("POST", "/lookups", NOBODY)
    return fake


def test_linkedin_is_only_looked_up_until_the_user_asks_for_more(
    open_panel: Open, stranger: FakeServer
) -> None:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor")).to_be_visible()
    expect(panel.get_by_text("nothing of the page was read or kept")).to_be_visible()
    assert stranger.requests == [("POST", "/lookups", {"url": cast.URL, "name": "Tamsin Hedgerow-Okafor"})]
    assert_sound(panel, "look-up-only")
    panel.get_by_role("button", name="Read the page and let me choose").click()
    expect(panel.get_by_role("heading", name="What this page says of Tamsin")).to_be_focused()
    ticked = panel.locator(".ticks input:checked").all()
    labels = [panel.locator(f"label[for='{one.get_attribute('id')}'] .label").inner_text() for one in ticked]
    assert labels == ["Name", "Link"]
    assert_sound(panel, "preview-choose-each")


def test_other_sites_are_read_at_the_click_and_kept_only_on_save(
    open_panel: Open, stranger: FakeServer
) -> None:
    stranger.answer(
        "POST",
        "/captures/preview",
        cast.PREVIEW | {"url": BLOG, "note": "The page was too large to read in full."},
    )
    panel = open_panel(BLOG, cast.PROFILE)
    expect(panel.get_by_text("The page was too large to read in full.")).to_be_visible()
    assert [path for _, path, _ in stranger.requests] == ["/lookups", "/captures/preview"]
    assert_sound(panel, "preview")
    expect(panel.get_by_label("E-mail tamsin@hedgerow.example.org")).not_to_be_checked()
    panel.get_by_label("Place Ludlow").uncheck()
    expect(panel.get_by_label("Offers heritage vegetables in small lots")).to_be_checked()
    panel.get_by_role("button", name="Keep 7 values").click()
    expect(panel.get_by_text("Saved to Tamsin Hedgerow-Okafor: 5 new.")).to_be_visible()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    (sent,) = stranger.sent("/captures")
    assert sent["person"] == "new"
    assert sent["url"] == BLOG
    assert [one["field"] for one in sent["fields"]] == ["name", "headline", "url"]
    assert [(one["kind"], one["evidence"]) for one in sent["facets"]] == [
        ("offer", "Forty kinds of heritage vegetables on two acres."),
        ("need", "I am looking for restaurants that cook with them."),
    ]
    assert [(one["text"], one["on"]) for one in sent["occasions"]] == [
        ("winning the county prize", "2026-04-20")
    ]
    assert [one["name"] for one in sent["acquaintances"]] == ["Idris Saucepan-Bellamy"]
    panel.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("button", name="Keep 8 values")).to_be_visible()
    assert stranger.sent("/edits/90/undo") == [{}]


def test_what_is_held_already_is_marked_and_goes_to_the_person_it_is_of(
    open_panel: Open, fake: FakeServer
) -> None:
    fields = [field | {"known": field["field"] in ("name", "url")} for field in cast.PREVIEW["fields"]]
    match = {"person": cast.TAMSIN, "how": "url", "ambiguous": []}
    fake.answer("POST", "/captures/preview", cast.PREVIEW | {"url": BLOG, "fields": fields, "match": match})
    panel = open_panel(BLOG, cast.PROFILE)
    panel.get_by_role("button", name="What does this page add?").click()
    expect(panel.get_by_text("The address is the same.")).to_be_visible()
    expect(panel.get_by_label("Name Tamsin")).not_to_be_checked()
    expect(panel.get_by_text("you hold this already")).to_have_count(2)
    panel.get_by_role("button", name="Tick none").click()
    expect(panel.get_by_role("button", name="Nothing is ticked")).to_be_disabled()
    panel.get_by_role("button", name="Tick all").click()
    panel.get_by_role("button", name="Keep 9 values").click()
    expect(panel.get_by_text("Saved to Tamsin")).to_be_visible()
    assert fake.sent("/captures")[0]["person"] == 7


def test_a_name_alone_never_decides_whose_entry_it_is(open_panel: Open, stranger: FakeServer) -> None:
    namesake = cast.card(12, "Tamsin Hedgerow-Okafor", "Repairs clocks", "", "Leeds")
    stranger.answer(
        "POST",
        "/captures/preview",
        cast.PREVIEW | {"url": BLOG, "match": {"person": None, "how": "", "ambiguous": [namesake]}},
    )
    panel = open_panel(BLOG, cast.PROFILE)
    panel.get_by_role("button", name="Keep 8 values").click()
    expect(panel.get_by_role("alert")).to_have_text("Say whose entry this is: a name alone does not tell.")
    assert stranger.sent("/captures") == []
    assert_sound(panel, "preview-whose")
    panel.get_by_label("Somebody new").check()
    panel.get_by_role("button", name="Keep 8 values").click()
    expect(panel.get_by_text("Saved to Tamsin")).to_be_visible()
    assert stranger.sent("/captures")[0]["person"] == "new"


def test_somebody_else_held_can_be_found_and_chosen(open_panel: Open, stranger: FakeServer) -> None:
    panel = open_panel(BLOG, cast.PROFILE)
    panel.get_by_text("Somebody else you hold").click()
    panel.get_by_label("Or find somebody you know").fill("idris")
    panel.get_by_role("button", name="Idris Saucepan-Bellamy").click()
    panel.get_by_role("button", name="Keep 8 values").click()
    expect(panel.get_by_text("Saved to Tamsin")).to_be_visible()
    assert stranger.sent("/captures")[0]["person"] == 8


def test_a_save_the_server_refuses_keeps_what_was_ticked(open_panel: Open, stranger: FakeServer) -> None:
    stranger.answer(
        "POST",
        "/captures",
        refused(409, "no_name", "Somebody new needs a name.", "Tick the name, or choose who this is."),
    )
    panel = open_panel(BLOG, cast.PROFILE)
    panel.get_by_label("Name Tamsin").uncheck()
    panel.get_by_role("button", name="Keep 7 values").click()
    expect(panel.get_by_role("alert")).to_have_text(
        "Somebody new needs a name. Tick the name, or choose who this is."
    )
    expect(panel.get_by_label("Name Tamsin")).not_to_be_checked()
    expect(panel.get_by_label("Headline")).to_be_checked()


def test_a_name_held_twice_is_asked_about_before_anything_is_shown(
    open_panel: Open, fake: FakeServer
) -> None:
    namesake = cast.card(12, "Tamsin Hedgerow-Okafor", "Repairs clocks", "", "Leeds")
    fake.answer("POST", "/lookups", {"person": None, "ambiguous": [cast.TAMSIN, namesake], "has_me": True})
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Which Tamsin Hedgerow-Okafor is this?")).to_be_focused()
    assert_sound(panel, "which-one")
    panel.get_by_role("button", name="Grows vegetables").click()
    expect(panel.get_by_text("in your network")).to_be_visible()


def test_a_page_of_several_people_lets_the_user_choose_one(open_panel: Open, stranger: FakeServer) -> None:
    people = [
        {"index": 0, "name": "Tamsin Hedgerow-Okafor", "url": "", "headline": "Grower"},
        {"index": 1, "name": "Idris Saucepan-Bellamy", "url": "", "headline": "Cook"},
    ]
    several = cast.PREVIEW | {
        "kind": "people",
        "url": BLOG,
        "fields": [],
        "facets": [],
        "acquaintances": [],
        "people": people,
    }
    stranger.answer(
        "POST",
        "/captures/preview",
        lambda body: several if body["choose"] is None else cast.PREVIEW | {"url": BLOG},
    )
    panel = open_panel(BLOG, cast.PROFILE)
    expect(panel.get_by_role("heading", name="Several people are on this page")).to_be_focused()
    assert_sound(panel, "several-people")
    panel.get_by_role("button", name="Idris").click()
    expect(panel.get_by_role("heading", name="What this page says of")).to_be_visible()
    assert [body["choose"] for body in stranger.sent("/captures/preview")] == [None, 1]
