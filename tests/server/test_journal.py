"""Everything written is part of an edit that can be taken back, whole or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from server.db import connect, open_store, writing
from server.errors import Problem
from server.store import facets, fields, notes, people
from server.store.journal import edit, history, undo


def test_an_edit_taken_back_leaves_what_was_there_before(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ada = person("Ada Example", offers=("weaving",))
    before = fields.of(db, ada)
    with edit(db, what="Renamed", who="you", at=now) as opened:
        fields.put(opened, ada, "name", "Ada Other", source="you", set_by="you")
        facets.change(opened, facets.of(db, ada)[0]["id"], state="rejected")
    assert people.card(db, ada)["name"] == "Ada Other"
    undo(db, opened.id, at=now)
    assert fields.of(db, ada) == before
    assert [row["text"] for row in facets.of(db, ada)] == ["weaving"]


def test_undoing_can_itself_be_undone(db: Database, person: Callable[..., int], now: datetime) -> None:
    ada = person("Ada Example")
    with edit(db, what="Renamed", who="you", at=now) as opened:
        fields.put(opened, ada, "name", "Ada Other", source="you", set_by="you")
    again = undo(db, opened.id, at=now)
    undo(db, again, at=now)
    assert people.card(db, ada)["name"] == "Ada Other"


def test_what_a_later_edit_builds_on_is_not_pulled_away(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ada = person("Ada Example")
    with edit(db, what="First", who="you", at=now) as first:
        fields.put(first, ada, "place", "Mill", source="you", set_by="you")
    with edit(db, what="Second", who="you", at=now) as second:
        fields.put(second, ada, "place", "Hill", source="you", set_by="you")
    with pytest.raises(Problem, match="changed since"):
        undo(db, first.id, at=now)
    assert people.card(db, ada)["place"] == "Hill"
    assert [row["what"] for row in history(db)][:2] == ["Second", "First"]


def test_a_person_about_whom_something_was_written_since_is_not_pulled_away_either(
    db: Database, now: datetime
) -> None:
    with edit(db, what="Added Ada", who="you", at=now) as added:
        ada = people.add(added)
    with edit(db, what="Noted", who="you", at=now) as noted:
        notes.add(noted, ada, "Met at the fair.")
    with pytest.raises(Problem, match="changed since"):
        undo(db, added.id, at=now)
    assert [row["text"] for row in notes.of(db, ada)] == ["Met at the fair."]
    undo(db, noted.id, at=now)
    undo(db, added.id, at=now)
    assert people.count(db) == 0


def test_the_same_edit_is_not_undone_twice(db: Database, person: Callable[..., int], now: datetime) -> None:
    person("Ada Example")
    (only,) = history(db)
    undo(db, only["id"], at=now)
    with pytest.raises(Problem, match="undone already"):
        undo(db, only["id"], at=now)
    assert people.count(db) == 0


def test_an_edit_that_fails_half_way_leaves_nothing(db: Database, now: datetime) -> None:
    with pytest.raises(Problem), edit(db, what="Broken", who="you", at=now) as opened:  # noqa: PT012
        people.add(opened)
        facets.get(db, 99)
    assert people.count(db) == 0
    assert history(db) == []


def test_an_edit_that_changes_nothing_leaves_no_trace(
    db: Database, person: Callable[..., int], now: datetime
) -> None:
    ada = person("Ada Example")
    with edit(db, what="Nothing", who="you", at=now) as opened:
        fields.put(opened, ada, "name", "Ada Example", source="you", set_by="you")
    assert [row["what"] for row in history(db)] == ["Added Ada Example"]


def test_two_hundred_writers_at_once_all_get_their_turn(tmp_path: Path) -> None:
    path = tmp_path / "comity.db"
    open_store(path).close()

    def count_up() -> None:
        mine = connect(path)
        for _ in range(25):
            with writing(mine):
                (held,) = mine.execute("select coalesce(max(holder), 0) from leases").fetchone() or (0,)
                mine.execute(
                    "insert or replace into leases (name, holder, until) values ('count', ?, '')",
                    [str(int(held) + 1).zfill(6)],
                )
        mine.close()

    threads = [threading.Thread(target=count_up) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert connect(path).execute("select holder from leases").fetchone() == ("000200",)


def test_a_copy_that_others_could_read_is_closed_to_them_again(tmp_path: Path) -> None:
    path = tmp_path / "comity.db"
    open_store(path).close()
    path.chmod(0o644)
    open_store(path).close()
    assert oct(path.stat().st_mode)[-3:] == "600"


def test_what_is_no_database_or_no_directory_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "comity.db").write_bytes(b"something else" * 100)
    for path in (tmp_path / "comity.db", tmp_path / "comity.db" / "home" / "comity.db"):
        with pytest.raises(Problem, match=r"^Comity cannot use its data directory: .*\.$"):
            open_store(path)


def test_the_database_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "home" / "comity.db"
    opened = open_store(path)
    with writing(opened):
        opened.execute("insert into leases (name, holder, until) values ('a', 'b', 'c')")
    assert {file.name: oct(file.stat().st_mode)[-3:] for file in path.parent.iterdir()} == {
        "comity.db": "600",
        "comity.db-wal": "600",
        "comity.db-shm": "600",
    }
    opened.close()
