"""Which way things have flowed lately, as a word; how much is nobody's business."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

Way = Literal["to_me", "from_me", "onward"]
Leaning = Literal["", "both", "to_me", "from_me"]

LATELY_DAYS = 365
"""What is longer ago is past and forgotten: a relationship is no ledger."""
MOSTLY = 0.75
"""The share from which it is "mostly" one way: three of four."""
FEWEST = 2
"""One favour leans no way."""


def leaning(passed: Iterable[tuple[Way, date]], today: date) -> Leaning:
    """Of the exchanges with one person. "" where too little has passed to say anything.

    What went onward to others is a give, as good as one straight back (Baker & Bulkley 2014).
    """
    lately = [way for way, on in passed if 0 <= (today - on).days <= LATELY_DAYS]
    if len(lately) < FEWEST:
        return ""
    to_me = lately.count("to_me") / len(lately)
    if to_me >= MOSTLY:
        return "to_me"
    return "from_me" if 1 - to_me >= MOSTLY else "both"
