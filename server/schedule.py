"""The retraining job beside the service: wakes now and then, and does what is due when the machine has time.

A laptop sleeps: nothing here waits for an hour of the day. What fell due while it slept is due when it wakes.
"""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from server.db import connect
from server.jobs import why_not_due
from server.practice import asks, causes, introductions
from server.settings import Settings
from server.trial import judge

if TYPE_CHECKING:
    from models.registry import Registry

log = logging.getLogger("comity.schedule")

EVERY = 15 * 60.0
"""Seconds between two looks; each costs two small queries."""
FIRST = 60.0
"""Seconds after the start: the user comes first."""
IDLE_LOAD = 0.7
"""Of the processors: below it the machine is idle enough."""
PATIENCE = timedelta(days=1)
"""A machine that is never idle trains all the same after waiting this long."""
NICENESS = 10


def run(settings: Settings, registry: Registry, stop: threading.Event, clock: Callable[[], datetime]) -> None:
    """Until ``stop`` is set; one bad round is logged and the next one comes."""
    waiting_since: datetime | None = None
    wait = FIRST
    while not stop.wait(wait):
        wait = EVERY
        try:
            waiting_since = look(settings, registry, stop, now=clock(), waiting_since=waiting_since)
        except Exception:
            log.exception("The retraining job could not do its round.")


def look(
    settings: Settings,
    registry: Registry,
    stop: threading.Event,
    *,
    now: datetime,
    waiting_since: datetime | None,
) -> datetime | None:
    """One round: ends introductions that wait in vain, settles the trial, retrains where due and idle. Returns since when it has been waiting to
    be idle."""
    db = connect(settings.database)
    try:
        ended = sum(kind.lapse_silent(db, now) for kind in (introductions, asks, causes))
        if ended:
            log.info("Introductions, asks and questions about causes ended for want of an answer: %s", ended)
        for sentence in judge(db, registry, now=now):
            log.info("%s", sentence)
        if why_not_due(db, now=now, days=settings.retrain_days):
            return None
    finally:
        db.close()
    if not idle() and (waiting_since is None or now - waiting_since < PATIENCE):
        return waiting_since or now
    retrain_apart(settings, stop)
    return None


def idle() -> bool:
    """True where the load of the last minute leaves room; where the system does not say, it is taken to be
    so."""
    try:
        return os.getloadavg()[0] < IDLE_LOAD * (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return True


def retrain_apart(settings: Settings, stop: threading.Event) -> None:
    """`comity retrain --if-due --background` in a process of its own, which ends when the service does."""
    environment = {**os.environ, "COMITY_HOME": str(settings.home)}
    child = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "retrain", "--if-due", "--background"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    while child.poll() is None:
        if stop.wait(0.5):
            child.terminate()
            child.wait(timeout=10)


def step_back() -> None:
    """Puts this process below normal priority, where the system has such a thing."""
    if hasattr(os, "nice"):
        os.nice(NICENESS)
