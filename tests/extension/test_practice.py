"""The practice beside a profile: promises, contacts, drafts that are never sent, introductions and asks step by step."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from browsers import cast
from browsers.chromium import Chromium
from browsers.fake_server import FakeServer, refused
from browsers.looks import assert_sound
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


def held(open_panel: Open) -> Page:
    panel = open_panel()
    expect(panel.get_by_role("heading", name="Introduce", exact=True)).to_be_visible()
    return panel


def keep(panel: Page) -> Locator:
    return panel.get_by_role("region", name="Keep in touch")


class TestHowThingsStand:
    def test_is_the_next_good_step_the_last_contact_and_open_promises(self, open_panel: Open) -> None:
        standing = held(open_panel).get_by_role("region", name="How things stand")
        expect(standing).to_contain_text("You promised Tamsin this by 8 May: send the list of kitchens.")
        expect(standing).to_contain_text("Last in touch on 18 Apr 2026: you met.")
        expect(standing).to_contain_text("“she will bring seed of the yellow beet”")

    def test_a_promise_kept_is_told_and_can_be_undone(self, open_panel: Open, fake: FakeServer) -> None:
        fake.answer("POST", "/promises/5/steps", cast.PERSON["promises"][0] | {"state": "kept", "edit": 91})
        panel = held(open_panel)
        panel.get_by_role("button", name="Kept: send the list of kitchens").click()
        expect(panel.locator("#toast").get_by_text("Kept: send the list of kitchens")).to_be_visible()
        assert fake.sent("/promises/5/steps") == [{"action": "kept"}]
        panel.get_by_role("button", name="Undo").click()
        expect(panel.get_by_text("Undone.")).to_be_visible()
        assert fake.sent("/edits/91/undo") == [{}]

    def test_a_promise_read_in_a_note_counts_only_once_it_is_confirmed(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        fake.answer("POST", "/promises/6/steps", cast.PERSON["promises"][1] | {"state": "open", "edit": 92})
        panel = held(open_panel)
        panel.get_by_role("button", name="Yes, promised: bring seed of the yellow beet").click()
        expect(panel.get_by_text("Promised: bring seed of the yellow beet")).to_be_visible()
        assert fake.sent("/promises/6/steps") == [{"action": "confirm"}]

    def test_a_contact_is_one_click(self, open_panel: Open, fake: FakeServer) -> None:
        fake.answer("POST", "/people/7/touches", (201, {"id": 2, "edit": 93}))
        panel = held(open_panel)
        for label, sent in (
            ("We met", {"how": "met", "direction": "both"}),
            ("I wrote, no answer yet", {"how": "message", "direction": "mine"}),
        ):
            keep(panel).get_by_role("button", name=label).click()
            expect(panel.get_by_text("In touch with Tamsin Hedgerow-Okafor today.")).to_be_visible()
            expect(panel.get_by_role("heading", name="Keep in touch")).to_be_focused()
            assert fake.sent("/people/7/touches")[-1] == sent

    def test_help_promises_mode_and_peace_are_told_in_the_last_section(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        fake.answer("POST", "/people/7/exchanges", (201, {"id": 5, "edit": 90}))
        fake.answer("POST", "/exchanges/4/thanks", {"id": 4, "edit": 91})
        fake.answer("POST", "/people/7/promises", (201, {"id": 9, "edit": 92}))
        fake.answer("POST", "/people/7/occasions", (201, {"id": 3, "edit": 93}))

        def changed(body: dict[str, str]) -> dict[str, object]:
            now = cast.PERSON | body
            fake.answer("GET", "/people/7", now)
            return now

        fake.answer("PATCH", "/people/7", changed)
        fake.answer("PUT", "/people/7/rest", {"quiet_until": "9999-12-31", "edit": 93})
        panel = held(open_panel)
        part = keep(panel)
        part.get_by_role("button", name="I thanked them").click()
        expect(panel.get_by_text("You thanked Tamsin Hedgerow-Okafor.")).to_be_visible()
        part.get_by_text("Something passed between you").click()
        part.get_by_label("I helped them").check()
        part.get_by_label("What it was, in a few words").fill("carried water")
        part.get_by_role("button", name="Add").click()
        expect(panel.get_by_text("Kept. Nobody counts.")).to_be_visible()
        part.get_by_text("A promise", exact=True).click()
        part.get_by_label("What", exact=True).fill("lend her a cold frame")
        part.get_by_role("button", name="Add").click()
        expect(panel.get_by_text("The promise is kept in mind.")).to_be_visible()
        part.get_by_text("News of theirs").click()
        part.get_by_label("Work they show").check()
        part.get_by_label("What it is").fill("talk on leeks")
        part.get_by_label("On which day").fill("2026-05-02")
        part.get_by_role("button", name="Add").click()
        expect(panel.get_by_text("Kept, as a ground for a kind word.")).to_be_visible()
        part.get_by_label("Building:").check()
        expect(
            panel.get_by_text("With Tamsin Hedgerow-Okafor you are building a relationship.")
        ).to_be_visible()
        part.get_by_role("button", name="Leave in peace", exact=True).click()
        expect(panel.get_by_text("is left in peace until you say otherwise.")).to_be_visible()
        assert fake.sent("/people/7/exchanges") == [{"way": "from_me", "what": "carried water"}]
        assert fake.sent("/people/7/promises") == [
            {"whose": "mine", "what": "lend her a cold frame", "due": None}
        ]
        assert [body for method, path, body in fake.requests if (method, path) == ("PATCH", "/people/7")] == [
            {"mode": "building"}
        ]
        assert fake.sent("/people/7/occasions") == [
            {"kind": "shows", "text": "talk on leeks", "on": "2026-05-02", "sad": False}
        ]
        assert fake.sent("/people/7/rest") == [{"until": "paused"}]

    def test_a_gift_taken_up_is_asked_about_once_and_the_answer_kept(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        def kept(body: dict[str, object]) -> tuple[int, dict[str, object]]:
            fake.answer("GET", "/people/7", cast.PERSON | {"given": []})
            return 201, {"feedback": 1, "edit": 94, "introduction": None}

        fake.answer("POST", "/feedback", kept)
        panel = held(open_panel)
        keep(panel).get_by_role("button", name="It helped: Share “Kitchens open to growers”").click()
        expect(panel.get_by_text("Good to hear. It is kept as something you gave")).to_be_visible()
        expect(keep(panel).get_by_text("Kitchens open to growers")).to_have_count(0)
        assert fake.sent("/feedback") == [{"suggestion": 12, "verdict": "outcome", "reason": "helped"}]

    def test_a_rhythm_is_set_for_a_person_and_for_a_group(self, open_panel: Open, fake: FakeServer) -> None:
        fake.answer("GET", "/tags", {"tags": [{"tag": "growers", "rhythm_days": 60}], "edit": None})
        for path in ("/people/7/rhythm", "/people/7/tags", "/tags/rhythm"):
            fake.answer("PUT", path, {"edit": 95})
        panel = held(open_panel)
        part = keep(panel)
        opened = part.get_by_text("How often, and in which groups")

        def save(label: str, value: str, said: str) -> None:
            opened.click()
            field = part.get_by_label(label)
            field.fill(value)
            field.press("Enter")
            expect(panel.get_by_text(said)).to_be_visible()

        save("Every how many days (empty", "45", "How often you are in touch with Tamsin")
        save("Groups they are in", "growers, choir", "The groups of Tamsin Hedgerow-Okafor are kept.")
        opened.click()
        expect(part.get_by_label("Every how many days for everybody in “growers”")).to_have_value("60")
        assert_sound(panel, "keep", tall=1180)
        opened.click()
        save("Every how many days for everybody in", "", "those in “growers” is kept.")
        assert fake.sent("/people/7/rhythm") == [{"days": 45}]
        assert fake.sent("/people/7/tags") == [{"tags": ["growers", "choir"]}]
        assert fake.sent("/tags/rhythm") == [{"tag": "growers", "days": None}]

    def test_what_is_being_typed_is_not_overwritten_by_a_late_answer(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        fake.answer("GET", "/tags", {"tags": [{"tag": "growers", "rhythm_days": 60}], "edit": None})
        panel = held(open_panel)
        part = keep(panel)
        opened = part.get_by_text("How often, and in which groups")
        field = part.get_by_label("Every how many days for everybody in “growers”")
        for _ in range(2):
            opened.click()
            expect(field).to_be_visible()
            field.fill("14")
            opened.click()
            expect(field).to_be_hidden()
        opened.click()
        expect(field).to_have_value("14")
        assert [path for method, path, _ in fake.requests if method == "GET"].count("/tags") == 1

    def test_a_refusal_is_a_sentence_and_nothing_moves(self, open_panel: Open, fake: FakeServer) -> None:
        fake.answer("POST", "/people/7/touches", refused(400, "not_yet", "That day has not come yet."))
        panel = held(open_panel)
        keep(panel).get_by_role("button", name="We spoke").click()
        expect(panel.get_by_text("That day has not come yet.")).to_be_visible()


class TestADraft:
    def test_opens_in_a_sheet_to_be_changed_copied_or_taken_to_the_mail_program(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        panel = held(open_panel)
        panel.get_by_role("article").first.get_by_role("button", name="Write").click()
        sheet = panel.get_by_role("dialog", name="A draft for you to send")
        expect(sheet.get_by_label("Your message")).to_have_value(cast.LETTER["text"])
        expect(sheet.get_by_text("To Tamsin Hedgerow-Okafor <tamsin@hedgerow.example.org>")).to_be_visible()
        expect(sheet.get_by_text("it was told to you in confidence")).to_be_visible()
        expect(sheet.get_by_text("Nothing in it that a reader might take amiss.")).to_be_visible()
        mail = sheet.get_by_role("link", name="Open mail")
        expect(mail).to_have_attribute(
            "href", re.compile("^mailto:tamsin%40hedgerow.example.org.subject=A%20list")
        )
        assert fake.sent("/drafts") == [{"suggestion": 21}]
        assert_sound(panel, "draft")
        sheet.get_by_label("Your message").fill("You must answer today.")
        expect(sheet.get_by_text("It leaves no room to say no.")).to_be_visible()
        expect(mail).to_have_attribute("href", re.compile("You%20must%20answer%20today.$"))
        panel.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
        expect(panel.get_by_role("article").first.get_by_role("button", name="Write")).to_be_focused()

    def test_that_cannot_be_written_says_why(self, open_panel: Open, fake: FakeServer) -> None:
        fake.answer("POST", "/drafts", refused(409, "nothing_to_write", "There is nothing to write yet."))
        panel = held(open_panel)
        panel.get_by_role("article").first.press("w")
        sheet = panel.get_by_role("dialog", name="A draft for you to send")
        expect(sheet.get_by_role("alert")).to_have_text("There is nothing to write yet.")
        sheet.get_by_role("button", name="Close").click()
        expect(sheet).to_have_count(0)


class TestUnderWay:
    def test_an_introduction_goes_step_by_step_and_a_yes_says_what_may_be_passed_on(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        fake.answer("GET", "/introductions", {"introductions": [cast.INTRODUCTION]})
        agreed = {"state": "first_agreed", "state_words": "agreed to by one of the two"}
        fake.answer(
            "POST",
            "/introductions/3/steps",
            lambda body: cast.ASKED | {"edit": 91} | (agreed if body["action"] == "first_said_yes" else {}),
        )
        panel = held(open_panel)
        way = panel.get_by_role("region", name="Under way")
        card = way.get_by_role("article", name="Introduce Tamsin Hedgerow-Okafor and Idris Saucepan-Bellamy")
        expect(card).to_contain_text("Ask Tamsin Hedgerow-Okafor first, alone")
        card.get_by_role("button", name="Write to Tamsin Hedgerow-Okafor").click()
        expect(panel.get_by_role("dialog")).to_be_visible()
        assert fake.sent("/drafts") == [{"introduction": 3, "to": "a"}]
        panel.keyboard.press("Escape")
        card.get_by_role("button", name="I have asked them").click()
        expect(way.get_by_text("No answer by 18 May is a no.")).to_be_visible()
        assert_sound(panel, "under-way", tall=1180)
        way.get_by_role("button", name="They said yes").click()
        way.get_by_label("What they are happy for you to pass on").fill("She grows forty kinds.")
        way.locator(".sharing").get_by_role("button", name="They said yes").click()
        expect(way.get_by_text("agreed to by one of the two")).to_be_visible()
        assert fake.sent("/introductions/3/steps") == [
            {"action": "ask_first", "share": ""},
            {"action": "first_said_yes", "share": "She grows forty kinds."},
        ]

    def test_an_ask_is_prepared_with_advice_before_anything_is_written(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        fake.answer("POST", "/asks", (201, cast.ASK | {"edit": 92, "encouragement": "Most people say yes."}))
        fake.answer("POST", "/asks/8/steps", cast.ASK | {"state": "sent", "state_words": "waiting for an answer", "edit": 93,
                    "next": "Wait.", "actions": ["yes", "no", "no_answer"], "advice": []})  # fmt: skip
        panel = held(open_panel)
        panel.get_by_role("button", name="Prepare an ask").click()
        panel.get_by_label("What you ask for").fill("show me how to sow leeks")
        panel.get_by_label("Why you ask them of all people").fill("yours stand straight")
        panel.get_by_label("What are you to them?").select_option("Their client")
        assert_sound(panel, "ask")
        panel.get_by_role("button", name="See what would make it better").click()
        expect(panel.get_by_role("heading", name="Before you send it")).to_be_focused()
        expect(panel.get_by_text("Most people say yes.")).to_be_visible()
        expect(panel.get_by_text("The draft says how to decline; leave that in.")).to_be_visible()
        (sent,) = [body for method, path, body in fake.requests if (method, path) == ("POST", "/asks")]
        assert sent["power"] == "their client"
        assert (sent["person"], sent["minutes"], sent["suggestion"]) == (7, 15, None)
        panel.get_by_role("button", name="I have sent it").click()
        expect(panel.get_by_text("waiting for an answer").first).to_be_visible()
        assert fake.sent("/asks/8/steps") == [{"action": "sent"}]

    def test_an_ask_that_is_taken_up_leads_to_its_preparation(
        self, open_panel: Open, fake: FakeServer
    ) -> None:
        panel = held(open_panel)
        panel.locator(".part.ask summary").first.click()
        panel.get_by_role("article", name="Ask how she keeps slugs off").get_by_role(
            "button", name="Accept"
        ).click()
        expect(panel.get_by_label("What you ask for")).to_have_value(
            "Ask how she keeps slugs off without poison"
        )
        assert fake.sent("/feedback") == [{"suggestion": 24, "verdict": "accepted"}]


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


def test_the_primer_is_taken_step_by_step_and_leaves_something_real_behind(
    alone: Callable[[], Page], fake: FakeServer
) -> None:
    fake.answer("GET", "/primer", cast.PRIMER)
    fake.answer("POST", "/primer/about-me", cast.PRIMER | {"next": "needs", "done": 2, "edit": 91})
    fake.answer("POST", "/primer/marks", cast.PRIMER | {"next": None, "done": 3, "edit": 92})
    panel = alone()
    panel.get_by_text("Begin: six steps, about 5 minutes").click()
    expect(panel.get_by_role("progressbar", name="1 of 6 steps done")).to_be_visible()
    panel.get_by_label("What people could come to you for, one a line").fill(
        "proofreading\n\na cargo bicycle"
    )
    assert_sound(panel, "primer")
    panel.get_by_role("button", name="Save").click()
    expect(panel.get_by_role("heading", name="What you are looking for")).to_be_focused()
    assert fake.sent("/primer/about-me") == [{"offers": ["proofreading", "a cargo bicycle"]}]
    panel.get_by_role("button", name="Not now").click()
    expect(panel.get_by_text("Begin: six steps")).not_to_be_visible()
    assert fake.sent("/primer/marks") == [{"step": "needs", "state": "skipped"}]


def test_for_a_cause_people_are_asked_one_by_one_thanked_and_leave_in_one_click(
    alone: Callable[[], Page], fake: FakeServer
) -> None:
    fake.answer("GET", "/causes", {"causes": [cast.CAUSE]})
    fake.answer("POST", "/causes/2/people", {"people": [cast.CARE], "silence": ""})
    fake.answer("POST", "/causes/2/supporters", (201, {"edit": 91}))
    fake.answer("DELETE", "/causes/2/supporters/7", {"edit": 92})
    fake.answer("POST", "/deeds/6/thanks", {"edit": 93})
    fake.answer("POST", "/causes", (201, {"edit": 90}))
    panel = alone()
    panel.get_by_text("Causes", exact=True).click()
    panel.get_by_role("button", name="Who might care?").click()
    expect(
        panel.get_by_text("“the menu is whatever is ripe”").or_(
            panel.get_by_text("the menu is whatever is ripe")
        )
    ).to_be_visible()
    assert_sound(panel, "causes")
    panel.get_by_role("button", name="Think of asking them: Idris Saucepan-Bellamy").click()
    expect(panel.get_by_text("is somebody to ask. Nobody is asked yet.")).to_be_visible()
    assert fake.sent("/causes/2/supporters") == [{"person": 8, "angle": 1, "interest": 31}]
    panel.get_by_role("button", name="I thanked them: bringing forty envelopes").click()
    expect(panel.get_by_text("You thanked Tamsin Hedgerow-Okafor.")).to_be_visible()
    panel.get_by_role("button", name="They leave: Tamsin Hedgerow-Okafor").click()
    expect(panel.get_by_text("has left. They are not asked again.")).to_be_visible()
    panel.get_by_label("Its name").fill("Bread for all")
    panel.get_by_label("What it is for").fill("an oven in the square")
    panel.get_by_role("button", name="Add", exact=True).click()
    expect(panel.get_by_text("Begun: Bread for all")).to_be_visible()
    assert [body for method, path, body in fake.requests if (method, path) == ("POST", "/causes")] == [
        {"name": "Bread for all", "what_for": "an oven in the square", "angles": []}
    ]


def test_the_panel_begins_with_today_and_what_is_under_way(
    alone: Callable[[], Page], fake: FakeServer
) -> None:
    fake.answer("GET", "/digest", cast.DIGEST)
    fake.answer("GET", "/introductions", {"introductions": [cast.ASKED]})
    fake.answer("GET", "/asks", {"asks": [cast.ASK]})
    panel = alone()
    today = panel.get_by_role("region", name="Today")
    assert [one.split("\n")[0] for one in today.get_by_role("listitem").all_inner_texts()] == [
        "You promised Tamsin this by 8 May: send the list of kitchens.",
        "Thank Idris for this: lending the big pot.",
    ]
    expect(panel.get_by_role("region", name="Under way").get_by_role("article")).to_have_count(2)
    assert_sound(panel, "today", tall=1180)
    today.get_by_role("button", name="Open Tamsin Hedgerow-Okafor").click()
    expect(panel.get_by_role("heading", name="Tamsin Hedgerow-Okafor", exact=True)).to_be_visible()
