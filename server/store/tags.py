"""Tags: the user's own words for groups of people: "board", "old colleagues"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlite_utils import Database

from server.store import people
from server.store.journal import Edit


def put(edit: Edit, person: int, tags: Iterable[str]) -> None:
    """The person has these tags from now on, and no others."""
    wanted = set(tags)
    for row in list(edit.db.query("select id, tag from tags where person = ? order by id", [person])):
        if row["tag"] in wanted:
            wanted.discard(row["tag"])
        else:
            edit.delete("tags", row["id"])
    for tag in sorted(wanted):
        edit.insert("tags", {"person": person, "tag": tag})


def of(db: Database, person: int) -> list[str]:
    return [str(row[0]) for row in db.execute("select tag from tags where person = ? order by tag", [person])]


def everyones(db: Database, among: Collection[int] | None = None) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    condition, values = people.only("person", among)
    sql = f"select person, tag from tags where true{condition} order by person, tag"  # noqa: S608
    for person, tag in db.execute(sql, values):
        found[int(person)].append(str(tag))
    return found


def everything(db: Database) -> list[str]:
    """Every tag that somebody has or that has a rhythm, once."""
    rows = db.execute("select tag from tags union select tag from rhythms where tag is not null order by tag")
    return [str(row[0]) for row in rows]
