"""Saving: what the user left ticked of a page joins somebody's entry, as one edit that can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from server import identity
from server.errors import Problem
from server.pages.urls import host_of
from server.store import facets, fields, imports, occasions, people, ties
from server.store.journal import Edit, edit

Row = dict[str, Any]

KNOWN_FROM_PAGE = "known"
"""The band of a tie that a page states; how near the two are, only the user can say."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What the user kept of a preview."""

    url: str
    title: str
    person: int | str | None
    """An id, "new", or None: whoever it plainly is."""
    fields: Sequence[Mapping[str, str]] = ()
    facets: Sequence[Mapping[str, Any]] = ()
    acquaintances: Sequence[Mapping[str, str]] = ()
    occasions: Sequence[Mapping[str, Any]] = ()


def keep(db: Database, kept: Kept, *, now: datetime) -> Row:
    """Stores what was kept, as one edit. A name alone never decides who it is: then the user is asked."""
    name = next((one["value"] for one in kept.fields if one["field"] == "name"), "a page")
    with edit(db, what=f"Saved {name} from {site_of(kept.url)}", who="capture", at=now) as opened:
        person, counts = keep_within(opened, kept, now=now)
    return {"person": person, "edit": opened.id, "counts": counts}


def site_of(url: str) -> str:
    return host_of(url).removeprefix("www.") or "page"


def keep_within(opened: Edit, kept: Kept, *, now: datetime) -> tuple[int, dict[str, int]]:
    """Whose it is, and how many values were new, updated, unchanged; as part of an edit that is open."""
    db = opened.db
    by_field = _by_field(kept.fields)
    name = next(iter(by_field.get("name", [])), "")
    person = _whose(db, kept, by_field, name)
    site = site_of(kept.url)
    counts = {"new": 0, "updated": 0, "unchanged": 0}
    if person is None:
        if not name:
            raise Problem(
                "no_name", "Somebody new needs a name.", "Tick the name, or choose who this is.", 409
            )
        person = people.add(opened)
    for field, values in by_field.items():
        for value in values:
            outcome = fields.put(
                opened,
                person,
                field,
                value,
                source=site,
                source_url=kept.url,
                set_by="capture",
                observed_on=now.date(),
            )
            counts[outcome] += 1
    for facet in kept.facets:
        _, facet_outcome = facets.put(
            opened,
            person,
            facet["kind"],
            facet["text"],
            evidence=facet["evidence"],
            confidence=facet["confidence"],
            set_by="capture",
            observed_on=now.date(),
            source=site,
            source_url=kept.url,
        )
        counts[facet_outcome] += 1
    for news in kept.occasions:
        occasions.put(
            opened,
            person,
            news["kind"],
            news["text"],
            on=news["on"],
            sad=news["sad"],
            evidence=news["evidence"],
            source=site,
            source_url=kept.url,
        )
    for other in kept.acquaintances:
        counts[_tie(opened, person, other, site, now)] += 1
    imports.log_capture(opened, url=kept.url, person=person, kept=sorted(by_field))
    return person, counts


def _by_field(chosen: Sequence[Mapping[str, str]]) -> dict[str, list[str]]:
    by_field: dict[str, list[str]] = {}
    for one in chosen:
        by_field.setdefault(one["field"], []).append(one["value"])
    return by_field


def _whose(db: Database, kept: Kept, by_field: Mapping[str, list[str]], name: str) -> int | None:
    """The person it belongs to; None for somebody new."""
    if isinstance(kept.person, int):
        return int(people.get(db, kept.person)["id"])
    if kept.person == "new":
        return None
    found = identity.match(
        db,
        identity.Candidate(
            name=name,
            organisation=next(iter(by_field.get("organisation", [])), ""),
            urls=(kept.url, *by_field.get("url", ())),
            emails=tuple(by_field.get("email", ())),
        ),
    )
    if found.person is None and found.ambiguous:
        raise Problem(
            "which_person",
            f"There is a {name} already; a name alone does not say whether it is the same one.",
            "Say which entry this is, or that it is somebody new.",
            409,
        )
    return found.person


def _tie(opened: Edit, person: int, other: Mapping[str, str], site: str, now: datetime) -> str:
    """A tie to an acquaintance who is in the network already; nobody is added because a page mentions them."""
    found = identity.match(
        opened.db, identity.Candidate(name=other["name"], urls=(other["url"],) if other["url"] else ())
    )
    if found.person is None or found.person == person:
        return "unchanged"
    _, outcome = ties.put(
        opened,
        person,
        found.person,
        KNOWN_FROM_PAGE,
        evidence=other["evidence"],
        source=site,
        observed_on=now.date(),
    )
    return outcome
