"""When something is due: "by Friday", "next week", "end of March", "in two weeks", as a day."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

FRIDAY = 4
"""Weeks end on it, as far as promises go."""
MID, EARLY = 15, 10
"""Days of a month: "mid-March", "early March"."""

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december",
)  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("a an one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
    for word in words.split()
} | {"a couple of": 2}  # fmt: skip
_SHORT_DAY = "mon|tues?|weds?|thur?s?|fri|sat|sun"
_MONTH = "|".join([*_MONTHS, "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept?", "oct", "nov", "dec"])
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True))
_BEFORE = r"(?:(?:by|on|before|until|till|at|in|within|during|no later than|due|some ?time)\s+)*"
_END = r"(?:the\s+)?end\s+of\s+"
_PART_OF_DAY = "(?:morning|afternoon|evening|night)"
_PART = "end of|late|mid|middle of|early|beginning of|start of"


@dataclass(frozen=True, slots=True)
class Due:
    on: date
    start: int
    end: int
    """Where in the text it stands, with the "by" before it."""


def due_in(text: str, today: date) -> Due | None:
    """The first day named in the text that is still to come, or None: "soon" is no day."""
    found = []
    for pattern, day_of in _READERS:
        for hit in pattern.finditer(text):
            day = day_of(hit, today)
            if day is not None and day >= today:
                found.append(Due(day, hit.start(), hit.end()))
    return min(found, key=lambda one: (one.start, -one.end), default=None)


def _iso(hit: re.Match[str], today: date) -> date | None:
    return _date(int(hit["year"]), int(hit["month"]), int(hit["day"]))


def _near(hit: re.Match[str], today: date) -> date | None:
    word = " ".join(hit["near"].casefold().split())
    if "after tomorrow" in word:
        return today + timedelta(days=2)
    return today + timedelta(days=word == "tomorrow")


def _weekday(hit: re.Match[str], today: date) -> date | None:
    """ "by Friday" is the coming one, never today; "next Friday" that of next week."""
    which = next(place for place, name in enumerate(_DAYS) if name.startswith(hit["day"].casefold()[:3]))
    if (hit["which"] or "").casefold() == "next":
        return _monday(today) + timedelta(days=7 + which)
    return today + timedelta(days=(which - today.weekday() - 1) % 7 + 1)


def _week(hit: re.Match[str], today: date) -> date | None:
    """Its Friday; at the weekend "this week" is over on Sunday."""
    if (hit["which"] or "").strip().casefold() == "next":
        return _monday(today) + timedelta(days=7 + FRIDAY)
    friday = _monday(today) + timedelta(days=FRIDAY)
    return friday if friday >= today else _monday(today) + timedelta(days=6)


def _weekend(hit: re.Match[str], today: date) -> date | None:
    """The Friday before it for "by" and "before", its Sunday otherwise."""
    before = hit["when"].casefold() in ("by", "before")
    friday = _monday(today) + timedelta(days=FRIDAY)
    return friday if before and friday >= today else friday + timedelta(days=2)


def _shorthand(hit: re.Match[str], today: date) -> date | None:
    """End of day, of week, of month."""
    match hit["short"].upper():
        case "EOD":
            return today
        case "EOW":
            return max(_monday(today) + timedelta(days=FRIDAY), today)
        case _:
            return _end_of_month(today.year, today.month)


def _this_or_next(hit: re.Match[str], today: date) -> date | None:
    """The last day of this or the next month, quarter or year."""
    step = hit["which"].casefold() == "next"
    match hit["span"].casefold():
        case "month":
            return _end_of_month(today.year, today.month + step)
        case "quarter":
            return _end_of_month(today.year, (today.month + 2) // 3 * 3 + 3 * step)
        case _:
            return date(today.year + step, 12, 31)


def _in_some(hit: re.Match[str], today: date) -> date | None:
    number = _NUMBERS.get(" ".join(hit["number"].casefold().split())) or int(hit["number"])
    if hit["unit"].casefold() == "fortnight":
        return today + timedelta(days=14 * number)
    days = {"day": 1, "week": 7}.get(hit["unit"].casefold())
    if days:
        return today + timedelta(days=days * number)
    month = _end_of_month(today.year, today.month + number)
    return month.replace(day=min(today.day, month.day))


def _day_of_month(hit: re.Match[str], today: date) -> date | None:
    """ "12 March", "March 12th", with or without a year; without, the next one to come."""
    day, month = int(hit["day"]), _month(hit["month"])
    if hit["year"]:
        return _date(int(hit["year"]), month, day)
    found = _date(today.year, month, day)
    return found if found and found >= today else _date(today.year + 1, month, day)


def _bare_day(hit: re.Match[str], today: date) -> date | None:
    """ "by the 15th": this month's or the next's."""
    day = int(hit["day"])
    found = _date(today.year, today.month, day)
    if found and found >= today:
        return found
    later = _end_of_month(today.year, today.month + 1)
    return _date(later.year, later.month, day)


def _in_month(hit: re.Match[str], today: date) -> date | None:
    """Its last day for "in" and "end of", its first for "by" and "before", between for "mid" and "early"."""
    month = _month(hit["month"])
    last = _end_of_month(int(hit["year"] or today.year), month)
    if last < today and not hit["year"]:
        last = _end_of_month(today.year + 1, month)
    part, before = (hit["part"] or "").casefold(), (hit["before"] or "").casefold()
    if part.startswith("mid"):
        return last.replace(day=MID)
    if part.startswith(("early", "beginning", "start")):
        return last.replace(day=EARLY)
    return last.replace(day=1) if not part and before in ("by", "before", "until", "till") else last


def _month(word: str) -> int:
    return next(place for place, name in enumerate(_MONTHS, 1) if name.startswith(word.casefold()[:3]))


def _monday(today: date) -> date:
    return today - timedelta(days=today.weekday())


def _end_of_month(year: int, month: int) -> date:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reader(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b{pattern}\b", re.IGNORECASE)


_Reader = tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]
_READERS: tuple[_Reader, ...] = (
    (_reader(rf"{_BEFORE}(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"), _iso),
    (_reader(rf"{_BEFORE}(?P<near>(?:the )?day after tomorrow|tomorrow|today|tonight)(?:\s+{_PART_OF_DAY})?"), _near),
    (_reader(rf"(?<!\bthe ){_BEFORE}(?:(?P<which>next|this|the coming|coming)\s+)?(?P<day>{'|'.join(_DAYS)})(?!['’]s)(?:\s+{_PART_OF_DAY})?"), _weekday),
    (_reader(rf"(?:by|on|before|until|(?P<which>next|this))\s+(?P<day>{_SHORT_DAY})"), _weekday),
    (_reader(rf"{_BEFORE}(?:(?:early|late|later|mid)[\s-]+)?(?P<which>next|this)\s+week"), _week),
    (_reader(rf"{_BEFORE}{_END}(?P<which>(?:next|this|the)\s+)?week"), _week),
    (_reader(r"(?P<when>by|before|at|over|on|this)\s+(?:the\s+)?weekend"), _weekend),
    (_reader(rf"{_BEFORE}(?P<short>EOD|EOW|EOM)"), _shorthand),
    (_reader(rf"{_BEFORE}{_END}(?P<which>the|this|next)\s+(?P<span>month|quarter|year)"), _this_or_next),
    (_reader(rf"{_BEFORE}(?:(?:early|late|later)\s+)?(?P<which>this|next)\s+(?P<span>month|quarter|year)"),
     _this_or_next),
    (_reader(rf"(?:in|within)\s+(?:about\s+)?(?P<number>\d{{1,2}}|{_NUMBER})\s+(?P<unit>day|week|fortnight|month)s?"
             r"(?:['’]\s+time)?"), _in_some),
    (_reader(rf"{_BEFORE}(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})"
             r"(?:,?\s+(?P<year>20\d\d))?"), _day_of_month),
    (_reader(rf"{_BEFORE}(?P<month>{_MONTH})\.?\s+(?:the\s+)?(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?!\d)"
             r"(?:,?\s+(?P<year>20\d\d))?"), _day_of_month),
    (_reader(rf"(?:by|on|before|until)\s+the\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)(?!\s+(?:of\s+)?(?:{_MONTH})\b)"),
     _bare_day),
    (_reader(rf"(?P<before>by|in|before|until|till|during)\s+(?:(?:the\s+)?(?P<part>{_PART})[\s-]+)?(?P<month>{_MONTH})"
             r"(?!\s+[0-3]?\d\b)(?:\s+(?P<year>20\d\d))?"), _in_month),
    (_reader(rf"(?P<before>at\s+)?(?:the\s+)?(?P<part>{_PART})[\s-]+(?P<month>{_MONTH})(?!\s+[0-3]?\d\b)(?:\s+(?P<year>20\d\d))?"),
     _in_month),
)  # fmt: skip
"""What each shape of a day looks like, and how it is reckoned. A bare "may" or "sat" is no day."""
