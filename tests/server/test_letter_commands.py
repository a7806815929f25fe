"""Letters, phrases and causes in the terminal."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import comity
from server.errors import Problem

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a home with the sample network in it."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    monkeypatch.setenv("COMITY_ENCODER", str(models_home))
    runner = CliRunner()

    def command(*arguments: str) -> Result:
        return runner.invoke(comity, list(arguments))

    assert command("sample").exit_code == 0
    return command


def test_a_suggestion_becomes_a_letter_in_the_users_own_words(run: Run) -> None:
    assert "Dear  (yours)" in run("phrases", "--greeting", "Dear").output
    (idea, *_) = json.loads(run("suggest", "Idris", "--json").stdout)["introductions"]
    letter = run("draft", "--suggestion", str(idea["id"]))
    assert "\n\nDear " in letter.stdout
    assert letter.stdout.startswith("To: ")
    assert "asked first, alone" in letter.stderr
    assert "Hello  (Comity's)" in run("phrases", "--greeting", "").output


def test_a_letter_is_for_one_thing(run: Run) -> None:
    assert "Name one" in run("draft").output
    assert "Name one" in run("draft", "--ask", "1", "--promise", "1").output


def test_a_cause_is_begun_asked_for_thanked_for_and_left(run: Run) -> None:
    assert "No cause yet" in run("cause", "list").output
    begun = run(
        "cause", "new", "Winter greens", "local vegetables in winter", "--angle", "heritage vegetables"
    )
    assert "angle 1: heritage vegetables" in begun.output
    assert "Idris" in run("cause", "people", "1").output
    letter = run("cause", "consider", "1", "Idris", "--angle", "1").output
    assert "The part that may matter to you: heritage vegetables." in letter
    assert "just say so" in letter
    run("cause", "step", "1", "Idris", "ask")
    assert "given by their own word" in run("cause", "step", "1", "Idris", "yes").output
    assert "lending his kitchen" not in run("cause", "did", "1", "Idris", "lending his kitchen").output
    assert "lending his kitchen (not thanked yet)" in run("cause", "show", "1").output
    assert "is not asked again" in run("cause", "step", "1", "Idris", "leave").output
    refused = run("cause", "step", "1", "Idris", "yes").exception
    assert isinstance(refused, Problem)
    assert "does not follow" in refused.message
