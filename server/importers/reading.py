"""Reading: which format a file has, judged by what is in it and not by its name, and its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath, PurePosixPath
from typing import TypeVar

from server.errors import Problem
from server.folding import fold_text
from server.importers import csv, google, ics, linkedin, mbox, vcard
from server.importers.archive import LARGEST, unpack
from server.importers.columns import columns_of, meaning_of
from server.importers.contacts import Found
from server.importers.decoding import text_in, utf8
from server.importers.rows import Outcome, Refused, Row
from server.importers.tables import find_table

ZIP = b"PK\x03\x04"
WORKBOOK = ("workbook.xml", "content.xml")
"""What lies in the .zip that an .xlsx or .ods really is."""
CARD = re.compile(rb"^\s*BEGIN:VCARD\s*$", re.IGNORECASE | re.MULTILINE)
NUMBERED = re.compile(r"\s*\(\d+\)$|\s+copy$")
"""What browsers and file managers append to a second copy; the source stays the same."""
FEWEST_HEADERS = 2
"""Known columns from which a line is a header: one word may stand in any text."""
STEP = 100
"""Rows between two signs of life."""

T = TypeVar("T")
Heed = Callable[[], None]
"""Called now and then; what it raises ends the reading."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was understood: its format, the name its values go by, its rows and refusals in order."""

    format: str
    source: str
    outcomes: tuple[Outcome, ...] = ()
    contacts: tuple[Found, ...] = ()
    """Of a calendar or a mail box: who was in touch when; such a file adds nobody."""


def read(
    filename: str, content: bytes, mapping: Mapping[str, str] | None = None, heed: Heed = lambda: None
) -> Opened:
    """``mapping`` is header to meaning, for a CSV with columns of other names. A Problem where none fits."""
    csv.check_mapping(mapping or {})
    if not content.strip(b"\0 \t\r\n"):
        raise Problem("empty_file", "The file is empty.", "Export it again.")
    if len(content) > LARGEST:
        raise Problem(
            "large_file", f"The file is larger than {LARGEST >> 20} MB.", "Split it into parts.", 413
        )
    if content.startswith(ZIP):
        return _archive(content, heed)
    source = _source(filename)
    if ics.SIGN.search(utf8(content)):
        return Opened("calendar", source, contacts=_all(ics.read(content), heed))
    if mbox.BEGINS.match(content):
        return Opened("mail", source, contacts=_all(mbox.read(content), heed))
    if CARD.search(utf8(content)):
        return Opened("vcard", source, _all(vcard.read(content, source), heed))
    return _table(text_in(content), source, mapping, heed)


def _table(text: str, source: str, mapping: Mapping[str, str] | None, heed: Heed) -> Opened:
    if mapping:
        said = {fold_text(header) for header in mapping}
        table = find_table(text, said.__contains__, fewest=len(said))
    else:
        table = find_table(text, lambda folded: bool(meaning_of(folded)), fewest=FEWEST_HEADERS)
    if table is None:
        raise Problem(
            "unknown_format",
            "Comity does not recognise this file."
            if not mapping
            else "Not all of these columns are in the file.",
            "It reads LinkedIn's Connections.csv or export .zip, vCards, Google Contacts, calendars (.ics), mail"
            " boxes (.mbox), and any CSV with columns for name and e-mail, company or address; for others say which column is which (`comity import --map HEADER=FIELD`).",
        )
    columns = columns_of(table.headers, mapping)
    if not {"name", "given", "family"} & set(columns.places):
        raise Problem(
            "no_name_column",
            "No column of this file is known to hold names.",
            f"Say which: its columns are {', '.join(header for header in table.headers if header)[:300]}.",
        )
    if not mapping and linkedin.fits(table, columns):
        return Opened("linkedin", linkedin.SOURCE, _all(linkedin.connections(table, columns), heed))
    if not mapping and google.fits(table):
        return Opened("google", google.SOURCE, _all(google.contacts(table, columns), heed))
    return Opened("csv", source, _all(csv.people(table, columns, source), heed))


def _archive(content: bytes, heed: Heed) -> Opened:
    mine = {name.casefold() for name in linkedin.ABOUT_ME}
    inside = unpack(content, lambda name: name.casefold() in mine or _holds_people(name) or name in WORKBOOK)
    files = {PurePosixPath(path).name.casefold(): data for path, data in inside.items()}
    if any(name in files for name in WORKBOOK):
        raise Problem("spreadsheet", "This is a spreadsheet.", "Save it as CSV and import that.")
    if "connections.csv" in files:
        opened = _table(text_in(files["connections.csv"]), linkedin.SOURCE, None, heed)
        me = linkedin.about_me({name: text_in(data) for name, data in files.items()})
        first = () if me is None else (_placed(me, "Profile.csv"),)
        return Opened("linkedin", opened.source, first + opened.outcomes)
    parts = [
        (PurePosixPath(path).name, vcard.read(data, _source(path)))
        for path, data in inside.items()
        if CARD.search(utf8(data))
    ]
    meetings = [
        contact
        for path, data in inside.items()
        if path.casefold().endswith(".ics") and ics.SIGN.search(utf8(data))
        for contact in _heeding(ics.read(data), heed)
    ]
    if meetings and not parts:
        return Opened("calendar", "calendars", contacts=tuple(meetings))
    if not parts:
        raise Problem(
            "nothing_inside",
            "There is no address book and no calendar in this archive.",
            "LinkedIn's export holds Connections.csv only if you asked for connections.",
        )
    several: Iterable[Outcome] = (
        _placed(outcome, name) if len(parts) > 1 else outcome for name, part in parts for outcome in part
    )
    return Opened("vcard", "vCards", _all(several, heed))


def _all(rows: Iterable[T], heed: Heed) -> tuple[T, ...]:
    return tuple(_heeding(rows, heed))


def _heeding(rows: Iterable[T], heed: Heed) -> Iterator[T]:
    for done, row in enumerate(rows):
        if done % STEP == 0:
            heed()
        yield row


def _holds_people(name: str) -> bool:
    return name.casefold() == "connections.csv" or name.casefold().endswith((".vcf", ".vcard", ".ics"))


def _placed(outcome: Outcome, name: str) -> Outcome:
    """Says in which of several files a refusal is."""
    if isinstance(outcome, Row):
        return replace(outcome, remarks=tuple(f"In {name}: {remark}" for remark in outcome.remarks))
    return Refused(outcome.line, f"In {name}: {outcome.reason}")


def _source(filename: str) -> str:
    """The file's name as its values will carry it: no folders, no "(1)"."""
    path = PurePath(filename.replace("\\", "/"))
    return f"{NUMBERED.sub('', path.stem)[:80] or 'file'}{path.suffix[:10]}"
