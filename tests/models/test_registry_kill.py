"""Whatever step a process dies at, a sound model serves and no half version is ever seen."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.registry import Registry

REPO = Path(__file__).parents[2]
AT = datetime(2026, 5, 4, 9, tzinfo=UTC)

VICTIM = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from models.registry import Registry

calls, last = 0, int(sys.argv[2])

def dying(real):
    def call(*args, **more):
        global calls
        calls += 1
        if calls == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*args, **more)
    return call

for name in ("open", "fsync", "rename", "replace", "mkdir"):
    setattr(os, name, dying(getattr(os, name)))
home = Path(sys.argv[1])
registry = Registry(home / "home", shipped=home / "shipped")
files = {"ranker.json": b'{"weight": 2}', "card.md": b"# r2"}
registry.register("ranker", "r2", files, made_at=datetime(2026, 5, 5, tzinfo=UTC), parent="r1")
registry.promote("ranker", "r2")
print("done")
"""


@pytest.fixture
def registry(tmp_path):
    (tmp_path / "shipped").mkdir()
    (tmp_path / "shipped" / "ranker.json").write_text('{"weight": 0}')
    registry = Registry(tmp_path / "home", shipped=tmp_path / "shipped")
    registry.register("ranker", "r1", {"ranker.json": b'{"weight": 1}'}, made_at=AT, parent="default")
    registry.promote("ranker", "r1")
    return registry


def sound(registry):
    """What serves, after checking that nothing seen is half there."""
    for version in registry.versions("ranker"):
        assert version.fault == ""
    loaded = registry.load("ranker", lambda data: data["weight"])
    assert loaded.note == ""
    assert (loaded.version, loaded.value) in {("r1", 1), ("r2", 2)}
    return loaded.version


def test_an_error_at_any_step_changes_nothing_that_serves(registry, monkeypatch):
    """Each call to the system fails once, in turn, until one run goes through."""
    served = []
    for failing in range(1, 100):
        calls = 0

        def broken(real, failing=failing):
            def call(*args, **more):
                nonlocal calls
                calls += 1
                if calls == failing:
                    raise OSError("the disk is full")
                return real(*args, **more)

            return call

        with monkeypatch.context() as patch:
            for name in ("open", "fsync", "rename", "replace"):
                patch.setattr(os, name, broken(getattr(os, name)))
            try:
                if not (registry.home / "versions" / "ranker" / "r2").exists():
                    registry.register(
                        "ranker", "r2", {"ranker.json": b'{"weight": 2}'}, made_at=AT, parent="r1"
                    )
                registry.promote("ranker", "r2")
            except OSError:
                pass
            else:
                break
        served.append(sound(registry))
        if served[-1] == "r2":
            registry.rollback("ranker")
    assert served.count("r1") >= 5
    assert sound(registry) == "r2"


def test_a_process_killed_at_any_step_leaves_a_serving_model(registry, tmp_path):
    env = {"PYTHONPATH": str(REPO), "PATH": os.environ.get("PATH", "")}
    survived, outcomes = False, []
    for last in range(1, 60):
        command = [sys.executable, "-c", VICTIM, str(tmp_path), str(last)]
        ended = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        outcomes.append(sound(registry))
        if ended.stdout.strip() == "done":
            survived = True
            break
        assert ended.returncode in (-9, 1)  # 1: r2 was there already, which is no harm
        if (registry.home / "versions" / "ranker" / "r2").exists():
            registry.promote("ranker", "r1")
            remove(registry)
    assert survived
    assert outcomes.count("r1") >= 8
    assert outcomes[-1] == "r2"
    assert not list((registry.home / "versions" / "ranker").glob(".new-*"))


def remove(registry):
    """Back to before r2, so that the next victim dies on a fresh path."""
    folder = registry.home / "versions" / "ranker" / "r2"
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()
    current = registry.home / "current" / "ranker.json"
    chosen = json.loads(current.read_text("utf-8"))
    current.write_text(json.dumps(chosen | {"before": []}), "utf-8")
