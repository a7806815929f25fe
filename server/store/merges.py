"""Merges: two entries that are one person become one; all that is the second's moves over."""

from __future__ import annotations

from sqlite_utils import Database

from server.errors import Problem
from server.pages.profile import SINGLE
from server.store import people
from server.store.carried import carry_over
from server.store.journal import Edit, Row

BANDS = ("close", "known", "distant", "dormant")
"""The nearest first: of two ties to one person the nearer one is kept, the user's own word before any."""


def merge(edit: Edit, keep: int, other: int) -> int:
    """Moves all of ``other`` to ``keep`` and answers who stayed: the user always does, whichever is first.

    The second entry remains as an empty row that points to the first, so that old links still lead somewhere.
    """
    db = edit.db
    first, second = people.get(db, keep), people.get(db, other)
    if first["id"] == second["id"]:
        raise Problem("same_person", "These are one entry already.", "", 409)
    if second["is_me"]:
        first, second = second, first
    keep, other = first["id"], second["id"]
    _fields(edit, keep, other)
    _facets(edit, keep, other)
    _notes(edit, keep, other)
    _ties(edit, keep, other)
    _introductions(edit, keep, other)
    _suggestions(edit, keep, other)
    carry_over(edit, keep, other)
    for table in ("captures", "asks"):
        for row in _of(db, table, other):
            edit.update(table, row["id"], {"person": keep})
    said = [row["capacity"] for row in (first, second) if row["capacity"] is not None]
    edit.update(
        "people",
        keep,
        {
            "introducible": min(first["introducible"], second["introducible"]),
            "suggestible": min(first["suggestible"], second["suggestible"]),
            "capacity": min(said, default=None),
            "mode": first["mode"] or second["mode"],
            "quiet_until": max(first["quiet_until"] or "", second["quiet_until"] or "") or None,
        },
    )
    edit.update("people", other, {"merged_into": keep})
    return keep


def _fields(edit: Edit, keep: int, other: int) -> None:
    """One source says one thing at a time of a single field: of two, what was seen last."""
    held = {_slot(row): row for row in _of(edit.db, "fields", keep)}
    for row in _of(edit.db, "fields", other):
        there = held.get(_slot(row))
        if there is not None and not (row["field"] in SINGLE and _seen(row) > _seen(there)):
            edit.delete("fields", row["id"])
            continue
        if there is not None:
            edit.delete("fields", there["id"])
        edit.update("fields", row["id"], {"person": keep})


def _slot(row: Row) -> tuple[str, str, str]:
    return row["field"], row["source"], "" if row["field"] in SINGLE else row["fold"]


def _seen(row: Row) -> str:
    return str(row["observed_on"] or row["set_at"])


def _facets(edit: Edit, keep: int, other: int) -> None:
    """What the user said of an offer or need stands, whichever entry it was said of."""
    held = {(row["kind"], row["text"], row["source"]): row for row in _of(edit.db, "facets", keep)}
    for row in _of(edit.db, "facets", other):
        there = held.get((row["kind"], row["text"], row["source"]))
        if there is None:
            edit.update("facets", row["id"], {"person": keep})
            continue
        if there["state"] == "proposed":
            edit.update("facets", there["id"], {"state": row["state"]})
        edit.delete("facets", row["id"])


def _notes(edit: Edit, keep: int, other: int) -> None:
    """The same words twice are one note, and promises read in either are read in that one."""
    held = {row["text"]: row["id"] for row in _of(edit.db, "notes", keep)}
    for row in _of(edit.db, "notes", other):
        if row["text"] not in held:
            edit.update("notes", row["id"], {"person": keep})
            continue
        for promise in list(edit.db.query("select id from promises where note = ?", [row["id"]])):
            edit.update("promises", promise["id"], {"note": held[row["text"]]})
        edit.delete("notes", row["id"])


def _ties(edit: Edit, keep: int, other: int) -> None:
    """The tie between the two vanishes; of two to one person the nearer is kept."""
    held = {_partner(row, keep): row for row in _joining(edit.db, "ties", keep)}
    for row in _joining(edit.db, "ties", other):
        partner = _partner(row, other)
        there = held.get(partner)
        if partner == keep or (there is not None and not _nearer(row, there)):
            edit.delete("ties", row["id"])
            continue
        if there is not None:
            edit.delete("ties", there["id"])
        edit.update("ties", row["id"], {"a": min(keep, partner), "b": max(keep, partner)})


def _introductions(edit: Edit, keep: int, other: int) -> None:
    """Likewise; of two introductions to one person the one that moved last is kept, steps and texts and all."""
    held = {_partner(row, keep): row for row in _joining(edit.db, "introductions", keep)}
    for row in _joining(edit.db, "introductions", other):
        partner = _partner(row, other)
        there = held.get(partner)
        if partner == keep or (there is not None and there["changed_at"] >= row["changed_at"]):
            _drop_introduction(edit, row["id"])
            continue
        if there is not None:
            _drop_introduction(edit, there["id"])
        moved: Row = {"a": min(keep, partner), "b": max(keep, partner)}
        if row["asked_first"] == other:
            moved["asked_first"] = keep
        if (moved["a"] == partner) != (row["a"] == partner):
            moved |= {"share_a": row["share_b"], "share_b": row["share_a"]}
        edit.update("introductions", row["id"], moved)


def _drop_introduction(edit: Edit, introduction: int) -> None:
    """Step by step: what a deletion takes along by itself is in no journal."""
    for step in edit.db.query("select id from steps where introduction = ?", [introduction]):
        edit.delete("steps", step["id"])
    edit.delete("introductions", introduction)


def _partner(row: Row, person: int) -> int:
    return int(row["b"] if row["a"] == person else row["a"])


def _nearer(one: Row, other: Row) -> bool:
    def place(tie: Row) -> tuple[bool, int]:
        return tie["source"] != "you", BANDS.index(tie["band"])

    return place(one) < place(other)


def _suggestions(edit: Edit, keep: int, other: int) -> None:
    """One that proposed the entries to each other stays as it was shown: it would name one person twice."""
    for row in _joining(edit.db, "suggestions", other, "person", "other"):
        if {row["person"], row["other"]} == {keep, other}:
            continue
        moved = {side: keep for side in ("person", "other") if row[side] == other}
        edit.update("suggestions", row["id"], moved)


def _of(db: Database, table: str, person: int) -> list[Row]:
    return list(db.query(f"select * from {table} where person = ? order by id", [person]))  # noqa: S608


def _joining(db: Database, table: str, person: int, a: str = "a", b: str = "b") -> list[Row]:
    return list(
        db.query(f"select * from {table} where {a} = ? or {b} = ? order by id", [person, person])  # noqa: S608
    )
