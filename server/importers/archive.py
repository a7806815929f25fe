"""Archives: the few files of a .zip that are wanted, read within limits whatever the archive claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath

from server.errors import Problem

MOST_FILES = 20_000
"""Entries; a full LinkedIn export has about forty, a Takeout with photographs some thousands."""
MOST_WANTED = 200
LARGEST = 64 * 1024 * 1024
"""Bytes, unpacked, of all wanted files together; 30,000 connections take about 4 MB."""


def unpack(content: bytes, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """{path in the archive: content} of the files that are wanted, in the archive's order.

    Sizes are counted while unpacking: what the archive says of itself is not believed. Nothing is written
    to disk.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_FILES:
                raise _refused("has too many files in it")
            chosen = [
                entry
                for entry in entries
                if not entry.is_dir() and wanted(PurePosixPath(entry.filename).name)
            ]
            if len(chosen) > MOST_WANTED:
                raise _refused("has too many address books in it")
            found: dict[str, bytes] = {}
            left = LARGEST
            for entry in chosen:
                if entry.flag_bits & 0x1:
                    raise _refused("is locked with a password")
                with archive.open(entry) as stream:
                    found[entry.filename] = stream.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    raise _refused("unpacks to far more than an address book holds")
            return found
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise _refused("is damaged") from error


def _refused(why: str) -> Problem:
    return Problem("bad_archive", f"The archive {why}.", "Unpack it yourself and import the file inside.")
