"""Retraining: learns, keeps what serves, is done once at a time, and undoes nothing when it fails."""

import json
import os
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest

from models.registry import Registry
from recommender.learning.explain import why_kind
from recommender.learning.interleaving import Team
from recommender.learning.ranker import Ranker, prior_ranker
from recommender.types import Kind
from server import jobs, schedule, trial
from server.settings import Settings
from server.store import feedback, learning, leases, suggestions
from server.store.journal import edit, undo
from server.tryout import model_of

START = datetime(2026, 5, 4, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def registry(tmp_path):
    return Registry(tmp_path / "models")


@pytest.fixture
def show(db, person):
    """Shows a list: ``show(day, ("share", "dismissed"), ("ask", ""))``; answers the suggestions' ids."""
    people = [person(f"Person {i}") for i in range(3)]

    def one(day, *rows, teams=None, gate=None, hours=1.0):
        at = START + day * DAY
        ids = []
        for position, (kind, verdict) in enumerate(rows):
            team = teams[position] if teams else Team.CHAMPION
            model = model_of(team, gate.champion, gate.challenger) if gate else "default"
            number = suggestions.log(
                db,
                shown_at=at,
                surface="panel",
                batch=f"batch {day}",
                position=position,
                kind=kind,
                person=people[0],
                other=people[1] if kind == "introduce" else None,
                resource=None,
                band="fair",
                score=0.3,
                features={f"kind_{kind}": 1.0, "recency": 0.5, "effort": 1.6},
                body={"title": "Something"},
                model=model,
            )
            ids.append(number)
            if verdict:
                with edit(db, what="Told", who="you", at=at + timedelta(hours=hours)) as opened:
                    feedback.add(
                        opened, number, verdict, reason="not_relevant" if verdict == "dismissed" else ""
                    )
        return ids

    return one


def serving(registry):
    return registry.load("ranker", Ranker.from_json).value


def test_with_no_feedback_it_says_so_and_the_default_ranks(db, registry):
    report = jobs.retrain(db, registry, now=START)
    assert report.sentence == "No feedback yet: there is nothing to learn from, and the default ranks."
    assert (report.version, report.failed) == ("", False)
    assert serving(registry) == prior_ranker()
    assert len(registry.versions("ranker")) == 1


def test_what_was_shown_and_never_acted_on_is_no_feedback(db, registry, show):
    show(0, ("share", ""), ("introduce", ""))
    assert jobs.retrain(db, registry, now=START + DAY).version == ""


def test_it_learns_registers_with_a_card_and_leaves_the_default_serving(db, registry, show):
    for day in range(12):
        show(day, ("share", "dismissed"), ("introduce", "accepted"))
    now = START + 12 * DAY
    report = jobs.retrain(db, registry, now=now)
    assert report.version == "r-20260516-090000"
    assert report.decisions == 24
    assert serving(registry).id == "default"
    learnt = registry.read("ranker", report.version, Ranker.from_json)
    share, introduce = learnt.score([{"kind_share": 1}, {"kind_introduce": 1}])
    assert share < introduce
    card = registry.card("ranker", report.version)
    assert "- dismissed: 12" in card
    assert "- from 2026-05-04 to 2026-05-15" in card
    assert "You mostly dismiss things to share, so they come later." in card
    assert "Person" not in card
    assert trial.challenger(db, registry).id == report.version


def test_feedback_taken_back_is_not_learnt_from(db, registry, show):
    show(0, ("share", "dismissed"))
    last = db.execute("select max(id) from edits").fetchone()[0]
    undo(db, last, at=START + DAY)
    assert jobs.retrain(db, registry, now=START + DAY).version == ""


def test_what_was_shown_is_erased_with_the_person(db, registry, show):
    show(0, ("share", "dismissed"))
    db.execute("delete from people")
    assert learning.shown(db) == []


def test_the_last_verdict_and_the_last_outcome_count(db, show):
    (number,) = show(0, ("introduce", "snoozed"))
    for verdict, reason in (("accepted", ""), ("outcome", "met"), ("outcome", "helped")):
        with edit(db, what="Told", who="you", at=START + DAY) as opened:
            feedback.add(opened, number, verdict, reason=reason)
    (item,) = learning.shown(db)
    assert (item.verdict, item.outcome, item.people) == ("accepted", "helped", (1, 2))


def test_progress_is_told_and_ends_at_all_of_it(db, registry, show):
    show(0, ("share", "dismissed"), ("introduce", "accepted"))
    told = []
    jobs.retrain(db, registry, now=START + DAY, on_progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_stopping_it_changes_nothing(db, registry, show):
    show(0, ("share", "dismissed"))
    report = jobs.retrain(db, registry, now=START + DAY, cancelled=lambda: True)
    assert report.sentence == "Retraining was stopped; nothing has changed."
    assert len(registry.versions("ranker")) == 1
    assert learning.last_training(db, "ranker") is None
    assert jobs.retrain(db, registry, now=START + DAY).version


def test_one_at_a_time(db, registry, show):
    show(0, ("share", "dismissed"))
    now = START + DAY
    assert leases.take(db, jobs.LEASE, "somebody else", now=now, lasting=timedelta(minutes=5))
    assert jobs.retrain(db, registry, now=now).sentence == "Another process is retraining at this moment."
    assert jobs.retrain(db, registry, now=now + timedelta(minutes=6)).version
    assert leases.take(db, jobs.LEASE, "a third", now=now + timedelta(minutes=7), lasting=DAY)


def test_a_lease_is_only_released_by_its_holder(db):
    leases.take(db, "job", "a", now=START, lasting=DAY)
    leases.release(db, "job", "b")
    assert not leases.take(db, "job", "b", now=START, lasting=DAY)
    leases.release(db, "job", "a")
    assert leases.take(db, "job", "b", now=START, lasting=DAY)


def test_a_full_disk_leaves_everything_as_it_was_and_says_why(db, registry, show, monkeypatch):
    show(0, ("share", "dismissed"))

    def full(*args, **more):
        raise OSError("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", full)
        report = jobs.retrain(db, registry, now=START + DAY)
    assert report.failed
    assert report.sentence == "Retraining failed and nothing has changed: No space left on device."
    assert serving(registry).id == "default"
    assert trial.challenger(db, registry) is None
    assert jobs.why_not_due(db, now=START + DAY, days=7) != ""
    assert jobs.why_not_due(db, now=START + 2 * DAY, days=7) == ""
    assert jobs.retrain(db, registry, now=START + 2 * DAY).version


def test_it_is_due_after_enough_days_and_enough_decisions_whatever_the_hour(db, registry, show):
    assert "0 new decisions" in jobs.why_not_due(db, now=START, days=7)
    for day in range(5):
        show(day, ("share", "dismissed"))
    assert jobs.why_not_due(db, now=START + 5 * DAY, days=7) == ""
    assert jobs.retrain_if_due(db, registry, now=START + 5 * DAY, days=7).version
    assert "every 7 days" in jobs.why_not_due(db, now=START + 6 * DAY, days=7)
    assert "0 new decisions" in jobs.why_not_due(db, now=START + 30 * DAY, days=7)
    assert jobs.retrain_if_due(db, registry, now=START + 6 * DAY, days=7).version == ""


def test_features_that_are_no_more_are_left_out_and_do_no_harm(db, registry, show):
    show(0, ("share", "dismissed"), ("introduce", "accepted"))
    db.execute("update suggestions set features = ? where position = 0", [json.dumps({"charm": 1})])
    assert jobs.retrain(db, registry, now=START + DAY).decisions == 1


def on_trial(db, registry, show, days=12):
    """A ranker learnt from some days, on trial."""
    for day in range(days):
        show(day, ("share", "dismissed"), ("introduce", "accepted"))
    jobs.retrain(db, registry, now=START + days * DAY)
    return trial.current(db, registry).gate


WON = (("introduce", "accepted"), ("share", "dismissed"))
PICKS = (Team.CHALLENGER, Team.CHAMPION)


def win(db, registry, show, gate, days):
    for day in days:
        show(day, *WON, teams=PICKS, gate=gate)


def test_a_new_ranker_serves_once_its_picks_were_taken_up_often_enough(db, registry, show):
    gate = on_trial(db, registry, show)
    win(db, registry, show, gate, range(20, 30))
    assert trial.judge(db, registry, now=START + 40 * DAY) == ()
    assert serving(registry).id == "default"
    win(db, registry, show, gate, range(41, 71))
    said = trial.judge(db, registry, now=START + 80 * DAY)
    assert serving(registry).id == gate.challenger
    assert said == (f"From now on {gate.challenger} ranks: over 40 lists more of its picks were taken up.",)
    after = trial.current(db, registry).gate
    assert (after.champion, after.challenger, after.reign) == (gate.challenger, "", 2)


def test_each_list_is_counted_once_and_only_after_a_day(db, registry, show):
    gate = on_trial(db, registry, show)
    show(20, *WON, teams=PICKS, gate=gate)
    trial.judge(db, registry, now=START + 20 * DAY + timedelta(hours=23))
    assert trial.current(db, registry).gate.sessions == 0
    for _ in range(3):
        trial.judge(db, registry, now=START + 22 * DAY)
    assert trial.current(db, registry).gate.sessions == 1


def test_what_is_taken_up_days_later_credits_nobody(db, registry, show):
    gate = on_trial(db, registry, show)
    show(20, *WON, teams=PICKS, gate=gate, hours=30)
    trial.judge(db, registry, now=START + 25 * DAY)
    counted = trial.current(db, registry).gate
    assert counted.sessions == 1
    assert counted.evidence == 1.0


def test_a_guard_keeps_out_what_the_evidence_would_let_in(db, registry, show):
    gate = on_trial(db, registry, show)
    win(db, registry, show, gate, range(20, 60))
    said = trial.judge(db, registry, now=START + 70 * DAY, guards=[lambda new, old, probe: "It presses."])
    assert said == (f"The ranker {gate.challenger} did better in the panel but is not let in: It presses.",)
    assert serving(registry).id == "default"
    assert trial.challenger(db, registry) is None


def test_what_a_guard_refuses_is_not_even_tried(db, registry, show):
    show(0, ("share", "dismissed"))
    report = jobs.retrain(db, registry, now=START + DAY, guards=[lambda new, old, probe: "It presses."])
    assert report.sentence.endswith("it is not tried: It presses.")
    assert trial.challenger(db, registry) is None
    assert "Not tried: It presses." in registry.card("ranker", report.version)


def test_a_tampered_challenger_is_neither_shown_nor_let_in(db, registry, show):
    gate = on_trial(db, registry, show)
    win(db, registry, show, gate, range(20, 60))
    (registry.directory("ranker", gate.challenger) / "ranker.json").write_text("{}")
    assert trial.challenger(db, registry) is None
    (sentence,) = trial.judge(db, registry, now=START + 70 * DAY)
    assert "has been changed since it was made" in sentence
    assert serving(registry).id == "default"


def tell_outcomes(db, ids, what, at):
    for number in ids:
        with edit(db, what="Told", who="you", at=at) as opened:
            feedback.add(opened, number, "outcome", reason=what)


def bad_outcomes(db, show, gate, days):
    for day in days:
        new, old = show(day, ("introduce", "accepted"), ("introduce", "accepted"), teams=PICKS, gate=gate)
        tell_outcomes(db, [new], "declined", START + (day + 1) * DAY)
        tell_outcomes(db, [old], "met", START + (day + 1) * DAY)


def test_worse_outcomes_veto_a_challenger(db, registry, show):
    gate = on_trial(db, registry, show)
    bad_outcomes(db, show, gate, range(20, 32))
    said = trial.judge(db, registry, now=START + 40 * DAY)
    assert said == (f"{gate.challenger} is off trial: what it proposed turned out worse.",)
    assert trial.challenger(db, registry) is None


def test_worse_outcomes_send_a_new_champion_back(db, registry, show):
    gate = on_trial(db, registry, show)
    win(db, registry, show, gate, range(20, 60))
    trial.judge(db, registry, now=START + 70 * DAY)
    assert serving(registry).id == gate.challenger
    bad_outcomes(db, show, gate, range(71, 83))
    said = trial.judge(db, registry, now=START + 90 * DAY)
    assert said == (f"Back to default: what {gate.challenger} proposed turned out worse.",)
    assert serving(registry).id == "default"


def test_a_challenger_that_is_ahead_is_not_pushed_aside_by_a_newer_one(db, registry, show):
    gate = on_trial(db, registry, show)
    win(db, registry, show, gate, range(20, 23))
    report = jobs.retrain(db, registry, now=START + 30 * DAY)
    assert "is ahead and has its time first" in report.sentence
    assert trial.current(db, registry).gate.challenger == gate.challenger
    assert registry.show("ranker", report.version).fault == ""


def test_a_crash_between_promoting_and_remembering_it_is_made_good(db, registry, show):
    gate = on_trial(db, registry, show)
    registry.promote("ranker", gate.challenger)
    after = trial.current(db, registry).gate
    assert (after.champion, after.reign, after.challenger) == (gate.challenger, 2, "")


def test_rolling_back_by_hand_begins_a_new_reign_without_a_trial(db, registry, show):
    gate = on_trial(db, registry, show)
    registry.promote("ranker", gate.challenger)
    trial.judge(db, registry, now=START + 20 * DAY)
    registry.rollback("ranker")
    after = trial.current(db, registry).gate
    assert (after.champion, after.challenger, after.reign) == ("default", "", 3)


def test_a_state_that_cannot_be_read_begins_anew(db, registry):
    learning.keep_state(db, "ranker", {"gate": {"champion": 3}}, at=START)
    assert trial.current(db, registry).gate.champion == "default"


def test_a_user_who_always_dismisses_a_kind_sees_it_later_and_can_read_why(db, registry, show):
    gate = on_trial(db, registry, show, days=20)
    win(db, registry, show, gate, range(20, 60))
    trial.judge(db, registry, now=START + 70 * DAY)
    ranker = serving(registry)
    kinds = [{"kind_share": 1}, {"kind_feedback": 1}]
    before, after = prior_ranker().score(kinds), ranker.score(kinds)
    assert before[0] == before[1]
    assert after[0] < after[1]
    assert (
        why_kind(ranker, prior_ranker(), Kind.SHARE)
        == "You mostly dismiss things to share, so they come later."
    )


def test_the_service_looks_and_leaves_alone_what_is_not_due(db, registry, tmp_path, monkeypatch):
    settings = Settings(home=tmp_path)
    monkeypatch.setattr(schedule, "retrain_apart", lambda *_: pytest.fail("nothing was due"))
    assert schedule.look(settings, registry, threading.Event(), now=START, waiting_since=None) is None


def test_the_service_waits_for_an_idle_machine_but_not_for_ever(db, registry, show, tmp_path, monkeypatch):
    for day in range(6):
        show(day, ("share", "dismissed"))
    settings, stop, trained = Settings(home=tmp_path), threading.Event(), []
    monkeypatch.setattr(schedule, "retrain_apart", lambda *_: trained.append(1))
    monkeypatch.setattr(schedule, "idle", lambda: False)
    now = START + 7 * DAY
    since = schedule.look(settings, registry, stop, now=now, waiting_since=None)
    assert (since, trained) == (now, [])
    since = schedule.look(settings, registry, stop, now=now + timedelta(hours=3), waiting_since=since)
    assert (since, trained) == (now, [])
    assert schedule.look(settings, registry, stop, now=now + DAY, waiting_since=since) is None
    assert trained == [1]
    monkeypatch.setattr(schedule, "idle", lambda: True)
    schedule.look(settings, registry, stop, now=now, waiting_since=None)
    assert trained == [1, 1]


def test_the_background_process_retrains_and_the_service_sees_it(db, registry, show, tmp_path):
    for day in range(6):
        show(day, ("share", "dismissed"), ("introduce", "accepted"))
    schedule.retrain_apart(Settings(home=tmp_path), threading.Event())
    assert len(registry.versions("ranker")) == 2
    assert trial.challenger(db, registry) is not None


def test_the_background_process_ends_with_the_service(db, tmp_path, monkeypatch):
    real = subprocess.Popen
    children = []

    def sleeper(command, **more):
        children.append(real([sys.executable, "-c", "import time; time.sleep(60)"], **more))
        return children[0]

    monkeypatch.setattr(schedule.subprocess, "Popen", sleeper)
    stop = threading.Event()
    stop.set()
    schedule.retrain_apart(Settings(home=tmp_path), stop)
    assert children[0].returncode != 0


def test_one_bad_round_does_not_end_the_job(monkeypatch, tmp_path, caplog):
    stop, rounds = threading.Event(), []

    def bad(*args, **more):
        rounds.append(1)
        if len(rounds) == 2:
            stop.set()
        raise ValueError("broken")

    monkeypatch.setattr(schedule, "look", bad)
    monkeypatch.setattr(schedule, "FIRST", 0.001)
    monkeypatch.setattr(schedule, "EVERY", 0.001)
    schedule.run(Settings(home=tmp_path), Registry(tmp_path), stop, lambda: START)
    assert len(rounds) == 2
    assert "could not do its round" in caplog.text
