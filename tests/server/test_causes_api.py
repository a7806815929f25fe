"""Causes through the API: from the first thought to thanks, one person at a time."""

from __future__ import annotations

from datetime import datetime

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


@pytest.mark.usefixtures("sampled")
def test_a_cause_goes_from_a_thought_to_thanks(panel: Caller) -> None:
    body = {
        "name": "Winter vegetables",
        "what_for": "local vegetables on more tables in winter",
        "angles": ["restaurants that buy heritage vegetables", "noise in schools"],
    }
    cause = panel.post("/causes", body).get_json()
    found = panel.post(f"/causes/{cause['id']}/people", {}).get_json()
    assert found["silence"] == ""
    first = found["people"][0]
    assert first["angle_text"] == "restaurants that buy heritage vegetables"
    assert first["interest"]["evidence"]
    chosen = {
        "person": first["person"]["id"],
        "angle": first["angle"],
        "interest": first["interest"]["facet"],
    }
    place = f"/causes/{cause['id']}/supporters/{chosen['person']}"
    assert panel.post(f"/causes/{cause['id']}/supporters", chosen).get_json()["state"] == "idea"
    wanted = {"cause": cause["id"], "person": chosen["person"]}
    letter = panel.post("/drafts", wanted).get_json()
    assert "restaurants that buy heritage vegetables" in letter["text"]
    assert "I thought of you because of" in letter["text"]
    assert [to["id"] for to in letter["to"]] == [chosen["person"]]
    panel.post(f"{place}/steps", {"action": "ask"})
    assert panel.post(f"{place}/steps", {"action": "yes"}).get_json()["state"] == "supports"
    deed = panel.post(f"{place}/deeds", {"what": "lending the kitchen", "on": "2026-05-04"}).get_json()[
        "deeds"
    ][0]
    thanks = panel.post("/drafts", {"cause": cause["id"], "person": chosen["person"]}).get_json()
    assert "lending the kitchen" in thanks["text"]
    assert panel.post(f"/deeds/{deed['id']}/thanks", {}).get_json()["deeds"][0]["thanked_on"]
    again = panel.post(f"/causes/{cause['id']}/people", {}).get_json()["people"]
    assert chosen["person"] not in [one["person"]["id"] for one in again]
    assert panel("DELETE", place).status_code == 200
    (listed,) = panel.get("/causes").get_json()["causes"]
    assert listed["supporters"][0]["state"] == "left"


@pytest.mark.usefixtures("sampled")
def test_where_nobody_is_near_it_says_so(panel: Caller) -> None:
    body = {"name": "Comets", "what_for": "a telescope that photographs comets"}
    cause = panel.post("/causes", body).get_json()
    found = panel.post(f"/causes/{cause['id']}/people", {}).get_json()
    assert found["people"] == []
    assert "Nobody you know" in found["silence"]


@pytest.mark.usefixtures("sampled")
def test_many_cannot_be_asked_at_once(panel: Caller) -> None:
    cause = panel.post("/causes", {"name": "One", "what_for": "good"}).get_json()
    assert panel.post(f"/causes/{cause['id']}/supporters", {"person": [2, 3]}).status_code == 400
    assert panel.post(f"/causes/{cause['id']}/steps", {"action": "ask"}).status_code == 404


def test_angles_come_and_go_and_a_closed_cause_asks_nobody(panel: Caller) -> None:
    person = panel.post("/people", {"name": "Ada Mill"}).get_json()["id"]
    cause = panel.post("/causes", {"name": "One", "what_for": "good"}).get_json()["id"]
    assert panel.post("/causes", {"name": "one", "what_for": "good"}).status_code == 409
    (angle,) = panel.post(f"/causes/{cause}/angles", {"text": "old grains"}).get_json()["angles"]
    assert panel("DELETE", f"/angles/{angle['id']}").get_json()["angles"] == []
    assert panel("PATCH", f"/causes/{cause}", {"state": "closed"}).get_json()["state"] == "closed"
    assert panel.post(f"/causes/{cause}/supporters", {"person": person}).status_code == 409
