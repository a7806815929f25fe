"""Exchanges: what passed between two people, told without figures. Nobody owes; help is thanked for or passed on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any, Literal

from sqlite_utils import Database

from recommender.balance import leaning
from server.errors import Problem
from server.practice.days import plainly
from server.practice.letters import first_name
from server.store import asks, exchanges, people, phrases
from server.store.journal import edit

Row = dict[str, Any]
Way = Literal["to_me", "from_me", "onward"]

SAID = {"to_me": "{name} helped you", "from_me": "You helped {name}", "onward": "You passed it on to {name}"}

BALANCE = {
    ("to_me", "exchange"): "Lately it has mostly flowed your way; a small give would be natural.",
    ("to_me", "building"): "Lately much has come from {name}. Thanks are enough; nothing has to be returned.",
    (
        "from_me",
        "",
    ): "Lately it has mostly flowed from you to {name}. Let them help you, too, if the chance comes.",
    ("both", ""): "Lately it has flowed both ways.",
}
"""(leaning, mode) -> the one sentence. Where people are building, repaying is cold: Clark & Mills (1979)."""

HABIT_DAYS = 90
HABIT_ASKS = 3
"""Asks within a season, without one give, that make a habit; two may be a hard month."""
HABIT_RESTS = timedelta(days=30)
TOLD_ON = "told_about_habit"
HABIT = (
    "Of late you have asked now and then, and no give is recorded. A small one, five minutes to somebody,"
    " would do you good as well."
)


def record(
    db: Database,
    person: int,
    way: Way,
    what: str,
    *,
    on: date,
    now: datetime,
    passes_on: int | None = None,
    suggestion: int | None = None,
) -> Row:
    """What passed: to the user, from them, or onward, where it may say which help it passes on."""
    card = people.card(db, person)
    if card["is_me"]:
        raise Problem("self_exchange", "It takes two.", "Choose the other person.")
    if on > now.date():
        raise Problem("not_yet", "That day has not come yet.", "Record it when it took place.")
    if passes_on is not None:
        _may_be_passed_on(db, card["id"], way, passes_on)
    with edit(db, what=SAID[way].format(name=card["name"]), who="you", at=now) as opened:
        done = exchanges.add(
            opened, card["id"], way, plainly(what), on=on, passes_on=passes_on, suggestion=suggestion
        )
    return shown(exchanges.get(db, done), first_name(card)) | {"edit": opened.id}


def _may_be_passed_on(db: Database, person: int, way: Way, passes_on: int) -> None:
    received = exchanges.get(db, passes_on)
    if way != "onward" or received["way"] != "to_me":
        raise Problem(
            "not_onward", "Only help that came to you can be passed on.", "Name the help you received.", 409
        )
    if received["person"] == person:
        raise Problem(
            "back_again", "Onward means to somebody else.", "Record it as something you gave them.", 409
        )


def thank(db: Database, exchange: int, *, now: datetime) -> Row:
    """The user said thank you."""
    row = exchanges.get(db, exchange)
    card = people.card(db, row["person"])
    if row["way"] != "to_me":
        raise Problem("no_thanks_due", "One thanks for help received.", "Choose help that came to you.", 409)
    if row["thanked_on"]:
        raise Problem("thanked", "You have thanked for that already.", "Once is enough.", 409)
    with edit(db, what=f"Thanked {card['name']}", who="you", at=now) as opened:
        exchanges.thanked(opened, exchange, now.date())
    return shown(exchanges.get(db, exchange), first_name(card)) | {"edit": opened.id}


def forget(db: Database, exchange: int, *, now: datetime) -> int | None:
    row = exchanges.get(db, exchange)
    name = people.card(db, row["person"])["name"]
    with edit(db, what=f"Took out an exchange with {name}", who="you", at=now) as opened:
        exchanges.remove(opened, exchange)
    return opened.id


def thanks_due(row: Row) -> bool:
    """Help that was neither thanked for nor passed on."""
    return row["way"] == "to_me" and not row["thanked_on"] and not row["passed_on"]


def shown(row: Row, name: str) -> Row:
    return {
        "id": row["id"],
        "way": row["way"],
        "what": row["what"],
        "sentence": f"{SAID[row['way']].format(name=name)}: {plainly(row['what'])}.",
        "on": row["at_date"],
        "thanked_on": row["thanked_on"],
        "thanks_due": thanks_due(row),
        "passes_on": row["passes_on"],
        "passed_on": bool(row["passed_on"]),
    }


def balance(rows: list[Row], name: str, mode: str | None, today: date) -> str:
    """One private sentence, without a figure; "" where too little passed to say anything."""
    way = leaning([(row["way"], date.fromisoformat(row["at_date"])) for row in rows if _open(row)], today)
    said = BALANCE.get((way, ""), BALANCE.get((way, mode or "exchange"), ""))
    return said.format(name=name)


def _open(row: Row) -> bool:
    """Help passed on to somebody else is settled, and weighs no more."""
    return not row["passed_on"]


def habit(db: Database, today: date) -> str:
    """What is said, kindly, to somebody who only asks; "" if they do not, or were told within the month."""
    told = phrases.everything(db).get(TOLD_ON)
    if told and today - date.fromisoformat(told) < HABIT_RESTS:
        return ""
    since = today - timedelta(days=HABIT_DAYS)
    sent = [row for row in asks.everything(db) if row["sent_on"] and row["sent_on"] >= since.isoformat()]
    if len(sent) < HABIT_ASKS or exchanges.gave_since(db, since):
        return ""
    return HABIT


def habit_was_told(db: Database, today: date) -> None:
    phrases.put(db, TOLD_ON, today.isoformat())
