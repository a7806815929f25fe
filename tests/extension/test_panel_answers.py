"""Accept, not this, later: at once on screen, once on the server, and taken back with Undo, by mouse or by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from browsers import cast
from browsers.fake_server import FakeServer, refused
from browsers.looks import assert_sound
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def ready(open_panel: Open) -> Page:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible()
    return panel


def article(panel: Page, title: str) -> Locator:
    return panel.get_by_role("article", name=title)


def test_accepting_tells_the_server_and_can_be_undone(open_panel: Open, fake: FakeServer) -> None:
    panel = ready(open_panel)
    article(panel, "Introduce Tamsin").get_by_role("button", name="Accept").click()
    expect(article(panel, "Introduce Tamsin")).to_have_count(0)
    expect(
        panel.get_by_text("Accepted: Introduce Tamsin Hedgerow-Okafor and Idris Saucepan-Bellamy")
    ).to_be_visible()
    assert fake.sent("/feedback") == [{"suggestion": 23, "verdict": "accepted"}]
    assert_sound(panel, "accepted", tall=860)
    panel.get_by_role("button", name="Undo").click()
    expect(article(panel, "Introduce Tamsin")).to_be_focused()
    assert fake.sent("/edits/91/undo") == [{}]


REASONS = {
    "Not relevant": "not_relevant",
    "They know each other": "know_each_other",
    "Bad timing": "bad_timing",
    "The facts are wrong": "wrong_facts",
    "Too much to do": "too_much",
    "Another reason": "other",
}


def test_not_this_takes_a_reason_in_one_click(open_panel: Open, fake: FakeServer) -> None:
    panel = ready(open_panel)
    card = article(panel, "Introduce Tamsin")
    for label in REASONS:
        card.get_by_role("button", name="Not this").click()
        card.get_by_role("group", name="Why not?").get_by_role("button", name=label).click()
        expect(card).to_have_count(0)
        expect(panel.get_by_text("Put away: Introduce")).to_be_visible()
        panel.get_by_role("button", name="Undo").click()
        expect(card).to_be_focused()
    assert fake.sent("/feedback") == [
        {"suggestion": 23, "verdict": "dismissed", "reason": reason} for reason in REASONS.values()
    ]


def test_that_two_people_know_each_other_is_asked_only_where_there_are_two(open_panel: Open) -> None:
    panel = ready(open_panel)
    card = article(panel, "Offer to read her price list")
    card.get_by_role("button", name="Not this").click()
    expect(card.get_by_role("button", name="Bad timing")).to_be_visible()
    expect(card.get_by_role("button", name="They know each other")).to_have_count(0)


def test_later_says_when_it_comes_back(open_panel: Open, fake: FakeServer) -> None:
    panel = ready(open_panel)
    for title, label in (("Offer", "Tomorrow"), ("Share", "Next week"), ("Introduce", "Next month")):
        card = article(panel, title)
        card.get_by_role("button", name="Later").click()
        card.get_by_role("button", name=label).click()
        expect(panel.get_by_text(f"It will come back: {title}")).to_be_visible()
    sent = fake.sent("/feedback")
    assert [(one["suggestion"], one["verdict"]) for one in sent] == [
        (22, "snoozed"),
        (21, "snoozed"),
        (23, "snoozed"),
    ]
    days = [(date.fromisoformat(one["until"]) - date.today()).days for one in sent]  # noqa: DTZ011
    assert days[:2] == [1, 7]
    assert 28 <= days[2] <= 31


def test_the_31st_snoozed_for_a_month_is_the_last_of_the_next(open_panel: Open) -> None:
    panel = ready(open_panel)
    day_of = "async (day) => (await import('./views/suggestion.js')).dayOf('month', new Date(...day))"
    assert panel.evaluate(day_of, [2026, 0, 31]) == "2026-02-28"
    assert panel.evaluate(day_of, [2026, 11, 15]) == "2027-01-15"


def test_an_answer_the_server_refuses_is_put_back(open_panel: Open, fake: FakeServer) -> None:
    fake.answer(
        "POST", "/feedback", refused(409, "gone", "That suggestion is not there any more.", "Look again.")
    )
    panel = ready(open_panel)
    article(panel, "Share").get_by_role("button", name="Accept").click()
    expect(panel.get_by_text("That suggestion is not there any more. Look again.")).to_be_visible()
    expect(article(panel, "Share")).to_be_focused()
    assert [one.get_attribute("data-suggestion") for one in panel.locator("article").all()] == [
        "21",
        "22",
        "23",
        "24",
    ]


def test_everything_can_be_answered_without_a_mouse(open_panel: Open, fake: FakeServer) -> None:
    panel = ready(open_panel)
    panel.keyboard.press("Tab")
    for _ in range(30):
        if panel.evaluate("() => document.activeElement.closest('article') !== null"):
            break
        panel.keyboard.press("Tab")
    panel.keyboard.press("ArrowDown")
    expect(article(panel, "Offer to read")).to_be_focused()
    panel.keyboard.press("ArrowDown")
    expect(article(panel, "Introduce Tamsin")).to_be_focused()
    panel.keyboard.press("ArrowUp")
    panel.keyboard.press("n")
    expect(panel.get_by_role("button", name="Not relevant")).to_be_focused()
    panel.keyboard.press("Escape")
    expect(article(panel, "Offer to read").get_by_role("button", name="Not this")).to_be_focused()
    panel.keyboard.press("l")
    expect(panel.get_by_role("button", name="Tomorrow")).to_be_focused()
    panel.keyboard.press("Escape")
    panel.keyboard.press("a")
    expect(article(panel, "Share")).to_be_focused()
    expect(panel.get_by_text("Accepted: Offer to read her price list")).to_be_visible()
    panel.keyboard.press("Control+z")
    expect(article(panel, "Offer to read")).to_be_focused()
    assert [body["verdict"] for body in fake.sent("/feedback")] == ["accepted"]
    assert len(fake.sent("/edits/91/undo")) == 1


def test_focus_is_visible_and_goes_from_top_to_bottom(open_panel: Open) -> None:
    panel = ready(open_panel)
    panel.evaluate(
        "() => { document.activeElement.blur(); document.querySelector('.ask details').open = true; }"
    )
    tops: list[float] = []
    for _ in range(60):
        panel.keyboard.press("Tab")
        spot = panel.evaluate(
            """() => { const one = document.activeElement; const style = getComputedStyle(one);
            return {tag: one.tagName, top: one.getBoundingClientRect().top + scrollY, line: style.outlineStyle,
            width: parseFloat(style.outlineWidth), fixed: one.closest('header') !== null}; }"""
        )
        if spot["tag"] == "BODY":
            break
        assert (spot["line"], spot["width"]) == ("solid", 2), spot
        if not spot["fixed"]:
            tops.append(spot["top"])
    assert len(tops) > 15
    assert tops == sorted(tops)


def test_a_facet_is_confirmed_corrected_rejected_and_each_is_undone(
    open_panel: Open, fake: FakeServer
) -> None:
    panel = ready(open_panel)
    panel.get_by_text("What you know", exact=False).first.click()
    proposed = panel.get_by_role("listitem").filter(has_text="advice on growing from seed")
    expect(proposed).to_contain_text("“happy to show anyone how to grow from seed”")
    expect(proposed).to_contain_text("linkedin.com · 2 Apr 2026")
    assert_sound(panel, "facets", tall=1100)
    proposed.get_by_role("button", name="Confirm").click()
    expect(proposed).to_contain_text("✓ confirmed")
    panel.get_by_role("button", name="Undo").click()
    expect(proposed).to_contain_text("to confirm")
    proposed.get_by_role("button", name="Reject").click()
    expect(proposed).to_contain_text("rejected")
    panel.get_by_role("button", name="Undo").click()
    proposed.get_by_role("button", name="Correct").click()
    panel.get_by_label("In your words").fill("lessons in growing from seed")
    panel.keyboard.press("Enter")
    expect(panel.get_by_text("lessons in growing from seed", exact=True)).to_be_visible()
    sent = fake.sent("/facets/2")
    text = "advice on growing from seed"
    assert sent == [
        {"state": "confirmed"},
        {"state": "proposed", "text": text},
        {"state": "rejected"},
        {"state": "proposed", "text": text},
        {"text": "lessons in growing from seed", "state": "confirmed"},
    ]


def test_a_need_is_added_and_suggestions_are_thought_over_only_when_asked(
    open_panel: Open, fake: FakeServer
) -> None:
    panel = ready(open_panel)
    panel.get_by_text("What you know", exact=False).first.click()
    panel.get_by_label("They need").check()
    panel.get_by_label("What, in a few words").fill("a cool room")
    panel.get_by_role("button", name="Add", exact=True).click()
    expect(panel.get_by_text("a cool room", exact=True)).to_be_visible()
    assert fake.sent("/people/7/facets") == [{"kind": "need", "text": "a cool room"}]
    assert len(fake.sent("/suggestions")) == 1
    panel.get_by_role("button", name="Think again").click()
    expect(panel.get_by_role("button", name="Think again")).to_have_count(0)
    panel.wait_for_function("() => !document.querySelector('#advice[aria-busy]')")
    assert len(fake.sent("/suggestions")) == 2


def test_what_people_wrote_is_text_and_never_markup(open_panel: Open, fake: FakeServer) -> None:
    nasty = "<img src=x onerror=\"document.title='owned'\"><b>bold</b>"
    fake.answer(
        "POST", "/lookups", {"person": cast.TAMSIN | {"name": nasty}, "ambiguous": [], "has_me": True}
    )
    address = "javascript:document.title='owned'"
    fields = [
        {"id": 1, "field": "url", "value": address, "source": nasty, "observed_on": nasty, "set_by": "you"}
    ]
    fake.answer(
        "GET", "/people/7", cast.PERSON | {"name": nasty, "headline": nasty, "place": nasty, "fields": fields}
    )
    gives = [cast.suggestion(21, "share", nasty, "fair", 5, counter=nasty,
        resource={"id": 1, "title": nasty, "url": "javascript:document.title='owned'", "about": ""},
        reasons=[{"sentence": nasty, "need": cast.quoted(nasty, nasty, nasty, nasty), "offer": None}])]  # fmt: skip
    fake.answer(
        "POST", "/suggestions", cast.ADVICE | {"gives": gives, "introductions": [], "silence": [nasty]}
    )
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Give")).to_be_visible()
    assert panel.locator("main img, main b, main a").count() == 0
    assert panel.title() == "Comity"
    assert panel.get_by_role("heading", level=1).inner_text() == nasty
