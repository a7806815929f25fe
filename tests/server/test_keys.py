"""Finding somebody stays as quick however many people there are: every question is answered by an index."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from server.store import keys

SMALL = {("introductions", "asked_first")}
"""Columns of tables that never hold more than a person can introduce in a lifetime."""


class Watching:
    """Stands in for the database and keeps what is asked of it."""

    def __init__(self, db: Database) -> None:
        self.db, self.asked = db, list[tuple[str, list[object]]]()

    def execute(self, sql: str, values: list[object]) -> object:
        self.asked.append((sql, values))
        return self.db.execute(sql, values)


@pytest.mark.parametrize("question", ["sharing", "names_at", "of"])
def test_nobody_is_looked_for_one_by_one(db: Database, question: str) -> None:
    watching = Watching(db)
    match question:
        case "sharing":
            keys.sharing(watching, "email", ["a@example.org"], most=9)  # type: ignore[arg-type]
        case "names_at":
            keys.names_at(watching, "mill", most=9)  # type: ignore[arg-type]
        case _:
            keys.of(watching, 1)  # type: ignore[arg-type]
    [(sql, values)] = watching.asked
    plan = [row[3] for row in db.execute(f"explain query plan {sql}", values)]
    assert any("fields" in step or " f " in step or "INDEX" in step for step in plan)
    assert not [step for step in plan if step.startswith("SCAN")]


def test_whatever_points_to_a_person_is_found_by_an_index_when_one_goes(db: Database) -> None:
    """SQLite looks through each such table for every person deleted, and an import taken back deletes thousands."""
    unindexed = []
    for (table,) in db.execute("select name from sqlite_master where type = 'table'").fetchall():
        leading = {
            db.execute(f"select name from pragma_index_info('{index[1]}') where seqno = 0").fetchone()[0]
            for index in db.execute(f"pragma index_list({table})").fetchall()
            if not index[4]
        }
        for key in db.query(f"pragma foreign_key_list({table})"):
            if key["table"] == "people" and key["from"] not in leading:
                unindexed.append((table, key["from"]))
    assert set(unindexed) - SMALL == set()
