"""Days as one says them: "today", "on 8 May", and somebody's words within a sentence."""

from __future__ import annotations

from datetime import date, timedelta


def say_day(day: date, today: date) -> str:
    """ "today", "tomorrow", "yesterday", "8 May", and with its year where it is another one."""
    near = {
        today: "today",
        today + timedelta(days=1): "tomorrow",
        today - timedelta(days=1): "yesterday",
    }
    if day in near:
        return near[day]
    return f"{day.day} {day:%B}" + (f" {day.year}" if day.year != today.year else "")


def on_day(day: date, today: date) -> str:
    """The same after a verb: "today", "on 8 May"."""
    said = say_day(day, today)
    return said if said.isalpha() else f"on {said}"


def by_day(day: date, today: date) -> str:
    return f"by {say_day(day, today)}"


def plainly(text: str) -> str:
    """Somebody's words as they stand within a sentence: on one line, without their full stop."""
    return " ".join(text.split()).rstrip(".!;:, ")
