"""Long work over the API: begun, looked at, cancelled; what comes of it is what the direct way answers."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from callers import Caller
from flask_openapi3 import OpenAPI
from sqlite_utils import Database

from server.advice import Advisor
from server.app import create_app
from server.db import connect
from server.equipment import Equipment
from server.importers import keeping
from server.joblist import JobList
from server.sample import load_sample
from server.settings import Settings
from server.store import people

NAMES = ["Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Gale", "Heath", "Iris", "Juniper"]
CSV = "First Name,Last Name,URL,Connected On\n" + "".join(
    f"{name},Row{i},https://www.linkedin.com/in/{name.lower()}{i},12 Mar 2024\n"
    for i in range(30)
    for name in NAMES
)
"""Three hundred people, so that an import of them tells three times how far it is."""
FILE = {"filename": "Connections.csv", "content_base64": base64.b64encode(CSV.encode()).decode()}


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(now: datetime) -> Clock:
    return Clock(now)


@pytest.fixture
def later() -> list[Callable[[], None]]:
    """What is put off until the test does it."""
    return []


@pytest.fixture(scope="module")
def equipment(tmp_path_factory: pytest.TempPathFactory, models_home: Path) -> Equipment:
    """The models, loaded once."""
    return Equipment(Settings(home=tmp_path_factory.mktemp("equipment"), encoder=models_home))


@pytest.fixture
def app(settings: Settings, clock: Clock, equipment: Equipment, later: list[Callable[[], None]]) -> OpenAPI:
    return create_app(settings, clock=clock, advisor=Advisor(settings, equipment), apart=later.append)


@pytest.fixture
def held(app: OpenAPI, settings: Settings) -> Iterator[Database]:
    """The application's database, to look at from outside."""
    opened = connect(settings.database)
    yield opened
    opened.close()


@pytest.fixture
def sampled(held: Database, now: datetime) -> None:
    load_sample(held, now)


def begin(caller: Caller, what: str, body: Any) -> dict[str, Any]:
    answer = caller.post(f"/jobs/{what}", body)
    assert answer.status_code == 202, answer.get_json()
    return dict(answer.get_json())


def look(caller: Caller, job: dict[str, Any]) -> dict[str, Any]:
    answer = caller.get(f"/jobs/{job['id']}")
    assert answer.status_code == 200, answer.get_json()
    return dict(answer.get_json())


@pytest.fixture
def at_the_first_word(app: OpenAPI, monkeypatch: pytest.MonkeyPatch) -> list[Callable[[], None]]:
    """What is put here happens when the work in hand first tells that rows or pairs are done."""
    happening: list[Callable[[], None]] = []
    jobs: JobList = app.extensions["comity"].jobs
    tell = jobs._tell

    def telling(id: str, share: float, sentence: str) -> None:
        tell(id, share, sentence)
        if happening and share > 0:
            happening.pop()()

    monkeypatch.setattr(jobs, "_tell", telling)
    return happening


@pytest.mark.usefixtures("sampled")
class TestTheWholeNetwork:
    def test_looked_through_as_a_job_it_answers_what_it_answers_directly(
        self, panel: Caller, held: Database, later: list[Callable[[], None]]
    ) -> None:
        directly = panel.post("/introductions/ideas", {"limit": 5}).get_json()
        held["suggestions"].delete_where()  # what was shown lately comes later
        job = begin(panel, "introductions", {"limit": 5})
        assert (job["kind"], job["state"], job["share"], job["result"]) == (
            "introductions",
            "queued",
            0,
            None,
        )
        later.pop()()
        done = look(panel, job)
        assert (done["state"], done["share"], done["error"]) == ("done", 1, None)
        assert titles(done) == [one["title"] for one in directly["introductions"]]
        assert done["result"]["model"] == directly["model"]

    def test_how_far_it_is_can_be_seen_meanwhile(
        self, panel: Caller, later: list[Callable[[], None]], at_the_first_word: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "introductions", {})
        seen = []
        at_the_first_word.append(lambda: seen.append(look(panel, job)))
        later.pop()()
        (halfway,) = seen
        assert halfway["state"] == "running"
        assert 0 < halfway["share"] < 1
        assert halfway["sentence"].startswith(("Comparing", "Weighing"))

    def test_cancelled_it_stops_soon_and_nothing_counts_as_shown(
        self,
        panel: Caller,
        held: Database,
        later: list[Callable[[], None]],
        at_the_first_word: list[Callable[[], None]],
    ) -> None:
        job = begin(panel, "introductions", {})
        at_the_first_word.append(lambda: panel("DELETE", f"/jobs/{job['id']}"))
        later.pop()()
        ended = look(panel, job)
        assert (ended["state"], ended["result"]) == ("cancelled", None)
        assert ended["sentence"] == "It was cancelled; nothing has changed."
        assert held["suggestions"].count == 0

    def test_cancelled_at_the_very_end_nothing_counts_as_shown_either(
        self,
        panel: Caller,
        held: Database,
        later: list[Callable[[], None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        from recommender import introductions

        job = begin(panel, "introductions", {})
        share_out = introductions.plan

        def planned(*given: Any, **named: Any) -> Any:
            made = share_out(*given, **named)
            panel("DELETE", f"/jobs/{job['id']}")
            return made

        monkeypatch.setattr(introductions, "plan", planned)
        later.pop()()
        assert look(panel, job)["state"] == "cancelled"
        assert held["suggestions"].count == 0

    def test_cancelled_before_its_turn_it_is_never_begun(
        self, panel: Caller, held: Database, later: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "introductions", {})
        assert panel("DELETE", f"/jobs/{job['id']}").get_json()["state"] == "cancelled"
        later.pop()()
        assert look(panel, job)["state"] == "cancelled"
        assert held["suggestions"].count == 0

    def test_what_was_answered_since_is_left_out_until_the_answer_is_undone(
        self, panel: Caller, later: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "introductions", {"limit": 5})
        later.pop()()
        first, *rest = look(panel, job)["result"]["introductions"]
        edit = panel.post("/feedback", {"suggestion": first["id"], "verdict": "accepted"}).get_json()["edit"]
        assert titles(look(panel, job)) == [one["title"] for one in rest]
        panel.post(f"/edits/{edit}/undo", {})
        assert titles(look(panel, job)) == [first["title"], *(one["title"] for one in rest)]

    def test_asked_for_again_while_it_is_under_way_it_is_the_one_begun(
        self, panel: Caller, later: list[Callable[[], None]]
    ) -> None:
        first = begin(panel, "introductions", {"limit": 5})
        assert begin(panel, "introductions", {"limit": 5})["id"] == first["id"]
        other = begin(panel, "introductions", {"limit": 6})
        assert [one["id"] for one in panel.get("/jobs").get_json()["jobs"]] == [other["id"], first["id"]]
        later.pop()()
        assert begin(panel, "introductions", {"limit": 5})["id"] != first["id"]

    def test_it_is_the_affair_of_whoever_began_it(
        self, panel: Caller, pair: Callable[..., Caller], later: list[Callable[[], None]]
    ) -> None:
        script = pair(origin="")
        job = begin(panel, "introductions", {})
        for method in ("GET", "DELETE"):
            refused = script(method, f"/jobs/{job['id']}")
            assert (refused.status_code, refused.get_json()["error"]["code"]) == (404, "not_found")
        assert script.get("/jobs").get_json() == {"jobs": []}
        assert begin(script, "introductions", {})["id"] != job["id"]
        later.pop()()
        assert look(panel, job)["state"] == "done"

    def test_an_unpaired_programs_jobs_are_cancelled(
        self, panel: Caller, pair: Callable[..., Caller], later: list[Callable[[], None]], held: Database
    ) -> None:
        begin(panel, "introductions", {})
        script = pair(origin="")
        (row,) = [
            one for one in script.get("/clients").get_json()["clients"] if one["origin"] == panel.origin
        ]
        assert script("DELETE", f"/clients/{row['id']}").status_code == 200
        later.pop()()
        assert held["suggestions"].count == 0

    def test_an_hour_later_it_is_forgotten(
        self, panel: Caller, later: list[Callable[[], None]], clock: Clock
    ) -> None:
        job = begin(panel, "introductions", {})
        later.pop()()
        clock.now += timedelta(minutes=59)
        assert look(panel, job)["state"] == "done"
        clock.now += timedelta(minutes=1)
        assert panel.get(f"/jobs/{job['id']}").status_code == 404

    def test_a_refusal_is_the_sentence_that_the_direct_way_gives(
        self, settings: Settings, clock: Clock, pair: Callable[..., Caller], tmp_path: Path
    ) -> None:
        bare = create_app(
            settings.model_copy(update={"encoder": tmp_path / "none"}), clock=clock, apart=lambda work: work()
        )
        panel = pair()
        panel.client = bare.test_client()
        directly = panel.post("/introductions/ideas", {}).get_json()["error"]
        failed = begin(panel, "introductions", {})
        assert (failed["state"], failed["error"], failed["sentence"]) == (
            "failed",
            directly,
            directly["message"],
        )


def titles(job: dict[str, Any]) -> list[str]:
    return [one["title"] for one in job["result"]["introductions"]]


class TestAnImport:
    def test_as_a_job_is_one_edit_that_can_be_undone(
        self, panel: Caller, held: Database, later: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "imports", FILE)
        assert people.count(held) == 0
        later.pop()()
        result = look(panel, job)["result"]
        assert result["counts"] == {"new": 300, "updated": 0, "unchanged": 0, "refused": 0}
        panel.post(f"/edits/{result['edit']}/undo", {})
        assert panel.get("/people?q=Alder").get_json()["people"] == []

    def test_says_how_many_rows_are_done(
        self, panel: Caller, later: list[Callable[[], None]], at_the_first_word: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "imports", FILE)
        seen = []
        at_the_first_word.append(lambda: seen.append(look(panel, job)))
        later.pop()()
        (early,) = seen
        assert (early["state"], early["sentence"]) == ("running", "100 of 300 rows.")
        assert early["share"] == pytest.approx(1 / 3)

    def test_cancelled_leaves_nothing_of_it(
        self,
        panel: Caller,
        held: Database,
        later: list[Callable[[], None]],
        at_the_first_word: list[Callable[[], None]],
    ) -> None:
        before = panel.get("/edits").get_json()
        job = begin(panel, "imports", FILE)
        at_the_first_word.append(lambda: panel("DELETE", f"/jobs/{job['id']}"))
        later.pop()()
        assert look(panel, job)["state"] == "cancelled"
        assert people.count(held) == 0
        assert panel.get("/edits").get_json() == before
        assert panel.get("/imports").get_json() == {"imports": []}

    def test_cancelled_while_it_is_made_again_because_somebody_wrote_meanwhile_leaves_nothing_either(
        self,
        panel: Caller,
        held: Database,
        later: list[Callable[[], None]],
        at_the_first_word: list[Callable[[], None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        job = begin(panel, "imports", FILE)
        at_the_first_word.append(lambda: panel.post("/people", {"name": "Ada Example"}))
        rounds = []
        keep = keeping.keep

        def again(*given: Any, **named: Any) -> Any:
            rounds.append(1)
            if len(rounds) == 2:
                app_jobs: JobList = panel.client.application.extensions["comity"].jobs
                app_jobs.cancel(app_jobs._jobs[job["id"]].client, job["id"])
            return keep(*given, **named)

        monkeypatch.setattr("server.importers.keep", again)
        later.pop()()
        assert len(rounds) == 2
        assert look(panel, job)["state"] == "cancelled"
        assert people.count(held) == 1, "whom somebody added meanwhile"

    def test_is_heard_of_while_the_file_is_still_being_read(
        self, panel: Caller, later: list[Callable[[], None]], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        from server.importers import linkedin

        job = begin(panel, "imports", FILE)
        connections = linkedin.connections
        read = []

        def cancelled_early(*given: Any) -> Any:
            panel("DELETE", f"/jobs/{job['id']}")
            for row in connections(*given):
                read.append(row)
                yield row

        monkeypatch.setattr(linkedin, "connections", cancelled_early)
        later.pop()()
        assert look(panel, job)["state"] == "cancelled"
        assert len(read) == 1

    def test_two_files_are_brought_in_one_after_the_other(
        self, panel: Caller, held: Database, later: list[Callable[[], None]]
    ) -> None:
        first = begin(panel, "imports", FILE)
        second = begin(panel, "imports", FILE | {"filename": "Again.csv"})
        assert begin(panel, "imports", FILE)["id"] == first["id"]
        later.pop()()
        assert look(panel, first)["result"]["counts"]["new"] == 300
        assert look(panel, second)["result"]["counts"]["unchanged"] == 300
        assert not later

    def test_a_dry_run_shows_and_changes_nothing(
        self, panel: Caller, held: Database, later: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "imports", FILE | {"dry_run": True})
        later.pop()()
        assert look(panel, job)["result"]["counts"]["new"] == 300
        assert people.count(held) == 0

    def test_what_cannot_be_read_fails_with_its_sentence(
        self, panel: Caller, later: list[Callable[[], None]]
    ) -> None:
        job = begin(panel, "imports", {"filename": "x.csv", "content_base64": ""})
        later.pop()()
        failed = look(panel, job)
        assert (failed["state"], failed["error"]["code"]) == ("failed", "empty_file")
        assert failed["sentence"] == failed["error"]["message"] == "The file is empty."

    def test_what_did_not_arrive_whole_is_refused_at_once(self, panel: Caller) -> None:
        refused = panel.post("/jobs/imports", {"filename": "x.csv", "content_base64": "%%%"})
        assert (refused.status_code, refused.get_json()["error"]["code"]) == (400, "bad_base64")

    def test_may_be_as_large_as_one_that_is_waited_for(self, panel: Caller) -> None:
        body = {"filename": "x.csv", "content_base64": "A" * 4 * 1024 * 1024}
        assert panel.post("/jobs/imports", body).status_code == 202
        assert panel.post("/jobs/introductions", body).status_code == 413
