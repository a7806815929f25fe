"""The job list: long work that a client begins, looks at and may cancel; it is done aside, one piece after the other."""

from __future__ import annotations

import logging
import threading
import uuid
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Literal

from server.errors import Problem, our_fault

log = logging.getLogger("comity.joblist")

Kind = Literal["introductions", "import"]
State = Literal["queued", "running", "done", "cancelled", "failed"]

KEPT = timedelta(hours=1)
"""How long what came of a job is kept: by then it is about a network that has moved on."""
MOST_ENDED = 20
"""Jobs that have ended and are still held; what came of one takes a tenth of a megabyte."""
MOST_WAITING = 5
"""An import waits with its whole file, 6 MB at the most."""

WAITS = "It waits until what was begun before it has ended."
BEGINS = "It begins."
STOPS = "It is being stopped."
CANCELLED = "It was cancelled; nothing has changed."
DONE = "It is done."


class Cancelled(Exception):
    """Raised by work that has heard that nobody wants it any more, before anything was kept."""


@dataclass(frozen=True, slots=True)
class Job:
    """How a job stands at one moment."""

    id: str
    client: int
    kind: Kind
    request: Hashable
    """What was asked for: the very same, asked for again before it has ended, is this one."""
    begun_at: datetime
    state: State = "queued"
    share: float = 0.0
    """Of the work that is done; 0 to 1."""
    sentence: str = WAITS
    ended_at: datetime | None = None
    result: Any = None
    error: Problem | None = None


@dataclass(frozen=True, slots=True)
class Watch:
    """What work is given: it tells the share that is done and a sentence, and hears whether to stop."""

    tell: Callable[[float, str], None]
    cancelled: Callable[[], bool]


Work = Callable[[Watch], Any]
Apart = Callable[[Callable[[], None]], None]


def in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="comity-joblist", daemon=True).start()


class JobList:
    """Safe to share between threads. One job at a time: the processors are the user's first, and an introduction
    thought of after an import knows whom it brought."""

    def __init__(self, clock: Callable[[], datetime], apart: Apart = in_a_thread) -> None:
        """``apart`` runs what nobody waits for."""
        self._clock = clock
        self._apart = apart
        self._changed = threading.Condition()
        self._jobs: dict[str, Job] = {}
        self._waiting: dict[str, Work] = {}
        """In line, the first to be done first."""
        self._unwanted: set[str] = set()
        """Those that run and were cancelled."""
        self._at_work = False
        self._closed = False

    def begin(self, client: int, kind: Kind, request: Hashable, work: Work) -> Job:
        """Puts the work in line. A Problem where too many wait, or the service stops."""
        with self._changed:
            self._forget()
            for job in self._jobs.values():
                same = (job.client, job.kind, job.request) == (client, kind, request)
                if same and job.ended_at is None and job.id not in self._unwanted:
                    return job
            if self._closed:
                raise Problem("stopping", "Comity is stopping.", "Start it again with `comity serve`.", 503)
            if len(self._waiting) >= MOST_WAITING:
                raise Problem(
                    "too_many_jobs",
                    f"{MOST_WAITING} jobs wait in line already.",
                    "Wait until one has ended, or cancel one.",
                    409,
                )
            job = Job(uuid.uuid4().hex, client, kind, request, self._clock())
            self._jobs[job.id] = job
            self._waiting[job.id] = work
            idle, self._at_work = not self._at_work, True
        if idle:
            self._apart(self._work_off)
        return self.look(client, job.id)

    def look(self, client: int, id: str) -> Job:
        """How a job of this client stands; for any other client there is no such job."""
        with self._changed:
            self._forget()
            job = self._jobs.get(id)
            if job is None or job.client != client:
                raise Problem(
                    "not_found", "There is no such job.", "What came of it is kept for an hour.", 404
                )
            return job

    def of(self, client: int) -> list[Job]:
        """The latest first."""
        with self._changed:
            self._forget()
            return [job for job in reversed(self._jobs.values()) if job.client == client]

    def cancel(self, client: int, id: str) -> Job:
        """One that waits is cancelled at once, one that runs as soon as it hears of it; one that has ended stays so."""
        with self._changed:
            self._cancel(self.look(client, id))
            return self._jobs[id]

    def stop(self, seconds: float) -> bool:
        """Cancels everything and takes nothing new; True where the one that ran has ended within so many seconds."""
        with self._changed:
            self._closed = True
            for job in list(self._jobs.values()):
                self._cancel(job)
            return self._changed.wait_for(lambda: not self._at_work, seconds)

    def _cancel(self, job: Job) -> None:
        if self._waiting.pop(job.id, None):
            self._end(job.id, "cancelled", CANCELLED)
        elif job.state == "running":
            self._unwanted.add(job.id)
            self._jobs[job.id] = replace(job, sentence=STOPS)

    def _work_off(self) -> None:
        """Everything in line, until nothing is."""
        while (taken := self._next()) is not None:
            self._do(*taken)

    def _next(self) -> tuple[str, Work] | None:
        with self._changed:
            id = next(iter(self._waiting), None)
            if id is None:
                self._at_work = False
                self._changed.notify_all()
                return None
            self._jobs[id] = replace(self._jobs[id], state="running", sentence=BEGINS)
            return id, self._waiting.pop(id)

    def _do(self, id: str, work: Work) -> None:
        try:
            result = work(Watch(partial(self._tell, id), lambda: id in self._unwanted))
        except Cancelled:
            self._end(id, "cancelled", CANCELLED)
        except Problem as problem:
            self._end(id, "failed", problem.message, error=problem)
        except Exception:
            log.exception("A job failed")
            self._end(id, "failed", our_fault().message, error=our_fault())
        else:
            self._end(id, "done", DONE, share=1.0, result=result)

    def _tell(self, id: str, share: float, sentence: str) -> None:
        with self._changed:
            if id not in self._unwanted:
                self._jobs[id] = replace(self._jobs[id], share=share, sentence=sentence)

    def _end(self, id: str, state: State, sentence: str, **more: Any) -> None:
        with self._changed:
            self._unwanted.discard(id)
            ended = replace(self._jobs[id], state=state, sentence=sentence, ended_at=self._clock(), **more)
            self._jobs[id] = ended

    def _forget(self) -> None:
        ended = [(job.ended_at, job.id) for job in self._jobs.values() if job.ended_at is not None]
        late = [id for at, id in ended if self._clock() - at >= KEPT]
        for id in {*late, *(id for _, id in ended[: max(0, len(ended) - MOST_ENDED)])}:
            del self._jobs[id]
