"""Connections to the one SQLite file, and the only way to write to it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from server.errors import Problem
from server.migrations import migrate

BUSY_SECONDS = 10
"""How long a writer waits for another. BEGIN IMMEDIATE makes the wait real: a deferred transaction that
reads first and writes later fails at once instead ("database is locked")."""


def connect(path: Path) -> Database:
    """Opens (and on first use makes) the database: write-ahead log, foreign keys, readable by its owner only.

    A connection belongs to the thread that made it; opening one costs less than 0.1 ms.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = not path.exists()
    if new:
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    db = Database(connection, execute_plugins=False, strict=True)
    connection.execute("pragma foreign_keys = on")
    if new or connection.execute("pragma journal_mode").fetchone()[0] != "wal":
        connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = normal")
    return db


def open_store(path: Path) -> Database:
    """Connects and brings the schema up to date; a copy that others could read is closed to them again."""
    try:
        db = connect(path)
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        migrate(db)
    except (OSError, sqlite3.DatabaseError) as error:
        raise Problem(
            "no_store",
            f"Comity cannot use its data directory: {getattr(error, 'strerror', None) or error}.",
            f"Look at {path}; COMITY_HOME names another directory.",
            503,
        ) from error
    return db


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """One transaction that takes the write lock at its beginning; inside another one it is a savepoint."""
    connection = db.conn
    nested = connection.in_transaction
    connection.execute("savepoint inner_writing" if nested else "begin immediate")
    try:
        yield
    except BaseException:
        connection.execute("rollback to inner_writing" if nested else "rollback")
        if nested:
            connection.execute("release inner_writing")
        raise
    connection.execute("release inner_writing" if nested else "commit")
