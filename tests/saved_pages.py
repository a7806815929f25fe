"""The fixture pages: what was saved, and what a person reading it would note."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIXTURES = Path(__file__).parent / "server" / "pages" / "fixtures"


@dataclass(frozen=True)
class Saved:
    name: str
    html: str
    expected: dict[str, Any]

    @property
    def url(self) -> str:
        return str(self.expected["url"])


def all_saved() -> list[Saved]:
    """Every fixture: SOURCE/CASE.html with the expected profile beside it as SOURCE/CASE.json."""
    return [
        Saved(
            f"{path.parent.name}/{path.stem}",
            path.read_text("utf-8"),
            json.loads(path.with_suffix(".json").read_text("utf-8")),
        )
        for path in sorted(FIXTURES.glob("*/*.html"))
    ]
