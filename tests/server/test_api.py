"""The API as its clients use it: the sample network, suggestions, feedback, edits, captures, imports."""

from __future__ import annotations

import base64
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
    """The service with the sample network loaded."""
    db = connect(settings.database)
    load_sample(db, now)
    db.close()


def find(panel: Caller, words: str) -> int:
    (card,) = panel.get(f"/people?q={words.replace(' ', '+')}").get_json()["people"]
    return int(card["id"])


@pytest.mark.usefixtures("sampled")
class TestSuggestions:
    def test_the_networks_ideas_carry_both_reasons_quoted_and_one_against(self, panel: Caller) -> None:
        ideas = panel.post("/introductions/ideas", {"limit": 5}).get_json()["introductions"]
        assert len(ideas) == 5
        for idea in ideas:
            assert idea["kind"] == "introduce"
            assert idea["band"] in ("strong", "fair", "faint")
            assert len(idea["reasons"]) == 2
            assert all(reason["need"]["text"] and reason["offer"]["text"] for reason in idea["reasons"])
            assert idea["counter"]
            assert idea["decline"]

    def test_what_was_shown_is_kept_with_its_features(self, panel: Caller, settings: Settings) -> None:
        ideas = panel.post("/introductions/ideas", {"limit": 3, "surface": "panel"}).get_json()
        db = connect(settings.database)
        rows = list(db.query("select * from suggestions order by position"))
        db.close()
        assert [row["id"] for row in rows] == [idea["id"] for idea in ideas["introductions"]]
        assert {row["surface"] for row in rows} == {"panel"}
        assert {row["model"] for row in rows} == {ideas["model"]}
        assert all("log_benefit_a" in row["features"] for row in rows)

    def test_an_accepted_introduction_is_kept_as_an_idea_and_not_proposed_again(self, panel: Caller) -> None:
        first = panel.post("/introductions/ideas", {"limit": 1}).get_json()["introductions"][0]
        done = panel.post("/feedback", {"suggestion": first["id"], "verdict": "accepted"})
        assert done.status_code == 201
        (begun,) = panel.get("/introductions").get_json()["introductions"]
        assert begun["state"] == "idea"
        assert {begun["a"]["id"], begun["b"]["id"]} == {first["person"]["id"], first["other"]["id"]}
        assert not self.proposed(panel, first)

    def test_a_dismissed_one_rests_until_the_dismissal_is_undone(self, panel: Caller) -> None:
        first = panel.post("/introductions/ideas", {"limit": 1}).get_json()["introductions"][0]
        body = {"suggestion": first["id"], "verdict": "dismissed", "reason": "bad_timing"}
        edit = panel.post("/feedback", body).get_json()["edit"]
        assert not self.proposed(panel, first)
        panel.post(f"/edits/{edit}/undo", {})
        assert self.proposed(panel, first)

    def proposed(self, panel: Caller, idea: dict[str, Any]) -> bool:
        ideas = panel.post("/introductions/ideas", {"limit": 50}).get_json()["introductions"]
        pairs = [{one["person"]["id"], one["other"]["id"]} for one in ideas]
        return {idea["person"]["id"], idea["other"]["id"]} in pairs

    def test_a_dismissed_give_is_not_shown_the_next_time(self, panel: Caller) -> None:
        for card in panel.get("/people?limit=500").get_json()["people"]:
            answer = panel.post("/suggestions", {"person": card["id"]}).get_json()
            if answer["gives"]:
                break
        give = answer["gives"][0]
        panel.post("/feedback", {"suggestion": give["id"], "verdict": "dismissed", "reason": "not_relevant"})
        again = panel.post("/suggestions", {"person": card["id"]}).get_json()["gives"]
        assert give["title"] not in [one["title"] for one in again]

    def test_a_snooze_needs_a_day_to_come_back_on(self, panel: Caller) -> None:
        first = panel.post("/introductions/ideas", {"limit": 1}).get_json()["introductions"][0]
        refused = panel.post("/feedback", {"suggestion": first["id"], "verdict": "snoozed"})
        assert refused.get_json()["error"]["code"] == "no_until"
        body = {"suggestion": first["id"], "verdict": "snoozed", "until": "2026-05-11"}
        assert panel.post("/feedback", body).status_code == 201
        assert not self.proposed(panel, first)

    def test_nobody_is_asked_without_words_to_decline(self, panel: Caller) -> None:
        for card in panel.get("/people?limit=500").get_json()["people"]:
            answer = panel.post("/suggestions", {"person": card["id"]}).get_json()
            assert all(one["decline"] for one in answer["asks"] + answer["introductions"])
            if not (answer["gives"] or answer["introductions"] or answer["asks"]):
                assert answer["silence"], card["name"]


class TestPeople:
    def test_every_value_of_a_person_says_where_it_is_from(self, panel: Caller) -> None:
        made = panel.post("/people", {"name": "Ada Example", "fields": {"organisation": "Mill"}}).get_json()
        assert {(row["field"], row["value"], row["source"]) for row in made["fields"]} == {
            ("name", "Ada Example", "you"),
            ("organisation", "Mill", "you"),
        }

    def test_an_emptied_field_takes_the_correction_back(self, panel: Caller) -> None:
        ada = panel.post("/people", {"name": "Ada Example", "fields": {"place": "Mill"}}).get_json()["id"]
        assert panel("PATCH", f"/people/{ada}", {"fields": {"place": ""}}).get_json()["place"] == ""

    def test_someone_may_be_left_in_peace(self, panel: Caller) -> None:
        ada = panel.post("/people", {"name": "Ada Example"}).get_json()["id"]
        changed = panel("PATCH", f"/people/{ada}", {"introducible": False, "capacity": 1}).get_json()
        assert (changed["introducible"], changed["suggestible"], changed["capacity"]) == (False, True, 1)

    def test_a_note_proposes_and_the_user_decides(self, panel: Caller) -> None:
        ada = panel.post("/people", {"name": "Ada Example"}).get_json()["id"]
        noted = panel.post(
            f"/people/{ada}/notes", {"text": "Met at the fair. She is looking for a CTO."}
        ).get_json()
        (need,) = [one for one in noted["proposed"] if one["kind"] == "need"]
        assert "CTO" in need["text"]
        assert need["evidence"] in "Met at the fair. She is looking for a CTO."
        assert need["state"] == "proposed"
        assert (
            panel("PATCH", f"/facets/{need['id']}", {"state": "confirmed"}).get_json()["state"] == "confirmed"
        )
        corrected = panel("PATCH", f"/facets/{need['id']}", {"text": "a part-time CTO"}).get_json()
        assert (corrected["text"], corrected["state"]) == ("a part-time CTO", "confirmed")
        panel("PATCH", f"/facets/{need['id']}", {"state": "rejected"})
        assert panel.get(f"/people/{ada}").get_json()["facets"] == []
        again = panel.post(f"/people/{ada}/notes", {"text": "Met at the fair. She is looking for a CTO."})
        assert again.status_code == 201
        assert need["text"] not in [row["text"] for row in panel.get(f"/people/{ada}").get_json()["facets"]]

    def test_two_entries_of_one_person_become_one_and_can_be_parted(self, panel: Caller) -> None:
        one = panel.post("/people", {"name": "Ada Example"}).get_json()["id"]
        two = panel.post(
            "/people", {"name": "A. Example", "fields": {"email": "ada@example.org"}}
        ).get_json()["id"]
        merged = panel.post(f"/people/{one}/merge", {"other": two}).get_json()
        assert "ada@example.org" in [row["value"] for row in merged["person"]["fields"]]
        assert len(panel.get("/people").get_json()["people"]) == 1
        panel.post(f"/edits/{merged['edit']}/undo", {})
        assert len(panel.get("/people").get_json()["people"]) == 2

    def test_ties_join_two_and_come_off_again(self, panel: Caller) -> None:
        ada, bo = (
            panel.post("/people", {"name": name}).get_json()["id"] for name in ("Ada Example", "Bo Example")
        )
        tie = panel.post(
            "/ties", {"a": bo, "b": ada, "band": "close", "evidence": "at school together"}
        ).get_json()
        (shown,) = panel.get(f"/ties?person={ada}").get_json()["ties"]
        assert (shown["person"]["name"], shown["band"]) == ("Bo Example", "close")
        panel("DELETE", f"/ties/{tie['id']}")
        assert panel.get(f"/ties?person={ada}").get_json()["ties"] == []


PAGE = """<html lang="en"><head><title>Ada Example</title><script type="application/ld+json">
{"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ada Example",
 "jobTitle": "Miller", "worksFor": {"@type": "Organization", "name": "Example Mill"},
 "description": "I mill heritage wheat. I am looking for a baker who wants to experiment.",
 "email": "ada@example.org"}}</script></head><body><main><h1>Ada Example</h1>
<p>I mill heritage wheat. I am looking for a baker who wants to experiment.</p></main></body></html>"""


class TestCaptures:
    def payload(self, html: str = PAGE, url: str = "https://ada.example.org/") -> dict[str, Any]:
        from server.pages.gather import gather  # the same gathering as the extension's

        return gather(html, url)

    def preview(self, panel: Caller) -> dict[str, Any]:
        answer = panel.post("/captures/preview", {"page": self.payload()})
        assert answer.status_code == 200, answer.get_json()
        return dict(answer.get_json())

    def keep(self, panel: Caller, preview: dict[str, Any], **changes: Any) -> Any:
        body = {
            "url": preview["url"],
            "title": preview["title"],
            "fields": [
                {name: row[name] for name in ("field", "value", "source")}
                for row in preview["fields"]
                if row["kept"]
            ],
            "facets": [
                {name: row[name] for name in ("kind", "text", "evidence", "confidence", "source")}
                for row in preview["facets"]
            ],
        }
        return panel.post("/captures", body | changes)

    def test_a_preview_stores_nothing(self, panel: Caller) -> None:
        shown = self.preview(panel)
        assert (shown["kind"], shown["name"]) == ("profile", "Ada Example")
        assert panel.get("/people").get_json()["people"] == []

    def test_what_is_ticked_is_kept_and_an_address_to_reach_somebody_is_not_ticked(
        self, panel: Caller
    ) -> None:
        saved = self.keep(panel, self.preview(panel)).get_json()["person"]
        assert (saved["name"], saved["organisation"]) == ("Ada Example", "Example Mill")
        assert "email" not in [row["field"] for row in saved["fields"]]
        assert {row["source"] for row in saved["fields"]} == {"ada.example.org"}
        assert {row["observed_on"] for row in saved["fields"]} == {"2026-05-04"}
        (need,) = [row for row in saved["facets"] if row["kind"] == "need"]
        assert "baker" in need["text"]
        assert need["evidence"] in PAGE

    def test_the_same_page_again_is_the_same_person_and_changes_nothing(self, panel: Caller) -> None:
        first = self.keep(panel, self.preview(panel)).get_json()
        again = self.preview(panel)
        assert again["match"]["person"]["id"] == first["person"]["id"]
        assert all(row["known"] for row in again["fields"] if row["kept"])
        second = self.keep(panel, again).get_json()
        assert second["person"]["id"] == first["person"]["id"]
        assert (second["counts"]["new"], second["counts"]["updated"]) == (0, 0)

    def test_a_name_alone_never_decides_who_it_is(self, panel: Caller) -> None:
        held = panel.post(
            "/people", {"name": "Ada Example", "fields": {"organisation": "Another House"}}
        ).get_json()
        preview = self.preview(panel)
        assert preview["match"]["person"] is None
        assert [card["id"] for card in preview["match"]["ambiguous"]] == [held["id"]]
        refused = self.keep(panel, preview)
        assert (refused.status_code, refused.get_json()["error"]["code"]) == (409, "which_person")
        assert self.keep(panel, preview, person="new").get_json()["person"]["id"] != held["id"]
        assert self.keep(panel, preview, person=held["id"]).get_json()["person"]["id"] == held["id"]

    def test_a_capture_can_be_undone(self, panel: Caller) -> None:
        edit = self.keep(panel, self.preview(panel)).get_json()["edit"]
        panel.post(f"/edits/{edit}/undo", {})
        assert panel.get("/people").get_json()["people"] == []

    def test_looking_up_tells_who_is_known_and_stores_nothing(self, panel: Caller) -> None:
        ask = {"url": "https://ada.example.org/?utm_source=x", "name": "Ada Example"}
        assert panel.post("/lookups", ask).get_json()["person"] is None
        self.keep(panel, self.preview(panel))
        assert panel.post("/lookups", ask).get_json()["person"]["name"] == "Ada Example"

    def test_a_page_that_is_no_profile_says_so(self, panel: Caller) -> None:
        html = (
            "<title>Ten ways to prune</title><main><h1>Ten ways to prune</h1><p>Cut above the bud.</p></main>"
        )
        answer = panel.post("/captures/preview", {"page": self.payload(html, "https://garden.example/prune")})
        assert answer.get_json()["kind"] == "page"


class TestImports:
    CSV = (
        'Notes:\n"A note."\n\nFirst Name,Last Name,URL,Email Address,Company,Position,Connected On\n'
        "Ada,Example,https://www.linkedin.com/in/ada-example,,Mill,Miller,12 Mar 2024\n"
    )

    def send(self, panel: Caller, **more: Any) -> dict[str, Any]:
        content = base64.b64encode(self.CSV.encode()).decode()
        body = {"filename": "Connections.csv", "content_base64": content, **more}
        answer = panel.post("/imports", body)
        assert answer.status_code == 200, answer.get_json()
        return dict(answer.get_json())

    def test_a_dry_run_shows_and_changes_nothing(self, panel: Caller) -> None:
        assert self.send(panel, dry_run=True)["counts"]["new"] == 1
        assert panel.get("/people?q=Ada").get_json()["people"] == []

    def test_the_same_file_twice_changes_nothing(self, panel: Caller) -> None:
        assert self.send(panel)["counts"]["new"] == 1
        assert self.send(panel)["counts"] == {"new": 0, "updated": 0, "unchanged": 1, "refused": 0}

    def test_an_import_is_one_edit_that_can_be_undone(self, panel: Caller) -> None:
        edit = self.send(panel)["edit"]
        panel.post(f"/edits/{edit}/undo", {})
        assert panel.get("/people?q=Ada").get_json()["people"] == []

    def test_what_did_not_arrive_whole_is_a_sentence(self, panel: Caller) -> None:
        answer = panel.post("/imports", {"filename": "x.csv", "content_base64": "%%%"})
        assert answer.get_json()["error"]["code"] == "bad_base64"


@pytest.mark.usefixtures("sampled")
class TestResources:
    def test_a_page_finds_who_has_a_need_it_meets_and_is_not_kept(self, panel: Caller) -> None:
        page = {
            "title": "How to recognise leaf disease early",
            "text": "Pictures of diseased apple leaves, week by week.",
        }
        found = panel.post("/resources/matches", page).get_json()["matches"]
        assert "Benedikta" in found[0]["person"]["name"]
        assert "leaf disease" in found[0]["need"]["evidence"]
        assert page["title"] not in [one["title"] for one in panel.get("/resources").get_json()["resources"]]

    def test_a_page_that_nobody_needs_finds_nobody(self, panel: Caller) -> None:
        page = {"title": "Results of the third division", "text": "United lost at home on Saturday."}
        assert panel.post("/resources/matches", page).get_json()["matches"] == []

    def test_the_same_page_saved_twice_is_one(self, panel: Caller) -> None:
        page = {"title": "On pruning", "url": "https://example.org/pruning"}
        first, second = (panel.post("/resources", page).get_json() for _ in range(2))
        assert first["resource"]["id"] == second["resource"]["id"]
        assert second["edit"] is None
