"""What happened is a ground for a small give: thanks for help, a word on news, and each only once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from callers import Caller

Add = Callable[..., int]

URL = "https://mill.example.org/about"
NEWS = {
    "url": URL,
    "title": "Ana Mill",
    "jsonld": [
        '{"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ana Mill",'
        ' "url": "https://mill.example.org/about", "description": "I weave linen in a mill by the river.'
        " On 20 April 2026 we won the county prize for cloth. I will publish a book one day."
        ' I gave a talk on flax on 2 May 2026."}}'
    ],
}


@pytest.fixture
def ana(person: Add) -> int:
    person("Me Myself", me=True)
    return person("Ana Mill")


def gives(panel: Caller, person: int) -> list[dict[str, Any]]:
    answer = panel.post("/suggestions", {"person": person}).get_json()
    found: list[dict[str, Any]] = answer["gives"]
    return found


def kinds(panel: Caller, person: int) -> set[str]:
    return {one["kind"] for one in gives(panel, person)}


def take_up(panel: Caller, person: int, kind: str, **more: str) -> dict[str, Any]:
    (one,) = [one for one in gives(panel, person) if one["kind"] == kind]
    done = panel.post("/feedback", {"suggestion": one["id"], "verdict": "accepted"} | more)
    assert done.status_code == 201
    taken: dict[str, Any] = done.get_json()
    return taken


def news(panel: Caller, person: int, text: str = "winning the county prize", **more: Any) -> Any:
    return panel.post(
        f"/people/{person}/occasions", {"kind": "event", "text": text, "on": "2026-04-20"} | more
    )


def test_help_received_is_thanked_for_once_and_then_may_be_vouched_for(panel: Caller, ana: int) -> None:
    helped = {"way": "to_me", "what": "reading my draft", "on": "2026-04-20"}
    assert panel.post(f"/people/{ana}/exchanges", helped).status_code == 201
    (thank,) = gives(panel, ana)
    assert (thank["kind"], thank["title"]) == ("thank", "Thank Ana for reading my draft")
    assert thank["moment"] == "Today. Late thanks are still thanks."
    assert thank["must_not"].startswith("Not a new ask")
    taken = take_up(panel, ana, "thank")
    assert kinds(panel, ana) == {"endorse"}, "nothing is vouched for before it was thanked for"
    panel.post(f"/edits/{taken['edit']}/undo", {})
    assert kinds(panel, ana) == {"thank"}
    assert panel.post(f"/people/{ana}/exchanges", helped | {"what": "lending a loom"}).status_code == 201
    take_up(panel, ana, "thank")
    assert kinds(panel, ana) == {"thank", "endorse"}, "thanks for one kindness are not thanks for the next"


def test_news_is_congratulated_on_once(panel: Caller, ana: int) -> None:
    assert kinds(panel, ana) == set()
    kept = news(panel, ana).get_json()
    (one,) = gives(panel, ana)
    assert (one["kind"], one["title"], one["occasion"]) == ("congratulate", "Congratulate Ana", kept["id"])
    take_up(panel, ana, "congratulate")
    assert kinds(panel, ana) == set()
    assert panel.get(f"/people/{ana}/occasions").get_json()["occasions"][0]["state"] == "done"


def test_a_loss_gets_a_few_lines_and_no_congratulation(panel: Caller, ana: int) -> None:
    news(panel, ana, "the mill burnt down", sad=True)
    (one,) = gives(panel, ana)
    assert one["title"] == "Write Ana a few lines"


def test_news_waved_away_does_not_come_back_with_the_next_reading_of_the_page(
    panel: Caller, ana: int
) -> None:
    news(panel, ana)
    (one,) = gives(panel, ana)
    panel.post("/feedback", {"suggestion": one["id"], "verdict": "dismissed", "reason": "wrong_facts"})
    news(panel, ana)
    assert kinds(panel, ana) == set()


def test_what_has_not_happened_yet_is_no_news(panel: Caller, ana: int) -> None:
    refused = news(panel, ana, on="2026-05-05")
    assert (refused.status_code, refused.get_json()["error"]["code"]) == (400, "not_yet")


def test_dated_news_of_a_page_are_proposed_kept_with_their_words_and_lead_to_a_kind_line(
    panel: Caller, ana: int
) -> None:
    seen = panel.post("/captures/preview", {"page": NEWS}).get_json()
    said = {(one["kind"], one["text"], one["on"]) for one in seen["occasions"]}
    assert said == {
        ("event", "winning the county prize for cloth", "2026-04-20"),
        ("shows", "talk on flax", "2026-05-02"),
    }
    kept = [
        {name: one[name] for name in ("kind", "text", "evidence", "on", "sad")} for one in seen["occasions"]
    ]
    done = panel.post("/captures", {"url": URL, "person": ana, "occasions": kept})
    assert done.status_code == 201
    found = {one["kind"]: one for one in gives(panel, ana)}
    assert found["amplify"]["title"] == "Pass on Ana's talk on flax"
    sentences = [reason["sentence"] for reason in found["congratulate"]["reasons"]]
    assert "In their words: “On 20 April 2026 we won the county prize for cloth”." in sentences


class TestTheWeeksGiving:
    @pytest.fixture
    def mender(self, person: Add) -> int:
        """Somebody whom the user could help with four things, a quarter of an hour each."""
        person("Me Myself", me=True, offers=("law", "tax", "website feedback"))
        return person("Bo Loaf", needs=("law", "feedback on a website"))

    def test_is_told_once_something_was_given(self, panel: Caller, mender: int) -> None:
        first = panel.post("/suggestions", {"person": mender}).get_json()
        assert first["giving"] == ""
        take_up(panel, mender, "feedback")
        then = panel.post("/suggestions", {"person": mender}).get_json()
        assert then["giving"] == "Of the 60 minutes you set aside for giving in a week, 40 are left."

    def test_is_not_overdrawn_though_thanks_are_always_due(
        self, panel: Caller, mender: int, person: Add
    ) -> None:
        for name in ("Cy Fold", "Di Dell", "Ed Elm"):
            take_up(panel, person(name, needs=("feedback on a website",)), "feedback")
        panel.post(
            f"/people/{mender}/exchanges", {"way": "to_me", "what": "lending a van", "on": "2026-04-20"}
        )
        answer = panel.post("/suggestions", {"person": mender}).get_json()
        assert [one["kind"] for one in answer["gives"]] == ["thank"]
        assert "more than the time you set aside for giving this week" in answer["silence"][-1]
