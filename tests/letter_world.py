"""A small network for letters: what may be told, and secrets in every place from which nothing may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from sqlite_utils import Database

from server.db import writing
from server.store import exchanges, facets, fields, notes, occasions, people, suggestions
from server.store.journal import edit

_words = count(1)


@dataclass
class World:
    """Adds people, facets and suggestions to a real store."""

    db: Database
    now: datetime
    ids: dict[str, int] = field(default_factory=dict)

    def person(self, name: str, *, me: bool = False, **values: str) -> int:
        with edit(self.db, what=f"Added {name}", who="you", at=self.now) as opened:
            added = people.add(opened, is_me=me)
            for key, value in {"name": name, **values}.items():
                fields.put(opened, added, key, value, source="you", set_by="you")
        self.ids[name.split(maxsplit=1)[0]] = added
        return added

    def on_page(self, person: int, kind: str, text: str, url: str) -> int:
        """As a capture keeps it."""
        with edit(self.db, what="Saved", who="capture", at=self.now) as opened:
            kept, _ = facets.put(
                opened, person, kind, text, evidence=text, source=url.split("/")[2], source_url=url,
                set_by="capture", observed_on=self.now.date(),
            )  # fmt: skip
        return kept

    def from_note(self, person: int, kind: str, text: str, note: str = "") -> int:
        """As a note's proposal is kept; ``note``: the whole of it."""
        with edit(self.db, what="Wrote a note", who="you", at=self.now) as opened:
            notes.add(opened, person, note or f"Said so: {text}")
            kept, _ = facets.put(
                opened, person, kind, text, evidence=text, source="note", set_by="comity",
                observed_on=self.now.date(),
            )  # fmt: skip
        return kept

    def helped(self, person: int, what: str) -> int:
        """Something they did for the user."""
        with edit(self.db, what="Recorded", who="you", at=self.now) as opened:
            return exchanges.add(opened, person, "to_me", what, on=self.now.date())

    def happened(self, person: int, kind: str, text: str, *, source: str, sad: bool = False) -> int:
        with edit(self.db, what="Kept news", who="you", at=self.now) as opened:
            return occasions.put(
                opened, person, kind, text, on=self.now.date(), sad=sad, source=source, evidence=text
            )

    def suggestion(
        self,
        kind: str,
        person: int,
        *,
        other: int | None = None,
        reasons: tuple[tuple[int | None, int | None], ...] = ((None, None),),
        occasion: int | None = None,
        resource: int | None = None,
        minutes: int = 15,
    ) -> int:
        """As it was shown; ``reasons``: pairs of need and offer."""
        body = {
            "title": "A suggestion",
            "occasion": occasion,
            "minutes": minutes,
            "counter": "",
            "reasons": [
                {"sentence": "", "need": self._quote(need), "offer": self._quote(offer)}
                for need, offer in reasons
            ],
        }
        with writing(self.db):
            return suggestions.log(
                self.db, shown_at=self.now, surface="api", batch="b", position=0, kind=kind, person=person,
                other=other, resource=resource, band="fair", score=0.1, features={}, body=body, model="default",
            )  # fmt: skip

    def _quote(self, facet: int | None) -> dict[str, Any] | None:
        if facet is None:
            return None
        row = facets.get(self.db, facet)
        return {"facet": facet, "text": row["text"], "evidence": row["evidence"], "source": "", "on": None}


def secret() -> str:
    """A word that stands nowhere else."""
    return f"quill{next(_words)}"
