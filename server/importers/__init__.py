"""Address books, calendars and mail boxes into the network: previewed or kept, one undoable edit a file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal

from sqlite_utils import Database

from server.importers import touching
from server.importers.keeping import Kept, Progress, keep
from server.importers.reading import Opened, read
from server.importers.rows import Refused
from server.store import imported, imports, journal, rehearsal
from server.store.journal import Edit

REHEARSALS = 3
"""Copies that it is tried on, one after the other, if somebody writes meanwhile; then it is done while they wait."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file, or would have become of it."""

    format: str
    """ "linkedin", "vcard", "google", "csv", "calendar" or "mail"."""
    counts: Mapping[str, int]
    """new, updated, unchanged, refused: one for each row of the file with anything in it; of calendars and mail,
    for each contact with somebody who is held."""
    refused: tuple[Refused, ...]
    remarks: tuple[Refused, ...]
    """On rows that were taken: values that were left out, people who may be there twice now."""
    preview: tuple[str, ...]
    """The first people of the file and what becomes of each."""
    import_id: int | None
    """None after a dry run."""
    edit_id: int | None
    """What to undo; None where nothing changed."""


def import_file(
    db: Database,
    filename: str,
    content: bytes,
    *,
    now: datetime,
    dry_run: bool = False,
    mapping: Mapping[str, str] | None = None,
    mine: Sequence[str] = (),
    on_progress: Progress | None = None,
) -> ImportReport:
    """Reads a file of any known format and keeps its people.

    A bad row never stops the rest, and the same file twice changes nothing. ``mapping`` is header to meaning
    (columns.HEADERS lists the meanings) for a CSV with columns of other names. ``mine``: addresses of the user's
    own, which tell who wrote to whom in a mail box. ``on_progress(done, total)`` counts rows, of a total of nought
    while the file is still being read; whatever it raises ends the import, of which nothing is kept then. All the
    finding out is done on a copy in memory: a dry run stops there, and the lock is held for seconds only, however
    long the file. Raises Problem where the file as a whole cannot be read.
    """
    tell = on_progress or _quiet
    opened = read(filename, content, mapping, partial(tell, 0, 0))
    what = f"Imported {opened.source}"

    def work(edit: Edit) -> Kept:
        if opened.format in ("calendar", "mail"):
            source: Literal["calendar", "mail"] = "mail" if opened.format == "mail" else "calendar"
            return touching.keep(edit, opened.contacts, source, mine=mine, on_progress=tell)
        return keep(edit, opened.outcomes, opened.source, on_progress=tell)

    for last in (*[False] * (REHEARSALS - 1), True):
        before = rehearsal.state(db)
        with rehearsal.rehearsal(db) as copy:
            with journal.edit(copy, what=what, who="import", at=now) as rehearsed:
                kept = work(rehearsed)
            if dry_run:
                break
            changes = rehearsal.changes_of(copy, rehearsed.id)
            rows = len(opened.outcomes) + len(opened.contacts)
            tell(rows, rows)  # for the last time before anything is kept
            with journal.edit(db, what=what, who="import", at=now) as edit:
                if rehearsal.state(db) == (before[0] + 1, before[1]):
                    rehearsal.bring_over(changes, edit)
                elif last:
                    kept = work(edit)
                else:  # somebody wrote meanwhile, so what was found out may be wrong by now
                    continue
                imported.remember(db, kept.rows)
                logged = imports.log(
                    edit,
                    filename=filename,
                    format=opened.format,
                    sha256=hashlib.sha256(content).hexdigest(),
                    counts=kept.counts,
                    refused=[{"line": row.line, "reason": row.reason} for row in kept.refused],
                )
            return _report(opened, kept, logged, edit.id if edit.seq else None)
    return _report(opened, kept)


def _report(
    opened: Opened, kept: Kept, import_id: int | None = None, edit_id: int | None = None
) -> ImportReport:
    return ImportReport(
        format=opened.format,
        counts=kept.counts,
        refused=tuple(kept.refused),
        remarks=tuple(kept.remarks),
        preview=tuple(kept.preview),
        import_id=import_id,
        edit_id=edit_id,
    )


def _quiet(done: int, total: int) -> None:
    pass
