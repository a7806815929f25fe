"""Causes: what they are for, their angles, who supports them by their own word, and what they did."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.store.journal import Edit, Row


def add(edit: Edit, name: str, what_for: str) -> int:
    held = edit.db.execute("select id from causes where lower(name) = lower(?)", [name]).fetchone()
    if held:
        raise Problem(
            "cause_exists", f"There is a cause called “{name}” already.", "Choose another name.", 409
        )
    return edit.insert("causes", {"name": name, "what_for": what_for, "state": "open", "set_at": edit.at})


def get(db: Database, cause: int) -> Row:
    return _one(db, "causes", cause, "cause")


def everything(db: Database) -> list[Row]:
    return list(db.query("select * from causes order by state = 'open' desc, id desc"))


def change(edit: Edit, cause: int, changes: Row) -> None:
    edit.update("causes", cause, changes)


def add_angle(edit: Edit, cause: int, text: str) -> int:
    """The same angle twice is one."""
    held = edit.db.execute(
        "select id from angles where cause = ? and lower(text) = lower(?)", [cause, text]
    ).fetchone()
    return int(held[0]) if held else edit.insert("angles", {"cause": cause, "text": text})


def angle(db: Database, angle_id: int) -> Row:
    return _one(db, "angles", angle_id, "angle")


def angles(db: Database, cause: int) -> list[Row]:
    return list(db.query("select * from angles where cause = ? order by id", [cause]))


def drop_angle(edit: Edit, angle_id: int) -> None:
    """Those who were approached by it keep their place, without it."""
    for row in list(edit.db.query("select id from supporters where angle = ?", [angle_id])):
        edit.update("supporters", row["id"], {"angle": None})
    edit.delete("angles", angle_id)


def consider(
    edit: Edit, cause: int, person: int, *, angle_id: int | None = None, interest: int | None = None
) -> int:
    row: dict[str, Any] = {"cause": cause, "person": person, "angle": angle_id, "interest": interest}
    return edit.insert("supporters", row | {"state": "idea", "changed_at": edit.at})


def supporter(db: Database, cause: int, person: int) -> Row | None:
    return next(
        iter(db.query("select * from supporters where cause = ? and person = ?", [cause, person])), None
    )


def supporter_by_id(db: Database, supporter_id: int) -> Row:
    return _one(db, "supporters", supporter_id, "supporter")


def supporters(db: Database, cause: int) -> list[Row]:
    return list(db.query("select * from supporters where cause = ? order by id", [cause]))


def supported_by(db: Database, person: int) -> list[Row]:
    """What a person was thought of for, was asked, or supports."""
    return list(db.query("select * from supporters where person = ? order by id", [person]))


def move(edit: Edit, supporter_id: int, state: str, **also: Any) -> None:
    edit.update("supporters", supporter_id, {"state": state, "changed_at": edit.at, **also})


def change_approach(edit: Edit, supporter_id: int, *, angle_id: int | None, interest: int | None) -> None:
    edit.update("supporters", supporter_id, {"angle": angle_id, "interest": interest})


def forget(edit: Edit, supporter_id: int) -> None:
    edit.delete("supporters", supporter_id)


def last_asked(db: Database, person: int) -> str | None:
    """The day on which somebody was last asked to support anything."""
    found = db.execute("select max(asked_on) from supporters where person = ?", [person]).fetchone()
    return found[0] and str(found[0])


def asked_before(db: Database, then: datetime) -> list[Row]:
    """Those asked before then who have not answered."""
    return list(
        db.query(
            "select * from supporters where state = 'asked' and changed_at <= ? order by id",
            [then.isoformat(timespec="seconds")],
        )
    )


def add_deed(edit: Edit, supporter_id: int, what: str, on: date) -> int:
    return edit.insert("deeds", {"supporter": supporter_id, "what": what, "at_date": on.isoformat()})


def deed(db: Database, deed_id: int) -> Row:
    return _one(db, "deeds", deed_id, "deed")


def deeds(db: Database, supporter_id: int) -> list[Row]:
    return list(db.query("select * from deeds where supporter = ? order by at_date, id", [supporter_id]))


def unthanked(db: Database) -> list[Row]:
    """What was done for a cause and has not been thanked for, with whose deed it was and the cause's name."""
    return list(
        db.query(
            "select d.id, d.what, s.person, c.name as cause from deeds d join supporters s on s.id = d.supporter"
            " join causes c on c.id = s.cause where d.thanked_on is null order by d.at_date desc, d.id desc"
        )
    )


def waiting(db: Database) -> list[Row]:
    """Whom the user has asked to support a cause, and who has not answered; the latest first."""
    return list(
        db.query(
            "select s.person, s.asked_on, s.cause, c.name from supporters s join causes c on c.id = s.cause"
            " where s.state = 'asked' order by s.asked_on desc, s.id desc"
        )
    )


def thank(edit: Edit, deed_id: int, on: date) -> None:
    edit.update("deeds", deed_id, {"thanked_on": on.isoformat()})


def _one(db: Database, table: str, key: int, what: str) -> Row:
    found = next(iter(db.query(f"select * from {table} where id = ?", [key])), None)  # noqa: S608
    if found is None:
        raise not_found(what)
    return found
