"""Mail boxes (.mbox): who wrote to whom on which day, from five headers. Subjects and bodies are never read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from email.utils import getaddresses, parsedate_to_datetime

from server.folding import fold
from server.importers.contacts import FEW, Found, Letter
from server.importers.decoding import text_in
from server.importers.rows import Refused, email_address

BEGINS = re.compile(rb"From \S.*\d\d:\d\d")
"""The line before each message, with its time; a sentence of a letter that begins so is not taken for one."""
READ = re.compile(
    rb"(from|to|date|list-id|list-unsubscribe|precedence|auto-submitted|x-gmail-labels)[ \t]*:", re.IGNORECASE
)
"""All that is looked at: the five that tell who, whom, when, and whether it was written by a person at all."""
MOST_LINES = 1_000
"""Lines of a header; there are people who write to a whole town."""
NOT_A_LETTER = re.compile(
    r"\b(?:drafts?|spam|trash|entwürfe|papierkorb|brouillons|corbeille|borradores)\b", re.IGNORECASE
)


def headers_only(lines: Iterable[bytes]) -> bytes:
    """A mail box with nothing left in it but those headers: a few hundred bytes a message, however large it was."""
    return b"".join(_kept(lines))


def read(content: bytes) -> Iterator[Found]:
    """Letters, in the order of the file, numbered; circulars, lists, robots and drafts are none."""
    number, headers = 0, dict[str, str]()
    for line in _kept(content.splitlines(keepends=True)):
        if BEGINS.match(line):
            if number:
                yield from _letter(number, headers)
            number, headers = number + 1, {}
        elif READ.match(line):
            name, _, value = text_in(line).partition(":")
            headers.setdefault(name.strip().casefold(), " ".join(value.split()))
    if number:
        yield from _letter(number, headers)


def _kept(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The beginnings of messages and their wanted headers, each on one line."""
    blank, inside, parts = True, False, list[bytes]()
    for line in lines:
        bare = line.rstrip(b"\r\n")
        folded = inside and bare[:1] in (b" ", b"\t") and bool(bare.strip())
        if folded:
            if 0 < len(parts) < MOST_LINES:
                parts.append(bare)
            continue
        if parts:
            yield b"".join(parts) + b"\n"
            parts = []
        if blank and BEGINS.match(bare):
            inside = True
            yield bare + b"\n"
        elif inside and not bare:
            inside = False
            yield b"\n"
        elif inside and READ.match(bare):
            parts = [bare]
        blank = not bare
    if parts:
        yield b"".join(parts) + b"\n"


def _letter(number: int, headers: dict[str, str]) -> Iterator[Found]:
    if _by_machine(headers):
        return
    sender, to = _addresses(headers.get("from", "")), _addresses(headers.get("to", ""))
    if len(sender) != 1 or not 0 < len(to) <= FEW:
        return
    on = _day(headers.get("date", ""))
    if on is None:
        yield Refused(number, f"Message {number} has no date that can be read.")
        return
    yield Letter(number, on, next(iter(sender)), to)


def _by_machine(headers: dict[str, str]) -> bool:
    return (
        "list-id" in headers
        or "list-unsubscribe" in headers
        or headers.get("precedence", "").casefold() in ("bulk", "list", "junk")
        or headers.get("auto-submitted", "no").casefold() != "no"
        or bool(NOT_A_LETTER.search(headers.get("x-gmail-labels", "")))
    )


def _addresses(value: str) -> frozenset[str]:
    found = (email_address(address) for _, address in getaddresses([value]))
    return frozenset(fold("email", address) for address in found if address)


def _day(value: str) -> date | None:
    """In the time of whoever wrote it."""
    try:
        return parsedate_to_datetime(value).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
