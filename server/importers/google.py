"""Google Contacts as CSV, in its old and its new columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from server.folding import fold_text
from server.importers.columns import Columns
from server.importers.rows import Outcome, Refused, tidy
from server.importers.tables import Table

SOURCE = "Google Contacts"
OWN = re.compile(
    r"(e-mail|phone) \d+ - (value|label|type)|group membership|organization( \d+ -)? (name|title)"
)
"""Headers that nobody else writes."""


def fits(table: Table) -> bool:
    return any(OWN.fullmatch(fold_text(header)) for header in table.headers)


def contacts(table: Table, columns: Columns) -> Iterator[Outcome]:
    """Everybody in it is in the user's address book, and so known to them."""
    for found in table.rows(columns.single):
        if isinstance(found, Refused):
            yield found
            continue
        yield tidy(replace(columns.row(*found), band="known", evidence=f"In the address book ({SOURCE})"))
