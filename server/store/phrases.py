"""Phrases: how the user greets, signs off, and makes declining easy, in their own words."""

from __future__ import annotations

from sqlite_utils import Database

from server.db import writing


def everything(db: Database) -> dict[str, str]:
    return {row["name"]: row["text"] for row in db.query("select name, text from phrases")}


def put(db: Database, name: str, text: str) -> None:
    """An empty text takes the phrase away."""
    with writing(db):
        if text.strip():
            db.execute("insert or replace into phrases (name, text) values (?, ?)", [name, text.strip()])
        else:
            db.execute("delete from phrases where name = ?", [name])
