"""Whatever step the retraining job is killed at, a sound model serves, nothing is half there, and the next run goes
through.

The job judges a trial that is won, promotes, learns, registers and begins the next trial. It is killed before every
call that changes a file and every statement that changes the database, one at a time, in a process of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from models.registry import Registry
from recommender.learning.interleaving import Team
from recommender.learning.ranker import Ranker
from server import jobs, trial
from server.db import connect, open_store
from server.store import feedback, fields, people, suggestions
from server.store.journal import edit
from server.tryout import model_of

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LEARNT, WON = 12, 40
"""Days of answers before the first training, and of a trial that the new ranker wins."""
NOW = START + 70 * DAY
CHANGES = (os.open, os.fsync, os.mkdir, os.rename, os.replace, os.unlink, os.rmdir)
READS = ("select", "pragma")


def history(home: Path) -> None:
    """A ranker on trial that has won, so that the job has everything to do."""
    db, registry = open_store(home / "comity.db"), Registry(home / "models")
    with edit(db, what="Added somebody", who="you", at=START) as opened:
        person = people.add(opened)
        fields.put(opened, person, "name", "Ada", source="you", set_by="you", observed_on=START.date())
    for day in range(LEARNT):
        _show(db, person, day, lambda _: "default")
    jobs.retrain(db, registry, now=START + LEARNT * DAY)
    gate = trial.current(db, registry).gate
    for day in range(20, 20 + WON):
        _show(db, person, day, lambda team: model_of(team, gate.champion, gate.challenger))
    db.close()


def _show(db: Any, person: int, day: int, model: Callable[[Team], str]) -> None:
    at = START + day * DAY
    shown = (("ask", "accepted", Team.CHALLENGER), ("share", "dismissed", Team.CHAMPION))
    for position, (kind, verdict, team) in enumerate(shown):
        number = suggestions.log(
            db,
            shown_at=at,
            surface="panel",
            batch=str(day),
            position=position,
            kind=kind,
            person=person,
            other=None,
            resource=None,
            band="fair",
            score=0.3,
            features={f"kind_{kind}": 1.0, "recency": 0.5},
            body={"title": "Something"},
            model=model(team),
        )
        with edit(db, what="Told", who="you", at=at) as opened:
            feedback.add(opened, number, verdict)


def work(home: Path, step: Callable[[], None] = lambda: None) -> None:
    """The job; calls ``step`` before everything that it changes, on the disk or in the database."""

    def call(frame: FrameType, event: str, called: Any) -> None:
        if event == "c_call" and called in CHANGES:
            step()

    def statement(sql: str) -> None:
        if not sql.lower().startswith(READS):
            step()

    db = connect(home / "comity.db")
    db.conn.set_trace_callback(statement)
    sys.setprofile(call)
    jobs.retrain(db, Registry(home / "models"), now=NOW)
    sys.setprofile(None)
    db.close()


def killed_at(number: int, home: Path) -> bool:
    """Works in a process that kills itself before a step, as ``kill -9`` does; True where it was done before."""
    child = os.fork()
    if child == 0:
        left = number

        def step() -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        work(home, step)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def look(home: Path) -> dict[str, Any]:
    """What a process that comes after finds; what it must not find is an AssertionError."""
    db, registry = connect(home / "comity.db"), Registry(home / "models")
    (sound,) = db.execute("pragma integrity_check").fetchone()
    loaded = registry.load("ranker", Ranker.from_json)
    faults = [version.fault for version in registry.versions("ranker") if version.fault]
    on_trial = trial.current(db, registry).gate
    trial.challenger(db, registry)
    again = jobs.retrain(db, registry, now=NOW + jobs.LASTING + timedelta(minutes=1))
    found = {
        "sound": sound,
        "serves": loaded.version,
        "note": loaded.note,
        "faults": faults,
        "champion": on_trial.champion,
        "again": again.version,
        "why": again.sentence,
        "after": registry.serving("ranker"),
        "unfinished": [path.name for path in (home / "models").rglob(".new-*")],
    }
    db.close()
    return found


def main(home: Path) -> None:
    """Kills at one step after another until the job is done before it; prints what was found, a line each."""
    history(home / "before")
    number, done = 0, False
    while not done:
        number += 1
        shutil.rmtree(home / "run", ignore_errors=True)
        shutil.copytree(home / "before", home / "run")
        done = killed_at(number, home / "run")
        print(json.dumps(look(home / "run")))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_a_retraining_killed_at_any_step_leaves_a_serving_model_and_the_next_one_works(
    tmp_path: Path,
) -> None:
    ended = subprocess.run(
        [sys.executable, __file__, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    found = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(found) > 40
    for one in found:
        assert (one["sound"], one["note"], one["faults"]) == ("ok", "", [])
        assert one["champion"] == one["serves"]
        assert one["again"], one["why"]
        assert one["unfinished"] == []
    # Killed early the default serves still, killed late the winner does; in the end it always does.
    serves = [one["serves"] for one in found]
    learnt = serves[-1]
    assert learnt != "default"
    first = serves.index(learnt)
    assert serves == ["default"] * first + [learnt] * (len(serves) - first)
    assert {one["after"] for one in found} == {learnt}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
