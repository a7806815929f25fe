"""Calendars (.ics): who met on which day. Titles, places and descriptions are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from server.folding import fold
from server.importers.contacts import Found, Meeting
from server.importers.decoding import unfolded
from server.importers.rows import Refused, email_address
from server.practice.touches import How

SIGN = re.compile(rb"^\s*BEGIN:VCALENDAR\s*$", re.IGNORECASE | re.MULTILINE)
PROPERTY = re.compile(
    r"(?P<name>[A-Z-]+)(?P<params>(?:;[A-Z-]+=(?:\"[^\"]*\"|[^\";:,]*)(?:,(?:\"[^\"]*\"|[^\";:,]*))*)*):(?P<value>.*)",
    re.IGNORECASE | re.DOTALL,
)
PARAM = re.compile(r";([A-Z-]+)=(?:\"([^\"]*)\"|([^\";:]*))", re.IGNORECASE)
READ = frozenset(("UID", "DTSTART", "RRULE", "EXDATE", "RECURRENCE-ID", "STATUS", "ATTENDEE", "ORGANIZER"))
"""All that is looked at of an event, and the names of these marks of a call:"""
CALLS = frozenset(("CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"))
CAME = frozenset(("ACCEPTED", ""))
"""Who has not answered an invitation may not have come: unknown, so no contact. Some calendars keep no answers at
all; those whom they name are taken to have come."""
NOBODY = frozenset(("ROOM", "RESOURCE", "GROUP"))


@dataclass(slots=True)
class _Event:
    line: int
    uid: str = ""
    starts: str = ""
    status: str = ""
    moved: date | None = None
    rule: str = ""
    but: set[date] = field(default_factory=set)
    came: set[str] = field(default_factory=set)
    declined: set[str] = field(default_factory=set)
    how: How = "met"


def read(content: bytes) -> Iterator[Found]:
    """Meetings, in the order of the file; one that was moved counts on its new day. Cancelled ones are none."""
    events = list(_events(content))
    moved: dict[str, set[date]] = {}
    for event in events:
        if event.moved is not None:
            moved.setdefault(event.uid, set()).add(event.moved)
    for event in events:
        if event.status == "CANCELLED" or not event.came:
            continue
        on = _day(event.starts)
        if on is None:
            yield Refused(event.line, "An event begins here without a day that can be read.")
            continue
        meeting = Meeting(event.line, on, frozenset(event.came), frozenset(event.declined), event.how)
        if event.rule and event.moved is None:
            but = event.but | moved.get(event.uid, set())
            meeting = replace(meeting, rule=event.rule, but=frozenset(but))
        yield meeting


def _events(content: bytes) -> Iterator[_Event]:
    """One that has no end ends where the next begins; what lies within an event, an alarm say, is passed over."""
    event: _Event | None = None
    within = 0
    for number, line in unfolded(content):
        word = line.strip().upper()
        if word == "BEGIN:VEVENT":
            if event:
                yield event
            event, within = _Event(number), 0
        elif event is None:
            continue
        elif word == "END:VEVENT":
            yield event
            event = None
        elif word.startswith("BEGIN:"):
            within += 1
        elif word.startswith("END:"):
            within = max(0, within - 1)
        elif not within:
            _take(event, line)
    if event:
        yield event


def _take(event: _Event, line: str) -> None:
    name = re.split("[;:]", line, maxsplit=1)[0].upper()
    if name in CALLS:
        event.how = "call"
    if name not in READ:
        return
    found = PROPERTY.fullmatch(line.strip())
    head, value = (found["params"], found["value"].strip()) if found else (line, line.strip())
    params = {key.upper(): quoted or bare for key, quoted, bare in PARAM.findall(head)}
    match name:
        case "UID":
            event.uid = value
        case "DTSTART":
            event.starts = value
        case "STATUS":
            event.status = value.upper()
        case "RRULE":
            event.rule = value
        case "RECURRENCE-ID":
            event.moved = _day(value)
        case "EXDATE":
            event.but.update(day for part in value.split(",") if (day := _day(part)))
        case "ATTENDEE" | "ORGANIZER":
            _person(event, name, value, params)


def _person(event: _Event, name: str, value: str, params: dict[str, str]) -> None:
    bare = re.sub(".*mailto:", "", value, flags=re.IGNORECASE)  # all of it, where quotation marks are amiss
    address = email_address(bare) or email_address(params.get("EMAIL", ""))
    if not address or params.get("CUTYPE", "").upper() in NOBODY:
        return
    answer = params.get("PARTSTAT", "").upper()
    if answer == "DECLINED":
        event.declined.add(fold("email", address))
    elif name == "ORGANIZER" or answer in CAME:
        event.came.add(fold("email", address))


def _day(text: str) -> date | None:
    """ "20260504", "20260504T093000Z": the day as the calendar has it; times and zones are not looked at."""
    found = re.match(r"\s*(\d{4})-?(\d{2})-?(\d{2})", text)
    try:
        return found and date(*map(int, found.groups()))
    except ValueError:
        return None
