"""Keeping in touch from the command line: the same work as in the panel, in plain words, and undone likewise."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import comity as cli
from server.commands.context import Context
from server.errors import Problem

Comity = Callable[..., Result]


@pytest.fixture
def comity(tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch) -> Comity:
    """Runs `comity …` within this process, on a Monday morning; what goes wrong is raised."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    monkeypatch.setenv("COMITY_ENCODER", str(models_home))
    monkeypatch.setattr(Context, "now", staticmethod(lambda: datetime(2026, 5, 4, 9, 30, tzinfo=UTC)))

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, catch_exceptions=False)

    return run


@pytest.fixture
def ana(comity: Comity, tmp_path: Path) -> str:
    file = tmp_path / "people.csv"
    file.write_text("Name,E-mail,Company\nAna Mill,ana@example.org,Mill\nBo Loaf,bo@example.org,Bakery\n")
    assert comity("import", str(file)).exit_code == 0
    return "Ana Mill"


def test_nothing_is_written_about_somebody_who_was_not_named(comity: Comity, ana: str) -> None:
    with pytest.raises(Problem, match=r"Nobody here answers to “bakery”\. It occurs in:\n +2  Bo Loaf"):
        comity("note", "bakery", "met at the fair")
    assert "Noted about Bo Loaf." in comity("note", "bo loaf", "met at the fair").output
    assert "Noted about Bo Loaf." in comity("note", "bo@example.org", "met at the fair, too").output


def test_a_promise_in_a_note_is_confirmed_brought_up_and_kept(comity: Comity, ana: str) -> None:
    noted = comity("note", ana, "I'll send her the deck by tomorrow.").output
    assert "Your note may hold a promise to Ana: send her the deck, by tomorrow." in noted
    assert "(`comity promise step 1 confirm`)" in noted
    assert "1  Your note may hold" in comity("promise", "list", "--proposed").output
    comity("promise", "step", "1", "confirm")
    assert "- You promised Ana: send her the deck, by tomorrow." in comity("digest").output
    assert "(kept)" in comity("promise", "step", "1", "kept").output
    assert comity("digest").output == "Nothing is due today.\n"
    assert comity("promise", "list").output == "No promise is waiting.\n"


def test_a_person_is_shown_with_where_everything_is_from(comity: Comity, ana: str) -> None:
    comity("note", ana, "I'll send her the deck by tomorrow. Looking for a miller who mills rye.")
    comity("touch", ana, "--how", "met")
    shown = comity("person", ana).output
    assert shown.startswith("Ana Mill\n")
    assert "miller" in shown.split("Needs")[1].split("Known")[0]
    assert "email: ana@example.org   (people.csv" in shown
    assert "2026-05-04  Looking" not in shown, "a note is kept whole"
    assert "2026-05-04  I'll send her the deck by tomorrow. Looking for a miller who mills rye." in shown
    assert "2026-05-04  met" in shown
    assert '"email"' in comity("person", ana, "--json").output


def test_a_day_may_be_said_as_one_says_it(comity: Comity, ana: str) -> None:
    assert (
        "Ana promised: call, by 8 May."
        in comity("promise", "make", ana, "call", "--theirs", "--by", "Friday").output
    )
    with pytest.raises(Problem, match="no day to come"):
        comity("promise", "make", ana, "call", "--by", "someday")


def test_touches_and_rhythms(comity: Comity, ana: str) -> None:
    said = comity("rhythm", ana, "--mode", "building", "--tag", "board").output
    assert said == "Ana Mill: building, every 30 days.\nNothing is due with Ana before 3 June.\n"
    assert comity("rhythm", "--group", "Board", "--days", "20").output == "“Board”: every 20 days.\n"
    touched = comity("touch", ana, "--how", "call", "--on", "2026-05-01").output
    assert touched.startswith("Nothing is due with Ana before 21 May.\n`comity undo")
    assert "undo" not in comity("touch", ana, "--how", "call", "--on", "2026-05-01").output, "known already"
    assert "You paused reminders about Ana." in comity("rhythm", ana, "--pause").output
    assert "You put Ana off until 1 June." in comity("rhythm", ana, "--until", "2026-06-01").output
    assert "before 21 May" in comity("rhythm", ana, "--wake").output
    assert "every 9 days" in comity("rhythm", ana, "--days", "9").output
    assert comity("rhythm").exit_code == comity("rhythm", "--group", "x").exit_code == 2


def test_what_passed_is_thanked_for_and_passed_on(comity: Comity, ana: str) -> None:
    got = comity("got", ana, "read my draft").output
    assert got.splitlines()[0].startswith("Ana helped you: read my draft.  (number 1; `comity undo ")
    assert "- Thank Ana for this: read my draft." in comity("digest").output
    assert '"kind": "thanks"' in comity("digest", "--json").output
    assert comity("thanked", ana).output.startswith("Ana helped you: read my draft.")
    assert comity("thanked", ana).output == (
        "Nothing of Ana Mill's is waiting for thanks. Thanking twice does no harm.\n"
    )
    assert (
        "You passed it on to Bo: read his."
        in comity("gave", "Bo Loaf", "read his", "--passes-on", "1").output
    )
    assert "You helped Bo: lent a sieve." in comity("gave", "Bo Loaf", "lent a sieve").output
