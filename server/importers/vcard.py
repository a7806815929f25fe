"""vCards of any version: one person a card; a card that cannot be read is refused by name, never the file."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from server.importers.decoding import text_in, unfolded
from server.importers.rows import Outcome, Refused, Row, line_of, tidy

HEAVY = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|BDAY|ANNIVERSARY|GENDER|GEO)[;:]", re.IGNORECASE)
"""Properties nobody needs here: pictures by their size, the others by what they are."""
PROPERTY = re.compile(r"[\w./-]+[;:]")
NAMED = re.compile(r"^FN[^:\n]*:(.+)$", re.IGNORECASE | re.MULTILINE)
SOCIAL = ("url", "x-socialprofile", "socialprofile", "x-evolution-blog-url")
FAX = "fax"


def read(content: bytes, source: str) -> Iterator[Outcome]:
    """Rows or refusals, in the order of the file. Whoever is in an address book is known to the user."""
    for line, card in _cards(content):
        if card is None:
            yield Refused(line, "A card begins here and never ends.")
            continue
        try:
            row = _row(line, card, source)
        except Exception as error:  # vobject raises almost anything on a broken card
            name = NAMED.search(card)
            which = f"The card {line_of(name[1])[:80]!r}" if name else "A card"
            yield Refused(line, f"{which} cannot be read: {line_of(str(error))[:120]}.")
            continue
        yield tidy(row) if isinstance(row, Row) else row


def _cards(content: bytes) -> Iterator[tuple[int, str | None]]:
    """(line, card) of each card, unfolded and without its heavy properties; None for one that has no end."""
    begun, kept, skipping = 0, list[str](), False
    for number, line in unfolded(content):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if begun:
                yield begun, None
            begun, kept, skipping = number, [line.strip()], False
        elif word == "END:VCARD" and begun:
            yield begun, "\n".join([*kept, "END:VCARD", ""])
            begun = 0
        elif begun:
            skipping = bool(HEAVY.match(line)) or (skipping and not PROPERTY.match(line))
            if not skipping:
                kept.append(line)
    if begun:
        yield begun, None


def _row(line: int, text: str, source: str) -> Row | Refused:
    import vobject

    logging.getLogger("vobject.base").setLevel(
        logging.CRITICAL
    )  # it prints lines of people's cards on the screen
    card = vobject.readOne(text, allowQP=True, ignoreUnreadable=True)
    kind = _first(card, "kind") or _first(card, "x-addressbookserver-kind")
    if kind.casefold() in ("group", "org", "location"):
        return Refused(line, f"The card {_name(card)[:80]!r} is no person but a {kind.casefold()}.")
    return Row(
        line=line,
        name=_name(card),
        organisation=_house(card),
        role=_first(card, "title") or _first(card, "role"),
        place=_place(card),
        urls=tuple(
            value for name in SOCIAL for value in _all(card, name) if value.startswith(("http", "www"))
        )
        + tuple(value for value in _all(card, "url") if not value.startswith(("http", "www"))),
        emails=tuple(_all(card, "email")),
        phones=tuple(_all(card, "tel", without=FAX)),
        notes=tuple(_all(card, "note")),
        band="known",
        evidence=f"In the address book {source}",
        observed_on=_revised(_first(card, "rev")),
    )


def _name(card: Any) -> str:
    """As it is displayed; from its parts where that is missing or cut at a comma ("Mustermann, Heiko")."""
    shown = _first(card, "fn")
    parts = getattr(getattr(card, "n", None), "value", None)
    if parts is None or isinstance(parts, str):
        return shown or line_of(parts or "").replace(";", " ")
    whole = line_of(" ".join(_flat(getattr(parts, part)) for part in ("given", "additional", "family")))
    short = set(shown.casefold().split()) < set(whole.casefold().split())
    return whole if short or not shown else shown


def _place(card: Any) -> str:
    for address in card.contents.get("adr", ()):
        value = address.value
        if isinstance(value, str):
            continue
        place = ", ".join(
            part for part in (line_of(_flat(value.city)), line_of(_flat(value.country))) if part
        )
        if place:
            return place
    return ""


def _house(card: Any) -> str:
    """The first part: of "Mill;Dyeing department" the organisation. A bare comma in it has made it a list."""
    for line in card.contents.get("org", ()):
        parts = line.value if isinstance(line.value, list) else str(line.value).split(";")
        first = parts[0] if parts else ""
        if house := line_of(",".join(first) if isinstance(first, list) else str(first)):
            return house
    return ""


def _first(card: Any, name: str) -> str:
    return next(iter(_all(card, name)), "")


def _all(card: Any, name: str, without: str = "") -> list[str]:
    found = []
    for line in card.contents.get(name, ()):
        types = " ".join(str(kind) for kind in line.params.get("TYPE", ())) + " ".join(line.singletonparams)
        if without and without in types.casefold():
            continue
        if value := _flat(line.value).strip():
            found.append(value)
    return found


def _flat(value: Any) -> str:
    if isinstance(value, bytes):
        return text_in(value)
    return " ".join(str(part) for part in value) if isinstance(value, list | tuple) else str(value or "")


def _revised(text: str) -> date | None:
    """ "20180125T215041Z" or "2018-01-25T21:50:41Z": the day, if it is one."""
    found = re.match(r"(\d{4})-?(\d{2})-?(\d{2})", text)
    try:
        return found and date(*map(int, found.groups()))
    except ValueError:
        return None
