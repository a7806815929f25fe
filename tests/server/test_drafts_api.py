"""Drafts and phrases as the panel asks for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from callers import Caller
from flask_openapi3 import OpenAPI

from server.db import connect
from server.sample import load_sample
from server.settings import Settings


@pytest.fixture
def sampled(app: OpenAPI, settings: Settings, now: datetime) -> None:
    db = connect(settings.database)
    load_sample(db, now)
    db.close()


def suggestions_for(panel: Caller, name: str) -> dict[str, Any]:
    (card,) = panel.get(f"/people?q={name}").get_json()["people"]
    found: dict[str, Any] = panel.post("/suggestions", {"person": card["id"]}).get_json()
    return found


@pytest.mark.usefixtures("sampled")
class TestDrafts:
    def test_whatever_is_suggested_for_the_sample_can_be_written(self, panel: Caller) -> None:
        seen = set()
        for card in panel.get("/people?limit=15").get_json()["people"]:
            answer = panel.post("/suggestions", {"person": card["id"]}).get_json()
            for one in [*answer["gives"], *answer["introductions"], *answer["asks"]]:
                draft = panel.post("/drafts", {"suggestion": one["id"]})
                assert draft.status_code == 200, draft.get_json()
                letter = draft.get_json()
                assert letter["subject"]
                assert letter["text"].startswith("Hello ")
                assert {to["id"] for to in letter["to"]} <= {
                    one["person"]["id"],
                    (one["other"] or {}).get("id"),
                }
                assert "{" not in letter["text"]
                seen.add(one["kind"])
        assert {"introduce", "share"} <= seen

    def test_the_reader_comes_with_the_address_that_is_kept(self, panel: Caller) -> None:
        idea = suggestions_for(panel, "Idris")["introductions"][0]
        (reader,) = panel.post("/drafts", {"suggestion": idea["id"]}).get_json()["to"]
        assert reader["email"] in ("idris@patient-onion.example.com", "tamsin@elevenacre.example.org")

    def test_a_begun_introduction_is_written_about_to_one_or_both(self, panel: Caller) -> None:
        idea = suggestions_for(panel, "Idris")["introductions"][0]
        begun = panel.post("/feedback", {"suggestion": idea["id"], "verdict": "accepted"}).get_json()
        body = {"introduction": begun["introduction"], "to": "both"}
        assert panel.post("/drafts", body).get_json()["error"]["code"] == "not_both"
        alone = [panel.post("/drafts", body | {"to": to}).status_code for to in ("a", "b")]
        assert sorted(alone) == [200, 409], "only the one who is asked first"

    def test_other_words_need_a_language_model_of_ones_own(self, panel: Caller) -> None:
        idea = suggestions_for(panel, "Idris")["introductions"][0]
        usual = panel.post("/drafts", {"suggestion": idea["id"]}).get_json()
        draft = panel.post("/drafts", {"suggestion": idea["id"], "reword": True}).get_json()
        assert (draft["text"], draft["reworded"]) == (usual["text"], False)
        assert "No language model is set up" in draft["note"]

    @pytest.mark.parametrize(
        "body", [{}, {"suggestion": 1, "ask": 1}, {"introduction": 1}, {"ask": 1, "to": "a"}]
    )
    def test_a_draft_is_for_one_thing(self, panel: Caller, body: dict[str, Any]) -> None:
        answer = panel.post("/drafts", body)
        assert answer.status_code == 400
        assert answer.get_json()["error"]["code"] == "which_draft"

    def test_a_text_of_ones_own_is_read_for_what_may_be_taken_amiss(self, panel: Caller) -> None:
        text = "Hello Ada, you owe me one after all I did for you, so could you send me the list today?"
        found = panel.post("/drafts/check", {"text": text}).get_json()["findings"]
        assert all(text[one["start"] :].startswith(one["quote"]) for one in found)


def test_phrases_are_changed_one_at_a_time_and_taken_back(panel: Caller) -> None:
    assert panel("PUT", "/phrases", {"greeting": "Dear"}).get_json()["own"] == ["greeting"]
    assert panel("PUT", "/phrases", {"sign_off": "Yours"}).get_json()["greeting"] == "Dear"
    answer = panel("PUT", "/phrases", {"greeting": ""}).get_json()
    assert (answer["greeting"], answer["own"]) == ("Hello", ["sign_off"])
    assert panel.get("/phrases").get_json() == answer
