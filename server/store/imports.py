"""Imports and captures: what was brought in, when, from where, and what was refused and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from server.store.journal import Edit, Row


def log(
    edit: Edit,
    *,
    filename: str,
    format: str,
    sha256: str,
    counts: Mapping[str, int],
    refused: Sequence[Mapping[str, Any]],
) -> int:
    cursor = edit.db.execute(
        "insert into imports (at, filename, format, sha256, edit, counts, refused) values (?, ?, ?, ?, ?, ?, ?)",
        [
            edit.at,
            filename,
            format,
            sha256,
            edit.id,
            json.dumps(dict(counts)),
            json.dumps([*map(dict, refused)]),
        ],
    )
    return int(cursor.lastrowid or 0)


def is_there(db: Database, sha256: str) -> bool:
    """Whether this very file was brought in, and not taken back since."""
    found = db.execute(
        "select 1 from imports i join edits e on e.id = i.edit where i.sha256 = ? and e.undone_by is null limit 1",
        [sha256],
    ).fetchone()
    return found is not None


def everything(db: Database) -> list[Row]:
    rows = db.query("select id, at, filename, format, edit, counts, refused from imports order by id desc")
    return [
        row | {"counts": json.loads(row["counts"]), "refused": json.loads(row["refused"])} for row in rows
    ]


def log_capture(edit: Edit, *, url: str, person: int, kept: Sequence[str]) -> int:
    row = {"at": edit.at, "url": url, "person": person, "edit": edit.id, "kept": json.dumps(list(kept))}
    return edit.insert("captures", row)
