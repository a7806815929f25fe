"""Asks: prepared with a coach, sent by the user alone, and never repeated when no answer comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.practice import outcomes, touches
from server.practice.coach import coach
from server.practice.courses import ASK, Power
from server.practice.days import say_day
from server.practice.letters import about_ask
from server.store import asks, exchanges, people, suggestions
from server.store.journal import edit

Row = dict[str, Any]

SILENCE = timedelta(days=14)
"""No answer for so long is a no, as with introductions; nobody is nudged."""
DIRECTIONS: dict[str, touches.Direction] = {"sent": "mine", "yes": "theirs", "no": "theirs"}
"""Which steps are a contact, and whose; silence is none."""
NEXT = {
    "prepared": "Read it once more as {name} would, then send it yourself.",
    "sent": "Wait. No answer by {lapses} is a no, and is not asked again.",
    "yes": "{name} said yes. Thank them, and tell them later what came of it.",
    "no": "{name} said no, which is their good right. A line of thanks keeps the door open.",
    "no_answer": "There was no answer, and that is a no. Leave it there.",
    "thanked": "All done.",
    "dropped": "You let it be.",
}


def prepare(
    db: Database,
    person: int,
    what: str,
    *,
    why_them: str,
    minutes: int,
    power: Power = "",
    suggestion: int | None = None,
    now: datetime,
) -> int:
    """Keeps an ask as prepared, and answers its id; nothing is sent."""
    card = people.card(db, person)
    if card["is_me"]:
        raise Problem("self_ask", "You can say yes to yourself without Comity.", "Choose somebody else.")
    if not people.get(db, card["id"])["suggestible"]:
        raise Problem("left_in_peace", f"{card['name']} is to be left in peace.", "Ask somebody else.", 409)
    if suggestion is not None:
        suggestions.get(db, suggestion)
    with edit(db, what=f"Prepared an ask to {card['name']}", who="you", at=now) as opened:
        return asks.add(
            opened,
            card["id"],
            what.strip(),
            why_them=why_them.strip(),
            minutes=minutes,
            power=power,
            suggestion=suggestion,
        )


def change(db: Database, ask: int, changes: Row, *, now: datetime) -> Row:
    """Another wording, size or reason, as long as it has not been sent."""
    row = asks.get(db, ask)
    if row["state"] != "prepared":
        raise Problem("sent_already", "What was sent cannot be changed any more.", "Prepare a new one.", 409)
    name = people.card(db, row["person"])["name"]
    with edit(db, what=f"Changed an ask to {name}", who="you", at=now) as opened:
        asks.change(opened, ask, changes)
    return shown(db, ask) | {"edit": opened.id if opened.seq else None}


def step(db: Database, ask: int, action: str, *, now: datetime) -> Row:
    """Takes one step of the course. Raises a Problem for one that does not follow."""
    row = asks.get(db, ask)
    state = ASK.after(row["state"], action)
    if action == "sent":
        about_ask(db, ask)  # one that cannot be written in full is not ready to be sent
        _not_twice(db, row)
    name = people.card(db, row["person"])["name"]
    also = {"sent_on": now.date().isoformat()} if action == "sent" else {}
    with edit(db, what=f"Ask to {name}: {ASK.words[state]}", who="you", at=now) as opened:
        asks.move(opened, ask, state, **also)
        outcomes.note(opened, row["suggestion"], action)
        if action in DIRECTIONS:
            touches.record(
                opened,
                row["person"],
                on=now.date(),
                how="message",
                direction=DIRECTIONS[action],
                source="ask",
            )
        if (row["state"], action) == ("yes", "thank"):
            received = exchanges.add(opened, row["person"], "to_me", row["what"], on=now.date())
            exchanges.thanked(opened, received, now.date())
    return shown(db, ask) | {"edit": opened.id}


def _not_twice(db: Database, row: Row) -> None:
    """One open ask to a person at a time: a second one is a nudge, whatever it asks for."""
    if any(one["state"] == "sent" for one in asks.of(db, row["person"]) if one["id"] != row["id"]):
        name = people.card(db, row["person"])["name"]
        raise Problem(
            "still_open", f"Another ask of yours to {name} is still unanswered.", "Wait for that one.", 409
        )


def lapse_silent(db: Database, now: datetime) -> int:
    """Ends those that wait in vain, and answers how many; the user need not, and nobody is nudged."""
    waiting = [row for row in asks.everything(db) if row["state"] == "sent"]
    ended = [row for row in waiting if now - datetime.fromisoformat(row["changed_at"]) >= SILENCE]
    for row in ended:
        step(db, row["id"], "no_answer", now=now)
    return len(ended)


def shown(db: Database, ask: int) -> Row:
    """The ask as its user sees it: what it is, what the coach says, what comes next, what may be done."""
    row = asks.get(db, ask)
    card = people.card(db, row["person"])
    changed = datetime.fromisoformat(row["changed_at"]).date()
    advice = coach(db, row) if row["state"] == "prepared" else None
    return {
        "id": row["id"],
        "person": card,
        "what": row["what"],
        "why_them": row["why_them"],
        "minutes": row["minutes"],
        "power": row["power"],
        "state": row["state"],
        "state_words": ASK.words[row["state"]],
        "next": NEXT[row["state"]].format(name=card["name"], lapses=say_day(changed + SILENCE, changed)),
        "actions": list(ASK.actions(row["state"])),
        "sent_on": row["sent_on"],
        "ready": advice.ready if advice else True,
        "advice": list(advice.notes) if advice else [],
    }
