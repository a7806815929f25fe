"""Imported rows: which person a row of a file went to, known again by its digest and by nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database

from server.store import people


def person_of(db: Database, digest: bytes) -> int | None:
    """Who the very same row went to, through every merge since; None where they are gone, or it is new."""
    row = db.execute("select person from imported_rows where digest = ?", [digest]).fetchone()
    return row and int(people.get(db, row[0])["id"])


def remember(db: Database, rows: Mapping[bytes, int]) -> None:
    """Inside the transaction of the import. No part of its edit: it goes with the people it points to."""
    db.conn.executemany(
        "insert into imported_rows (digest, person) values (?, ?)"
        " on conflict do update set person = excluded.person",
        rows.items(),
    )
