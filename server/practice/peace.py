"""Peace: who is not to be suggested anything, or not to be introduced, is not written to about it."""

from __future__ import annotations

from sqlite_utils import Database

from server.errors import Problem
from server.practice.wording import first_name
from server.store import people


def may_be_written_to(db: Database, *persons: int) -> None:
    """Raises a Problem where one of them is to be left in peace."""
    for person in persons:
        if not people.get(db, person)["suggestible"]:
            name = first_name(people.card(db, person)) or "This person"
            raise Problem("left_in_peace", f"{name} is to be left in peace.", "Leave it there.", 409)


def may_be_introduced(db: Database, *persons: int) -> None:
    """The same, and for those who do not want to be introduced."""
    may_be_written_to(db, *persons)
    if not all(people.get(db, person)["introducible"] for person in persons):
        raise Problem("left_in_peace", "One of the two does not want to be introduced.", "Withdraw it.", 409)
