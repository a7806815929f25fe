"""LinkedIn's export: Connections.csv, alone or in its .zip, and there what it says of the user."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from server.importers.columns import Columns, columns_of
from server.importers.dates import read_date, say_date
from server.importers.rows import Outcome, Refused, Row, tidy
from server.importers.tables import Table, find_table

SOURCE = "Connections.csv"
"""Whatever the file is called by now: browsers number what is downloaded twice."""
NAMELESS = "It names nobody: LinkedIn leaves the name out where an account was closed or hidden."
PROFILE = re.compile(r"https?://[\w.]*linkedin\.com/(in|pub)/", re.IGNORECASE)
ABOUT_ME = ("Profile.csv", "Positions.csv", "Skills.csv", "Email Addresses.csv")
"""The files of the export that describe the user."""
SITES = re.compile(r"https?://[^\s,\]]+")


def fits(table: Table, columns: Columns) -> bool:
    """By the date of connecting, or by LinkedIn addresses beside given and family names."""
    if "connected" in columns.places:
        return True
    places = columns.places.get("url", ())
    named = "given" in columns.places and "family" in columns.places
    return (
        named
        and any(PROFILE.search(line) for line in table.lines[table.start : table.start + 5])
        and bool(places)
    )


def connections(table: Table, columns: Columns) -> Iterator[Outcome]:
    """Everybody in it is tied to the user: known, and since when."""
    for found in table.rows(columns.single):
        if isinstance(found, Refused):
            yield found
            continue
        line, cells = found
        written = columns.first(cells, "connected") or _unlabelled_date(cells, columns)
        day = read_date(written)
        since = f"Connected on {say_date(day) if day else written}" if written else "A connection"
        row = tidy(replace(columns.row(line, cells), band="known", evidence=f"{since} ({SOURCE})"))
        nameless = isinstance(row, Refused) and not columns.row(line, cells).name
        yield Refused(line, NAMELESS) if nameless else row


def about_me(files: Mapping[str, str]) -> Outcome | None:
    """One row from the files about the user, by name; None where they say nothing."""
    profile = _first_line(files.get("profile.csv", ""), "First Name", "Last Name")
    position = _current_position(files.get("positions.csv", ""))
    skills = [line["name"] for line in _all_lines(files.get("skills.csv", ""), "Name") if line.get("name")]
    emails = [
        line["email address"]
        for line in _all_lines(files.get("email addresses.csv", ""), "Email Address")
        if line.get("email address") and line.get("confirmed", "yes").casefold() == "yes"
    ]
    if not (profile or position or skills or emails):
        return None
    return tidy(
        Row(
            line=1,
            name=f"{profile.get('first name', '')} {profile.get('last name', '')}".strip(),
            headline=profile.get("headline", ""),
            about=profile.get("summary", ""),
            place=profile.get("geo location", ""),
            organisation=position.get("company name", ""),
            role=position.get("title", ""),
            urls=tuple(SITES.findall(profile.get("websites", ""))),
            emails=tuple(emails),
            skills=tuple(skills),
            is_me=True,
        )
    )


def _unlabelled_date(cells: list[str], columns: Columns) -> str:
    """In a language whose header for it is not known: the one other cell that is a date."""
    known = {place for places in columns.places.values() for place in places}
    dates = [cell for place, cell in enumerate(cells) if place not in known and read_date(cell)]
    return dates[0] if len(dates) == 1 else ""


def _current_position(text: str) -> dict[str, str]:
    positions = _all_lines(text, "Company Name", "Title")
    return next((position for position in positions if not position.get("finished on")), {})


def _first_line(text: str, *headers: str) -> dict[str, str]:
    return next(iter(_all_lines(text, *headers)), {})


def _all_lines(text: str, *headers: str) -> list[dict[str, str]]:
    """Every line as {folded header: cell}; nothing where the headers are not there."""
    wanted = {header.casefold() for header in headers}
    table = find_table(text, lambda folded: folded in wanted, fewest=len(wanted))
    if table is None:
        return []
    names = [header.casefold() for header in table.headers]
    rows = table.rows(columns_of(()).single)
    return [dict(zip(names, row[1], strict=False)) for row in rows if not isinstance(row, Refused)]
