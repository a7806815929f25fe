"""Causes: people who might care are asked one by one, support by their own word, are thanked, and leave in one step."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sqlite_utils import Database

from server.errors import Problem, not_found
from server.practice import touches
from server.practice.cause_letters import ask_letter
from server.practice.courses import Course
from server.practice.peace import may_be_written_to
from server.store import causes, facets, people
from server.store.journal import edit

if TYPE_CHECKING:
    from recommender.space import Space

Row = dict[str, Any]
Action = Literal["ask", "yes", "no"]

SILENCE = timedelta(days=14)
"""No answer for so long is a no, as with everything that is asked here."""
COOL_DOWN = timedelta(days=30)
"""Nobody is asked to support two causes within a month."""

SUPPORT = Course(
    what="This support",
    begins="idea",
    steps={
        ("idea", "ask"): "asked",
        ("asked", "yes"): "supports",
        ("asked", "no"): "declined",
        ("asked", "lapse"): "lapsed",
        ("asked", "leave"): "left",
        ("supports", "leave"): "left",
    },
    words={
        "idea": "an idea, and nobody was asked",
        "asked": "waiting for an answer",
        "supports": "given by their own word",
        "declined": "declined",
        "lapsed": "lapsed: no answer is a no",
        "left": "over, by their own wish",
    },
)
"""Nobody supports anything unasked, and nobody who said no, or left, is asked again."""


def begin(db: Database, name: str, what_for: str, angles: tuple[str, ...], *, now: datetime) -> Row:
    with edit(db, what=f"Began the cause “{name}”", who="you", at=now) as opened:
        cause = causes.add(opened, name.strip(), what_for.strip())
        for text in angles:
            causes.add_angle(opened, cause, text.strip())
    return shown(db, cause) | {"edit": opened.id}


def who_might_care(db: Database, space: Space, cause: int) -> list[Row]:
    """People of the user's own whose stated interests are near, each with the line it rests on. Stores nothing.

    Whoever was considered, asked, or left is not brought up again.
    """
    from recommender.causes import who_might_care as near

    row = _open(db, cause)
    angles = causes.angles(db, cause)
    but = {held["person"] for held in causes.supporters(db, cause)}
    found = near(space, row["what_for"], [one["text"] for one in angles], but=but)
    cards = people.cards(db, [one.person for one in found])
    return [
        {
            "person": cards[one.person],
            "interest": {
                "facet": one.interest.id,
                "text": one.interest.text,
                "evidence": one.interest.evidence,
                "source": one.interest.source,
                "on": one.interest.on and one.interest.on.isoformat(),
            },
            "angle": None if one.angle is None else angles[one.angle]["id"],
            "angle_text": None if one.angle is None else angles[one.angle]["text"],
            "band": str(one.band),
            "sentence": one.sentence,
            "counter": one.counter,
        }
        for one in found
    ]


def consider(
    db: Database,
    cause: int,
    person: int,
    *,
    angle: int | None = None,
    interest: int | None = None,
    now: datetime,
) -> Row:
    """Keeps one person as somebody to ask; considering them again changes the approach at most.

    ``interest``: the offer or need of theirs through which it may matter to them; their letter says so.
    """
    row = _open(db, cause)
    card = people.card(db, person)
    if card["is_me"]:
        raise Problem("yourself", "It is your cause already.", "Choose somebody else.", 409)
    if angle is not None and causes.angle(db, angle)["cause"] != cause:
        raise not_found("angle of this cause")
    if interest is not None and facets.get(db, interest)["person"] != card["id"]:
        raise not_found("offer or need of theirs")
    held = causes.supporter(db, cause, card["id"])
    with edit(db, what=f"Considered {card['name']} for “{row['name']}”", who="you", at=now) as opened:
        if held is None:
            causes.consider(opened, cause, card["id"], angle_id=angle, interest=interest)
        elif held["state"] == "idea":
            causes.change_approach(opened, held["id"], angle_id=angle, interest=interest)
    return supporter_shown(db, cause, card["id"]) | {"edit": opened.id if opened.seq else None}


def step(db: Database, cause: int, person: int, action: str, *, now: datetime) -> Row:
    """What the user did or heard. Raises a Problem for a step that does not follow, or somebody not to be asked now."""
    row, held = causes.get(db, cause), _supporter(db, cause, person)
    state = SUPPORT.after(held["state"], action)
    also: Row = {}
    if action == "ask":
        _may_be_asked(db, _open(db, cause), held["person"], now)
        ask_letter(db, held)  # one that cannot be written in full is not ready to be sent
        also = {"asked_on": now.date().isoformat()}
    name = people.card(db, held["person"])["name"]
    with edit(db, what=f"{name}, “{row['name']}”: {SUPPORT.words[state]}", who="you", at=now) as opened:
        causes.move(opened, held["id"], state, **also)
        if action in ("ask", "yes", "no"):
            touches.record(
                opened,
                held["person"],
                on=now.date(),
                how="message",
                direction="mine" if action == "ask" else "theirs",
                source="ask",
            )
    return supporter_shown(db, cause, held["person"]) | {"edit": opened.id}


def leave(db: Database, cause: int, person: int, *, now: datetime) -> int:
    """Out, in one step and without a reason; answers the edit. A mere idea is forgotten."""
    held = _supporter(db, cause, person)
    if held["state"] != "idea":
        return int(step(db, cause, person, "leave", now=now)["edit"])
    name = people.card(db, held["person"])["name"]
    with edit(db, what=f"No longer considered {name}", who="you", at=now) as opened:
        causes.forget(opened, held["id"])
    return opened.id


def lapse_silent(db: Database, now: datetime) -> int:
    """Ends what waits in vain, and answers how many; nobody is nudged."""
    waiting = causes.asked_before(db, now - SILENCE)
    for row in waiting:
        step(db, row["cause"], row["person"], "lapse", now=now)
    return len(waiting)


def did(db: Database, cause: int, person: int, what: str, *, on: date, now: datetime) -> Row:
    """Keeps what a supporter did, to be thanked for."""
    held = _supporter(db, cause, person)
    if held["state"] != "supports":
        raise Problem("no_supporter", "Only those who said yes do something for it.", "Ask them first.", 409)
    if on > now.date():
        raise Problem("not_yet", "That day has not come yet.", "Record it when it took place.")
    name = people.card(db, held["person"])["name"]
    with edit(db, what=f"{name} did something for a cause", who="you", at=now) as opened:
        causes.add_deed(opened, held["id"], what.strip(), on)
    return supporter_shown(db, cause, held["person"]) | {"edit": opened.id}


def thanked(db: Database, deed: int, *, now: datetime) -> Row:
    row = causes.deed(db, deed)
    held = causes.supporter_by_id(db, row["supporter"])
    name = people.card(db, held["person"])["name"]
    with edit(db, what=f"Thanked {name}", who="you", at=now) as opened:
        causes.thank(opened, deed, now.date())
    return supporter_shown(db, held["cause"], held["person"]) | {"edit": opened.id if opened.seq else None}


def shown(db: Database, cause: int) -> Row:
    row = causes.get(db, cause)
    return {
        "id": row["id"],
        "name": row["name"],
        "what_for": row["what_for"],
        "state": row["state"],
        "angles": [{"id": one["id"], "text": one["text"]} for one in causes.angles(db, cause)],
        "supporters": [supporter_shown(db, cause, one["person"]) for one in causes.supporters(db, cause)],
    }


def supporter_shown(db: Database, cause: int, person: int) -> Row:
    held = _supporter(db, cause, person)
    angle = causes.angle(db, held["angle"]) if held["angle"] else None
    return {
        "person": people.card(db, held["person"]),
        "angle": angle and {"id": angle["id"], "text": angle["text"]},
        "state": held["state"],
        "state_words": SUPPORT.words[held["state"]],
        "actions": [one for one in SUPPORT.actions(held["state"]) if one not in ("lapse", "leave")],
        "asked_on": held["asked_on"],
        "deeds": [
            {"id": one["id"], "what": one["what"], "on": one["at_date"], "thanked_on": one["thanked_on"]}
            for one in causes.deeds(db, held["id"])
        ],
    }


def _supporter(db: Database, cause: int, person: int) -> Row:
    causes.get(db, cause)
    held = causes.supporter(db, cause, people.get(db, person)["id"])
    if held is None:
        raise not_found("supporter of this cause")
    return held


def _open(db: Database, cause: int) -> Row:
    row = causes.get(db, cause)
    if row["state"] != "open":
        raise Problem("cause_closed", f"“{row['name']}” is closed.", "Open it again first.", 409)
    return row


def _may_be_asked(db: Database, row: Row, person: int, now: datetime) -> None:
    name = people.card(db, person)["name"]
    may_be_written_to(db, person)
    last = causes.last_asked(db, person)
    if last and now.date() - date.fromisoformat(last) < COOL_DOWN:
        again = date.fromisoformat(last) + COOL_DOWN
        raise Problem(
            "asked_lately",
            f"{name} was asked about a cause on {last}.",
            f"Leave it until {again.isoformat()}.",
            409,
        )
