"""Dates as exports write them: "7-Feb-22", "07 Feb 2022", "12. März 2024", "2022-02-07"."""

from __future__ import annotations

import re
from datetime import date

from server.folding import fold_text

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar januari janvier janv enero ene janeiro gennaio gen styczen sty",
            "feb february februar februari fevrier fevr febrero fevereiro fev febbraio luty lut",
            "mar march marz maerz mrz maart mars marzo marco mrt marzec",
            "apr april avril avr abril abr aprile kwiecien kwi",
            "may mai maj mei mayo maio maggio mag",
            "jun june juni juin junio junho giugno giu czerwiec cze",
            "jul july juli juillet juil julio julho luglio lug lipiec lip",
            "aug august augusti augustus aout agosto ago sierpien sie",
            "sep sept september septembre septiembre setembro set settembre wrzesien wrz",
            "oct october okt oktober octobre octubre outubro out ottobre ott pazdziernik paz",
            "nov november novembre noviembre novembro listopad lis",
            "dec december dez dezember decembre diciembre dic dezembro dicembre grudzien gru",
        ),
        1,
    )
    for name in names.split()
}
CENTURY = 2000
"""LinkedIn, and its years of two digits, began in this one."""
BY_NAME = re.compile(r"(?P<day>\d{1,2})\W+(?:de )?(?P<month>[^\W\d_]+)\W+(?:de )?(?P<year>\d{4}|\d{2})\b")
MONTH_FIRST = re.compile(r"\b(?P<month>[^\W\d_]+)\W+(?P<day>\d{1,2})\W+(?P<year>\d{4})\b")
YEAR_FIRST = re.compile(r"(?P<year>\d{4})\D(?P<month>\d{1,2})\D(?P<day>\d{1,2})")
FIGURES = re.compile(r"(\d{1,2})\W(\d{1,2})\W(\d{4}|\d{2})\b")


def read_date(text: str) -> date | None:
    """None for what is no date, and for "03/04/2024": which of the two is the month, nobody can tell."""
    text = fold_text(text)
    for shape in (BY_NAME, MONTH_FIRST):
        if (found := shape.search(text)) and found["month"] in MONTHS:
            return _date(found["year"], MONTHS[found["month"]], found["day"])
    if found := YEAR_FIRST.search(text):
        return _date(found["year"], found["month"], found["day"])
    if found := FIGURES.search(text):
        first, second, year = found.groups()
        both = {_date(year, first, second), _date(year, second, first)} - {None}
        return both.pop() if len(both) == 1 else None
    return None


def say_date(day: date) -> str:
    """ "12 Mar 2024", whatever the language of the machine."""
    return f"{day.day} {ENGLISH[day.month - 1]} {day.year}"


def _date(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + CENTURY * (len(year) == len("22")), int(month), int(day))
    except ValueError:
        return None
