"""Tables: finds the header of a CSV wherever it stands, and reads on past lines that are broken."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from server.folding import fold_text
from server.importers.rows import Refused

DELIMITERS = ",;\t|"
HEADER_WITHIN = 30
"""Lines in which the header is looked for: LinkedIn puts two or three of explanation before it."""


@dataclass(frozen=True, slots=True)
class Table:
    headers: tuple[str, ...]
    """As they are written."""
    lines: tuple[str, ...]
    start: int
    """Index of the first line below the header."""
    delimiter: str

    def column(self, header: str) -> int | None:
        """Where a header stands, case and accents aside."""
        folded = [fold_text(one) for one in self.headers]
        return folded.index(fold_text(header)) if fold_text(header) in folded else None

    def rows(self, single: Collection[int]) -> Iterator[tuple[int, list[str]] | Refused]:
        """(line, cells) of each line with anything in it, as many cells as headers; lines count from 1.

        A quotation mark that is never closed would swallow what follows. It shows by a line break in a column
        that has none (``single``) or by missing cells: then that line is refused, and the next one read.
        """
        place = self.start
        while place < len(self.lines):
            rest = (self.lines[index] for index in range(place, len(self.lines)))
            reader = csv.reader(rest, delimiter=self.delimiter, skipinitialspace=True)
            done, start = place, place
            for cells in _safely(reader):
                line, done = done + 1, start + reader.line_num
                if done > line and (isinstance(cells, str) or self._swallowed(cells, single)):
                    yield Refused(line, "A quotation mark on it is never closed.")
                    place = line
                    break
                if isinstance(cells, str):
                    yield Refused(line, f"It cannot be read: {cells}.")
                elif any(cell.strip() for cell in cells):
                    yield line, cells + [""] * (len(self.headers) - len(cells))
            else:
                return

    def _swallowed(self, cells: Sequence[str], single: Collection[int]) -> bool:
        return len(cells) < len(self.headers) or any(
            "\n" in cells[column] or "\r" in cells[column] for column in single
        )


def find_table(text: str, known: Callable[[str], bool], *, fewest: int) -> Table | None:
    """The table whose header has the most names that are ``known``, at least ``fewest``; None without one."""
    lines = tuple(io.StringIO(text, newline=""))
    best: tuple[int, int, str, tuple[str, ...]] | None = None
    for place, line in enumerate(lines[:HEADER_WITHIN]):
        for delimiter in DELIMITERS:
            cells = next((row for row in _safely(csv.reader([line], delimiter=delimiter))), [])
            if isinstance(cells, str):
                continue
            hits = len({fold_text(cell) for cell in cells if known(fold_text(cell))})
            if hits >= fewest and (best is None or hits > best[0]):
                best = hits, place, delimiter, tuple(cell.strip() for cell in cells)
    if best is None:
        return None
    _, place, delimiter, headers = best
    return Table(headers, lines, place + 1, delimiter)


def pick(cells: Sequence[str], columns: Sequence[int]) -> tuple[str, ...]:
    """The cells of these columns that hold anything."""
    return tuple(cells[column].strip() for column in columns if column < len(cells) and cells[column].strip())


def _safely(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """A line that the csv module gives up on (a cell of 131,072 characters) comes as its complaint."""
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)
