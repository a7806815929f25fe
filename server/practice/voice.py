"""The user's voice in every letter: their greeting, sign-off and way of making a no easy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from server.db import writing
from server.messages import PHRASES
from server.practice.wording import first_name
from server.store import people, phrases


def shown(db: Database) -> dict[str, Any]:
    """{greeting, sign_off, decline, own}: the phrases in use, and which of them are the user's."""
    held = phrases.everything(db)
    own = [name for name in PHRASES if name in held]
    return {name: held.get(name, text) for name, text in PHRASES.items()} | {"own": own}


def put(db: Database, wanted: Mapping[str, str]) -> dict[str, Any]:
    """Changes those named; an empty text goes back to Comity's own."""
    with writing(db):
        for name in PHRASES:
            if name in wanted:
                phrases.put(db, name, _one_piece(name, wanted[name]))
    return shown(db)


def _one_piece(name: str, text: str) -> str:
    """A greeting and a way to decline are one line; a sign-off may have several, with none of them empty."""
    if name != "sign_off":
        return " ".join(text.split())
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def voice(db: Database) -> dict[str, str]:
    """What templates are filled with: the phrases, the user's first name under the sign-off unless it is there."""
    held = {name: text for name, text in shown(db).items() if name in PHRASES}
    me = people.me(db)
    name = first_name(people.card(db, me)) if me is not None else ""
    if name and name.casefold() not in held["sign_off"].casefold():
        held["sign_off"] = f"{held['sign_off']}\n{name}"
    return held
