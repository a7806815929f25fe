"""Keys: the folded values by which somebody is recognised. Every question here is an index look-up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlite_utils import Database

KEYS = ("name", "organisation", "url", "email", "phone")


def sharing(db: Database, field: str, folds: Iterable[str], *, most: int) -> list[int]:
    """Ids of those of whom some source says one of these; none of one that more than ``most`` share."""
    found: dict[int, None] = {}
    for folded in folds:
        rows = db.execute(
            "select distinct f.person from fields f join people p on p.id = f.person"
            " where f.field = ? and f.fold = ? and p.merged_into is null order by f.person limit ?",
            [field, folded, most + 1],
        ).fetchall()
        if len(rows) <= most:
            found.update((int(row[0]), None) for row in rows)
    return list(found)


def names_at(db: Database, organisation: str, *, most: int) -> list[tuple[int, str]]:
    """(person, folded name) of those at an organisation; nothing where more than ``most`` names are there."""
    rows = db.execute(
        "select distinct n.person, n.fold from fields o"
        " join fields n on n.person = o.person and n.field = 'name' join people p on p.id = o.person"
        " where o.field = 'organisation' and o.fold = ? and p.merged_into is null order by n.person limit ?",
        [organisation, most + 1],
    ).fetchall()
    return [(int(row[0]), str(row[1])) for row in rows] if len(rows) <= most else []


def of(db: Database, person: int) -> Mapping[str, frozenset[str]]:
    """By field: every folded key that some source gives of a person."""
    found: dict[str, set[str]] = defaultdict(set)
    for field, folded in db.execute(
        "select field, fold from fields where person = ?"
        " and field in ('name', 'organisation', 'url', 'email', 'phone')",
        [person],
    ):
        found[field].add(folded)
    return {field: frozenset(found[field]) for field in KEYS}
