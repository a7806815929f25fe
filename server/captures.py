"""Captures: a page the user asked us to read becomes a preview; what they keep of it becomes somebody's entry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from server import identity, proposals
from server.errors import Problem
from server.folding import fold
from server.pages import read_page
from server.pages.page import Page
from server.pages.profile import PageKind, Profile, Reading
from server.pages.urls import host_of, profile_key
from server.store import facets, fields, imports, occasions, people, ties
from server.store.journal import Edit, edit

if TYPE_CHECKING:
    from server.advice import Advisor

Row = dict[str, Any]

LABELS = {
    "name": "Name",
    "headline": "Headline",
    "organisation": "Organisation",
    "role": "Role",
    "place": "Place",
    "about": "About",
    "url": "Link",
    "email": "E-mail",
    "phone": "Phone",
    "skill": "Skill",
}
ASKED_FIRST = frozenset(("email", "phone"))
"""Ways to reach somebody are kept only where the user ticks them: the page showed them, that is no permission."""
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


def look_up(db: Database, *, url: str, name: str) -> Row:
    """Who this is, among those already held. Stores nothing."""
    found = identity.match(db, identity.Candidate(name=name, urls=(url,) if url else ()))
    return _match(db, found)


def preview(db: Database, advisor: Advisor, page: Page, *, now: datetime, choose: int | None = None) -> Row:
    """What the page says, each value with its source, and whose entry it would join. Stores nothing.

    ``choose``: which one, on a page of several people.
    """
    profile = read_page(page, now.date())
    if choose is not None:
        if choose >= len(profile.people):
            raise Problem(
                "nobody_there", "That person is not on this page any more.", "Read the page again.", 409
            )
        profile = profile.people[choose]
    found = identity.match(
        db,
        identity.Candidate(
            name=profile.value("name"),
            organisation=profile.value("organisation"),
            urls=(profile.url, *profile.values("url")),
            emails=profile.values("email"),
        ),
    )
    held = {(row["field"], row["fold"]) for row in fields.of(db, found.person)} if found.person else set()
    proposed = proposals.from_profile(profile, advisor, db, today=now.date())
    return {
        "kind": str(profile.kind),
        "url": profile.url,
        "title": profile.title,
        "name": profile.value("name"),
        "note": profile.note,
        "partial": profile.partial,
        "fields": _fields(profile, held),
        "facets": [
            {
                "id": i,
                "kind": one.kind,
                "text": one.text,
                "evidence": one.evidence,
                "confidence": one.confidence,
                "source": one.source,
                "kept": True,
            }
            for i, one in enumerate(proposed)
        ],
        "occasions": [
            {
                "id": i,
                "kind": str(one.kind),
                "text": one.text,
                "evidence": one.evidence,
                "on": one.on.isoformat(),
                "sad": one.sad,
                "source": source,
                "kept": True,
            }
            for i, (one, source) in enumerate(proposals.news_of(profile, today=now.date()))
        ],
        "acquaintances": [
            {"id": i, "name": one.name, "url": one.url, "evidence": one.evidence, "kept": True}
            for i, one in enumerate(profile.acquaintances)
        ],
        "people": [
            {
                "index": i,
                "name": one.value("name"),
                "url": one.url,
                "headline": one.value("headline") or one.value("role"),
            }
            for i, one in enumerate(profile.people)
        ],
        "match": _match(db, found),
    }


def _fields(profile: Profile, held: set[tuple[str, str]]) -> list[Row]:
    """The page's own address is one of its fields: by it the same profile is known again."""
    readings = list(profile.readings)
    if profile.kind is PageKind.PROFILE and profile_key(profile.url):
        readings.append(Reading("url", profile.url, "address"))
    shown: dict[tuple[str, str], Row] = {}
    for reading in readings:
        key = (reading.field, fold(reading.field, reading.value))
        shown.setdefault(
            key,
            {
                "id": len(shown),
                "field": reading.field,
                "label": LABELS[reading.field],
                "value": reading.value,
                "source": reading.source,
                "kept": reading.field not in ASKED_FIRST,
                "known": key in held,
            },
        )
    return list(shown.values())


def _match(db: Database, found: identity.Match) -> Row:
    return {
        "person": found.person and people.card(db, found.person),
        "how": found.how,
        "ambiguous": list(people.cards(db, found.ambiguous).values()),
    }


def keep(db: Database, kept: Kept, *, now: datetime) -> Row:
    """Stores what was kept, as one edit. A name alone never decides who it is: then the user is asked."""
    by_field = _by_field(kept.fields)
    name = next(iter(by_field.get("name", [])), "")
    person = _whose(db, kept, by_field, name)
    site = host_of(kept.url).removeprefix("www.") or "page"
    counts = {"new": 0, "updated": 0, "unchanged": 0}
    with edit(db, what=f"Saved {name or 'a page'} from {site}", who="capture", at=now) as opened:
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
    return {"person": person, "edit": opened.id, "counts": counts}


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
