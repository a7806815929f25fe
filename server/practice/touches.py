"""Touches: a contact that took place, by the user's own word or a calendar's; only these start a rhythm anew."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from server.errors import Problem
from server.store import people, touches
from server.store.journal import Edit

Row = dict[str, Any]
How = Literal["met", "call", "message", "letter", "event", "introduction"]
Direction = Literal["mine", "theirs", "both"]
Source = Literal["you", "calendar", "mail", "introduction", "ask", "promise"]

HOW: dict[str, str] = {
    "met": "met",
    "call": "spoke",
    "message": "wrote",
    "letter": "wrote a letter",
    "event": "were at the same event",
    "introduction": "were in touch over an introduction",
}
"""How each is said, as in "you last spoke on 3 May"."""


def record(
    edit: Edit,
    person: int,
    *,
    on: date,
    how: How,
    direction: Direction,
    source: Source,
    note: str = "",
) -> int:
    """Keeps the touch as part of ``edit`` and answers its id. Refused for a day to come, and for oneself."""
    row = people.get(edit.db, person)
    if row["is_me"]:
        raise Problem("self_touch", "You need not keep in touch with yourself.", "Choose somebody else.")
    if on.isoformat() > edit.at[:10]:
        raise Problem("not_yet", "That day has not come yet.", "Record it when it took place.")
    return touches.add(edit, row["id"], on=on, how=how, direction=direction, source=source, note=note.strip())


def shown(row: Row) -> Row:
    return {
        "id": row["id"],
        "on": row["at_date"],
        "how": row["how"],
        "direction": row["direction"],
        "source": row["source"],
        "note": row["note"],
    }
