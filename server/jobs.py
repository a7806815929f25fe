"""Retraining: when it is due, once at a time, and never at the cost of what serves.

What is learnt is registered with a card and put on trial (trial.py); it serves when the user's own choices
have shown that it is better. A failure or a cancellation leaves everything as it was, and says why.
"""

from __future__ import annotations

import json
import os
import socket
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlite_utils import Database

from models.errors import ModelError
from server import trial
from server.store import learning, leases

if TYPE_CHECKING:
    from models.registry import Registry
    from recommender.learning.guards import Guard
    from recommender.learning.lessons import Shown
    from recommender.learning.ranker import Ranker

KIND = trial.KIND
LEASE = "retrain"
LASTING = timedelta(minutes=15)
"""Prolonged at every step; a process that died frees the job after this long."""
FEWEST_NEW = 5
"""Decisions since the last training that make another worth its while."""
AFTER_FAILURE = timedelta(days=1)
"""How long after a failure it is tried again."""


@dataclass(frozen=True, slots=True)
class RetrainReport:
    sentence: str
    """What happened, or why nothing did, for the user."""
    version: str = ""
    """The version made; empty where none was."""
    decisions: int = 0
    failed: bool = False
    judged: tuple[str, ...] = ()
    """What the trial settled first: promotions, vetoes, roll-backs."""


def why_not_due(db: Database, *, now: datetime, days: int) -> str:
    """A sentence where retraining is not due; empty where it is. A machine that slept through it is not
    late: due."""
    last = learning.last_training(db, KIND)
    since = datetime.fromisoformat(last["at"]) if last else None
    fresh = learning.decisions(db, since=since)
    if last and last["failed"] and since and now - since >= AFTER_FAILURE:
        return ""
    if since and now - since < timedelta(days=days):
        return f"Not due: the last training was on {since.date()}, and it is done every {days} days."
    if fresh < FEWEST_NEW:
        return f"Not due: {fresh} new decisions, and fewer than {FEWEST_NEW} teach too little."
    return ""


def retrain_if_due(
    db: Database,
    registry: Registry,
    *,
    now: datetime,
    days: int,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RetrainReport:
    """Settles the trial that is on, and retrains where that is due."""
    if why := why_not_due(db, now=now, days=days):
        return RetrainReport(why, judged=trial.judge(db, registry, now=now))
    return retrain(db, registry, now=now, on_progress=on_progress, cancelled=cancelled)


def retrain(
    db: Database,
    registry: Registry,
    *,
    now: datetime,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    guards: Sequence[Guard] = (),
) -> RetrainReport:
    """Learns from all feedback there is. ``on_progress`` is told the share done, 0 to 1. At most one at a
    time."""
    from recommender.learning.training import Cancelled

    holder = f"{socket.gethostname()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    if not leases.take(db, LEASE, holder, now=now, lasting=LASTING):
        return RetrainReport("Another process is retraining at this moment.")
    began = datetime.now(now.tzinfo)

    def tell(share: float) -> None:
        leases.take(db, LEASE, holder, now=now + (datetime.now(now.tzinfo) - began), lasting=LASTING)
        if on_progress is not None:
            on_progress(share)

    judged: tuple[str, ...] = ()
    try:
        judged = trial.judge(db, registry, now=now, guards=guards)
        report = _retrain(db, registry, now=now, tell=tell, cancelled=cancelled, guards=guards)
    except Cancelled:
        report = RetrainReport("Retraining was stopped; nothing has changed.")
    except (ModelError, OSError, ValueError, ArithmeticError) as error:
        reason = str(error).rstrip(".")
        report = RetrainReport(f"Retraining failed and nothing has changed: {reason}.", failed=True)
    finally:
        leases.release(db, LEASE, holder)
    if report.version or report.failed:
        learning.trained(
            db,
            KIND,
            at=now,
            version=report.version,
            decisions=report.decisions,
            failed=report.failed,
            sentence=report.sentence,
        )
    return RetrainReport(report.sentence, report.version, report.decisions, report.failed, judged)


def _retrain(
    db: Database,
    registry: Registry,
    *,
    now: datetime,
    tell: Callable[[float], None],
    cancelled: Callable[[], bool] | None,
    guards: Sequence[Guard],
) -> RetrainReport:
    from recommender.learning.lessons import lessons
    from recommender.learning.ranker import Ranker
    from recommender.learning.training import train
    from server.report_card import ranker_card

    shown = trial.usable(learning.shown(db))
    rows = lessons(shown)
    if not len(rows):
        return RetrainReport("No feedback yet: there is nothing to learn from, and the default ranks.")
    prior: Ranker = registry.read(KIND, "default", Ranker.from_json)
    version = f"r-{now:%Y%m%d-%H%M%S}"
    ranker = train(prior, rows, id=version, on_progress=lambda share: tell(0.9 * share), cancelled=cancelled)
    champion = registry.load(KIND, Ranker.from_json).value
    against = trial.speaks_against(registry, ranker, shown, guards)
    card = ranker_card(ranker, rows, shown, prior=prior, champion=champion, now=now, against=against)
    current = trial.current(db, registry).gate
    registry.register(
        KIND,
        version,
        {"ranker.json": (json.dumps(ranker.to_json(), indent=1) + "\n").encode(), "card.md": card.encode()},
        made_at=now,
        parent=champion.id,
        keep=(current.champion, current.challenger),
    )
    decided = _decided(shown)
    learnt = f"Learnt {version} from {decided} decisions"
    if against:
        return RetrainReport(f"{learnt}; it is not tried: {' '.join(against)}", version, decided)
    tell(1.0)
    if current.ahead:
        return RetrainReport(
            f"{learnt}. It waits: {current.challenger}, on trial, is ahead and has its time first.",
            version,
            decided,
        )
    trial.enter(db, registry, version, now=now)
    return RetrainReport(
        f"{learnt}. It shares the panel with {champion.id} and takes over if more of its picks are taken up.",
        version,
        decided,
    )


def _decided(shown: Sequence[Shown]) -> int:
    return sum(1 for item in shown if item.verdict)
