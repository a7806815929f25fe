"""Suggestions: every one that was shown is a row, with what the ranker saw and what the person read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Row


def log(
    db: Database,
    *,
    shown_at: datetime,
    surface: str,
    batch: str,
    position: int,
    kind: str,
    person: int,
    other: int | None,
    resource: int | None,
    band: str,
    score: float,
    features: Mapping[str, float],
    body: Mapping[str, Any],
    model: str,
) -> int:
    cursor = db.execute(
        "insert into suggestions (shown_at, surface, batch, position, kind, person, other, resource, band, score,"
        " features, body, model) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            shown_at.isoformat(timespec="seconds"),
            surface,
            batch,
            position,
            kind,
            person,
            other,
            resource,
            band,
            score,
            json.dumps(dict(features), sort_keys=True),
            json.dumps(dict(body)),
            model,
        ],
    )
    return int(cursor.lastrowid or 0)


def get(db: Database, suggestion: int) -> Row:
    found = next(iter(db.query("select * from suggestions where id = ?", [suggestion])), None)
    if found is None:
        raise not_found("suggestion")
    return found | {"features": json.loads(found["features"]), "body": json.loads(found["body"])}


def unanswered(db: Database, among: Collection[int]) -> set[int]:
    """Those of whose people all are still held and of which the user has said nothing yet."""
    marks = ", ".join("?" * len(among))
    found = db.execute(
        f"select id from suggestions where id in ({marks})"  # noqa: S608
        " and not exists (select 1 from feedback where suggestion = suggestions.id)",
        [*among],
    )
    return {int(row[0]) for row in found}


def exposure(db: Database, since: datetime) -> Counter[int]:
    """How many different introductions each person was shown in, or asked about, since then."""
    rows = db.query(
        "select min(person, other) as a, max(person, other) as b from suggestions"
        " where kind = 'introduce' and other is not null and shown_at >= :since"
        " union select i.a, i.b from introductions i join steps s on s.introduction = i.id"
        " where s.action in ('ask_first', 'ask_second') and s.at >= :since",
        {"since": since.isoformat(timespec="seconds")},
    )
    seen: Counter[int] = Counter()
    for row in rows:
        seen.update((row["a"], row["b"]))
    return seen
