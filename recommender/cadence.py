"""When it is time to be in touch: rhythms, tries without an answer, and ties that have gone dormant."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from recommender.network import DORMANT_AFTER

Direction = Literal["mine", "theirs", "both"]

BUILDING_DAYS = 30
"""A relationship being built lives on hearing of each other about monthly. Ours; the user sets their own."""
EXCHANGE_DAYS = 90
"""One that exchanges now and then needs no small talk: quarterly at the most, whatever its tags say."""
UNANSWERED = 2
"""Tries without an answer, after which somebody is left in peace: silence is an answer, too."""
PEAK_DAYS = 3 * 365
"""A silence of three years is what Levin, Walter & Murnighan (2011) called dormant, and there the old tie still
knows whom it trusts while it has seen other things since."""
SPREAD = 3.0
"""The factor of silence, shorter or longer than the peak, at which a dormant tie counts 0.6 of it. Ours."""


@dataclass(frozen=True, slots=True)
class Contact:
    on: date
    direction: Direction
    real: bool = True
    """False for having merely been at the same event: it starts nothing anew and answers nothing."""


def rhythm(mode: str | None, own: int | None, by_tags: Sequence[int]) -> int | None:
    """Days between contacts: the person's own, else the shortest of their tags', else their mode's.

    None without any of them: nobody is kept in touch with by default.
    """
    if own is not None:
        return own
    if by_tags:
        return max(min(by_tags), EXCHANGE_DAYS) if mode == "exchange" else min(by_tags)
    return {"building": BUILDING_DAYS, "exchange": EXCHANGE_DAYS}.get(mode or "")


def last_real(contacts: Iterable[Contact]) -> date | None:
    return max((one.on for one in contacts if one.real), default=None)


def tries(contacts: Sequence[Contact]) -> int:
    """Days on which the user got in touch since the other last did; several messages of a day are one try."""
    answered = max((one.on for one in contacts if one.real and one.direction != "mine"), default=date.min)
    return len({one.on for one in contacts if one.real and one.direction == "mine" and one.on > answered})


def gone_quiet(contacts: Sequence[Contact]) -> bool:
    return tries(contacts) >= UNANSWERED


def due_on(contacts: Sequence[Contact], days: int, *, since: date) -> date:
    """The day for the next contact. ``since`` when the user has known them, where no word of theirs is recorded.

    The user's own tries only ever move it on: nobody is due sooner for not having answered.
    """
    answered = last_real(one for one in contacts if one.direction != "mine")
    tried = last_real(one for one in contacts if one.direction == "mine")
    return max(answered or since, tried or date.min) + timedelta(days=days)


def lateness(due: date, days: int, today: date) -> float:
    """Rhythms that have gone by since it was due: what is monthly is late sooner than what is yearly."""
    return (today - due).days / days


def dormancy(contacts: Sequence[Contact], today: date, *, since: date | None, marked: bool) -> float:
    """0..1: how apt a tie gone quiet is for being taken up again. A hump over the length of the silence.

    0 before it is dormant at all, without any sign of when it was alive, and where the user tried last: who did
    not answer is not proposed again. ``since``: when the tie was last seen alive, where no contact is recorded.
    ``marked``: the user says that it is dormant; how long for, only a recorded contact can tell.
    """
    if tries(contacts):
        return 0.0
    return aptness(last_real(contacts) or (None if marked else since), today, marked=marked)


def aptness(alive: date | None, today: date, *, marked: bool) -> float:
    """The hump for a tie that was last alive on a day, where it is known; see ``dormancy``."""
    if alive is None:
        return _hump(DORMANT_AFTER) if marked else 0.0
    silent = (today - alive).days
    return _hump(silent) if silent >= DORMANT_AFTER else 0.0


def _hump(days: int) -> float:
    return math.exp(-0.5 * (math.log(days / PEAK_DAYS) / math.log(SPREAD)) ** 2)
