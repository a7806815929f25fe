"""Clients: which programs are paired, by the hash of their token, and the one pairing code that is open."""

from __future__ import annotations

import hmac
from datetime import datetime

from sqlite_utils import Database

from server.db import writing
from server.store.journal import Row


def open_code(db: Database, code_hash: str, *, until: datetime, tries: int) -> None:
    """A new code takes the place of the one before."""
    with writing(db):
        db.execute(
            "insert or replace into pairing (id, code_hash, until, tries) values (1, ?, ?, ?)",
            [code_hash, until.isoformat(timespec="seconds"), tries],
        )


def redeem_code(db: Database, code_hash: str, now: datetime) -> bool:
    """Whether it is the open code, which a right try uses up and a wrong one leaves one try the poorer.

    One transaction: of two who bring the right code at the same moment one comes too late.
    """
    with writing(db):
        row = next(iter(db.query("select * from pairing where id = 1")), None)
        gone = row is None or row["tries"] <= 0 or row["until"] <= now.isoformat(timespec="seconds")
        right = row is not None and not gone and hmac.compare_digest(code_hash, row["code_hash"])
        if gone or right:
            db.execute("delete from pairing")
        else:
            db.execute("update pairing set tries = tries - 1 where id = 1")
    return right


def add(db: Database, *, name: str, origin: str, token_hash: str, scopes: str, at: datetime) -> int:
    with writing(db):
        cursor = db.execute(
            "insert into clients (name, origin, token_hash, scopes, paired_at) values (?, ?, ?, ?, ?)",
            [name, origin, token_hash, scopes, at.isoformat(timespec="seconds")],
        )
    return int(cursor.lastrowid or 0)


def by_token(db: Database, token_hash: str) -> Row | None:
    return next(
        iter(db.query("select * from clients where token_hash = ? and revoked_at is null", [token_hash])),
        None,
    )


def origins(db: Database) -> set[str]:
    """The browser origins paired at this moment."""
    return {
        row[0]
        for row in db.execute("select distinct origin from clients where revoked_at is null and origin != ''")
    }


def listing(db: Database) -> list[Row]:
    return list(
        db.query(
            "select id, name, origin, scopes, paired_at, used_at from clients where revoked_at is null order by id"
        )
    )


def touch(db: Database, client: int, at: datetime) -> None:
    """Notes the day a client was last seen; at most one write a day."""
    day = at.date().isoformat()
    if not db.execute("select 1 from clients where id = ? and used_at = ?", [client, day]).fetchone():
        with writing(db):
            db.execute("update clients set used_at = ? where id = ?", [day, client])


def revoke(db: Database, client: int, at: datetime) -> bool:
    with writing(db):
        cursor = db.execute(
            "update clients set revoked_at = ? where id = ? and revoked_at is null",
            [at.isoformat(timespec="seconds"), client],
        )
    return cursor.rowcount == 1
