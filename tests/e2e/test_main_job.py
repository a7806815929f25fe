"""The main job, whole: pair, look somebody up, choose what to keep, read whom they should meet and why, accept one."""

from __future__ import annotations

import pytest
from browsers import stories
from browsers.chromium import ID, Chromium
from browsers.looks import assert_sound
from browsers.service import Service
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def think(panel: Page) -> None:
    """The first suggestions after a start wait for the encoder."""
    expect(panel.locator("#advice:not([aria-busy])")).to_be_attached(timeout=60_000)


def test_from_a_linkedin_page_to_an_accepted_introduction_in_the_database(
    browser: Chromium, service: Service
) -> None:
    browser.store(base=service.base)
    browser.visit(stories.NERYS_URL, stories.NERYS)
    browser.click()
    panel = browser.panel()

    panel.get_by_label("Pairing code").fill("WRONGCOD")
    panel.get_by_role("button", name="Pair", exact=True).click()
    expect(panel.get_by_role("alert")).to_contain_text("That code is not right, or it is too old.")
    panel.get_by_label("Pairing code").fill(service.code().lower())
    panel.get_by_role("button", name="Pair", exact=True).click()

    expect(panel.get_by_role("heading", name="Nerys Beanpole-Quaye")).to_be_visible()
    expect(panel.get_by_text("nothing of the page was read or kept")).to_be_visible()
    assert service.rows("select * from fields where value like 'Nerys%'") == []
    panel.get_by_role("button", name="Read the page and let me choose").click()
    expect(panel.get_by_role("heading", name="What this page says of Nerys")).to_be_visible(timeout=60_000)
    expect(panel.get_by_label("Headline Grower of heritage vegetables at Beanpole Field")).not_to_be_checked()
    assert service.rows("select * from captures") == []
    panel.get_by_role("button", name="Tick all").click()
    panel.get_by_role("button", name="Keep").click()

    expect(panel.get_by_text("Saved to Nerys Beanpole-Quaye")).to_be_visible()
    think(panel)
    introduction = panel.locator(".introduce").get_by_role("article").filter(has_text="Idris").first
    expect(introduction).to_contain_text("I am looking for restaurants")
    expect(introduction).to_contain_text("our restaurant orders vegetables every week of the year")
    expect(introduction).to_contain_text("Against it:")
    give = panel.locator(".give").get_by_role("article").filter(has_text="website").first
    expect(give).to_contain_text("I would be glad of feedback on our new website")
    assert panel.locator(".part h2").first.inner_text() == "Give"
    assert_sound(panel, "end-to-end")

    shown = int(introduction.get_attribute("data-suggestion") or 0)
    introduction.get_by_role("button", name="Accept").click()
    expect(panel.get_by_text("Accepted: Introduce")).to_be_visible()
    (feedback,) = service.rows("select * from feedback")
    assert (feedback["suggestion"], feedback["verdict"]) == (shown, "accepted")
    (begun,) = service.rows("select * from introductions where suggestion = ?", shown)
    names = service.rows(
        "select value from fields where field = 'name' and person in (?, ?)", begun["a"], begun["b"]
    )
    assert {row["value"] for row in names} == {"Nerys Beanpole-Quaye", "Idris Saucepan-Llewelyn"}
    (capture,) = service.rows("select * from captures")
    assert capture["url"] == stories.NERYS_URL.rstrip("/")
    (client,) = service.rows("select * from clients where origin != ''")
    assert client["origin"] == f"chrome-extension://{ID}"

    panel.get_by_role("button", name="Undo").click()
    expect(introduction).to_be_visible()
    assert service.rows("select * from introductions where suggestion = ?", shown) == []


def test_somebody_held_is_known_again_at_once_and_nothing_is_written(
    paired: Chromium, service: Service
) -> None:
    before = service.rows("select (select count(*) from fields) f, (select count(*) from captures) c")
    url = "https://www.linkedin.com/in/tamsin-turnipseed-example/?trk=somewhere"
    paired.visit(url, "<title>Tamsin | LinkedIn</title><main><h1>Tamsin Turnipseed-Oyelaran</h1></main>")
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_text("in your network")).to_be_visible()
    expect(panel.get_by_text("Grower, Elevenacre Garden")).to_be_visible()
    think(panel)
    expect(panel.get_by_role("article").filter(has_text="Idris").first).to_be_visible()
    assert service.rows("select (select count(*) from fields) f, (select count(*) from captures) c") == before


def test_a_facet_confirmed_in_the_panel_is_confirmed_in_the_database(
    paired: Chromium, service: Service
) -> None:
    url = "https://www.linkedin.com/in/tamsin-turnipseed-example/"
    paired.visit(url, "<title>Tamsin | LinkedIn</title><main><h1>Tamsin Turnipseed-Oyelaran</h1></main>")
    paired.click()
    panel = paired.panel()
    panel.get_by_text("What you know").first.click()
    need = panel.locator(".facet").filter(has_text="restaurants that order vegetables every week")
    need.get_by_role("button", name="Confirm").click()
    expect(need).to_contain_text("✓ confirmed")
    query = "select state from facets where text = 'restaurants that order vegetables every week'"
    assert service.rows(query) == [{"state": "confirmed"}]
    panel.get_by_role("button", name="Undo").click()
    expect(need).to_contain_text("to confirm")
    assert service.rows(query) == [{"state": "proposed"}]


def test_a_personal_page_is_read_at_the_click_and_kept_only_when_saved(
    paired: Chromium, service: Service
) -> None:
    paired.visit(stories.ODD_URL, stories.ODD)
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_role("heading", name="What this page says of Osian Oddmaker-Bright")).to_be_visible(
        timeout=60_000
    )
    assert service.rows("select * from fields where value like 'Osian%'") == []
    panel.get_by_role("button", name="Keep").click()
    expect(panel.get_by_text("Saved to Osian Oddmaker-Bright")).to_be_visible()
    (name,) = service.rows("select * from fields where value = 'Osian Oddmaker-Bright'")
    assert (name["source"], name["source_url"]) == ("odd-maker.example.org", stories.ODD_URL)
    panel.get_by_role("button", name="Undo").click()
    expect(panel.get_by_role("heading", name="What this page says of")).to_be_visible()
    assert service.rows("select * from fields where value like 'Osian%'") == []


def test_an_article_is_saved_for_the_person_who_needs_it(paired: Chromium, service: Service) -> None:
    paired.visit(stories.ARTICLE_URL, stories.ARTICLE)
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_role("heading", name="Save for someone")).to_be_visible(timeout=60_000)
    expect(panel.locator(".match").filter(has_text="Tamsin")).to_be_visible(timeout=60_000)
    panel.get_by_role("button", name="Save to the library").click()
    expect(panel.get_by_text("Saved: Restaurants that order vegetables every week")).to_be_visible()
    (kept,) = service.rows("select * from resources where url = ?", stories.ARTICLE_URL)
    assert kept["title"] == "Restaurants that order vegetables every week"


def test_a_note_becomes_a_need_that_the_user_confirms(paired: Chromium, service: Service) -> None:
    url = "https://www.linkedin.com/in/idris-saucepan-example"
    paired.visit(url, "<title>Idris | LinkedIn</title><main><h1>Idris Saucepan-Llewelyn</h1></main>")
    paired.click()
    panel = paired.panel()
    panel.get_by_role("button", name="Write a note").click()
    panel.get_by_label("Your note").fill("Met at the market, he is looking for a second-hand walk-in fridge")
    panel.get_by_role("button", name="Keep the note").click()
    expect(panel.get_by_role("heading", name="Is this right?")).to_be_visible(timeout=60_000)
    panel.get_by_role("button", name="Confirm").first.click()
    expect(panel.get_by_text("✓ confirmed").first).to_be_visible()
    (need,) = service.rows("select * from facets where source = 'note' and text like '%fridge%'")
    assert (need["kind"], need["state"]) == ("need", "confirmed")
