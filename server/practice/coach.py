"""The coach: before an ask is sent, what would make it smaller, warmer, clearer, and easier to decline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from server.db import writing
from server.practice.wording import first_name
from server.store import asks, exchanges, feedback, people, phrases, promises, ties

Row = dict[str, Any]

SMALL = 15
"""Minutes; what most people will do for somebody they know without having to make room for it."""
LARGE = 60
"""Minutes; from here on an ask is better cut in two, or paid for."""
WARM = ("close", "known")
"""Bands in which a first message may well be an ask."""
WAYS = 2
"""Names of people between: enough to choose from."""

TOLD_ONCE = "told_about_asking"
ENCOURAGEMENT = (
    "People who ask expect a no about twice as often as they get one (Flynn and Lake 2008). This is said to you once,"
    " to make asking easier; it is no reason to press anybody."
)
LEAVE_IT_IN = "The draft says how to decline; leave that in."


@dataclass(frozen=True, slots=True)
class Advice:
    """What the coach noticed: ``ready`` where nothing speaks against sending it."""

    ready: bool
    notes: tuple[str, ...]


def coach(db: Database, ask: Row) -> Advice:
    """A give first, the right size, why them, a warmer way, the difference in power, and an easy no."""
    name = first_name(people.card(db, ask["person"]))
    against = tuple(_against(db, ask, name))
    return Advice(not against, (*against, *_also(db, ask, name), LEAVE_IT_IN))


def _against(db: Database, ask: Row, name: str) -> Iterator[str]:
    """What had better be mended first."""
    if not ask["why_them"]:
        yield f"Say why you ask {name} of all people; without it, it reads like a circular."
    if ask["minutes"] >= LARGE:
        yield f"{ask['minutes']} minutes is a lot to ask. What is the smallest part that would already help you?"
    if any(one["state"] == "sent" for one in asks.of(db, ask["person"]) if one["id"] != ask["id"]):
        yield f"Another ask of yours to {name} is still unanswered; wait for that one."
    mine = [one for one in promises.of(db, ask["person"]) if (one["whose"], one["state"]) == ("mine", "open")]
    if mine:
        yield f"You promised {name} something yourself, and it is still open. Keep that first."


def _also(db: Database, ask: Row, name: str) -> Iterator[str]:
    """What is worth a thought."""
    if SMALL < ask["minutes"] < LARGE:
        yield "It is more than a quarter of an hour: say so plainly, so that they can weigh it."
    if any(one["state"] in ("no", "no_answer") for one in asks.of(db, ask["person"])):
        yield f"{name} did not take up your last ask; is somebody else just as good to ask?"
    given = any(one["way"] == "from_me" for one in exchanges.of(db, ask["person"]))
    if not given and not feedback.gave(db, ask["person"]):
        yield f"Is there something you could give {name} first? Their suggestions show what would help."
    yield from _warmer(db, ask["person"], name)
    if ask["power"]:
        yield (
            f"You are {ask['power']}: a no may feel costly to them. Say that nothing hangs on it, and mean it."
        )


def _warmer(db: Database, person: int, name: str) -> Iterator[str]:
    """Somebody the user is close to and who knows this person."""
    me = people.me(db)
    mine = {_other(tie, me): tie["band"] for tie in ties.of(db, me)} if me is not None else {}
    if mine.get(person) in WARM:
        return
    theirs = {_other(tie, person) for tie in ties.of(db, person)}
    between = sorted(one for one, band in mine.items() if band in WARM and one in theirs)[:WAYS]
    if between:
        names = " or ".join(first_name(card) for card in people.cards(db, between).values())
        yield f"You do not know {name} well, and {names} does: that might be the warmer way."
    else:
        yield f"You do not know {name} well; a word first, without an ask in it, would make it warmer."


def _other(tie: Row, person: int) -> int:
    return int(tie["b"] if tie["a"] == person else tie["a"])


def encouragement(db: Database) -> str:
    """What research says of how often people say yes: told once, to the asker alone."""
    if TOLD_ONCE in phrases.everything(db):
        return ""
    with writing(db):
        phrases.put(db, TOLD_ONCE, "yes")
    return ENCOURAGEMENT
