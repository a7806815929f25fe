"""Who there is, what is known of them and from where; what was suggested; what the service itself remembers."""

from __future__ import annotations

from sqlite_utils import Database

from server.migrations.script import run


def m001_people(db: Database) -> None:
    """Who there is, what is known of them and from where, and the journal that lets it be undone."""
    run(
        db,
        """
        create table edits (
            id integer primary key,
            at text not null,
            who text not null,              -- 'you', 'import', 'capture', 'comity'
            what text not null,             -- a sentence: "Imported Connections.csv"
            undone_by integer references edits(id)
        ) strict;
        create table changes (
            edit integer not null references edits(id) on delete cascade,
            seq integer not null,
            tbl text not null,
            key integer not null,
            before text,                    -- JSON of the row; null: it was not there
            after text,                     -- JSON of the row; null: it is gone
            person integer,                 -- whose data it is, so that erasing them empties this too
            primary key (edit, seq)
        ) strict;
        create index changes_row on changes(tbl, key);
        create index changes_person on changes(person);

        create table people (
            id integer primary key,
            created_at text not null,
            is_me integer not null default 0 check (is_me in (0, 1)),
            merged_into integer references people(id),
            introducible integer not null default 1 check (introducible in (0, 1)),
            suggestible integer not null default 1 check (suggestible in (0, 1)),
            capacity integer check (capacity >= 0),
            mode text check (mode in ('building', 'exchange'))
        ) strict;
        create unique index people_me on people(is_me) where is_me = 1;

        create table fields (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            field text not null,            -- name, headline, organisation, ... (pages/profile.py)
            value text not null,
            fold text not null,             -- the value as identity compares it
            source text not null,           -- 'you', 'Connections.csv', 'github.com'
            source_url text,
            observed_on text,               -- when it was so, as far as known
            set_by text not null check (set_by in ('you', 'import', 'capture')),
            set_at text not null,
            unique (person, field, value, source)
        ) strict;
        create index fields_fold on fields(field, fold);

        create table notes (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            text text not null,
            written_at text not null
        ) strict;
        create index notes_person on notes(person);

        create table facets (
            id integer primary key,
            person integer not null references people(id) on delete cascade,
            kind text not null check (kind in ('offer', 'need')),
            text text not null,             -- the short normal form
            evidence text not null default '',
            source text not null,
            source_url text,
            observed_on text,
            confidence real not null check (confidence between 0 and 1),
            state text not null check (state in ('proposed', 'confirmed', 'rejected')),
            set_by text not null check (set_by in ('you', 'import', 'capture', 'comity')),
            set_at text not null,
            unique (person, kind, text, source)
        ) strict;

        create table ties (
            id integer primary key,
            a integer not null references people(id) on delete cascade,
            b integer not null references people(id) on delete cascade,
            band text not null check (band in ('close', 'known', 'distant', 'dormant')),
            evidence text not null default '',
            source text not null,
            observed_on text,
            set_at text not null,
            check (a < b),
            unique (a, b)
        ) strict;
        create index ties_b on ties(b);

        create table resources (
            id integer primary key,
            title text not null,
            url text not null default '',
            about text not null default '',
            saved_at text not null,
            unique (title, url)
        ) strict;
        """,
    )


def m002_suggestions(db: Database) -> None:
    """What was shown, what became of it, and the introductions that grew from it."""
    run(
        db,
        """
        create table suggestions (
            id integer primary key,
            shown_at text not null,
            surface text not null,          -- 'panel', 'cli', 'api'
            batch text not null,            -- one answer to one question
            position integer not null,
            kind text not null,
            person integer not null references people(id) on delete cascade,
            other integer references people(id) on delete cascade,
            resource integer references resources(id) on delete set null,
            band text not null,
            score real not null,
            features text not null,         -- JSON, by name
            body text not null,             -- JSON: title, reasons, counter, ... as it was shown
            model text not null             -- which ranker put it there
        ) strict;
        create index suggestions_person on suggestions(person);
        create index suggestions_other on suggestions(other);
        create index suggestions_shown on suggestions(shown_at);

        create table feedback (
            id integer primary key,
            suggestion integer not null references suggestions(id) on delete cascade,
            verdict text not null check (verdict in ('accepted', 'dismissed', 'snoozed', 'outcome')),
            reason text not null default '',
            until text,                     -- a snooze ends then
            at text not null
        ) strict;
        create index feedback_suggestion on feedback(suggestion);

        create table introductions (
            id integer primary key,
            a integer not null references people(id) on delete cascade,
            b integer not null references people(id) on delete cascade,
            state text not null,
            suggestion integer references suggestions(id) on delete set null,
            changed_at text not null,
            check (a < b),
            unique (a, b)
        ) strict;
        """,
    )


def m003_service(db: Database) -> None:
    """What the service itself must remember: who is paired, what was imported and read, vectors, the one lease."""
    run(
        db,
        """
        create table imports (
            id integer primary key,
            at text not null,
            filename text not null,
            format text not null,
            sha256 text not null,
            edit integer references edits(id) on delete set null,
            counts text not null,           -- JSON: new, updated, unchanged, refused
            refused text not null           -- JSON: [{line, reason}]
        ) strict;

        create table captures (
            id integer primary key,
            at text not null,
            url text not null,
            person integer references people(id) on delete cascade,
            edit integer references edits(id) on delete set null,
            kept text not null              -- JSON: the names of the fields kept
        ) strict;

        create table clients (
            id integer primary key,
            name text not null,
            origin text not null,           -- '' for a program that is no browser
            token_hash text not null unique,
            scopes text not null,
            paired_at text not null,
            used_at text,
            revoked_at text
        ) strict;

        create table pairing (
            id integer primary key check (id = 1),
            code_hash text not null,
            until text not null,
            tries integer not null
        ) strict;

        create table vectors (
            encoder text not null,
            key blob not null,              -- sha256 of the normalised text
            vector blob not null,
            primary key (encoder, key)
        ) strict, without rowid;

        create table leases (
            name text primary key,
            holder text not null,
            until text not null
        ) strict;
        """,
    )


def m004_imported_rows(db: Database) -> None:
    """Which person each row of a file went to, so that the same file a second time changes nothing."""
    run(
        db,
        """
        create table imported_rows (
            digest blob not null primary key,   -- sha256 of the source and the row; nothing can be read from it
            person integer not null references people(id) on delete cascade
        ) strict, without rowid;
        create index imported_rows_person on imported_rows(person);

        -- whatever points to a person is looked through when one goes: without these, once for each of thousands
        create index people_merged on people(merged_into);
        create index introductions_b on introductions(b);
        create index captures_person on captures(person);
        """,
    )
