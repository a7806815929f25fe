"""Causes, who supports them by their own word, and how far the primer has come."""

from __future__ import annotations

from sqlite_utils import Database

from server.migrations.script import run


def m040_causes_and_primer(db: Database) -> None:
    """A cause, its angles, its supporters one by one, what they did; the steps of the primer."""
    run(
        db,
        """
        create table causes (
            id integer primary key,
            name text not null unique,
            what_for text not null,
            state text not null check (state in ('open', 'closed')),
            set_at text not null
        ) strict;

        create table angles (
            id integer primary key,
            cause integer not null references causes(id) on delete cascade,
            text text not null,             -- "seeds that children can sow themselves"
            unique (cause, text)
        ) strict;

        create table supporters (
            id integer primary key,
            cause integer not null references causes(id) on delete cascade,
            person integer not null references people(id) on delete cascade,
            angle integer references angles(id) on delete set null,
            state text not null check (state in ('idea', 'asked', 'supports', 'declined', 'lapsed', 'left')),
            asked_on text,
            changed_at text not null,
            unique (cause, person)
        ) strict;
        create index supporters_person on supporters(person);

        create table deeds (
            id integer primary key,
            supporter integer not null references supporters(id) on delete cascade,
            what text not null,
            at_date text not null,
            thanked_on text
        ) strict;

        create table primer (
            id integer primary key,
            step text not null unique,
            state text not null check (state in ('done', 'skipped')),
            at text not null
        ) strict
        """,
    )


def m041_why_they_may_care(db: Database) -> None:
    """The line of their own through which a cause may matter to somebody: their letter is written from it."""
    run(db, "alter table supporters add column interest integer references facets(id) on delete set null")
