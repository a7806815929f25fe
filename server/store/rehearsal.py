"""Rehearsal: long work done on a copy in memory, and brought over in one short transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from server.store.journal import Edit

Row = dict[str, Any]


@contextmanager
def rehearsal(db: Database) -> Iterator[Database]:
    """A copy that nobody else sees: what happens on it harms nothing, and nobody waits for the lock."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        db.conn.backup(connection)
        connection.execute("pragma foreign_keys = on")
        yield Database(connection, execute_plugins=False, strict=True)
    finally:
        connection.close()


def state(db: Database) -> tuple[int, int]:
    """Changes with every edit and undoing; an edit made on a copy fits for as long as it has not changed."""
    row = db.execute("select coalesce(max(id), 0), count(undone_by) from edits").fetchone()
    return int(row[0]), int(row[1])


@dataclass(frozen=True)
class Rehearsed:
    """The changes of an edit, ready to be made elsewhere: all that takes time but no lock is done."""

    gone: Mapping[str, Sequence[tuple[int]]]
    """By table, keys."""
    changed: Sequence[tuple[str, int, Row]]
    added: Mapping[str, Sequence[Row]]
    """By table, in full, ids included."""
    journal: Sequence[tuple[Any, ...]]


def changes_of(copy: Database, edit_id: int) -> Rehearsed:
    rows = copy.execute(
        "select seq, tbl, key, before, after, person from changes where edit = ? order by seq", [edit_id]
    ).fetchall()
    ends: dict[tuple[str, int], tuple[str | None, str | None]] = {}
    for _, table, key, before, after, _ in rows:
        ends[table, key] = ends.get((table, key), (before, None))[0], after
    gone, changed, added = defaultdict[str, list[tuple[int]]](list), [], defaultdict[str, list[Row]](list)
    for (table, key), (before, after) in ends.items():
        if after is None:
            if before is not None:
                gone[table].append((key,))
        elif before is None:
            added[table].append(json.loads(after))
        else:
            changed.append((table, key, json.loads(after)))
    return Rehearsed(gone, changed, added, rows)


def bring_over(rehearsed: Rehearsed, edit: Edit) -> None:
    """Makes the same changes on ``edit``, journal and all, in a tenth of the time that its verbs would need.

    The caller holds the lock and has seen that ``state`` is what it was when the copy was made, so that ids
    which were free there are free here.
    """
    db = edit.db
    db.execute("pragma defer_foreign_keys = on")
    for table, keys in rehearsed.gone.items():
        db.conn.executemany(f"delete from {table} where id = ?", keys)  # noqa: S608
    for table, key, row in rehearsed.changed:
        sets = ", ".join(f"{column} = ?" for column in row)
        db.execute(f"update {table} set {sets} where id = ?", [*row.values(), key])  # noqa: S608
    for table, rows in rehearsed.added.items():
        marks = ", ".join("?" * len(rows[0]))
        db.conn.executemany(
            f"insert into {table} ({', '.join(rows[0])}) values ({marks})",  # noqa: S608
            (list(row.values()) for row in rows),
        )
    db.conn.executemany(
        "insert into changes (edit, seq, tbl, key, before, after, person) values (?, ?, ?, ?, ?, ?, ?)",
        ((edit.id, edit.seq + row[0], *row[1:]) for row in rehearsed.journal),
    )
    edit.seq += max((row[0] for row in rehearsed.journal), default=0)
