"""Occasions: work somebody shows and news of theirs, each with its words, its source and its day."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Edit, Row


def put(
    edit: Edit,
    person: int,
    kind: str,
    text: str,
    *,
    on: date | None,
    sad: bool,
    source: str,
    evidence: str = "",
    source_url: str | None = None,
) -> int:
    """The occasion's id; one that is held already keeps what became of it."""
    held = edit.db.execute(
        "select id from occasions where person = ? and kind = ? and text = ?", [person, kind, text]
    ).fetchone()
    if held:
        return int(held[0])
    row: dict[str, Any] = {
        "person": person,
        "kind": kind,
        "text": text,
        "evidence": evidence,
        "source": source,
        "source_url": source_url,
        "at_date": on and on.isoformat(),
        "sad": int(sad),
        "state": "open",
        "set_at": edit.at,
    }
    return edit.insert("occasions", row)


def get(db: Database, occasion: int) -> Row:
    found = next(iter(db.query("select * from occasions where id = ?", [occasion])), None)
    if found is None:
        raise not_found("occasion")
    return found


def of(db: Database, person: int) -> list[Row]:
    """The latest first; what was waved away is not among them."""
    return list(
        db.query(
            "select * from occasions where person = ? and state != 'dismissed' order by at_date desc, id desc",
            [person],
        )
    )


def settle(edit: Edit, occasion: int, state: str) -> None:
    edit.update("occasions", occasion, {"state": state})
