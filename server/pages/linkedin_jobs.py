"""Which job on a LinkedIn page is held now, told by the shape of its dates, whatever the language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from server.pages.linkedin_words import EMPLOYMENT

YEAR = re.compile(r"(?:19|20)\d\d")
RANGE = re.compile(r"\s*(?:[-–—~]|至)\s*")
DOT = re.compile(r"\s+[·•]\s+")
MASKED = re.compile(r"\*{3,}")
LONGEST_DATE = 70


def current_job(entries: Sequence[Sequence[str]]) -> tuple[str, str]:
    """(role, organisation) of the first entry that has no end year; empty strings if there is none.

    An entry is its lines: role, organisation · kind of employment, dates, … Several roles at one organisation
    stand under an entry that holds its name and the whole time there.
    """
    group = ""
    for entry in entries:
        when = next((at for at, line in enumerate(entry) if is_span(line)), -1)
        before = [line for line in entry[: max(when, 0)] if line.casefold() not in EMPLOYMENT]
        if when < 0:
            if len(entry) > 1 and any(char.isdigit() for char in entry[1]):
                group = entry[0]
            continue
        if len(before) > 1:
            group = ""
        if not before or not is_open(entry[when]) or any(MASKED.search(line) for line in before):
            continue
        # A heading ("Experience") may stand before the first entry's own lines.
        role, organisation = (before[-2], before[-1]) if len(before) > 1 else (before[0], group)
        return role, DOT.split(organisation)[0]
    return "", ""


def is_span(line: str) -> bool:
    """ "Jan 2022 - Present · 4 yrs", "2021年4月 - 現在": a short line with a year, and something after a dash."""
    plain = digits(line)
    return len(line) <= LONGEST_DATE and bool(YEAR.search(plain)) and len(RANGE.split(plain, maxsplit=1)) > 1


def is_open(line: str) -> bool:
    """No year after the dash: the job is still held."""
    after = RANGE.split(digits(line), maxsplit=1)[1]
    return not YEAR.search(DOT.split(after)[0])


def digits(text: str) -> str:
    """Arabic, Persian and other digits as 0-9."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and c not in "²³¹" else c for c in text)
