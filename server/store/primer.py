"""The primer: which steps the user ticked or skipped, and what in the store shows that one was taken."""

from __future__ import annotations

from sqlite_utils import Database

from server.store.journal import Edit


def marks(db: Database) -> dict[str, str]:
    """step -> "done" or "skipped", as the user marked it."""
    return {row["step"]: row["state"] for row in db.query("select step, state from primer")}


def mark(edit: Edit, step: str, state: str | None) -> None:
    """None takes the mark away."""
    held = edit.db.execute("select id from primer where step = ?", [step]).fetchone()
    if held and state is None:
        edit.delete("primer", held[0])
    elif held and state is not None:
        edit.update("primer", held[0], {"state": state, "at": edit.at})
    elif state is not None:
        edit.insert("primer", {"step": step, "state": state, "at": edit.at})


def facets_of_me(db: Database, kind: str) -> list[str]:
    """What the user confirmed of themselves, the first first."""
    rows = db.execute(
        "select f.text from facets f join people p on p.id = f.person"
        " where p.is_me = 1 and f.kind = ? and f.state = 'confirmed' order by f.id",
        [kind],
    )
    return [str(row[0]) for row in rows]


def with_a_mode(db: Database) -> list[int]:
    """People of whom the user said whether it is building or exchanging."""
    return [int(row[0]) for row in db.execute("select id from people where mode is not null order by id")]


def others(db: Database) -> int:
    """People who are there, the user aside."""
    return int(
        db.execute("select count(*) from people where merged_into is null and is_me = 0").fetchone()[0]
    )


def first_give(db: Database) -> int | None:
    """Whom the user first gave something: a suggestion taken up, or help recorded."""
    found = db.execute(
        "select person from ("
        " select s.person, f.at as at from feedback f join suggestions s on s.id = f.suggestion"
        "  where f.verdict = 'accepted' and s.kind != 'ask'"
        " union all select person, at_date from exchanges where way in ('from_me', 'onward')"
        ") order by at limit 1"
    ).fetchone()
    return found and int(found[0])


def first_ask(db: Database) -> int | None:
    """Whom the user first prepared to ask something, unless they let it drop."""
    found = db.execute("select person from asks where state != 'dropped' order by id limit 1").fetchone()
    return found and int(found[0])
