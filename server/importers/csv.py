"""Any other CSV: by the names of its columns, or by what the user says they mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from recommender.types import TieBand
from server.errors import Problem
from server.folding import fold_text
from server.importers.columns import HEADERS, Columns
from server.importers.rows import Outcome, Refused, tidy
from server.importers.tables import Table

MEANINGS = tuple(HEADERS)


def people(table: Table, columns: Columns, source: str) -> Iterator[Outcome]:
    """A list of people is no proof that the user knows them: a tie only where a column says so."""
    for found in table.rows(columns.single):
        if isinstance(found, Refused):
            yield found
            continue
        line, cells = found
        row, band = columns.row(line, cells), fold_text(columns.first(cells, "band"))
        if band and band not in list(TieBand):
            row = replace(
                row, remarks=(f"{band!r} is not how near somebody is: close, known, distant, dormant.",)
            )
        elif band:
            row = replace(row, band=band, evidence=f"{band.capitalize()}, says {source}")
        yield tidy(row)


def check_mapping(mapping: Mapping[str, str]) -> None:
    """Refuses a meaning that Comity does not know, before anything is read."""
    for header, meaning in mapping.items():
        if meaning not in MEANINGS:
            raise Problem(
                "unknown_meaning",
                f"The column {header!r} cannot be {meaning!r}.",
                f"Choose one of: {', '.join(MEANINGS)}.",
            )
