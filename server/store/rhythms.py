"""Rhythms: after how many days the user wants to be in touch again, by person or by tag."""

from __future__ import annotations

from sqlite_utils import Database

from server.store.journal import Edit, Row


def put(edit: Edit, days: int | None, *, person: int | None = None, tag: str | None = None) -> None:
    """Of one person or one tag; None takes the rhythm away."""
    column, value = ("person", person) if person is not None else ("tag", tag)
    held = edit.db.execute(f"select id from rhythms where {column} = ?", [value]).fetchone()  # noqa: S608
    if held is None:
        if days is not None:
            edit.insert(
                "rhythms", {"person": person, "tag": None if person is not None else tag, "days": days}
            )
    elif days is None:
        edit.delete("rhythms", int(held[0]))
    else:
        edit.update("rhythms", int(held[0]), {"days": days})


def of_people(db: Database) -> dict[int, int]:
    return {
        int(row[0]): int(row[1])
        for row in db.execute("select person, days from rhythms where person is not null")
    }


def of_tags(db: Database) -> dict[str, int]:
    return {
        str(row[0]): int(row[1]) for row in db.execute("select tag, days from rhythms where tag is not null")
    }


def kept_with(db: Database) -> list[tuple[int, str | None]]:
    """(person, mode) of those for whom there is any rhythm: a mode, one of their own, or one of a tag of theirs."""
    return list(
        db.execute(
            "select id, mode from people where merged_into is null and not is_me and (mode is not null"
            " or id in (select person from rhythms)"
            " or id in (select t.person from tags t join rhythms r on r.tag = t.tag)) order by id"
        )
    )


def everything(db: Database) -> list[Row]:
    return list(db.query("select * from rhythms order by id"))
