"""Cause letters: one person is asked by what matters to them, or thanked for what they did; never many at once."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.messages import written
from server.practice import grounds
from server.practice.letters import Letter
from server.practice.peace import may_be_written_to
from server.practice.voice import voice
from server.practice.wording import first_name, said, to_you
from server.store import causes, facets, people

Row = dict[str, Any]


def about_cause(db: Database, cause: int, person: int) -> Letter:
    """The question for somebody considered, thanks for a deed not thanked for; in between nobody is nudged."""
    causes.get(db, cause)
    held = causes.supporter(db, cause, people.get(db, person)["id"])
    if held is None:
        raise not_found("supporter of this cause")
    if held["state"] == "idea":
        return ask_letter(db, held)
    due = [deed for deed in causes.deeds(db, held["id"]) if deed["thanked_on"] is None]
    if held["state"] in ("supports", "left") and due:
        return _thanks(db, held, due[0])
    raise Problem("nothing_to_write", "There is nothing to write to them at this point.", "", 409)


def ask_letter(db: Database, held: Row) -> Letter:
    may_be_written_to(db, held["person"])
    row, card = causes.get(db, held["cause"]), people.card(db, held["person"])
    facet = facets.find(db, held["interest"]) if held["interest"] else None
    if facet is not None and facet["person"] != held["person"]:
        facet = None  # two entries were one for a while, and what was said is another's after all
    angle = causes.angle(db, held["angle"])["text"] if held["angle"] else None
    words = grounds.to_themselves(db, facet)
    done = written(
        "cause_ask",
        voice(db),
        first_name=first_name(card),
        cause=row["name"],
        what_for=said(row["what_for"]),
        interest=words,
        looking=words is not None and facet is not None and facet["kind"] == "need",
        angle=angle and said(angle),
    )
    return Letter.of(done, held["person"])


def _thanks(db: Database, held: Row, deed: Row) -> Letter:
    row, card = causes.get(db, held["cause"]), people.card(db, held["person"])
    done = written(
        "cause_thanks", voice(db), first_name=first_name(card), cause=row["name"], what=to_you(deed["what"])
    )
    return Letter.of(done, held["person"])
