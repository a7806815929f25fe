"""Leases: of many processes one does a job; one that died frees it by letting its time run out."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlite_utils import Database

from server.db import writing


def take(db: Database, name: str, holder: str, *, now: datetime, lasting: timedelta) -> bool:
    """True where the lease is now the holder's: it was free, or run out, or theirs already (then it is
    prolonged)."""
    stamp = now.isoformat(timespec="seconds")
    with writing(db):
        held = db.execute("select holder, until from leases where name = ?", [name]).fetchone()
        if held and held[0] != holder and held[1] > stamp:
            return False
        db.execute(
            "insert into leases (name, holder, until) values (?, ?, ?)"
            " on conflict (name) do update set holder = excluded.holder, until = excluded.until",
            [name, holder, (now + lasting).isoformat(timespec="seconds")],
        )
    return True


def release(db: Database, name: str, holder: str) -> None:
    """Frees it, if it is still the holder's."""
    with writing(db):
        db.execute("delete from leases where name = ? and holder = ?", [name, holder])
