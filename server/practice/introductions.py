"""Introductions, asked for twice: each of the two alone, and together only after both said yes. Silence is a no."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.practice import outcomes, touches
from server.practice.courses import INTRODUCTION
from server.practice.days import on_day, say_day
from server.store import introductions, people, suggestions, ties
from server.store.journal import Edit, edit

Row = dict[str, Any]

SILENCE = timedelta(days=14)
"""No answer for so long is a no; nobody is asked a second time."""
COOL_DOWN = timedelta(days=30)
"""Nobody is asked about two introductions within a month: being sought after must not become a burden."""
ALIKE = 0.1
"""Difference of the logarithms of what two people gain up to which they gain alike: a tenth."""
FOLLOW_UP = timedelta(days=21)
"""When to ask how it went: long enough to have met, soon enough to remember."""

NEXT = {
    "idea": "Ask {first} first, alone: {why_first}.",
    "asked_first": "Wait for {first}. No answer by {lapses} is a no.",
    "first_agreed": "{first} said yes. Now ask {second}, alone.",
    "asked_second": "Wait for {second}. No answer by {lapses} is a no.",
    "both_yes": "Both said yes: write to them together.",
    "made": "Ask around {follow_up} how it went.",
    "met": "They met. Thank them both for trusting you with it.",
    "thanked": "All done.",
    "not_met": "They have not met, and that is all right.",
    "declined": "It was declined. Nobody need know by whom; leave it there.",
    "lapsed": "There was no answer, and that is a no. Leave it there.",
    "withdrawn": "You took it back.",
}


def begin(db: Database, a: int, b: int, *, now: datetime) -> int:
    """Keeps the user's own idea of an introduction, and answers its id. Refused where one would not want it."""
    first, other = people.get(db, a), people.get(db, b)
    if first["id"] == other["id"] or first["is_me"] or other["is_me"]:
        raise Problem("not_two", "An introduction is of two other people.", "Choose two people.")
    _want_to_be_introduced(first, other)
    names = people.cards(db, [first["id"], other["id"]])
    if any(other["id"] in (tie["a"], tie["b"]) for tie in ties.of(db, first["id"])):
        raise Problem("know_each_other", "These two know each other already.", "Remove the tie if not.", 409)
    what = f"Idea: introduce {names[first['id']]['name']} and {names[other['id']]['name']}"
    with edit(db, what=what, who="you", at=now) as opened:
        return introductions.begin(opened, first["id"], other["id"], suggestion=None)


def _want_to_be_introduced(*both: Row) -> None:
    if not all(one["introducible"] and one["suggestible"] for one in both):
        raise Problem("left_in_peace", "One of the two does not want to be introduced.", "Withdraw it.", 409)


def first_to_ask(db: Database, row: Row) -> tuple[int, str]:
    """Who is asked first, and why: the one with less to gain, since there it is likelier to end, and quietly."""
    if row["asked_first"]:
        return int(row["asked_first"]), "you asked them already"
    a, b = int(row["a"]), int(row["b"])
    gains = _gains(db, row)
    if gains is not None and abs(gains[a] - gains[b]) > ALIKE:
        less = min((a, b), key=lambda person: gains[person])
        return less, "they have less to gain, and a no then ends it before the other hopes for anything"
    often = {one: introductions.times_asked(db, one) for one in (a, b)}
    if often[a] != often[b]:
        busier = max((a, b), key=lambda one: often[one])
        return busier, "they are asked more often, and so have more to lose by one more"
    return a, "both gain alike, so either may be first"


def _gains(db: Database, row: Row) -> dict[int, float] | None:
    if not row["suggestion"]:
        return None
    shown = suggestions.get(db, row["suggestion"])
    features = shown["features"]
    if "log_benefit_a" not in features or "log_benefit_b" not in features:
        return None
    return {shown["person"]: features["log_benefit_a"], shown["other"]: features["log_benefit_b"]}


def second(row: Row, first: int) -> int:
    return int(row["b"] if first == row["a"] else row["a"])


def step(
    db: Database, introduction: int, action: str, *, now: datetime, note: str = "", share: str = ""
) -> Row:
    """Takes one step. ``share``: with a yes, what that person agreed to have passed on; nothing else ever is.

    Raises a Problem with a sentence for a step that does not follow, or for somebody who is not to be asked now.
    """
    row = introductions.get(db, introduction)
    state = INTRODUCTION.after(row["state"], action)
    first, _ = first_to_ask(db, row)
    also: Row = {}
    if action in ("ask_first", "ask_second"):
        _may_be_asked(db, row, first if action == "ask_first" else second(row, first), now)
        also = {"asked_first": first}
    elif action in ("first_said_yes", "second_said_yes"):
        agreed = first if action == "first_said_yes" else second(row, first)
        also = {"share_a" if agreed == row["a"] else "share_b": share.strip()}
    elif action == "make":
        also = {"made_on": now.date().isoformat()}
    with edit(db, what=_what(db, row, state), who="you", at=now) as opened:
        introductions.move(opened, introduction, action, state, note=note.strip(), **also)
        if action == "make":
            _now_they_know_each_other(opened, row, now.date())
        _in_touch(opened, row, action, first, now.date())
        outcomes.note(opened, row["suggestion"], action)
    return introductions.get(db, introduction) | {"edit": opened.id}


def _may_be_asked(db: Database, row: Row, person: int, now: datetime) -> None:
    name = people.card(db, person)["name"]
    _want_to_be_introduced(*(people.get(db, one) for one in (row["a"], row["b"])))
    last = introductions.last_asked(db, person, but=row["id"])
    if last and now - datetime.fromisoformat(last) < COOL_DOWN:
        again = (datetime.fromisoformat(last) + COOL_DOWN).date()
        raise Problem(
            "asked_lately",
            f"{name} was asked about another introduction {on_day(date.fromisoformat(last[:10]), now.date())}.",
            f"Leave it until {say_day(again, now.date())}.",
            409,
        )


def _now_they_know_each_other(opened: Edit, row: Row, today: date) -> None:
    ties.put(
        opened,
        row["a"],
        row["b"],
        "known",
        evidence=f"You introduced them on {today.isoformat()}",
        source="introduction",
        observed_on=today,
    )


def _in_touch(opened: Edit, row: Row, action: str, first: int, today: date) -> None:
    """Being asked is a contact of the user's; a yes is theirs; whoever is written to with the other is met by both."""
    other = second(row, first)
    made: dict[str, tuple[tuple[int, touches.Direction], ...]] = {
        "ask_first": ((first, "mine"),),
        "first_said_yes": ((first, "theirs"),),
        "ask_second": ((other, "mine"),),
        "second_said_yes": ((other, "theirs"),),
        "make": ((first, "both"), (other, "both")),
    }
    for person, direction in made.get(action, ()):
        if not people.get(opened.db, person)["is_me"]:
            touches.record(
                opened, person, on=today, how="introduction", direction=direction, source="introduction"
            )


def _what(db: Database, row: Row, state: str) -> str:
    names = people.cards(db, [row["a"], row["b"]])
    pair = " and ".join(names[one]["name"] for one in (row["a"], row["b"]))
    return f"Introduction of {pair}: {INTRODUCTION.words[state]}"


def lapse_silent(db: Database, now: datetime) -> int:
    """Ends those that wait in vain, and answers how many; the user need not, and nobody is nudged."""
    waiting = introductions.waiting_since_before(db, now - SILENCE)
    for row in waiting:
        step(db, row["id"], "lapse", now=now)
    return len(waiting)


def _write_to(row: Row, first: int) -> list[str]:
    """To whom a letter fits at this point: "a", "b" or "both"."""
    side = {row["a"]: "a", row["b"]: "b"}
    one, other = side[first], side[second(row, first)]
    return {
        "idea": [one],
        "asked_first": [one],
        "first_agreed": [other],
        "asked_second": [other],
        "both_yes": ["both"],
        "made": ["both", "a", "b"],
        "met": ["a", "b"],
        "thanked": ["a", "b"],
    }.get(row["state"], [])


def shown(db: Database, introduction: int) -> Row:
    """The introduction as its user sees it: what it is, what comes next and why, what may be done, what was done."""
    row = introductions.get(db, introduction)
    first, why_first = first_to_ask(db, row)
    names = people.cards(db, [row["a"], row["b"]])
    changed = datetime.fromisoformat(row["changed_at"]).date()
    made = date.fromisoformat(row["made_on"]) if row["made_on"] else changed
    sentence = NEXT[row["state"]].format(
        first=names[first]["name"],
        second=names[second(row, first)]["name"],
        why_first=why_first,
        lapses=say_day(changed + SILENCE, changed),
        follow_up=say_day(made + FOLLOW_UP, made),
    )
    return {
        "id": row["id"],
        "a": names[row["a"]],
        "b": names[row["b"]],
        "state": row["state"],
        "state_words": INTRODUCTION.words[row["state"]],
        "next": sentence,
        "write_to": _write_to(row, first),
        "actions": [one for one in INTRODUCTION.actions(row["state"]) if one != "lapse"],
        "changed_at": row["changed_at"],
        "follow_up_on": (made + FOLLOW_UP).isoformat() if row["state"] == "made" else None,
        "history": introductions.steps(db, introduction),
    }
