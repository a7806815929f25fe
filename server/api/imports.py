"""imports: brings an address book, a calendar or a mail box in, or shows first what it would bring."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from typing import Any

from pydantic import BaseModel, Field
from sqlite_utils import Database

from server import importers, saved_pages
from server.api.context import Services, blueprint, db, services
from server.api.schemas import Incoming, Line, Url
from server.errors import Problem
from server.store import imports

api = blueprint("imports")


class ImportIn(Incoming):
    filename: Line = Field(min_length=1)
    content_base64: str
    dry_run: bool = False
    url: Url = ""
    """Of a saved page: where it was, if it does not say so itself."""
    mine: list[Line] = Field(default_factory=list, max_length=20)
    """E-mail addresses of the user's own: with them a mail box tells who wrote to whom."""


class CountsOut(BaseModel):
    new: int
    updated: int
    unchanged: int
    refused: int


class RefusedOut(BaseModel):
    line: int
    reason: str


class ImportOut(BaseModel):
    id: int | None
    edit: int | None
    counts: CountsOut
    refused: list[RefusedOut]
    remarks: list[str]
    """On what was kept all the same: values left out, people who may be there twice now."""
    people_preview: list[str]


class ImportRow(BaseModel):
    id: int
    at: str
    filename: str
    format: str
    edit: int | None
    counts: CountsOut
    refused: list[RefusedOut]


class ImportsOut(BaseModel):
    imports: list[ImportRow]


@api.post("/imports", responses={200: ImportOut})
def bring(body: ImportIn) -> dict[str, Any]:
    """A bad row never stops the rest; the same file twice changes nothing; the whole import is one edit."""
    return brought(db(), services(), body, content_of(body))


@api.get("/imports", responses={200: ImportsOut})
def listing() -> dict[str, Any]:
    """What was brought in, the latest first."""
    return {"imports": imports.everything(db())}


def content_of(body: ImportIn) -> bytes:
    try:
        return base64.b64decode(body.content_base64, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Problem("bad_base64", "The file did not arrive whole.", "Send it as base64.") from error


def brought(
    held: Database,
    served: Services,
    body: ImportIn,
    content: bytes,
    on_progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """An ``ImportOut``. ``on_progress``: see ``import_file``; a saved page is brought in all at once."""
    at = served.clock()
    if saved_pages.is_page(content):
        report = saved_pages.bring(
            held, served.advisor, body.filename, content, url=body.url, now=at, dry_run=body.dry_run
        )
    else:
        report = importers.import_file(
            held,
            body.filename,
            content,
            now=at,
            dry_run=body.dry_run,
            mine=body.mine,
            on_progress=on_progress,
        )
    return {
        "id": report.import_id,
        "edit": report.edit_id,
        "counts": report.counts,
        "refused": [{"line": row.line, "reason": row.reason} for row in report.refused],
        "remarks": [row.reason for row in report.remarks],
        "people_preview": list(report.preview),
    }
