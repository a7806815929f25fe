"""jobs: what takes long is begun, looked at and cancelled: the whole network's introductions, a large import."""

from __future__ import annotations

import hashlib
import os
from contextlib import closing
from typing import Annotated, Any

from pydantic import BaseModel, Field

from server.api.context import blueprint, client, db, services
from server.api.imports import ImportIn, ImportOut, brought, content_of
from server.api.introductions import IdeasIn, IdeasOut
from server.api.schemas import ErrorBody
from server.db import connect
from server.joblist import Cancelled, Job, Kind, State, Watch
from server.store import suggestions

api = blueprint("jobs")

READING = "Reading the network."
COMPARING = "Comparing everybody with everybody."
WEIGHING = "Weighing the best of them, and sharing them out fairly."
OPENING = "Reading the file."


class ByJob(BaseModel):
    id: Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class JobLine(BaseModel):
    id: str
    kind: Kind
    state: State
    share: float = Field(ge=0, le=1)
    sentence: str
    """How it stands, for the user."""
    begun_at: str
    ended_at: str | None


class JobOut(JobLine):
    result: IdeasOut | ImportOut | None
    """Of one that is done: what was asked for, as it would have been answered directly."""
    error: ErrorBody | None
    """Of one that failed: as it would have been refused directly."""


class JobsOut(BaseModel):
    jobs: list[JobLine]


@api.post("/jobs/introductions", responses={202: JobOut})
def begin_introductions(body: IdeasIn) -> tuple[dict[str, Any], int]:
    """Begins to look through the whole network; the very same, asked for while it is under way, is the one begun."""
    served = services()

    def look_through(watch: Watch) -> dict[str, Any]:
        from recommender.introductions import COMPARED
        from recommender.kernel.blocks import Cancelled as Stopped

        watch.tell(0.0, READING)
        with closing(connect(served.settings.database)) as held:
            try:
                return served.advisor.introductions(
                    held,
                    limit=body.limit,
                    surface=body.surface,
                    now=served.clock(),
                    threads=max(1, (os.cpu_count() or 1) - 1),  # one is left to whoever sits before it
                    on_progress=lambda share: watch.tell(share, COMPARING if share < COMPARED else WEIGHING),
                    cancelled=watch.cancelled,
                )
            except Stopped as stopped:
                raise Cancelled from stopped

    request = body.model_dump_json()
    return _shown(served.jobs.begin(client(), "introductions", request, look_through)), 202


@api.post("/jobs/imports", responses={202: JobOut})
def begin_import(body: ImportIn) -> tuple[dict[str, Any], int]:
    """Begins to bring a file in. Cancelled, it leaves nothing of it; done, it is one edit."""
    served, content = services(), content_of(body)
    body.content_base64 = ""  # a job that waits holds its file once

    def bring(watch: Watch) -> dict[str, Any]:
        def on_progress(done: int, total: int) -> None:
            if watch.cancelled():
                raise Cancelled
            watch.tell(done / max(total, 1), f"{done:,} of {total:,} rows." if total else OPENING)

        on_progress(0, 0)
        with closing(connect(served.settings.database)) as held:
            return brought(held, served, body, content, on_progress)

    request = (hashlib.sha256(content).digest(), body.model_dump_json())
    return _shown(served.jobs.begin(client(), "import", request, bring)), 202


@api.get("/jobs", responses={200: JobsOut})
def listing() -> dict[str, Any]:
    """Those that the caller began and that have not ended or have done so lately, the latest first."""
    return {"jobs": [_line(job) for job in services().jobs.of(client())]}


@api.get("/jobs/<string:id>", responses={200: JobOut})
def show(path: ByJob) -> dict[str, Any]:
    """How far it is; once it is done, what came of it, without the suggestions that were answered since."""
    return _shown(services().jobs.look(client(), path.id))


@api.delete("/jobs/<string:id>", responses={200: JobOut})
def cancel(path: ByJob) -> dict[str, Any]:
    """Stops it, if it has not ended; it says that it is cancelled once it is."""
    return _shown(services().jobs.cancel(client(), path.id))


def _line(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "share": job.share,
        "sentence": job.sentence,
        "begun_at": job.begun_at.isoformat(timespec="seconds"),
        "ended_at": job.ended_at and job.ended_at.isoformat(timespec="seconds"),
    }


def _shown(job: Job) -> dict[str, Any]:
    result = job.result
    if result and job.kind == "introductions":
        ideas = result["introductions"]
        left = suggestions.unanswered(db(), [one["id"] for one in ideas])
        result = result | {"introductions": [one for one in ideas if one["id"] in left]}
    return _line(job) | {"result": result, "error": job.error and job.error.as_dict()["error"]}
