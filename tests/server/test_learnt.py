"""End to end in the service: who always dismisses one kind of suggestion sees it later, and reads why."""

from datetime import timedelta

import pytest

from models.registry import Registry
from recommender.learning.interleaving import Team
from server import jobs, trial
from server.db import connect
from server.sample import load_sample
from server.store import feedback, suggestions
from server.store.journal import edit
from server.tryout import model_of

DAY = timedelta(days=1)
REASON = "You mostly dismiss referrals, so they come later."


@pytest.fixture
def habit(settings, app, now):
    """Months of use: of two suggestions a day, the referral is dismissed and the question taken up."""
    db, registry = connect(settings.database), Registry(settings.models)
    load_sample(db, now)
    someone = db.execute("select id from people where is_me = 0").fetchone()[0]

    def shown(day, gate=None):
        at = now - (120 - day) * DAY
        for position, (kind, team, verdict) in enumerate(
            (("refer", Team.CHAMPION, "dismissed"), ("learn", Team.CHALLENGER, "accepted"))
        ):
            number = suggestions.log(
                db,
                shown_at=at,
                surface="panel",
                batch=str(day),
                position=position,
                kind=kind,
                person=someone,
                other=None,
                resource=None,
                band="fair",
                score=0.3,
                features={f"kind_{kind}": 1.0, "log_benefit_a": -0.5, "tie_to_a": 0.7, "effort": 1.6},
                body={"title": "Something"},
                model=model_of(team, gate.champion, gate.challenger) if gate else "default",
            )
            with edit(db, what="Told", who="you", at=at) as opened:
                feedback.add(
                    opened, number, verdict, reason="not_relevant" if verdict == "dismissed" else "other"
                )

    for day in range(40):
        shown(day)
    jobs.retrain(db, registry, now=now - 79 * DAY)
    gate = trial.current(db, registry).gate
    for day in range(42, 90):
        shown(day, gate)
    trial.judge(db, registry, now=now - 20 * DAY)
    # What was dismissed rests for some time; nothing of the months above is to stand in the way of the order.
    db.execute("delete from feedback")
    db.close()
    return gate.challenger


def kinds_in_order(panel):
    people = panel.get("/people?limit=100").get_json()["people"]
    answers = [
        panel.post("/suggestions", {"person": one["id"]}).get_json() for one in people if not one["is_me"]
    ]
    return answers, [[one["kind"] for one in answer["gives"]] for answer in answers]


@pytest.mark.usefixtures("habit")
def test_a_kind_that_is_always_dismissed_comes_later_and_the_panel_can_say_why(panel, habit):
    answers, kinds = kinds_in_order(panel)
    assert {answer["model"] for answer in answers} == {habit}
    assert all(REASON in answer["learnt"] for answer in answers)
    assert ["refer", "learn"] not in kinds
    assert ["learn", "refer"] in kinds or ["learn"] in kinds


def test_before_anything_is_learnt_there_is_nothing_to_say(panel, settings, now):
    db = connect(settings.database)
    load_sample(db, now)
    db.close()
    answers, kinds = kinds_in_order(panel)
    assert all(answer["learnt"] == [] for answer in answers)
    assert ["refer", "learn"] in kinds
