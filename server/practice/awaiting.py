"""Awaiting: introductions that wait for a step, answers that may have come, and thanks that are due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from server.practice import exchanges as giving
from server.practice import introductions as introducing
from server.practice.agenda import Day, Item, asked_last
from server.practice.days import on_day, plainly, say_day
from server.store import asks, causes, exchanges
from server.store import introductions as rows

Row = dict[str, Any]

ANSWER_AFTER = timedelta(days=7)
"""When to ask the user whether an answer came."""
THANKS_DO_GOOD = "Thanks do more good than those who give them expect."
"""Kumar & Epley (2018)."""


def introductions(day: Day) -> Iterator[Item]:
    for row in rows.everyones(day.db):
        if {row["a"], row["b"]} <= day.there:
            yield from _introduction(day, row)


def _introduction(day: Day, row: Row) -> Iterator[Item]:
    first, _ = introducing.first_to_ask(day.db, row)
    second = introducing.second(row, first)
    one, other = day.name(first), day.name(second)
    made = date.fromisoformat(row["made_on"]) if row["made_on"] else day.today
    match row["state"]:
        case "first_agreed":
            said, why = (
                f"{one} would like to meet {other}. Now ask {other}, alone.",
                f"{one} is waiting to hear.",
            )
        case "both_yes":
            said, why = (
                f"{one} and {other} both said yes. Write to them together.",
                "They are waiting to hear.",
            )
        case "made" if day.today - made >= introducing.FOLLOW_UP:
            said = f"You introduced {one} and {other} {on_day(made, day.today)}. Ask how it went."
            why = "They have had time to meet, and still remember."
        case "met":
            said = f"{one} and {other} met. Thank them both for trusting you with it."
            why = "It closes the circle."
        case _:
            return
    yield Item("introduction", first, said, why, row["id"], second)


def answers(day: Day) -> Iterator[Item]:
    """The latest first, and only to note what came: nobody is nudged."""
    by = (day.today - ANSWER_AFTER).isoformat()
    for row in asks.everything(day.db):
        if row["state"] == "sent" and row["sent_on"] <= by and row["person"] in day.there:
            sent = say_day(date.fromisoformat(row["sent_on"]), day.today)
            said = f"Has {day.name(row['person'])} answered your ask of {sent}?"
            yield Item(
                "answer",
                row["person"],
                said,
                "Note what came. Silence is a no, and there is no second try.",
                row["id"],
            )
    for row in rows.everyones(day.db):
        asked_on = datetime.fromisoformat(row["changed_at"]).date()
        if row["state"] in ("asked_first", "asked_second") and asked_on.isoformat() <= by:
            asked, other = asked_last(day.db, row)
            if {asked, other} <= day.there:
                said = f"Has {day.name(asked)} answered about meeting {day.name(other)}?"
                until = say_day(asked_on + introducing.SILENCE, day.today)
                yield Item("answer", asked, said, f"No answer by {until} is a no.", row["id"], other)


def cause_answers(day: Day) -> Iterator[Item]:
    by = (day.today - ANSWER_AFTER).isoformat()
    for row in causes.waiting(day.db):
        if row["asked_on"] <= by and row["person"] in day.there:
            said = f"Has {day.name(row['person'])} answered about {plainly(row['name'])}?"
            why = "Note what came. Silence is a no, and nobody is asked twice."
            yield Item("cause_answer", row["person"], said, why, row["cause"])


def thanks(day: Day) -> Iterator[Item]:
    """For help that was asked for and given, and for help that came unasked."""
    for row in asks.everything(day.db):
        if row["state"] == "yes" and row["person"] in day.there:
            said = f"{day.name(row['person'])} said yes to your ask: {plainly(row['what'])}. Thank them once it is done."
            yield Item("answer", row["person"], said, THANKS_DO_GOOD, row["id"])
    for row in exchanges.received(day.db):
        if giving.thanks_due(row) and row["person"] in day.there:
            said = f"Thank {day.name(row['person'])} for this: {plainly(row['what'])}."
            yield Item("thanks", row["person"], said, THANKS_DO_GOOD, row["id"])


def cause_thanks(day: Day) -> Iterator[Item]:
    for row in causes.unthanked(day.db):
        if row["person"] in day.there:
            said = f"Thank {day.name(row['person'])} for what they did for {plainly(row['cause'])}: {plainly(row['what'])}."
            yield Item("cause_thanks", row["person"], said, THANKS_DO_GOOD, row["id"])
