"""Introductions: a pair, how far it has come, and the steps that led there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlite_utils import Database

from server.errors import not_found
from server.store.journal import Edit, Row


def begin(edit: Edit, a: int, b: int, *, suggestion: int | None) -> int:
    """Keeps the pair as an idea; a pair that is there already keeps its state."""
    a, b = min(a, b), max(a, b)
    held = edit.db.execute("select id from introductions where a = ? and b = ?", [a, b]).fetchone()
    if held:
        return int(held[0])
    row = {"a": a, "b": b, "state": "idea", "suggestion": suggestion, "changed_at": edit.at}
    return edit.insert("introductions", row)


def get(db: Database, introduction: int) -> Row:
    found = next(iter(db.query("select * from introductions where id = ?", [introduction])), None)
    if found is None:
        raise not_found("introduction")
    return found


def move(edit: Edit, introduction: int, action: str, state: str, *, note: str = "", **also: Any) -> None:
    """One step further, kept in the history."""
    edit.update("introductions", introduction, {"state": state, "changed_at": edit.at, **also})
    edit.insert(
        "steps",
        {"introduction": introduction, "action": action, "state": state, "note": note, "at": edit.at},
    )


def steps(db: Database, introduction: int) -> list[Row]:
    return list(
        db.query(
            "select action, state, note, at from steps where introduction = ? order by id", [introduction]
        )
    )


def of(db: Database, person: int) -> list[Row]:
    """Those a person is one of the two of, the latest first."""
    return list(
        db.query(
            "select * from introductions where a = ? or b = ? order by changed_at desc, id desc",
            [person, person],
        )
    )


def everyones(db: Database) -> list[Row]:
    return list(db.query("select * from introductions order by changed_at desc, id desc"))


def waiting_since_before(db: Database, then: datetime) -> list[Row]:
    """Those where somebody was asked before then and has not answered."""
    return list(
        db.query(
            "select * from introductions where state in ('asked_first', 'asked_second')"
            " and changed_at <= ? order by id",
            [then.isoformat(timespec="seconds")],
        )
    )


_ASKED = (
    "((s.action = 'ask_first' and i.asked_first = :person)"
    " or (s.action = 'ask_second' and i.asked_first != :person and :person in (i.a, i.b)))"
)


def times_asked(db: Database, person: int) -> int:
    """How many introductions a person was ever asked about."""
    found = db.execute(
        f"select count(*) from steps s join introductions i on i.id = s.introduction where {_ASKED}",  # noqa: S608
        {"person": person},
    ).fetchone()
    return int(found[0])


def last_asked(db: Database, person: int, *, but: int) -> str | None:
    """When a person was last asked whether they want to be introduced, in any introduction but that one."""
    found = db.execute(
        f"select max(s.at) from steps s join introductions i on i.id = s.introduction where i.id != :but and {_ASKED}",  # noqa: S608
        {"but": but, "person": person},
    ).fetchone()
    return found[0] and str(found[0])
