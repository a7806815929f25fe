"""Each state of the panel says what is so and what to do next, and is sound for every reader."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from browsers import cast
from browsers.chromium import Chromium, free_port
from browsers.fake_server import FakeServer, refused
from browsers.looks import assert_sound
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def test_a_new_panel_explains_where_the_pairing_code_is(browser: Chromium, fake: FakeServer) -> None:
    browser.store(base=fake.base)
    fake.answer("GET", "/ping", cast.PING | {"paired": False, "has_me": None, "people": None, "model": None})
    browser.visit(cast.URL, cast.PROFILE)
    browser.click()
    panel = browser.panel()
    expect(panel.get_by_role("heading", name="Pair with your Comity")).to_be_focused()
    expect(panel.get_by_text("Look at the terminal in which Comity runs")).to_be_visible()
    assert fake.requests == []
    assert_sound(panel, "pairing")


def test_a_refused_code_keeps_the_form_and_says_why(browser: Chromium, fake: FakeServer) -> None:
    browser.store(base=fake.base)
    fake.answer(
        "POST",
        "/pair",
        refused(403, "pairing_refused", "That code is not right, or it is too old.", "Run `comity pair`."),
    )
    browser.click()
    panel = browser.panel()
    panel.get_by_label("Pairing code").fill("wrongone")
    panel.keyboard.press("Enter")
    expect(panel.get_by_role("alert")).to_have_text(
        "That code is not right, or it is too old. Run `comity pair`."
    )
    expect(panel.get_by_label("Pairing code")).to_be_focused()
    assert_sound(panel, "pairing-refused")


def test_no_server_says_how_to_start_it_and_goes_on_by_itself(browser: Chromium) -> None:
    port = free_port()
    browser.store(base=f"http://127.0.0.1:{port}", token="told-once")
    browser.visit(cast.URL, cast.PROFILE)
    browser.click()
    panel = browser.panel()
    expect(panel.get_by_role("heading", name="Comity is not running")).to_be_visible()
    expect(panel.get_by_text("comity serve")).to_be_visible()
    assert_sound(panel, "not-running")
    late = FakeServer(port)
    cast.play(late)
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_visible()
    late.close()


def test_another_program_at_the_address_is_told_apart(open_panel: Open, fake: FakeServer) -> None:
    fake.answer("GET", "/ping", (200, b"<h1>Hello from a printer</h1>"))
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Somebody else answers")).to_be_visible()
    assert fake.requests == [], "a token is not for strangers"
    assert_sound(panel, "another-program")


def test_a_server_of_another_version_is_told_apart(open_panel: Open, fake: FakeServer) -> None:
    fake.answer("GET", "/ping", cast.PING | {"api": 2})
    panel = open_panel()
    expect(panel.get_by_role("heading", name="These two do not fit")).to_be_visible()
    assert_sound(panel, "another-version")


def test_a_revoked_token_asks_to_pair_again(open_panel: Open, fake: FakeServer) -> None:
    fake.answer("GET", "/ping", cast.PING | {"paired": False, "has_me": None, "people": None, "model": None})
    panel = open_panel()
    expect(panel.get_by_text("Comity does not know this panel, or it was unpaired.")).to_be_visible()
    expect(panel.get_by_label("Pairing code")).to_be_visible()


def test_a_refusal_is_shown_in_the_servers_own_words(open_panel: Open, fake: FakeServer) -> None:
    fake.answer(
        "POST",
        "/lookups",
        refused(500, "our_fault", "Something went wrong inside Comity; nothing was changed.", "See its log."),
    )
    panel = open_panel()
    expect(panel.get_by_text("Something went wrong inside Comity; nothing was changed.")).to_be_visible()
    expect(panel.get_by_text("See its log.")).to_be_visible()
    assert_sound(panel, "refused")


def test_a_slow_server_leaves_a_sentence_and_then_the_answer(open_panel: Open, fake: FakeServer) -> None:
    fake.delay = 1.2
    panel = open_panel()
    expect(panel.get_by_role("status").first).to_have_text("Looking this page up…")
    expect(panel.locator("main")).to_have_text("Looking this page up…")
    assert_sound(panel, "looking")
    expect(panel.get_by_text("Thinking about what would help…")).to_be_visible()
    assert_sound(panel, "thinking", tall=430)
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()


def test_on_a_page_of_the_browsers_own_today_is_shown_and_somebody_can_be_found(paired: Chromium) -> None:
    paired.page.goto("chrome://version/")
    paired.click()
    panel = paired.panel()
    expect(panel.get_by_text("The browser does not let Comity read this page now.")).to_be_visible()
    expect(panel.get_by_label("Or find somebody you know")).to_be_visible()
    assert_sound(panel, "not-readable")


def test_somebody_held_is_shown_with_gives_first_and_the_ask_last(open_panel: Open) -> None:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible()
    assert panel.locator(".part h2").all_inner_texts() == ["Give", "Introduce", "Ask", "Keep in touch"]
    expect(panel.get_by_text("Ask how she keeps slugs off")).not_to_be_visible()
    first = panel.get_by_role("article").first
    expect(first).to_contain_text("Wants restaurants within an hour’s drive")
    expect(first).to_contain_text("your note · 18 Apr 2026")
    expect(first).to_contain_text("Against it: The list is from last spring")
    expect(first).to_contain_text("strong")
    expect(first).to_contain_text("5 minutes")
    expect(
        panel.get_by_text("What you hold about Tamsin Hedgerow-Okafor. Looked up on linkedin.com")
    ).to_be_visible()
    expect(panel.get_by_text("Ranked by the model that Comity ships")).to_be_visible()
    assert_sound(panel, "person", tall=2520)


def test_a_wild_card_says_that_it_is_one(open_panel: Open, fake: FakeServer) -> None:
    note = "A wild card: your answer teaches Comity what it cannot guess."
    gives = [*cast.ADVICE["gives"][:1], cast.ADVICE["gives"][1] | {"note": note}]
    fake.answer("POST", "/suggestions", cast.ADVICE | {"gives": gives})
    panel = open_panel()
    expect(panel.get_by_role("article", name="Offer to read her price list")).to_contain_text(note)
    expect(panel.get_by_text(note)).to_have_count(1)


def test_every_part_opened_is_sound_too(open_panel: Open, fake: FakeServer) -> None:
    learnt = ["You mostly dismiss things to share, so they come later."]
    fake.answer("POST", "/suggestions", cast.ADVICE | {"learnt": learnt})
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    panel.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    panel.get_by_role("button", name="Not this").first.click()
    panel.get_by_role("button", name="Later").nth(1).click()
    assert_sound(panel, "person-all-open")


def test_nothing_to_suggest_says_why_and_what_would_help(open_panel: Open, fake: FakeServer) -> None:
    silence = [
        "Nobody you know has said that they need what Tamsin offers.",
        "Ask what she is looking for: that would unlock most.",
    ]
    fake.answer(
        "POST",
        "/suggestions",
        cast.ADVICE | {"gives": [], "introductions": [], "asks": [], "silence": silence},
    )
    panel = open_panel()
    for sentence in silence:
        expect(panel.get_by_text(sentence)).to_be_visible()
    assert panel.get_by_role("article").count() == 0
    assert_sound(panel, "silence")


def test_suggestions_that_fail_leave_the_person_on_screen(open_panel: Open, fake: FakeServer) -> None:
    fake.answer(
        "POST",
        "/suggestions",
        refused(
            503, "not_prepared", "The sentence encoder is not there yet.", "Run `comity models prepare`."
        ),
    )
    panel = open_panel()
    expect(
        panel.get_by_text("The sentence encoder is not there yet. Run `comity models prepare`.")
    ).to_be_visible()
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_visible()
    fake.answer("POST", "/suggestions", cast.ADVICE)
    panel.get_by_role("button", name="Try again").click()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()


def test_a_user_whom_comity_does_not_know_is_asked_who_they_are(open_panel: Open, fake: FakeServer) -> None:
    fake.answer("GET", "/ping", cast.PING | {"has_me": False})
    fake.answer("POST", "/people", lambda body: (201, cast.PERSON | {"id": 1, "name": body["name"]}))
    panel = open_panel()
    panel.get_by_text("Comity does not know you yet").click()
    assert_sound(panel, "who-are-you")
    panel.get_by_label("Your name").fill("Bess Example")
    fake.answer("GET", "/ping", cast.PING)
    panel.get_by_role("button", name="Save", exact=True).click()
    expect(panel.get_by_text("Comity does not know you yet")).to_have_count(0)
    assert fake.sent("/people") == [{"name": "Bess Example", "fields": {}, "is_me": True}]


def test_a_panel_opened_without_a_click_waits_for_one(paired: Chromium, fake: FakeServer) -> None:
    paired.click()
    panel = paired.panel()
    paired.keeper.evaluate("() => chrome.storage.session.clear()")
    panel.reload()
    expect(panel.get_by_role("heading", name="Whom are you reading about?")).to_be_visible()
    assert_sound(panel, "idle")
    panel.get_by_label("Or find somebody you know").fill("tam")
    panel.get_by_role("button", name="Tamsin Hedgerow-Okafor").click()
    expect(panel.get_by_text("What you hold about Tamsin Hedgerow-Okafor.", exact=True)).to_be_visible()
