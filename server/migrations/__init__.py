"""The schema's history. A step that has been released is never changed; the next one is added below it.

What could not be added later without pain is here from the first step: every field of a person is a value with
source, date and who set it; everything written is part of an edit that can be undone; every suggestion shown is a row.
Times are ISO 8601 text in UTC, handed in by the caller; SQLite's own clock is never asked.
"""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from server.migrations import causes, keeping, learning, people, practice

STEPS = (
    people.m001_people,
    people.m002_suggestions,
    people.m003_service,
    people.m004_imported_rows,
    learning.m010_learning,
    practice.m020_introductions_and_asks,
    keeping.m030_keeping,
    causes.m040_causes_and_primer,
    causes.m041_why_they_may_care,
)
"""In the order in which they were released, which is the order in which they run."""

migrations = Migrations("comity")
for _step in STEPS:
    migrations()(_step)


def migrate(db: Database) -> None:
    """Brings the schema up to date. Two processes may start at once: the second one waits, then finds nothing to do."""
    if not migrations.pending(db):
        return
    connection = db.conn
    connection.execute("begin immediate")
    try:
        migrations.apply(db)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")
