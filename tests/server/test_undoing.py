"""A long edit is undone on a copy first: the same outcome and the same refusals, and nobody waits meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from server.db import connect
from server.errors import Problem
from server.importers import import_file
from server.store import fields, journal, people, rehearsal, undoing

FILE = (
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    b"Ada,Green,https://www.linkedin.com/in/ada,ada@example.org,Mill,Miller,4 Mar 2021\n"
    b"Ben,Court,https://www.linkedin.com/in/ben,,Court,Lawyer,5 Mar 2021\n"
)
Add = Callable[..., int]


@pytest.fixture(autouse=True)
def every_edit_is_a_long_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(undoing, "LONG", 0)


@pytest.fixture
def imported(db: Database, person: Add, now: datetime) -> int:
    """The edit of an import that adds two people to one, and says something new of her."""
    person("Eve Loaf", email="eve@example.org")
    found = import_file(db, "Connections.csv", FILE, now=now).edit_id
    assert found is not None
    return found


def everything(db: Database) -> dict[str, list[dict[str, Any]]]:
    return {
        table: list(db.query(f"select * from {table}"))
        for table in ("people", "fields", "ties", "facets", "edits", "changes")
    }


def test_it_comes_to_the_same_as_undoing_row_by_row(db: Database, imported: int, now: datetime) -> None:
    with rehearsal.rehearsal(db) as copy:
        plain = journal.undo(copy, imported, at=now)
        wanted = everything(copy)
    assert undoing.undo(db, imported, at=now) == plain
    assert everything(db) == wanted
    assert people.count(db) == 1


def test_and_can_be_undone_itself(db: Database, imported: int, now: datetime) -> None:
    before = everything(db)
    undoing.undo(db, undoing.undo(db, imported, at=now), at=now)
    after = everything(db)
    assert [after[table] for table in ("people", "fields", "ties")] == [
        before[table] for table in ("people", "fields", "ties")
    ]


def test_it_is_refused_where_something_was_built_on_it_and_changes_nothing(
    db: Database, imported: int, now: datetime
) -> None:
    (ada,) = fields.people_with(db, "email", "ada@example.org")
    with journal.edit(db, what="Named her", who="you", at=now) as opened:
        fields.put(opened, ada, "name", "Ada Mill", source="you", set_by="you")
    before = everything(db)
    with pytest.raises(Problem, match="has been changed since"):
        undoing.undo(db, imported, at=now)
    assert everything(db) == before
    with pytest.raises(Problem) as missing:
        undoing.undo(db, 999, at=now)
    assert missing.value.status == 404


def test_twice_is_once_too_often(db: Database, imported: int, now: datetime) -> None:
    undoing.undo(db, imported, at=now)
    with pytest.raises(Problem, match="already"):
        undoing.undo(db, imported, at=now)


def test_others_write_meanwhile_and_their_words_stand(
    db: Database, imported: int, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rehearsal.rehearsal

    @contextmanager
    def while_somebody_writes(held: Database) -> Iterator[Database]:
        with whole(held) as copy:
            other = connect(tmp_path / "comity.db")
            other.execute("pragma busy_timeout = 0")  # to wait would be to fail
            with journal.edit(other, what="Added Cy", who="you", at=now) as opened:
                cy = people.add(opened)
                fields.put(opened, cy, "name", "Cy Bar", source="you", set_by="you")
            other.close()
            yield copy

    monkeypatch.setattr(rehearsal, "rehearsal", while_somebody_writes)
    undoing.undo(db, imported, at=now)
    assert sorted(row["value"] for row in db.query("select value from fields where field = 'name'")) == [
        "Cy Bar",
        "Eve Loaf",
    ]
