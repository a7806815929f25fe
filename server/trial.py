"""The trial of a newly learnt ranker, kept between sessions: counts what settled, promotes, vetoes and
rolls back.

The arithmetic is the recommender's (gate.py, outcomes.py, guards.py); here it meets what was shown and the
registry. Nothing is lost when a process dies between two steps: the registry is asked who serves, and the
state follows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from models.errors import ModelError
from recommender.learning.gate import Gate
from recommender.learning.guards import Guard, Probe, refusals
from recommender.learning.interleaving import Team, session
from recommender.learning.lessons import Shown
from recommender.learning.outcomes import OutcomeWatch
from recommender.learning.ranker import Ranker
from server.store import learning
from server.tryout import team_of

if TYPE_CHECKING:
    from models.registry import Registry

KIND = "ranker"
SETTLED = timedelta(hours=24)
"""A list is counted a day after it was shown: what is taken up later than that credits nobody."""
GOOD = frozenset(("met", "helped"))
PROBED = 5000
"""Suggestions shown last, on which the guards compare two rankers."""


@dataclass(frozen=True, slots=True)
class Trial:
    gate: Gate
    watch: OutcomeWatch
    counted: int = 0
    """The id of the last suggestion whose list was counted."""
    told: int = 0
    """The id of the last feedback whose outcome was counted."""

    def to_json(self) -> dict[str, Any]:
        return {
            "gate": self.gate.to_json(),
            "watch": self.watch.to_json(),
            "counted": self.counted,
            "told": self.told,
        }


def current(db: Database, registry: Registry) -> Trial:
    """The trial as it stands; begun anew where the user, or a crash, has put another ranker in charge
    since."""
    serving = registry.serving(KIND)
    kept = learning.state(db, KIND)
    try:
        trial = Trial(
            Gate.from_json(kept["gate"]),
            OutcomeWatch.from_json(kept["watch"]),
            int(kept["counted"]),
            int(kept["told"]),
        )
    except (KeyError, ValueError, TypeError):
        trial = Trial(Gate(serving), OutcomeWatch(serving, ""))
    if trial.gate.champion == serving:
        return trial
    if trial.gate.challenger == serving:
        return replace(trial, gate=trial.gate.promoted())
    reign = trial.gate.reign + 1
    return replace(trial, gate=Gate(serving, reign=reign), watch=OutcomeWatch(serving, ""))


def challenger(db: Database, registry: Registry) -> Ranker | None:
    """The ranker on trial, to share the panel with the one that serves; None where there is none, or it is
    damaged."""
    name = current(db, registry).gate.challenger
    if not name:
        return None
    try:
        return registry.read(KIND, name, Ranker.from_json)
    except ModelError:
        return None


def enter(db: Database, registry: Registry, version: str, *, now: datetime) -> Trial:
    """Puts a version on trial beside the one that serves."""
    trial = current(db, registry)
    gate = trial.gate.enter(version)
    entered = Trial(
        gate,
        OutcomeWatch(gate.champion, version),
        learning.last_shown(db, until=now),
        trial.told,
    )
    learning.keep_state(db, KIND, entered.to_json(), at=now)
    return entered


def judge(
    db: Database, registry: Registry, *, now: datetime, guards: Sequence[Guard] = ()
) -> tuple[str, ...]:
    """Counts what has settled since the last time; sentences for what was promoted, vetoed or rolled back."""
    trial = count(db, current(db, registry), now=now)
    said: list[str] = []
    if trial.watch.alarm:
        trial = _send_back(registry, trial, said)
    elif trial.gate.open:
        trial = _let_in(db, registry, trial, guards, said)
    if trial.to_json() != learning.state(db, KIND):
        learning.keep_state(db, KIND, trial.to_json(), at=now)
    return tuple(said)


def count(db: Database, trial: Trial, *, now: datetime) -> Trial:
    """Settled lists go into the gate's bets, outcomes into the watch's, each once."""
    last = learning.last_shown(db, until=now - SETTLED)
    gate, watch, told = trial.gate, trial.watch, trial.told
    since = trial.counted if gate.challenger else last  # without a trial there is nothing to credit
    fresh = [item for item in learning.shown(db, after=since) if item.id <= last]
    for _, items in groupby(fresh, key=lambda item: item.batch):
        picks = [(team_of(item.model, gate.champion, gate.challenger), _in_time(item)) for item in items]
        credited = [(team, yes) for team, yes in picks if team is not None]
        if any(team in (Team.CHAMPION, Team.CHALLENGER) for team, _ in credited) and gate.challenger:
            gate = gate.after(session(credited))
    for number, model, what in learning.outcomes(db, after=told):
        told = number
        watch = watch.after(model, what in GOOD)
    return Trial(gate, watch, max(last, trial.counted), told)


def _in_time(item: Shown) -> bool:
    return item.verdict == "accepted" and item.decided is not None and item.decided - item.at <= SETTLED


def _let_in(
    db: Database, registry: Registry, trial: Trial, guards: Sequence[Guard], said: list[str]
) -> Trial:
    gate = trial.gate
    try:
        candidate = registry.read(KIND, gate.challenger, Ranker.from_json)
        against = speaks_against(registry, candidate, learning.shown(db), guards)
        if not against:
            registry.promote(KIND, gate.challenger)
    except ModelError as error:
        against = (str(error),)
    if against:
        said.append(
            f"The ranker {gate.challenger} did better in the panel but is not let in: {' '.join(against)}"
        )
        return replace(trial, gate=gate.withdrawn())
    said.append(
        f"From now on {gate.challenger} ranks: over {gate.sessions} lists more of its picks were taken up."
    )
    return replace(trial, gate=gate.promoted())


def _send_back(registry: Registry, trial: Trial, said: list[str]) -> Trial:
    """Vetoes the new one while it is on trial, rolls it back where it serves already."""
    gate, new = trial.gate, trial.watch.new
    if gate.champion == new:
        serves = registry.rollback(KIND).version
        said.append(f"Back to {serves}: what {new} proposed turned out worse.")
        return replace(trial, gate=Gate(serves, reign=gate.reign + 1), watch=OutcomeWatch(serves, ""))
    said.append(f"{new} is off trial: what it proposed turned out worse.")
    return replace(trial, gate=gate.withdrawn(), watch=OutcomeWatch(gate.champion, ""))


def speaks_against(
    registry: Registry, candidate: Ranker, shown: Sequence[Shown], guards: Sequence[Guard] = ()
) -> tuple[str, ...]:
    """The guards' sentences, on what was shown last."""
    champion = registry.load(KIND, Ranker.from_json).value
    probe = Probe.of(usable(shown[-PROBED:]))
    return refusals(candidate, champion, probe, guards)


def usable(shown: Sequence[Shown]) -> list[Shown]:
    """Without what an older Comity logged under features that are no more."""
    from recommender.learning.features import INDEX

    return [item for item in shown if all(name in INDEX for name in item.features)]
