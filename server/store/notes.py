"""Notes: what the user wrote about a person, in the user's own words."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from server.errors import Problem
from server.store.journal import Edit, Row

LONGEST = 20_000
"""Characters; a note is a note."""


def add(edit: Edit, person: int, text: str, *, written_at: datetime | None = None) -> int:
    """Keeps a note, as of now unless it was written earlier; the same words twice are one note."""
    text = text.strip()
    if not text:
        raise Problem(
            "empty_note", "The note is empty.", "Write a line about where you met or what they need."
        )
    if len(text) > LONGEST:
        raise Problem(
            "long_note", f"The note is longer than {LONGEST:,} characters.", "Keep it shorter.", 413
        )
    held = edit.db.execute("select id from notes where person = ? and text = ?", [person, text]).fetchone()
    if held:
        return int(held[0])
    stamp = written_at.isoformat(timespec="seconds") if written_at else edit.at
    return edit.insert("notes", {"person": person, "text": text, "written_at": stamp})


def of(db: Database, person: int) -> list[Row]:
    return list(
        db.query("select id, text, written_at from notes where person = ? order by id desc", [person])
    )
