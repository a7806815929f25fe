"""Decoding: files from spreadsheets and telephones, in whichever encoding they were written."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

WIDE = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
"""How a file begins that says what it is; Excel's "Unicode text" is UTF-16."""
OLD = "cp1252"
"""What is not UTF-8 was mostly written on a western Windows; it may err by a letter, never by a line."""


def text_in(content: bytes) -> str:
    for mark, encoding in WIDE:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(OLD, "replace")


def utf8(content: bytes) -> bytes:
    """Without a mark at its beginning; UTF-16 turned into UTF-8, anything else as it is."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return text_in(content).encode("utf-8")
    return content.removeprefix(codecs.BOM_UTF8)


def unfolded(content: bytes) -> Iterator[tuple[int, str]]:
    """(line, text) of vCards and calendars. Unfolded before they are decoded: some programs fold in the middle of a
    letter."""
    parts, begun = list[bytes](), 1
    for number, line in enumerate(re.split(rb"\r\n|\n|\r", utf8(content)), 1):
        if parts and line[:1] in (b" ", b"\t"):
            parts.append(line[1:])
            continue
        yield begun, text_in(b"".join(parts))
        parts, begun = [line], number
    yield begun, text_in(b"".join(parts))
