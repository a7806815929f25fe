"""People: who there is, found by id or by words, each with the values that hold now."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.folding import fold_text
from server.store.journal import Edit, Row

CARD = ("name", "headline", "organisation", "role", "place")
SEARCHED = ("name", "headline", "organisation", "role", "place", "skill", "email")
CALLED = ("name", "email")
"""What somebody is meant by, where something is to be written about them."""

_CURRENT = """
    select person, field, value from (
        select person, field, value, row_number() over (
            partition by person, field
            order by set_by = 'you' desc, coalesce(observed_on, set_at) desc, id desc
        ) as place from fields where {where}
    ) where place = 1
"""
"""The value that holds: what the user set, else what was seen last."""


def add(edit: Edit, *, is_me: bool = False) -> int:
    if is_me and me(edit.db) is not None:
        raise Problem("me_exists", "You are in your network already.", "Change your own entry instead.", 409)
    return edit.insert("people", {"created_at": edit.at, "is_me": int(is_me)})


def get(db: Database, person: int) -> Row:
    """The row of a person who is there; one who was merged away answers as the one they were merged into."""
    row = next(iter(db.query("select * from people where id = ?", [person])), None)
    if row is None:
        raise not_found("person")
    return row if row["merged_into"] is None else get(db, row["merged_into"])


def me(db: Database) -> int | None:
    found = db.execute("select id from people where is_me = 1").fetchone()
    return found and int(found[0])


def count(db: Database) -> int:
    return int(db.execute("select count(*) from people where merged_into is null").fetchone()[0])


def set_flags(edit: Edit, person: int, **flags: Any) -> bool:
    return edit.update("people", person, flags)


def cards(db: Database, ids: Iterable[int]) -> dict[int, Row]:
    """One small row a person: id, name, headline, organisation, role, place, is_me."""
    wanted = list(dict.fromkeys(ids))
    found: dict[int, Row] = {}
    for part in _parts(wanted):
        marks = ", ".join("?" * len(part))
        for row in db.query(f"select id, is_me from people where id in ({marks})", part):  # noqa: S608
            found[row["id"]] = {"id": row["id"], **dict.fromkeys(CARD, ""), "is_me": bool(row["is_me"])}
        sql = _CURRENT.format(where=f"person in ({marks}) and field in {CARD}")
        for row in db.query(sql, part):
            found[row["person"]][row["field"]] = row["value"]
    return {person: found[person] for person in wanted if person in found}


def card(db: Database, person: int) -> Row:
    row = get(db, person)
    return cards(db, [row["id"]])[row["id"]]


def current(db: Database, among: Collection[int] | None = None) -> dict[int, dict[str, str]]:
    """For everybody, or those of ``among``: the values of the card that hold now."""
    held: dict[int, dict[str, str]] = defaultdict(dict)
    condition, values = only("person", among)
    for row in db.query(_CURRENT.format(where=f"field in {CARD}{condition}"), values):
        held[row["person"]][row["field"]] = row["value"]
    return held


def everybody(db: Database, among: Collection[int] | None = None) -> list[Row]:
    condition, values = only("id", among)
    return list(db.query(f"select * from people where merged_into is null{condition} order by id", values))  # noqa: S608


def ids(db: Database) -> frozenset[int]:
    """Of everybody but the user."""
    return frozenset(
        int(row[0]) for row in db.execute("select id from people where merged_into is null and not is_me")
    )


def only(column: str, among: Collection[int] | None) -> tuple[str, list[str]]:
    """A condition to be added and its value; nothing where everybody is meant. However many there are."""
    if among is None:
        return "", []
    return f" and {column} in (select value from json_each(?))", [json.dumps(sorted(among))]  # noqa: S608


def find(
    db: Database, words: str, *, limit: int, after: int = 0, within: Sequence[str] = SEARCHED
) -> list[int]:
    """Ids of people in whose name, organisation, headline, place or skills every word occurs; all, without words."""
    clauses = ["p.merged_into is null", "p.id > ?"]
    values: list[Any] = [after]
    marks = ", ".join("?" * len(within))
    for word in fold_text(words).split():
        clauses.append(
            f"exists (select 1 from fields f where f.person = p.id and instr(f.fold, ?) and f.field in ({marks}))"  # noqa: S608
        )
        values.extend((word, *within))
    sql = f"select p.id from people p where {' and '.join(clauses)} order by p.id limit ?"  # noqa: S608
    return [int(row[0]) for row in db.execute(sql, [*values, limit])]


def named_in(db: Database, text: str) -> list[int]:
    """Ids of those whose whole name stands in a text; a name of one word only where it is written without Latin letters.

    "Will" and "Rose" are words too; "王小明" is nobody else.
    """
    folded = fold_text(text)
    spaced = " ".join(re.findall(r"\w+(?:['’-]\w+)*", folded))
    return [
        int(row[0])
        for row in db.execute(
            "select distinct person from fields where field = 'name' and ("
            " (instr(fold, ' ') and instr(' ' || ? || ' ', ' ' || replace(fold, '.', '') || ' '))"
            " or (length(fold) > 1 and fold not glob '*[a-z]*' and instr(?, fold)))",
            [spaced, folded],
        )
    ]


def _parts(ids: Sequence[int], size: int = 500) -> Iterable[list[int]]:
    """SQLite takes a bounded number of arguments at once."""
    for start in range(0, len(ids), size):
        yield list(ids[start : start + size])
