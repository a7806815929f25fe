"""Keeping in touch: touches, exchanges, promises, rhythms, and what there is to thank or congratulate for."""

from __future__ import annotations

from sqlite_utils import Database

from server.migrations.script import run


def m030_keeping(db: Database) -> None:
    """Contacts that took place, value that passed, words given, and how often somebody wants to be in touch."""
    run(
        db,
        """
        -- snoozed or paused: no reminder before then
        alter table people add column quiet_until text;

        create table tags (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            tag text not null,
            unique (person, tag)
        ) strict;
        create index tags_tag on tags(tag);

        create table rhythms (
            id integer primary key,
            person integer unique references people(id) on delete cascade,
            tag text unique,
            days integer not null check (days > 0),
            check ((person is null) != (tag is null))
        ) strict;

        create table touches (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            at_date text not null,
            how text not null,              -- 'met', 'call', 'message', 'letter', 'event', 'introduction'
            direction text not null check (direction in ('mine', 'theirs', 'both')),
            source text not null,           -- 'you', 'calendar', 'mail', 'introduction', 'ask', 'promise'
            note text not null default '',
            unique (person, at_date, how, direction, source)
        ) strict;

        create table exchanges (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            way text not null check (way in ('to_me', 'from_me', 'onward')),
            what text not null,
            at_date text not null,
            thanked_on text,
            passes_on integer references exchanges(id) on delete set null,  -- onward: the help it passes on
            suggestion integer references suggestions(id) on delete set null
        ) strict;
        create index exchanges_person on exchanges(person);

        create table promises (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            whose text not null check (whose in ('mine', 'theirs')),
            what text not null,
            due text,
            evidence text not null default '',
            note integer references notes(id) on delete set null,
            state text not null check (state in ('proposed', 'open', 'kept', 'released', 'dismissed')),
            made_on text not null,
            remind_on text,                 -- put off until then
            changed_at text not null
        ) strict;
        create index promises_person on promises(person);
        create index promises_state on promises(state, due);

        create table occasions (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            kind text not null check (kind in ('shows', 'event')),
            text text not null,             -- as it stands in a sentence: "the talk on soil"
            evidence text not null default '',
            source text not null,
            source_url text,
            at_date text,
            sad integer not null default 0 check (sad in (0, 1)),
            state text not null check (state in ('open', 'done', 'dismissed')),
            set_at text not null,
            unique (person, kind, text)
        ) strict
        """,
    )
