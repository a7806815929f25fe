"""How people, facets and ties look from outside: rows of the store as the API's shapes."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from server.store import facets, fields, notes, people, ties


def facet(row: dict[str, Any]) -> dict[str, Any]:
    names = (
        "id",
        "person",
        "kind",
        "text",
        "evidence",
        "source",
        "source_url",
        "observed_on",
        "confidence",
        "state",
    )
    return {name: row[name] for name in names}


def person(db: Database, person_id: int) -> dict[str, Any]:
    """Everything known of a person; this is also what an access report shows."""
    row = people.get(db, person_id)
    person_id = row["id"]
    return {
        **people.card(db, person_id),
        "introducible": bool(row["introducible"]),
        "suggestible": bool(row["suggestible"]),
        "capacity": row["capacity"],
        "mode": row["mode"],
        "fields": fields.of(db, person_id),
        "facets": [facet(found) for found in facets.of(db, person_id)],
        "ties": ties_of(db, person_id),
        "notes": notes.of(db, person_id),
    }


def ties_of(db: Database, person_id: int) -> list[dict[str, Any]]:
    rows = ties.of(db, person_id)
    others = people.cards(db, [row["b"] if row["a"] == person_id else row["a"] for row in rows])
    return [
        {
            "id": row["id"],
            "person": others[row["b"] if row["a"] == person_id else row["a"]],
            "band": row["band"],
            "evidence": row["evidence"],
        }
        for row in rows
    ]
