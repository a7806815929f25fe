"""How people, facets and ties look from outside: rows of the store as the API's shapes."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlite_utils import Database

from server.practice import answers, keeping, letters
from server.practice import exchanges as giving
from server.practice import promises as word
from server.practice import touches as contacts
from server.practice.causes import SUPPORT
from server.practice.courses import ASK, INTRODUCTION
from server.store import (
    asks,
    causes,
    exchanges,
    facets,
    fields,
    introductions,
    notes,
    occasions,
    people,
    promises,
    rhythms,
    tags,
    ties,
    touches,
)


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


def person(db: Database, person_id: int, today: date) -> dict[str, Any]:
    """Everything known of a person; this is also what an access report shows."""
    row = people.get(db, person_id)
    person_id, card = row["id"], people.card(db, person_id)
    return {
        **card,
        "introducible": bool(row["introducible"]),
        "suggestible": bool(row["suggestible"]),
        "capacity": row["capacity"],
        "mode": row["mode"],
        "fields": fields.of(db, person_id),
        "facets": [facet(found) for found in facets.of(db, person_id)],
        "ties": ties_of(db, person_id),
        "notes": notes.of(db, person_id),
        "tags": tags.of(db, person_id),
        "own_rhythm_days": rhythms.of_people(db).get(person_id),
        "quiet_until": row["quiet_until"],
        "touches": [contacts.shown(one) for one in touches.of(db, person_id)],
        "exchanges": [giving.shown(one, letters.first_name(card)) for one in exchanges.of(db, person_id)],
        "given": answers.given(db, person_id, today),
        "promises": [word.shown(db, one, today) for one in promises.of(db, person_id)],
        "asks": asks_of(db, person_id),
        "introductions": introductions_of(db, person_id),
        "occasions": [
            {
                "on": one["at_date"],
                **{name: one[name] for name in ("id", "kind", "text", "evidence", "source")},
            }
            for one in occasions.of(db, person_id)
        ],
        "causes": causes_of(db, person_id),
        "keeping": keeping.at_a_glance(db, person_id, today),
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


def asks_of(db: Database, person_id: int) -> list[dict[str, Any]]:
    names = ("id", "what", "why_them", "power", "sent_on")
    return [
        {"state_words": ASK.words[row["state"]], **{name: row[name] for name in names}}
        for row in asks.of(db, person_id)
    ]


def introductions_of(db: Database, person_id: int) -> list[dict[str, Any]]:
    rows = introductions.of(db, person_id)
    others = people.cards(db, [row["b"] if row["a"] == person_id else row["a"] for row in rows])
    return [
        {
            "id": row["id"],
            "other": others[row["b"] if row["a"] == person_id else row["a"]],
            "state_words": INTRODUCTION.words[row["state"]],
            "shared": row["share_a" if row["a"] == person_id else "share_b"],
            "changed_at": row["changed_at"],
        }
        for row in rows
    ]


def causes_of(db: Database, person_id: int) -> list[dict[str, Any]]:
    """What they were asked to support, what they answered, and what they did."""
    return [
        {
            "cause": causes.get(db, row["cause"])["name"],
            "angle": causes.angle(db, row["angle"])["text"] if row["angle"] else "",
            "state_words": SUPPORT.words[row["state"]],
            "asked_on": row["asked_on"],
            "deeds": [
                {"what": one["what"], "on": one["at_date"], "thanked_on": one["thanked_on"]}
                for one in causes.deeds(db, row["id"])
            ],
        }
        for row in causes.supported_by(db, person_id)
    ]
