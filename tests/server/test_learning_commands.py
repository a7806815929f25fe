"""comity retrain and comity models: what a user types, and what they read."""

import json
import signal
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner

from models.registry import Registry
from recommender.learning.features import INDEX
from recommender.learning.ranker import Ranker, prior_ranker
from recommender.types import Kind
from server import learnt
from server.commands.context import Context
from server.commands.models import models_command
from server.commands.retrain import retrain_command
from server.settings import Settings
from server.store import feedback, suggestions
from server.store.journal import edit

AT = datetime(2026, 5, 4, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def own_signals():
    """The command listens for the user's Ctrl-C; a test gives it back."""
    held = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in held.items():
        signal.signal(number, handler)


@pytest.fixture
def context(tmp_path):
    return Context(Settings(home=tmp_path))


@pytest.fixture
def registry(context):
    return Registry(context.settings.models)


@pytest.fixture
def run(context):
    def invoke(command, *arguments):
        done = CliRunner().invoke(command, arguments, obj=context)
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return invoke


def learnt_ranker(**weights):
    values = list(prior_ranker().weights)
    for name, value in weights.items():
        values[INDEX[name]] = value
    return replace(prior_ranker(), id="r-20260504-090000", weights=tuple(values))


@pytest.fixture
def made(registry):
    ranker = learnt_ranker(kind_share=-1.5)
    files = {"ranker.json": json.dumps(ranker.to_json()).encode(), "card.md": b"# its card\n"}
    return registry.register("ranker", ranker.id, files, made_at=AT, parent="default").version


def test_without_feedback_retraining_says_so(run):
    done = run(retrain_command)
    assert done.output == "No feedback yet: there is nothing to learn from, and the default ranks.\n"
    assert done.exit_code == 0
    assert run(retrain_command, "--if-due").output.startswith("Not due: 0 new decisions")


def test_retraining_says_what_it_made_and_where_its_card_is(run, context):
    db = context.db()
    db.execute("insert into people (id, created_at) values (1, '2026-05-04')")
    number = suggestions.log(
        db,
        shown_at=AT,
        surface="panel",
        batch="1",
        position=0,
        kind="share",
        person=1,
        other=None,
        resource=None,
        band="fair",
        score=0.3,
        features={"kind_share": 1.0},
        body={"title": "Something"},
        model="default",
    )
    with edit(db, what="Told", who="you", at=AT) as opened:
        feedback.add(opened, number, "dismissed", reason="not_relevant")
    lines = run(retrain_command).output.splitlines()
    assert lines[0].endswith(
        "It shares the panel with default and takes over if more of its picks are taken up."
    )
    version = lines[0].split()[1]
    assert lines[1] == f"Its card: comity models card ranker {version}"
    assert f"{version}  " in (listed := run(models_command, "list", "--kind", "ranker").output)
    assert "on trial" in listed
    assert "0 lists counted" in run(models_command, "show", "ranker").output


def test_versions_are_listed_promoted_and_rolled_back(run, registry, made):
    listed = run(models_command, "list", "--kind", "ranker").output.splitlines()
    assert listed == [
        f"  ranker   {made}     2026-05-04 09:00",
        "* ranker   default               ships with Comity",
    ]
    assert "serves from now on" in run(models_command, "promote", "ranker", made).output
    assert registry.serving("ranker") == made
    assert f"ranker {made}  (serves)" in run(models_command, "show", "ranker").output
    assert run(models_command, "card", "ranker").output == "# its card\n"
    assert run(models_command, "rollback", "ranker").output == "ranker default serves again.\n"


def test_a_tampered_version_is_named_in_the_list_and_cannot_be_promoted(run, registry, made):
    (registry.directory("ranker", made) / "ranker.json").write_text("{}")
    assert "has been changed since it was made" in run(models_command, "list").output
    with pytest.raises(Exception, match="is refused"):
        run(models_command, "promote", "ranker", made)


def test_a_version_that_is_not_there_is_a_sentence(run):
    with pytest.raises(Exception, match="There is no ranker r9"):
        run(models_command, "card", "ranker", "r9")


def test_unit_files_are_shown_or_written_where_the_system_looks(run, tmp_path, monkeypatch):
    shown = run(retrain_command, "units", "systemd").output
    assert "OnCalendar=hourly" in shown
    monkeypatch.setenv("HOME", str(tmp_path))
    assert "Written" in run(retrain_command, "units", "systemd", "--write").output
    assert (tmp_path / ".config/systemd/user/comity-retrain.timer").exists()
    assert "* * * *" in run(retrain_command, "units", "cron").output
    with pytest.raises(Exception, match="cron has no file of its own"):
        run(retrain_command, "units", "cron", "--write")


def test_what_was_learnt_is_said_in_sentences_and_nothing_of_the_default(registry, made):
    ranker = registry.read("ranker", made, Ranker.from_json)
    assert learnt.sentences(registry, ranker) == ("You mostly dismiss things to share, so they come later.",)
    assert learnt.why(registry, ranker, Kind.SHARE) == learnt.sentences(registry, ranker)[0]
    assert learnt.why(registry, ranker, Kind.THANK) == ""
    assert learnt.sentences(registry, prior_ranker()) == ()
