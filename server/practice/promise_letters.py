"""Promise letters: what the user said they would do, and now have done."""

from __future__ import annotations

from sqlite_utils import Database

from server.errors import Problem
from server.messages import written
from server.practice.letters import Letter
from server.practice.voice import voice
from server.practice.wording import ENCLOSED, first_name, to_you
from server.store import people, promises


def promise_letter(db: Database, promise: int) -> Letter:
    """Goes with the promise kept. Nobody is reminded of a promise of theirs by a letter of ours."""
    row = promises.get(db, promise)
    if row["whose"] != "mine":
        raise Problem(
            "theirs", "This promise is theirs to keep.", "Leave it to them, or let it go without a word.", 409
        )
    if row["state"] not in ("open", "kept"):
        raise Problem("nothing_to_write", "There is nothing to write about this promise.", "", 409)
    done = written(
        "promise_kept",
        voice(db),
        first_name=first_name(people.card(db, row["person"])),
        what=to_you(row["what"]).removeprefix("to "),
        enclosed=bool(ENCLOSED.match(row["what"].strip())),
    )
    return Letter.of(done, row["person"])
