"""Everything written about people is part of an edit: who did what, when, row by row; it can be undone."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from server.db import writing
from server.errors import Problem, not_found

Row = dict[str, Any]

JOURNALLED = frozenset({
    "people", "fields", "notes", "facets", "ties", "resources", "introductions", "suggestions", "feedback",
    "captures", "steps", "asks", "tags", "rhythms", "touches", "exchanges", "promises", "occasions",
    "causes", "angles", "supporters", "deeds", "primer",
})  # fmt: skip


@dataclass
class Edit:
    """An open edit. Its three verbs are the only way to change a journalled table."""

    db: Database
    id: int
    at: str
    who: str
    seq: int = 0

    def insert(self, table: str, row: Row) -> int:
        written = self._write(table, row)
        self._record(table, written["id"], None, written, row)
        return int(written["id"])

    def update(self, table: str, key: int, changes: Row) -> bool:
        """Writes what differs; False where nothing does."""
        before = self._row(table, key)
        if before is None:
            raise not_found(table)
        changes = {column: value for column, value in changes.items() if before[column] != value}
        if not changes:
            return False
        sets = ", ".join(f"{column} = ?" for column in changes)
        self.db.execute(f"update {table} set {sets} where id = ?", [*changes.values(), key])  # noqa: S608
        self._record(table, key, before, before | changes, before)
        return True

    def delete(self, table: str, key: int) -> None:
        before = self._row(table, key)
        if before is None:
            raise not_found(table)
        self.db.execute(f"delete from {table} where id = ?", [key])  # noqa: S608
        self._record(table, key, before, None, before)

    def _write(self, table: str, row: Row) -> Row:
        """The row as it stands, with id and defaults: an import does this hundreds of thousands of times."""
        if table not in JOURNALLED:
            raise ValueError(f"{table} is not journalled")
        columns = ", ".join(row)
        marks = ", ".join("?" * len(row))
        cursor = self.db.execute(
            f"insert into {table} ({columns}) values ({marks}) returning *",  # noqa: S608
            list(row.values()),
        )
        (values,) = cursor.fetchall()
        return dict(zip([column[0] for column in cursor.description], values, strict=True))

    def _row(self, table: str, key: int) -> Row | None:
        if table not in JOURNALLED:
            raise ValueError(f"{table} is not journalled")
        return next(iter(self.db.query(f"select * from {table} where id = ?", [key])), None)  # noqa: S608

    def _record(self, table: str, key: int, before: Row | None, after: Row | None, owner: Row) -> None:
        self.seq += 1
        person = key if table == "people" else owner.get("person", owner.get("a"))
        self.db.execute(
            "insert into changes (edit, seq, tbl, key, before, after, person) values (?, ?, ?, ?, ?, ?, ?)",
            [
                self.id,
                self.seq,
                table,
                key,
                before and json.dumps(before),
                after and json.dumps(after),
                person,
            ],
        )


@contextmanager
def edit(db: Database, *, what: str, who: str, at: datetime) -> Iterator[Edit]:
    """One transaction and one journal entry. An edit that changed nothing leaves no trace."""
    with writing(db):
        stamp = at.isoformat(timespec="seconds")
        cursor = db.execute("insert into edits (at, who, what) values (?, ?, ?)", [stamp, who, what])
        opened = Edit(db, int(cursor.lastrowid or 0), stamp, who)
        yield opened
        if opened.seq == 0:
            db.execute("delete from edits where id = ?", [opened.id])


def undo(db: Database, edit_id: int, *, at: datetime) -> int:
    """Takes an edit back as an edit of its own (so that undoing can be undone) and returns that one's id.

    Refused with a sentence where something later built on it: nothing is half undone.
    """
    with undoing(db, edit_id, at=at) as reverse:
        changes = list(db.query("select * from changes where edit = ? order by seq desc", [edit_id]))
        db.execute("pragma defer_foreign_keys = on")
        built_on = _built_on(db)
        for change in changes:
            _reverse(reverse, change, built_on)
    return reverse.id


@contextmanager
def undoing(db: Database, edit_id: int, *, at: datetime) -> Iterator[Edit]:
    """The edit that takes another back, which is marked as undone at the end."""
    with writing(db):
        found = next(iter(db.query("select * from edits where id = ?", [edit_id])), None)
        if found is None:
            raise not_found("edit")
        if found["undone_by"]:
            raise Problem("already_undone", "That has been undone already.", "", 409)
        with edit(db, what=f"Undid: {found['what']}", who="you", at=at) as reverse:
            yield reverse
        db.execute("update edits set undone_by = ? where id = ?", [reverse.id, edit_id])


SHOWN_ONLY = frozenset({"suggestions", "feedback"})
"""What was proposed of somebody goes with them; what was written of them since does not go unasked."""


def _built_on(db: Database) -> dict[str, list[tuple[str, str]]]:
    """table -> (other table, column) of the journalled rows that point to it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for table in sorted(JOURNALLED - SHOWN_ONLY):
        for key in db.query(f"pragma foreign_key_list({table})"):
            found.setdefault(key["table"], []).append((table, key["from"]))
    return found


def _reverse(reverse: Edit, change: Row, built_on: dict[str, list[tuple[str, str]]]) -> None:
    table, key = change["tbl"], change["key"]
    now = reverse._row(table, key)
    then = change["after"] and json.loads(change["after"])
    if now != then:
        raise _changed_since()
    before = change["before"] and json.loads(change["before"])
    if before is None:
        for other, column in built_on.get(table, ()):
            if reverse.db.execute(f"select 1 from {other} where {column} = ? limit 1", [key]).fetchone():  # noqa: S608
                raise _changed_since()
        reverse.delete(table, key)
    elif now is None:
        reverse.insert(table, before)
    else:
        reverse.update(table, key, before)


def _changed_since() -> Problem:
    return Problem(
        "changed_since",
        "This cannot be undone as it is: something it wrote has been changed since.",
        "Undo the later change first.",
        409,
    )


def last(db: Database) -> int:
    """The latest edit; nought where there was none."""
    return int(db.execute("select coalesce(max(id), 0) from edits").fetchone()[0])


def since(db: Database, edit_id: int, tables: Collection[str], *, at_most: int) -> list[Row] | None:
    """What was written to these tables after an edit, undoing included; None where that is more than ``at_most``.

    {tbl, key, rows}: ``rows`` as they were before and after, as far as they were there.
    """
    marks = ", ".join("?" * len(tables))
    found = db.execute(
        f"select tbl, key, before, after from changes where edit > ? and +tbl in ({marks}) limit ?",  # noqa: S608
        [edit_id, *tables, at_most + 1],
    ).fetchall()
    if len(found) > at_most:
        return None
    return [
        {"tbl": table, "key": key, "rows": [json.loads(one) for one in states if one]}
        for table, key, *states in found
    ]


def size(db: Database, edit_id: int) -> int:
    """Rows an edit wrote."""
    return int(db.execute("select count(*) from changes where edit = ?", [edit_id]).fetchone()[0])


def edit_of(db: Database, table: str, key: int) -> int | None:
    """The latest edit that touched a row, to be offered for undoing."""
    found = db.execute("select max(edit) from changes where tbl = ? and key = ?", [table, key]).fetchone()
    return found[0] and int(found[0])


def history(db: Database, limit: int = 50) -> list[Row]:
    """The latest edits first."""
    return list(
        db.query(
            "select e.id, e.at, e.who, e.what, e.undone_by is not null as undone, count(c.seq) as changes"
            " from edits e left join changes c on c.edit = e.id group by e.id order by e.id desc limit ?",
            [limit],
        )
    )
