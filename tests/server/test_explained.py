"""`comity introductions --explain`, from the store to the terminal: quotes, doubts, room, and a stop half way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlite_utils import Database

from recommender.kernel.blocks import Cancelled
from server.advice import Advisor
from server.commands.context import Context
from server.commands.introductions import introductions_command
from server.practice import introductions
from server.settings import Settings
from server.store import suggestions

Add = Callable[..., int]


@pytest.fixture
def settings(db: Database, tmp_path: Path, models_home: Path) -> Settings:
    """A notebook of a gardener and two lawyers who would each be a match."""
    return Settings(home=tmp_path, encoder=models_home, capacity=1)


@pytest.fixture
def three(person: Add) -> list[int]:
    gardens, law = ("designing small gardens",), ("advice on tenancy law",)
    return [
        person("Ada Green", offers=gardens, needs=law),
        person("Ben Court", offers=law, needs=gardens),
        person("Cy Bar", offers=law, needs=gardens),
    ]


@pytest.mark.usefixtures("three")
def test_each_is_quoted_with_what_speaks_against_it_and_the_whole_is_accounted_for(
    settings: Settings,
) -> None:
    done = CliRunner().invoke(introductions_command, ["--explain"], obj=Context(settings))
    assert done.exit_code == 0, done.output
    said = " ".join(done.output.split())
    assert "Introduce Ada and Ben" in said
    assert "need: “advice on tenancy law” (you, 2026-05-04)" in said
    assert "offer: “designing small gardens” (you, 2026-05-04)" in said
    assert said.index("But: ") < said.index("What would change that: ") < said.index("shared out")
    assert "2 pairs would help both sides. Shared out, that is 1 introduction." in said
    assert "Left out: Cy Bar. Ada Green has no room for one more." in said
    assert "Fairness costs" in said


@pytest.mark.usefixtures("three")
def test_without_being_asked_it_gives_no_account(settings: Settings) -> None:
    done = CliRunner().invoke(introductions_command, [], obj=Context(settings))
    assert "What would change that" in done.output
    assert "shared out" not in done.output


def test_having_been_asked_counts_as_having_come_up_and_once_for_one_introduction(
    db: Database, three: list[int], now: datetime
) -> None:
    ada, ben, cy = three
    begun = introductions.begin(db, ada, ben, now=now)
    introductions.begin(db, ada, cy, now=now)
    month = now - timedelta(days=30)
    assert not suggestions.exposure(db, month), "an idea of the user's own has reached nobody"
    introductions.step(db, begun, "ask_first", now=now)
    introductions.step(db, begun, "first_said_yes", now=now)
    introductions.step(db, begun, "ask_second", now=now)
    assert suggestions.exposure(db, month) == {ada: 1, ben: 1}
    assert not suggestions.exposure(db, now + timedelta(days=1))


@pytest.mark.usefixtures("three")
def test_stopped_half_way_nothing_was_shown_and_nothing_is_kept(
    settings: Settings, db: Database, now: datetime
) -> None:
    with pytest.raises(Cancelled):
        Advisor(settings).introductions(db, limit=5, surface="cli", now=now, cancelled=lambda: True)
    assert db.execute("select count(*) from suggestions").fetchone() == (0,)


@pytest.mark.usefixtures("three")
def test_ctrl_c_ends_the_command_without_a_trace(
    settings: Settings, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pressed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("recommender.introductions.judge", pressed)
    done = CliRunner().invoke(introductions_command, [], obj=Context(settings))
    assert done.exit_code == 1
    assert "Aborted" in done.output
    assert db.execute("select count(*) from suggestions").fetchone() == (0,)
