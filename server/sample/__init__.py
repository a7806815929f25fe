"""A network of invented people, so that Comity can be tried before anything of one's own is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

from sqlite_utils import Database

from server.errors import Problem
from server.folding import fold
from server.store import facets, fields, journal, notes, people, resources, ties
from server.store.journal import Edit

SOURCE = "sample network"
WORLDS = ("me", "food", "health", "arts", "technology", "public", "learning")
"""One file of people each, in the order in which they are loaded."""
READ_AT = 0.9
"""Confidence of what a person's own page says; what a note says is a little less sure."""
HEARD = 0.8
STALE = {"close": 20, "known": 90, "distant": 240, "dormant": 800}
"""Days since the last touch that each band of tie stands for."""


def load_sample(db: Database, now: datetime) -> int:
    """Loads the sample into an empty store and answers how many people it added: 0 where it is there already.

    All dates count back from ``now``. Refused where people of the user's own are there: invented ones among
    them would be hard to tell apart.
    """
    everyone = sample_people()
    if any(fields.people_with(db, "url", fold("url", one["urls"][0])) for one in everyone):
        return 0
    if people.count(db):
        raise Problem(
            "not_empty",
            "The sample network is for an empty store, and there are people in this one.",
            "Set COMITY_HOME to another directory to try it there.",
            409,
        )
    with journal.edit(db, what="Loaded the sample network", who="import", at=now) as edit:
        ids = {one["key"]: _add(edit, one, now) for one in everyone}
        _tie(edit, ids, now.date())
        for resource in _read("resources.json"):
            saved = now - timedelta(days=resource["days_ago"])
            resources.put(
                edit, resource["title"], url=resource["url"], about=resource["about"], saved_at=saved
            )
    return len(ids)


def sample_people() -> list[dict[str, Any]]:
    """The people as the files have them, each with a ``key``; the first is ``me``."""
    return [one for world in WORLDS for one in _read(f"people/{world}.json")]


def expected() -> dict[str, list[dict[str, str]]]:
    """By key: the introductions a reader finds obvious ("right"), and those that only look so ("wrong")."""
    found: dict[str, list[dict[str, str]]] = _read("expected.json")
    return found


def _add(edit: Edit, one: Mapping[str, Any], now: datetime) -> int:
    person = people.add(edit, is_me=one["key"] == "me")
    flags = {name: int(one[name]) for name in ("introducible", "suggestible", "capacity") if name in one}
    people.set_flags(edit, person, **flags)
    today = now.date()
    seen = min((facet["days_ago"] for facet in _stated(one)), default=30)
    for field, value in _values(one):
        fields.put(
            edit,
            person,
            field,
            value,
            source=SOURCE,
            set_by="import",
            observed_on=today - timedelta(days=seen),
        )
    for note in one.get("notes", ()):
        notes.add(edit, person, note["text"], written_at=now - timedelta(days=note["days_ago"]))
    for kind in ("offer", "need"):
        for facet in one.get(f"{kind}s", ()):
            own, heard = facet["source"] == "you", facet["source"] == "note"
            facets.put(
                edit,
                person,
                kind,
                facet["text"],
                evidence=facet.get("evidence", ""),
                source=facet["source"],
                set_by="you" if own else "import",
                observed_on=today - timedelta(days=facet["days_ago"]),
                confidence=1.0 if own else HEARD if heard else READ_AT,
                state=facet.get("state", "confirmed" if own else "proposed"),
            )
    return person


def _stated(one: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [*one.get("offers", ()), *one.get("needs", ())]


def _values(one: Mapping[str, Any]) -> list[tuple[str, str]]:
    single = [(field, one[field]) for field in ("name", "headline", "organisation", "role", "place", "about")]
    many = [
        (field, value) for field in ("url", "email", "phone", "skill") for value in one.get(f"{field}s", ())
    ]
    return [(field, value) for field, value in single + many if value]


def _tie(edit: Edit, ids: Mapping[str, int], today: date) -> None:
    known = _read("ties.json")
    mine = [["me", key, band, ""] for band, keys in known["me"].items() for key in keys]
    for a, b, band, evidence in mine + known["others"]:
        seen = today - timedelta(days=STALE[band])
        ties.put(edit, ids[a], ids[b], band, evidence=evidence, source=SOURCE, observed_on=seen)


def _read(name: str) -> Any:
    return json.loads(files(__name__).joinpath(name).read_text("utf-8"))
