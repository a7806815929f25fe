"""When an offer or a need holds: now, in the past ("used to teach"), or in the future ("next spring I will need")."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

Time = Literal["now", "past", "future"]

_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASONS = r"(?:spring|summer|autumn|fall|winter|year|month|week|season|term|semester)"
_FUTURE = re.compile(
    rf"\b(?:next {_SEASONS}|(?:from|as of|starting|beginning|after|until|by) (?:early |late |mid-? ?)?{_MONTHS}"
    rf"|in (?:the )?(?:coming |autumn|winter|spring|summer|(?:two|three|a few|\d+) (?:years|months|weeks))"
    r"|soon|shortly|as of next|from next|later this year|after (?:easter|christmas|ramadan|the summer|my|graduation)"
    r"|when (?:her|his|my|their|the) [\w -]{2,30} ends|(?:plan|plans|planning|going|intends?) to)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will (?:be |need|take|open|have|look|start|hire|join|host|want|offer|seek|recruit)|(?:she|he|i|we|they)['’]ll "
    r"(?:be|need|have|take|consult|start|look|open|want))",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:currently|now|these days|at the moment|today|since (?:19|20)\d\d|for (?:the (?:last|past) )?(?:\w+ )?(?:years|decades?)"
    r"|in the (?:last|past) \w+ (?:years|months)|still|present)\b|^(?:i am|i['’]m|she is|he is|she['’]s|he['’]s)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:former(?:ly)?|ex-\w+|previous(?:ly)?|used to|prior to|before (?:joining|that|founding|this)|earlier"
    r"|once (?:a|an|was|worked|ran)|in (?:her|his|my) (?:last|previous|former|early) \w+|until (?:19|20)\d\d"
    r"|(?:was|were) (?:an?|the|\w+ing|employed|responsible)|had (?:been|run|worked|led)|back (?:then|when)|years ago"
    r"|last (?:year|spring|summer|autumn|winter|month))\b",
    re.IGNORECASE,
)
_YEARS = re.compile(r"\b(19\d\d|20\d\d)\b(?!['’]s)")


def time_of(clause: str, today: date | None = None) -> Time:
    """Of one clause. Years named are compared with ``today``; without it they tell nothing.

    Past is what the clause itself says is over ("former", "used to", "until 2015"). A plain "led a team" is
    not: what was learnt then can be offered now. "Former nurse, now a lecturer" is now.
    """
    if _FUTURE.search(clause) or _WILL.search(clause):
        return "future"
    years = [int(year) for year in _YEARS.findall(clause)] if today else []
    if today and years and min(years) > today.year:
        return "future"
    if _NOW.search(clause):
        return "now"
    if _PAST.search(clause):
        return "past"
    return "now"
