"""Fields: every value known of a person, with source, date and who set it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from sqlite_utils import Database

from server.errors import Problem
from server.folding import fold
from server.pages.profile import MANY, SINGLE
from server.store.journal import Edit, Row

Outcome = Literal["new", "updated", "unchanged"]
SetBy = Literal["you", "import", "capture"]


def put(
    edit: Edit,
    person: int,
    field: str,
    value: str,
    *,
    source: str,
    set_by: SetBy,
    source_url: str | None = None,
    observed_on: date | None = None,
) -> Outcome:
    """Keeps a value. One source says one thing at a time of a single field; of the others it may say several."""
    value = value.strip()
    if field not in SINGLE and field not in MANY:
        raise Problem("unknown_field", f"Comity keeps no field called {field!r}.")
    if not value:
        raise Problem("empty_value", f"The {field} is empty.", "Leave it out, or write something.")
    row = {
        "person": person,
        "field": field,
        "value": value,
        "fold": fold(field, value),
        "source": source,
        "source_url": source_url,
        "observed_on": observed_on and observed_on.isoformat(),
        "set_by": set_by,
        "set_at": edit.at,
    }
    key, sought = ("fold", row["fold"]) if field in MANY else ("field", field)
    held = next(
        iter(
            edit.db.query(
                f"select * from fields where person = ? and field = ? and source = ? and {key} = ?",  # noqa: S608
                [person, field, source, sought],
            )
        ),
        None,
    )
    if held is None:
        edit.insert("fields", row)
        return "new"
    if held["value"] == value or field in MANY:
        if set_by != "import" and str(row["observed_on"] or "") > str(held["observed_on"] or ""):
            edit.update("fields", held["id"], {"observed_on": row["observed_on"]})
        return "unchanged"
    edit.update("fields", held["id"], row)
    return "updated"


def remove(edit: Edit, field_id: int) -> None:
    edit.delete("fields", field_id)


def of(db: Database, person: int) -> list[Row]:
    return list(db.query("select * from fields where person = ? order by field, id", [person]))


def people_with(db: Database, field: str, folded: str) -> list[int]:
    """Ids of those of whom some source says this, by folded value."""
    return [
        int(row[0])
        for row in db.execute(
            "select distinct f.person from fields f join people p on p.id = f.person"
            " where f.field = ? and f.fold = ? and p.merged_into is null order by f.person",
            [field, folded],
        )
    ]


def everyones(db: Database, field: str) -> list[tuple[int, str]]:
    """(person, folded value) of all who are there."""
    return [
        (int(row[0]), str(row[1]))
        for row in db.execute(
            "select distinct f.person, f.fold from fields f join people p on p.id = f.person"
            " where f.field = ? and p.merged_into is null",
            [field],
        )
    ]
