"""Facets: offers and needs, each with its quoted evidence, and what the user said of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Literal

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.store import people
from server.store.journal import Edit, Row

State = Literal["proposed", "confirmed", "rejected"]


def put(
    edit: Edit,
    person: int,
    kind: str,
    text: str,
    *,
    source: str,
    set_by: str,
    evidence: str = "",
    source_url: str | None = None,
    observed_on: date | None = None,
    confidence: float = 1.0,
    state: State = "proposed",
) -> tuple[int, Literal["new", "unchanged"]]:
    """Keeps an offer or need. What the user rejected, confirmed or put otherwise is not proposed a second time."""
    text = text.strip()
    if not text:
        raise Problem("empty_facet", "An offer or a need is put in words.", "Write what it is.")
    held = edit.db.execute(
        "select id from facets where person = ? and kind = ? and (lower(text) = lower(?) or evidence = ? and ? != '')"
        " order by source = ? desc, state = 'rejected' desc, id limit 1",
        [person, kind, text, evidence.strip(), evidence.strip() if set_by != "you" else "", source],
    ).fetchone()
    if held:
        if set_by == "you":
            edit.update("facets", held[0], {"state": state, "text": text})
        return int(held[0]), "unchanged"
    row = {
        "person": person,
        "kind": kind,
        "text": text,
        "evidence": evidence.strip(),
        "source": source,
        "source_url": source_url,
        "observed_on": observed_on and observed_on.isoformat(),
        "confidence": confidence,
        "state": state,
        "set_by": set_by,
        "set_at": edit.at,
    }
    return edit.insert("facets", row), "new"


def change(edit: Edit, facet: int, *, state: State | None = None, text: str | None = None) -> Row:
    """Confirms, corrects, rejects. A correction is the user's own word: it counts as confirmed, and as no page's."""
    changes: Row = {}
    if text is not None:
        if not text.strip():
            raise Problem("empty_facet", "An offer or a need is put in words.", "To drop it, reject it.")
        changes = {"text": text.strip(), "state": "confirmed"}
        if text.strip() != get(edit.db, facet)["text"]:
            changes["set_by"] = "you"
    if state is not None:
        changes["state"] = state
    edit.update("facets", facet, changes)
    return get(edit.db, facet)


def find(db: Database, facet: int) -> Row | None:
    return next(iter(db.query("select * from facets where id = ?", [facet])), None)


def get(db: Database, facet: int) -> Row:
    found = find(db, facet)
    if found is None:
        raise not_found("offer or need")
    return found


def of(db: Database, person: int) -> list[Row]:
    """Those of one person, rejected ones aside, what the user confirmed first."""
    return list(
        db.query(
            "select * from facets where person = ? and state != 'rejected'"
            " order by kind, state = 'confirmed' desc, confidence desc, id",
            [person],
        )
    )


def all_standing(db: Database, among: Collection[int] | None = None) -> list[Row]:
    condition, values = people.only("person", among)
    sql = f"select * from facets where state != 'rejected'{condition} order by person, id"  # noqa: S608
    return list(db.query(sql, values))
