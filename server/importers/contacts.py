"""Contacts: what calendars and mail are turned into: who was in touch with whom on which day, and no word of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from server.importers.rows import Refused
from server.practice.touches import How

FEW = 8
"""People up to whom a meeting is one with each of them, and a message written to each; beyond, it is an event, or
a circular."""
LATEST = 100
"""Times that a recurring meeting is kept, the latest: a weekly one of two years."""
_ALWAYS = r"INTERVAL=0*[1-9]\d{0,2}|COUNT=\d{1,5}|UNTIL=\d{8}|WKST=[A-Z]{2}"
_DAYS = r"BYDAY=(?:[+-]?[1-5]?[A-Z]{2},?)+"
RULES = {
    frequency: re.compile(rf"(?:{_ALWAYS}|{more})$")
    for frequency, more in {
        "DAILY": _DAYS,
        "WEEKLY": _DAYS,
        "MONTHLY": rf"{_DAYS}|BYMONTHDAY=-?\d{{1,2}}|BYSETPOS=-?[1-5]",
        "YEARLY": rf"{_DAYS}|BYMONTHDAY=-?\d{{1,2}}|BYSETPOS=-?[1-5]|BYMONTH=\d{{1,2}}",
    }.items()
}
"""What is understood of how meetings recur. What recurs within a day is no meeting of people."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting in a calendar. ``line``: where in the file."""

    line: int
    on: date
    with_: frozenset[str]
    """Addresses, folded, of those who organised it or accepted, the owner's among them."""
    declined: frozenset[str] = frozenset()
    how: How = "met"
    rule: str = ""
    """How it recurs, as RFC 5545 writes it."""
    but: frozenset[date] = frozenset()
    """Days on which it did not take place, or was moved."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message in a mail box. Addresses are folded."""

    line: int
    on: date
    sender: str
    to: frozenset[str]


Contact = Meeting | Letter
Found = Contact | Refused


def days(meeting: Meeting, today: date) -> Iterator[date]:
    """The days until today on which it took place, the latest ``LATEST`` of them."""
    if meeting.on > today:
        return
    if not meeting.rule:
        yield meeting.on
        return
    found = [day for day in _recurring(meeting, today) if day not in meeting.but]
    yield from found[-LATEST:]


def _recurring(meeting: Meeting, today: date) -> list[date]:
    """The first day alone where the rule is not understood: it did take place at least once."""
    from dateutil.rrule import rrulestr

    parts = re.sub(r"(UNTIL=\d{8})\w*", r"\1", meeting.rule.upper()).strip(";").split(";")
    frequency = next((part[5:] for part in parts if part.startswith("FREQ=")), "")
    known = RULES.get(frequency)
    if known is None or not all(known.match(part) or part.startswith("FREQ=") for part in parts):
        return [meeting.on]
    rule = ";".join(parts)
    try:
        start = datetime.combine(meeting.on, time())
        end = datetime.combine(today, time()) + timedelta(days=1)
        found = rrulestr(rule, dtstart=start).between(start, end, inc=True)
        return [one.date() for one in found if one < end]
    except (ValueError, TypeError, KeyError, IndexError, OverflowError):
        return [meeting.on]
