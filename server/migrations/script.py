"""A step's statements, run one by one inside the transaction that is open."""

from __future__ import annotations

from sqlite_utils import Database


def run(db: Database, script: str) -> None:
    """Statement by statement: ``executescript`` would commit what is open."""
    for statement in script.split(";\n"):
        if statement.strip():
            db.execute(statement)
