"""Rows: what every format is turned into, one person each, or one refusal that says which line and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from server.pages.urls import canonical_url

LONGEST_NAME = 200
"""Characters. Whatever is longer is no name but a line that lost its quotation marks."""
LONGEST_VALUE = 1_000
LONGEST_TEXT = 20_000
"""For what is written in sentences: an about, a note."""
FEWEST_DIGITS = 5
"""Of a telephone number; shorter ones are extensions or slips."""
EMAIL = re.compile(r"[^\s@<>,;:\"()\[\]]+@(?:[^\s@<>,;:\"()\[\].]+\.)+[^\s@<>,;:\"()\[\].]{2,}")
"""The shape of an address. Whether its domain exists is not asked: a resolver would learn who is in here."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that was not taken, or a remark on one that was, in a sentence."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """One person as a file has them. ``line`` is where in the file; a card's is that of its first line."""

    line: int
    name: str = ""
    headline: str = ""
    organisation: str = ""
    role: str = ""
    place: str = ""
    about: str = ""
    urls: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    is_me: bool = False
    band: str = ""
    """How near the user is to them, where the file says or implies it; "" where it does not."""
    evidence: str = ""
    """What in the file shows the tie."""
    observed_on: date | None = None
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """Sentences on values that were left out."""

    def values(self) -> Iterator[tuple[str, str]]:
        """(field, value) as the store keeps them."""
        for name in ("name", "headline", "organisation", "role", "place", "about"):
            if value := getattr(self, name):
                yield name, value
        for name, several in (
            ("url", self.urls),
            ("email", self.emails),
            ("phone", self.phones),
            ("skill", self.skills),
        ):
            for value in several:
                yield name, value


Outcome = Row | Refused


def tidy(row: Row) -> Outcome:
    """Cleans a row's values: unreadable ones are left out with a remark; without a name there is no row."""
    name = line_of(row.name)
    if not name and not row.is_me:
        known = line_of(row.organisation) or next(iter(row.emails), "")
        return Refused(row.line, "It names nobody" + (f" (only {known[:80]!r})." if known else "."))
    if len(name) > LONGEST_NAME:
        return Refused(row.line, f"The name is longer than {LONGEST_NAME} characters: {name[:40]!r}…")
    remarks = list(row.remarks)
    return replace(
        row,
        name=name,
        headline=_cut(line_of(row.headline), LONGEST_VALUE, "headline", remarks),
        organisation=_cut(line_of(row.organisation), LONGEST_VALUE, "organisation", remarks),
        role=_cut(line_of(row.role), LONGEST_VALUE, "role", remarks),
        place=_cut(line_of(row.place), LONGEST_VALUE, "place", remarks),
        about=_cut(text_of(row.about), LONGEST_TEXT, "about", remarks),
        urls=_each(row.urls, web_address, "web address", remarks),
        emails=_each(row.emails, email_address, "e-mail address", remarks),
        phones=_each(row.phones, phone_number, "telephone number", remarks),
        skills=_once(line_of(value)[:LONGEST_VALUE] for value in row.skills),
        notes=_once(_cut(text_of(value), LONGEST_TEXT, "note", remarks) for value in row.notes),
        offers=_once(line_of(value)[:LONGEST_VALUE] for value in row.offers),
        needs=_once(line_of(value)[:LONGEST_VALUE] for value in row.needs),
        remarks=tuple(remarks),
    )


def line_of(value: str) -> str:
    """On one line, without what cannot be printed, without spaces around."""
    if not value.isprintable():
        value = "".join(" " if unicodedata.category(char)[0] == "C" else char for char in value)
    return " ".join(value.split())


def text_of(value: str) -> str:
    """The same, line by line."""
    return "\n".join(line_of(line) for line in value.splitlines()).strip()


def email_address(value: str) -> str:
    """ "Ada <ada@example.org>" as "ada@example.org"; "" where there is no address in it."""
    found = EMAIL.fullmatch(line_of(value).removeprefix("mailto:")) or re.search(
        rf"<({EMAIL.pattern})>", value
    )
    return found[found.lastindex or 0] if found else ""


def web_address(value: str) -> str:
    """Canonical; a bare "www.example.org" gets its scheme. "" for anything but a web address."""
    value = line_of(value)
    if not re.match(r"[a-z][a-z0-9+.-]*:", value, re.IGNORECASE) and re.match(
        r"[^\s/@]+\.[^\s/@]{2,}(/|$)", value
    ):
        value = f"https://{value}"
    return canonical_url(value)


def phone_number(value: str) -> str:
    """As it was typed, without "tel:" and its parameters; "" with too few digits to be one."""
    value = line_of(value)
    if value.casefold().startswith("tel:"):
        value = value[4:].partition(";")[0]
    return value[:LONGEST_NAME] if len(re.findall(r"\d", value)) >= FEWEST_DIGITS else ""


def _each(
    values: Iterable[str], clean: Callable[[str], str], what: str, remarks: list[str]
) -> tuple[str, ...]:
    kept: list[str] = []
    for value in values:
        if not line_of(value):
            continue
        if cleaned := clean(value):
            kept.append(cleaned)
        else:
            remarks.append(f"{line_of(value)[:80]!r} is no {what} and was left out.")
    return _once(kept)


def _cut(value: str, longest: int, what: str, remarks: list[str]) -> str:
    if len(value) > longest:
        remarks.append(f"The {what} is longer than {longest:,} characters and was cut.")
    return value[:longest].strip()


def _once(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
