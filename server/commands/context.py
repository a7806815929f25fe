"""What every command has at hand: settings, the clock, a connection, and people found by name or number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from server.errors import Problem

if TYPE_CHECKING:
    from sqlite_utils import Database

    from server.advice import Advisor
    from server.equipment import Equipment
    from server.settings import Settings

LISTED = 10
"""Namesakes shown to choose from."""


@dataclass
class Context:
    settings: Settings
    _db: Database | None = None

    def db(self) -> Database:
        """The database, made ready on first use."""
        if self._db is None:
            from server.db import open_store

            self._db = open_store(self.settings.database)
        return self._db

    def advisor(self) -> Advisor:
        from server.advice import Advisor

        return Advisor(self.settings, self.equipment())

    def equipment(self) -> Equipment:
        from server.equipment import Equipment

        return Equipment(self.settings)

    @staticmethod
    def now() -> datetime:
        return datetime.now(UTC)

    def person(self, words: str) -> dict[str, Any]:
        """The card of the one person meant by a number or a name; several or none is a sentence."""
        from server.store import people

        db = self.db()
        if words.isdecimal():
            return people.card(db, int(words))
        found = self._found(words, people.CALLED)
        exact = [card for card in found if card["name"].casefold() == words.casefold()]
        found = exact or found
        if not found:
            mentioned = self._found(words, people.SEARCHED)
            raise Problem(
                "nobody",
                f"Nobody here answers to “{words}”."
                + (f" It occurs in:\n{_lines(mentioned)}" if mentioned else ""),
                "Use the number." if mentioned else "Try fewer letters, or `comity people`.",
            )
        if len(found) > 1:
            raise Problem(
                "which_person", f"“{words}” could be several people:\n{_lines(found)}", "Use the number."
            )
        return found[0]

    def _found(self, words: str, within: Sequence[str]) -> list[dict[str, Any]]:
        from server.store import people

        db = self.db()
        return list(people.cards(db, people.find(db, words, limit=LISTED, within=within)).values())


def _lines(cards: Iterable[dict[str, Any]]) -> str:
    return "\n".join(f"  {card['id']:>5}  {card['name']}  {card['headline']}" for card in cards)


pass_context = click.make_pass_decorator(Context)
