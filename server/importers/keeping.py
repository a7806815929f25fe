"""Keeping: rows become people; who is there already is found, and nothing is written twice."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from sqlite_utils import Database

from server import identity
from server.db import writing
from server.errors import Problem
from server.identity import Candidate
from server.importers.rows import Outcome, Refused, Row
from server.pages.profile import SINGLE
from server.store import facets, fields, imported, notes, people, ties
from server.store.journal import Edit

ME = "Me"
"""What the user is called until they say otherwise: ties need two ends."""
READ = 0.9
"""Confidence of an offer or need that somebody wrote into a column of its own."""
PREVIEWED = 20
"""People named in a preview."""
STEP = 100
"""Rows between two reports of progress."""

Change = Literal["new", "updated", "unchanged"]
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Kept:
    """What became of a file's rows."""

    counts: dict[str, int] = field(
        default_factory=lambda: {"new": 0, "updated": 0, "unchanged": 0, "refused": 0}
    )
    refused: list[Refused] = field(default_factory=list)
    remarks: list[Refused] = field(default_factory=list)
    preview: list[str] = field(default_factory=list)
    rows: dict[bytes, int] = field(default_factory=dict)
    """Whose each row is, by its digest."""


@dataclass(slots=True)
class _Session:
    edit: Edit
    source: str
    today: date
    me: int | None
    tied: set[int]
    """Those tied to the user already: a file never overrules that."""
    settled: set[tuple[int, str]] = field(default_factory=set)
    """(person, field) that an earlier row of the file spoke for: of two rows on one person, one counts."""


def keep(edit: Edit, outcomes: Sequence[Outcome], source: str, *, on_progress: Progress) -> Kept:
    """Row by row; one that cannot be kept is refused with its reason and leaves nothing behind."""
    db = edit.db
    me = people.me(db)
    tied = {row["a"] + row["b"] - me for row in ties.of(db, me)} if me is not None else set()
    session = _Session(edit, source, date.fromisoformat(edit.at[:10]), me, tied)
    kept = Kept()
    for done, outcome in enumerate(outcomes):
        if done % STEP == 0:
            on_progress(done, len(outcomes))
        if isinstance(outcome, Refused):
            kept.counts["refused"] += 1
            kept.refused.append(outcome)
            continue
        _keep_or_refuse(session, outcome, kept)
    on_progress(len(outcomes), len(outcomes))
    return kept


def _keep_or_refuse(session: _Session, row: Row, kept: Kept) -> None:
    before = session.edit.seq
    digest = _digest(row, session.source)
    try:
        with writing(session.edit.db):
            known = kept.rows.get(digest) or imported.person_of(session.edit.db, digest)
            person, remarks = (known, ()) if known else _find(session, row)
            person, change = _row(session, person, row)
    except (Problem, sqlite3.IntegrityError, sqlite3.DataError, UnicodeError) as error:
        session.edit.seq = before
        kept.counts["refused"] += 1
        why = error.message if isinstance(error, Problem) else "Its values cannot be stored."
        kept.refused.append(Refused(row.line, why))
        return
    kept.rows[digest] = person
    kept.counts[change] += 1
    kept.remarks.extend(Refused(row.line, remark) for remark in (*row.remarks, *remarks))
    if len(kept.preview) < PREVIEWED:
        kept.preview.append(
            f"{' · '.join(part for part in (row.name, row.role, row.organisation) if part)} ({change})"
        )


def _row(session: _Session, found: int | None, row: Row) -> tuple[int, Change]:
    person = people.add(session.edit) if found is None else found
    changed = [
        _field(session, person, row, name, value) not in ("unchanged", "skipped")
        for name, value in row.values()
    ]
    changed.extend(_rest(session, person, row))
    return person, "new" if found is None else "updated" if any(changed) else "unchanged"


def _digest(row: Row, source: str) -> bytes:
    told = [source, row.is_me, *row.values(), "notes", *row.notes, "offers", *row.offers, "needs", *row.needs]
    return hashlib.sha256(json.dumps(told).encode()).digest()


def _find(session: _Session, row: Row) -> tuple[int | None, tuple[str, ...]]:
    """Who the row is, if they are there, and what is to be said about it.

    Where only a name fits nobody can be asked in the middle of a file, so they are kept apart and it is said.
    """
    db = session.edit.db
    if row.is_me:
        return _me(session), ()
    found = identity.match(db, Candidate(row.name, row.organisation, row.urls, row.emails, row.phones))
    if found.person is not None:
        return found.person, ()
    said_before = next(
        (person for person in found.ambiguous if _says_all(db, person, row, session.source)), None
    )
    if said_before is not None:
        return said_before, ()
    if found.how in ("url", "email"):
        return found.ambiguous[0], ("There are several entries of this person; the likeliest was chosen.",)
    if found.ambiguous:
        name = people.card(db, found.ambiguous[0])["name"]
        return None, (
            f"There is {name} already; kept apart, since nothing but the name says that they are one.",
        )
    return None, ()


def _says_all(db: Database, person: int, row: Row, source: str) -> bool:
    """This source has said all of this of them before, and the row adds a note or an offer at most."""
    said = {(held["field"], held["value"]) for held in fields.of(db, person) if held["source"] == source}
    return said.issuperset(row.values())


def _me(session: _Session) -> int:
    if session.me is None:
        session.me = people.me(session.edit.db) or people.add(session.edit, is_me=True)
    return session.me


def _field(session: _Session, person: int, row: Row, name: str, value: str) -> str:
    if name in SINGLE and (person, name) in session.settled:
        return "skipped"
    session.settled.add((person, name))
    return fields.put(
        session.edit,
        person,
        name,
        value,
        source=session.source,
        set_by="import",
        observed_on=row.observed_on,
    )


def _rest(session: _Session, person: int, row: Row) -> Iterable[bool]:
    """Notes, offers and needs, and the tie to the user; True for each that changed something."""
    edit = session.edit
    for note in row.notes:
        before = edit.seq
        notes.add(edit, person, note)
        yield edit.seq > before
    for kind, texts in (("offer", row.offers), ("need", row.needs)):
        for text in texts:
            _, outcome = facets.put(
                edit,
                person,
                kind,
                text,
                evidence=text,
                source=session.source,
                set_by="import",
                observed_on=row.observed_on,
                confidence=READ,
            )
            yield outcome == "new"
    if row.band:
        yield _tie(session, person, row)


def _tie(session: _Session, person: int, row: Row) -> bool:
    if person in session.tied:
        return False
    me = session.me
    if me is None:
        me = _me(session)
        if not people.card(session.edit.db, me)["name"]:
            fields.put(session.edit, me, "name", ME, source=session.source, set_by="import")
    if person == me:
        return False
    ties.put(
        session.edit,
        me,
        person,
        row.band,
        evidence=row.evidence,
        source=session.source,
        observed_on=session.today,
    )
    session.tied.add(person)
    return True
