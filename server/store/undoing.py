"""Undoing of any length: what takes long is found out on a copy, so that nobody who writes meanwhile waits for it."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from server.db import writing
from server.store import journal, rehearsal

LONG = 2000
"""Rows from which on a copy is made first: fewer are undone sooner than the copy would be made."""


def undo(db: Database, edit_id: int, *, at: datetime) -> int:
    """``journal.undo``, with the same refusals; the write lock is held for a second or so in ten thousand people."""
    if journal.size(db, edit_id) < LONG:
        return journal.undo(db, edit_id, at=at)
    before = rehearsal.state(db)
    with rehearsal.rehearsal(db) as copy:
        changes = rehearsal.changes_of(copy, journal.undo(copy, edit_id, at=at))
    with writing(db):
        if (
            rehearsal.state(db) != before
        ):  # somebody wrote meanwhile, so what was found out may be wrong by now
            return journal.undo(db, edit_id, at=at)
        with journal.undoing(db, edit_id, at=at) as reverse:
            rehearsal.bring_over(changes, reverse)
    return reverse.id
