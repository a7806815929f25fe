"""Introductions and asks: how far each has come, and by which steps."""

from __future__ import annotations

from sqlite_utils import Database

from server.migrations.script import run


def m020_introductions_and_asks(db: Database) -> None:
    """How far an introduction has come and by which steps; what was asked of whom; the user's own phrases."""
    run(
        db,
        """
        alter table introductions add column asked_first integer references people(id) on delete cascade;
        alter table introductions add column share_a text not null default '';
        alter table introductions add column share_b text not null default '';
        alter table introductions add column made_on text;

        create table steps (
            id integer primary key,
            introduction integer not null references introductions(id) on delete cascade,
            action text not null,
            state text not null,            -- what it became
            note text not null default '',
            at text not null
        ) strict;
        create index steps_introduction on steps(introduction);

        create table asks (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            what text not null,
            why_them text not null default '',
            minutes integer not null check (minutes > 0),
            power text not null default '',
            state text not null check (state in ('prepared', 'sent', 'yes', 'no', 'no_answer', 'thanked', 'dropped')),
            suggestion integer references suggestions(id) on delete set null,
            sent_on text,
            changed_at text not null
        ) strict;
        create index asks_person on asks(person);

        create table phrases (
            name text primary key,          -- greeting, sign_off, decline
            text text not null
        ) strict;
        """,
    )
