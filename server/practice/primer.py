"""The primer: six small steps, about five minutes, each leaving something real behind; left and taken up at will."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlite_utils import Database

from recommender.phrases import listed, quoted
from server.errors import Problem
from server.practice.wording import first_name
from server.store import facets, fields, people, primer
from server.store.journal import edit

Row = dict[str, Any]
Key = Literal["difference", "offers", "needs", "network", "give", "ask"]
Mark = Literal["done", "skipped", "open"]

A_NETWORK = 3
"""People besides the user from which on there is somebody to introduce to somebody."""
MOST_SAID = 20
"""Offers or needs taken at once: more is a curriculum vitae."""
NAMED = 3


@dataclass(frozen=True, slots=True)
class Step:
    key: Key
    title: str
    text: str
    todo: str
    """What to do, in a sentence."""
    leaves: str
    """What it leaves behind."""


STEPS = (
    Step(
        "difference",
        "Building and exchanging",
        "Some relationships you build: they grow by time spent together, every month or so, and an agenda would spoil"
        " them. In others you exchange: each helps the other now and then, a few times a year, and nobody misses the"
        " small talk. Both are good. Trouble begins where one is taken for the other.",
        "Think of one person you know. Is it building, or exchanging?",
        "A rhythm that suits this person.",
    ),
    Step(
        "offers",
        "What you can give",
        "You have more to give than a job title says: something you know well, a thing you can lend, an honest opinion,"
        " somebody you know. Small is good; most help takes five minutes.",
        "Write down two or three things people could come to you for.",
        "Offers of yours, to be matched with what others need.",
    ),
    Step(
        "needs",
        "What you are looking for",
        "Most help starts with somebody saying what they need. It can be a goal, a question, a thing or a person. What"
        " is not said cannot be met.",
        "Write down one or two things you are looking for, or working towards.",
        "Needs of yours. They stay on this machine until you say them.",
    ),
    Step(
        "network",
        "Whom you know",
        "You know more people than you can keep in mind. Bring in an address book or an export of your contacts; it is"
        " read here and sent nowhere, and one step takes it back.",
        "Import a file: LinkedIn's Connections.csv, a vCard, Google contacts, or any CSV.",
        "The people you know, in one place of your own.",
    ),
    Step(
        "give",
        "Your first give",
        "Give before you ask, and expect nothing for it. Comity proposes what would help, says why, and names what"
        " speaks against it. You choose, and you send.",
        "Choose somebody, and take up one thing you could do for them.",
        "Something given, however small.",
    ),
    Step(
        "ask",
        "Your first ask",
        "Asking is a courtesy too: it tells somebody that what they know is worth something. A good ask is small and"
        " plain, says why it goes to them, and makes a no easy.",
        "Prepare one small ask. Nothing is sent; you decide when, and whether at all.",
        "An ask with the words to decline it, ready for when you want it.",
    ),
)
MINUTES = 5


def shown(db: Database) -> Row:
    """How far it has come: what the store shows counts as done, whether or not the primer was used for it."""
    marks, found = primer.marks(db), _left_behind(db)
    steps = [
        {
            "key": step.key,
            "title": step.title,
            "text": step.text,
            "todo": step.todo,
            "leaves": step.leaves,
            "state": "done" if found[step.key] else marks.get(step.key, "open"),
            "left": found[step.key],
        }
        for step in STEPS
    ]
    return {
        "steps": steps,
        "next": next((one["key"] for one in steps if one["state"] == "open"), None),
        "done": sum(one["state"] == "done" for one in steps),
        "of": len(steps),
        "minutes": MINUTES,
    }


def mark(db: Database, key: Key, state: Mark, *, now: datetime) -> Row:
    """Ticks, skips or reopens a step. Only the first can be ticked: the others are done when they have been done."""
    if state == "done" and key != "difference":
        raise Problem("by_doing", "This step is done by doing it.", "Skip it, if you would rather.", 409)
    title = next(step.title for step in STEPS if step.key == key)
    with edit(db, what=f"Primer: {title}", who="you", at=now) as opened:
        primer.mark(opened, key, None if state == "open" else state)
    return shown(db) | {"edit": opened.id if opened.seq else None}


def say(
    db: Database, *, name: str = "", offers: Sequence[str] = (), needs: Sequence[str] = (), now: datetime
) -> Row:
    """What the user says of themselves: confirmed, since it is their own word. ``name``: if they are not here yet."""
    me, said = people.me(db), [text.strip() for text in (name, *offers, *needs) if text.strip()]
    if me is None and not name.strip():
        raise Problem("no_name", "Comity does not know your name yet.", "Say it first.", 409)
    with edit(db, what="Said something of yourself", who="you", at=now) as opened:
        if me is None:
            me = people.add(opened, is_me=True)
        if name.strip():
            fields.put(opened, me, "name", name, source="you", set_by="you", observed_on=now.date())
        for kind, texts in (("offer", offers), ("need", needs)):
            for text in texts:
                if text.strip():
                    facets.put(
                        opened,
                        me,
                        kind,
                        text,
                        source="you",
                        set_by="you",
                        observed_on=now.date(),
                        state="confirmed",
                    )
    return shown(db) | {"edit": opened.id if said and opened.seq else None}


def choose_mode(db: Database, person: int, mode: Literal["building", "exchange"], *, now: datetime) -> Row:
    """The first step's answer: what one relationship is."""
    card = people.card(db, person)
    if card["is_me"]:
        raise Problem("yourself", "This is about somebody else.", "Choose one person you know.", 409)
    with edit(db, what=f"{card['name']}: {mode}", who="you", at=now) as opened:
        people.set_flags(opened, card["id"], mode=mode)
    return shown(db) | {"edit": opened.id if opened.seq else None}


def _left_behind(db: Database) -> dict[Key, str]:
    """A sentence on what each step has left behind; empty where there is nothing yet."""
    modes, give, ask = primer.with_a_mode(db), primer.first_give(db), primer.first_ask(db)
    others = primer.others(db)
    return {
        "difference": f"You chose for {_name(db, modes[0])}." if modes else "",
        "offers": _said("You offer", primer.facets_of_me(db, "offer")),
        "needs": _said("You are looking for", primer.facets_of_me(db, "need")),
        "network": f"{others:,} people are here." if others >= A_NETWORK else "",
        "give": f"You gave something to {_name(db, give)}." if give else "",
        "ask": f"You prepared an ask to {_name(db, ask)}." if ask else "",
    }


def _name(db: Database, person: int) -> str:
    return first_name(people.card(db, person)) or "somebody"


def _said(begins: str, texts: Sequence[str]) -> str:
    return f"{begins} {listed([quoted(text) for text in texts[:NAMED]])}." if texts else ""
