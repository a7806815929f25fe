"""A fortnight of one user's life, told through the API of a real service on a real port, with time passed in.

Lena runs a small press in Ludlow. She knows Tamsin, who grows vegetables, Idris, who cooks them, Bess, who binds books,
Noor, who teaches paper-making, and Samir, who prints.
"""

from __future__ import annotations

import base64
import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from browsers.chromium import free_port

from server import schedule, security
from server.app import create_app
from server.db import connect
from server.settings import Settings

CONNECTIONS = """First Name,Last Name,URL,Email Address,Company,Position,Connected On
Tamsin,Hedgerow,https://www.linkedin.com/in/tamsin-hedgerow-example,tamsin@hedgerow.example.org,Hedgerow Acres,Grower,12 Mar 2024
Bess,Moyo,https://www.linkedin.com/in/bess-moyo-example,,Moyo Bindery,Bookbinder,3 Feb 2023
Noor,Sandstrom,https://www.linkedin.com/in/noor-sandstrom-example,,Paper School,Teacher of paper-making,9 Jan 2022
Samir,Quill,https://www.linkedin.com/in/samir-quill-example,,Quill Print,Printer,1 Jun 2021
"""
IDRIS_URL = "https://ripe-week.example.org/about"
IDRIS_PAGE = {
    "url": IDRIS_URL,
    "title": "Idris Saucepan",
    "jsonld": [
        json.dumps(
            {
                "@context": "https://schema.org",
                "@type": "ProfilePage",
                "mainEntity": {
                    "@type": "Person",
                    "name": "Idris Saucepan",
                    "jobTitle": "Chef at The Ripe Week",
                    "url": IDRIS_URL,
                    "email": "idris@ripe-week.example.org",
                    "description": "Our restaurant orders vegetables every week of the year. I am looking for a local"
                    " grower of heritage vegetables. On 28 April 2026 we won the county prize for cooking.",
                },
            }
        )
    ],
}
SECRET = "she may lose the lease of her second field"


class Clock:
    """Monday 4 May 2026, half past nine; moved on by the story."""

    def __init__(self, start: datetime) -> None:
        self.now = start

    def __call__(self) -> datetime:
        return self.now

    def forward(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass
class Life:
    base: str
    token: str
    clock: Clock
    settings: Settings

    def __call__(self, method: str, path: str, body: Any = None, *, status: int | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.base}/api/v1{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                assert status is None or response.status == status
                return json.load(response)
        except urllib.error.HTTPError as refusal:
            answer = json.load(refusal)
            assert refusal.code == status, (method, path, refusal.code, answer)
            return answer["error"]

    def get(self, path: str) -> Any:
        return self("GET", path)

    def post(self, path: str, body: Any, status: int | None = None) -> Any:
        return self("POST", path, body, status=status)

    def find(self, name: str) -> int:
        (found,) = self.get(f"/people?q={name}")["people"]
        return int(found["id"])

    def suggested(self, person: int, kind: str) -> dict[str, Any]:
        answer = self.post("/suggestions", {"person": person})
        every = [*answer["gives"], *answer["introductions"], *answer["asks"]]
        found = [one for one in every if one["kind"] == kind]
        assert found, (kind, [one["title"] for one in every], answer["silence"])
        return found[0]

    def take_up(self, suggestion: dict[str, Any]) -> dict[str, Any]:
        body = {"suggestion": suggestion["id"], "verdict": "accepted"}
        answer: dict[str, Any] = self.post("/feedback", body, 201)
        return answer

    def step(self, path: str, *actions: str, **more: str) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        for action in actions:
            answer = self.post(f"{path}/steps", {"action": action, **more}, 200)
        return answer

    def today(self) -> list[tuple[str, str]]:
        return [(one["kind"], one["person"]["name"].split()[0]) for one in self.get("/digest")["items"]]

    def night_falls(self, days: int) -> None:
        """Days pass, and with each of them the service's own round."""
        from models.registry import Registry

        for _ in range(days):
            self.clock.forward(1)
            schedule.look(
                self.settings,
                Registry(self.settings.models),
                threading.Event(),
                now=self.clock.now,
                waiting_since=self.clock.now,
            )


@pytest.fixture
def life(tmp_path: Path, models_home: Path, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Life]:
    from werkzeug.serving import make_server

    monkeypatch.setattr(schedule, "retrain_apart", lambda *_: None)  # learning has tests of its own
    settings = Settings(home=tmp_path, port=free_port(), encoder=models_home)
    clock = Clock(now)
    app = create_app(settings, clock=clock)
    server = make_server("127.0.0.1", settings.port, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    db = connect(settings.database)
    _, token = security.issue(db, name="story", origin="", now=now)
    db.close()
    yield Life(f"http://127.0.0.1:{settings.port}", token, clock, settings)
    server.shutdown()
    server.server_close()
    thread.join(timeout=5)


def confirmed(life: Life, person: int, kind: str, text: str) -> None:
    life.post(f"/people/{person}/facets", {"kind": kind, "text": text}, 201)


def test_a_fortnight_of_giving_asking_and_keeping_in_touch(life: Life) -> None:  # noqa: PLR0915 - it is a fortnight
    # Monday: who she is, whom she knows.
    me = life.post("/people", {"name": "Lena Press", "is_me": True, "fields": {}}, 201)["id"]
    confirmed(life, me, "offer", "feedback on websites and menus")
    confirmed(life, me, "need", "a bookbinder for short runs")
    content = base64.b64encode(CONNECTIONS.encode()).decode()
    body = {"filename": "Connections.csv", "content_base64": content, "dry_run": False}
    assert life.post("/imports", body)["counts"]["new"] == 4
    tamsin, bess, noor, samir = (life.find(name) for name in ("Tamsin", "Bess", "Noor", "Samir"))
    for person, band in ((tamsin, "known"), (bess, "close"), (noor, "known"), (samir, "known")):
        life.post("/ties", {"a": me, "b": person, "band": band})

    # A page: Idris, with what he offers, needs and has won. Nothing is kept before she says so.
    seen = life.post("/captures/preview", {"page": IDRIS_PAGE})
    assert life.get("/people?q=Idris")["people"] == []
    kept = {
        "url": seen["url"],
        "title": seen["title"],
        "fields": [{key: one[key] for key in ("field", "value", "source")} for one in seen["fields"]],
        "facets": [
            {key: one[key] for key in ("kind", "text", "evidence", "confidence", "source")}
            for one in seen["facets"]
        ],
        "occasions": [
            {key: one[key] for key in ("kind", "text", "evidence", "on", "sad")} for one in seen["occasions"]
        ],
    }
    idris = life.post("/captures", kept, 201)["person"]["id"]
    life.post("/ties", {"a": me, "b": idris, "band": "known"})
    confirmed(life, idris, "offer", "a restaurant's weekly vegetable order")
    assert life.suggested(idris, "congratulate")["title"] == "Congratulate Idris"

    # A note: a need, a promise by Friday, and something told in confidence.
    noted = life.post(
        f"/people/{tamsin}/notes",
        {
            "text": "Looking for restaurants that order vegetables every week. I'll send her the list of kitchens by"
            f" Friday. Between us, {SECRET}."
        },
        201,
    )
    assert "restaurants" in " ".join(one["text"] for one in noted["proposed"] if one["kind"] == "need")
    for facet in noted["proposed"]:
        life("PATCH", f"/facets/{facet['id']}", {"state": "confirmed"})
    confirmed(life, tamsin, "offer", "weekly deliveries of heritage vegetables")
    (promise,) = [one for one in life.get(f"/people/{tamsin}")["promises"] if one["state"] == "proposed"]
    assert (promise["whose"], promise["due"]) == ("mine", "2026-05-08")
    life.step(f"/promises/{promise['id']}", "confirm")

    # Give first: a page from the library that meets Tamsin's need.
    about = "Restaurants that order vegetables every week, with whom to ask."
    life.post("/resources", {"title": "Restaurants that order vegetables every week", "about": about}, 201)
    share = life.suggested(tamsin, "share")
    draft = life.post("/drafts", {"suggestion": share["id"]})
    assert draft["findings"] == []
    assert draft["to"][0]["email"] == "tamsin@hedgerow.example.org"
    life.take_up(share)
    assert [one["suggestion"] for one in life.get(f"/people/{tamsin}")["given"]] == [share["id"]]
    life.post("/feedback", {"suggestion": share["id"], "verdict": "outcome", "reason": "helped"}, 201)
    assert [one["way"] for one in life.get(f"/people/{tamsin}")["exchanges"]] == ["from_me"]
    assert life.get(f"/people/{tamsin}")["given"] == []

    # Introduce: Tamsin and Idris, asked one after the other.
    idea = life.suggested(tamsin, "introduce")
    assert idea["other"]["id"] == idris or idea["person"]["id"] == idris
    pair = f"/introductions/{life.take_up(idea)['introduction']}"
    letters = []
    begun = life.get(pair)
    letters.append(life.post("/drafts", {"introduction": begun["id"], "to": begun["write_to"][0]})["text"])
    too_soon = life.post(f"{pair}/steps", {"action": "make"}, 409)
    assert "does not follow" in too_soon["message"]
    life.step(pair, "ask_first")
    life.clock.forward(1)  # Tuesday
    life.step(pair, "first_said_yes", share="Glad to be written to.")
    begun = life.get(pair)
    letters.append(life.post("/drafts", {"introduction": begun["id"], "to": begun["write_to"][0]})["text"])
    life.step(pair, "ask_second")
    life.clock.forward(1)  # Wednesday
    assert life.step(pair, "second_said_yes", share="Tuesdays are best.")["state"] == "both_yes"
    both = life.post("/drafts", {"introduction": begun["id"], "to": "both"})["text"]
    assert "Glad to be written to." in both
    assert "Tuesdays are best." in both
    letters.append(both)
    life.step(pair, "make")
    assert any(
        tie["evidence"].startswith("You introduced them") for tie in life.get(f"/people/{idris}")["ties"]
    )

    # Her own idea, Bess and Noor: Bess says no, and nobody learns that it was she.
    own = f"/introductions/{life.post('/introductions', {'a': bess, 'b': noor}, 201)['id']}"
    life.step(own, "ask_first", "declined")
    over = life.get(own)
    assert (over["actions"], over["next"]) == (
        [],
        "It was declined. Nobody need know by whom; leave it there.",
    )
    for to in ("a", "b"):
        refused = life.post("/drafts", {"introduction": over["id"], "to": to}, 409)
        assert refused["code"] == "nothing_to_write"

    # Another, Noor and Samir, meets with silence.
    silent = f"/introductions/{life.post('/introductions', {'a': noor, 'b': samir}, 201)['id']}"
    life.step(silent, "ask_first")

    # An ask of Bess, with a coach and words to decline.
    ask = life.post(
        "/asks",
        {
            "person": bess,
            "what": "look over my price for fifty pamphlets",
            "why_them": "you bind short runs",
            "minutes": 10,
        },
        201,
    )
    assert any("give Bess first" in note for note in ask["advice"])
    draft = life.post("/drafts", {"ask": ask["id"]})
    assert "just say so" in draft["text"]
    letters.append(draft["text"])
    life.step(f"/asks/{ask['id']}", "sent")
    assert ("answer", "Bess") not in life.today(), "an ask is not brought up while its answer is still young"

    # Thursday and Friday: the promise comes first of everything, and is kept.
    life.clock.forward(2)
    assert life.today()[0] == ("promise_mine", "Tamsin")
    letters.append(life.post("/drafts", {"promise": promise["id"]})["text"])
    life.step(f"/promises/{promise['id']}", "kept")
    assert ("promise_mine", "Tamsin") not in life.today()

    # The second Monday: Bess said yes and helped; she is thanked, and it is passed on.
    life.clock.forward(3)
    life.step(f"/asks/{ask['id']}", "yes", "thank")
    life.post(f"/people/{bess}/exchanges", {"way": "to_me", "what": "lending me a nipping press"}, 201)
    assert ("thanks", "Bess") in life.today()
    thank = life.suggested(bess, "thank")
    letters.append(life.post("/drafts", {"suggestion": thank["id"]})["text"])
    life.take_up(thank)
    assert ("thanks", "Bess") not in life.today()
    received = life.get(f"/people/{bess}")["exchanges"][0]
    onward = {"way": "onward", "what": "lending Samir the press for a week", "passes_on": received["id"]}
    life.post(f"/people/{samir}/exchanges", onward, 201)
    assert life.get(f"/people/{bess}")["exchanges"][0]["passed_on"]

    # Two kinds of tie, two cadences; and after two unanswered letters it goes quiet.
    life("PATCH", f"/people/{bess}", {"mode": "building"})
    life("PATCH", f"/people/{noor}", {"mode": "exchange"})
    assert (
        life.get(f"/people/{bess}")["keeping"]["rhythm_days"]
        < life.get(f"/people/{noor}")["keeping"]["rhythm_days"]
    )
    for _ in range(2):
        life.post(f"/people/{samir}/touches", {"how": "message", "direction": "mine"}, 201)
        life.clock.forward(1)
    quiet = life.get(f"/people/{samir}")["keeping"]
    assert "Samir" in quiet["quiet"]
    assert quiet["next"] == "Leave Samir in peace for now."

    # A fortnight after it was asked, the silence is a no, and nobody was nudged.
    life.night_falls(9)
    assert life.get(silent)["state"] == "lapsed"
    assert life.get(pair)["state"] == "made", "what was made does not lapse"

    # Three weeks after it was made: how did it go? They met, and are thanked.
    life.night_falls(9)
    assert ("introduction", life.get(pair)["a"]["name"].split()[0]) in life.today()
    met = life.step(pair, "met")
    letters += [life.post("/drafts", {"introduction": met["id"], "to": to})["text"] for to in met["write_to"]]
    assert life.step(pair, "thank")["state"] == "thanked"
    assert [one["action"] for one in life.get(pair)["history"]][-3:] == ["make", "met", "thank"]

    # No letter told what was told in confidence, and every one that asks says how to decline.
    assert not [text for text in letters if "lease" in text or "second field" in text]
    assert all("just say so" in text for text in letters[:2])

    # One undo takes one thing back.
    last = life.get("/edits")["edits"][0]
    life.post(f"/edits/{last['id']}/undo", {})
    assert life.get(pair)["state"] == "met"
