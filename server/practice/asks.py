"""Asks: prepared with a coach, sent by the user alone, and never repeated when no answer comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from server.db import writing
from server.practice import touches
from server.practice.courses import ASK
from server.practice.letters import ask_letter
from server.practice.wording import first_name
from server.store import asks, feedback, people, phrases, ties
from server.store.journal import edit

Row = dict[str, Any]

SMALL = 15
"""Minutes; what most people will do for somebody they know without having to make room for it."""
LARGE = 60
"""Minutes; from here on an ask is better cut in two, or paid for."""
WARM = ("close", "known")
"""Bands in which a first message may well be an ask."""

Power = Literal[
    "", "their manager", "their client", "hiring them", "their mentor", "grading them", "funding them"
]

DIRECTIONS: dict[str, touches.Direction] = {"sent": "mine", "yes": "theirs", "no": "theirs"}
"""Which steps are a contact, and whose; silence is none."""

TOLD_ONCE = "told_about_asking"
ENCOURAGEMENT = (
    "People who ask expect a no about twice as often as they get one (Flynn and Lake 2008). This is said to you once,"
    " to make asking easier; it is no reason to press anybody."
)


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach noticed: ``ready`` where nothing speaks against sending it."""

    ready: bool
    notes: tuple[str, ...]


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
    """Keeps an ask as prepared; nothing is sent."""
    name = people.card(db, person)["name"]
    with edit(db, what=f"Prepared an ask to {name}", who="you", at=now) as opened:
        return asks.add(
            opened,
            person,
            what.strip(),
            why_them=why_them.strip(),
            minutes=minutes,
            power=power,
            suggestion=suggestion,
        )


def coach(db: Database, ask: int) -> Advice:
    """A give first, the right size, why them, a warmer way, the difference in power, and an easy no."""
    row = asks.get(db, ask)
    name = first_name(people.card(db, row["person"]))
    against: list[str] = []
    also: list[str] = []
    if not row["why_them"]:
        against.append(f"Say why you ask {name} of all people; without it, it reads like a circular.")
    if row["minutes"] >= LARGE:
        against.append(
            f"{row['minutes']} minutes is a lot to ask. What is the smallest part that would already help you?"
        )
    elif row["minutes"] > SMALL:
        also.append("It is more than a quarter of an hour: say so plainly, so that they can weigh it.")
    open_ones = [one for one in asks.of(db, row["person"]) if one["id"] != ask and one["state"] == "sent"]
    if open_ones:
        against.append(f"Another ask of yours to {name} is still unanswered; wait for that one.")
    refused = [one for one in asks.of(db, row["person"]) if one["state"] in ("no", "no_answer")]
    if refused:
        also.append(f"{name} did not take up your last ask; is somebody else just as good to ask?")
    if not feedback.gave(db, row["person"]):
        also.append(
            f"Is there something you could give {name} first? Their suggestions show what would help."
        )
    me = people.me(db)
    bands = [tie["band"] for tie in ties.of(db, row["person"]) if me in (tie["a"], tie["b"])]
    if not bands or bands[0] not in WARM:
        also.append(f"You do not know {name} well; somebody you both know might be the warmer way.")
    if row["power"]:
        also.append(
            f"You are {row['power']}: a no may feel costly to them. Say that nothing hangs on it, and mean it."
        )
    also.append("The draft says how to decline; leave that in.")
    return Advice(not against, (*against, *also))


def encouragement(db: Database) -> str:
    """What research says of how often people say yes: told once, to the asker alone."""
    if TOLD_ONCE in phrases.everything(db):
        return ""
    with writing(db):
        phrases.put(db, TOLD_ONCE, "yes")
    return ENCOURAGEMENT


def step(db: Database, ask: int, action: str, *, now: datetime) -> Row:
    """Takes one step of the course. Raises a Problem for one that does not follow."""
    row = asks.get(db, ask)
    state = ASK.after(row["state"], action)
    if action == "sent":
        ask_letter(db, ask)  # one that cannot be written in full is not ready to be sent
    name = people.card(db, row["person"])["name"]
    also = {"sent_on": now.date().isoformat()} if action == "sent" else {}
    with edit(db, what=f"Ask to {name}: {ASK.words[state]}", who="you", at=now) as opened:
        asks.move(opened, ask, state, **also)
        if action in DIRECTIONS:
            touches.record(
                opened,
                row["person"],
                on=now.date(),
                how="message",
                direction=DIRECTIONS[action],
                source="ask",
            )
    return shown(db, ask) | {"edit": opened.id}


def shown(db: Database, ask: int) -> Row:
    row = asks.get(db, ask)
    return {
        "id": row["id"],
        "person": people.card(db, row["person"]),
        "what": row["what"],
        "why_them": row["why_them"],
        "minutes": row["minutes"],
        "power": row["power"],
        "state": row["state"],
        "state_words": ASK.words[row["state"]],
        "actions": list(ASK.actions(row["state"])),
        "sent_on": row["sent_on"],
    }
