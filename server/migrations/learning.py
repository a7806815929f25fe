"""What learning must remember."""

from __future__ import annotations

from sqlite_utils import Database

from server.migrations.script import run


def m010_learning(db: Database) -> None:
    """What learning must remember: the trial that is on, the trainings there were, and lists read as a whole."""
    run(
        db,
        """
        create table gates (
            kind text primary key,
            state text not null,            -- JSON: the gate, the watch over outcomes, how far both have counted
            changed_at text not null
        ) strict;

        create table trainings (
            id integer primary key,
            at text not null,
            kind text not null,
            version text not null default '',   -- '' where none was made
            decisions integer not null,
            failed integer not null default 0 check (failed in (0, 1)),
            sentence text not null          -- what the user was told
        ) strict;

        create index suggestions_batch on suggestions(batch);
        """,
    )
