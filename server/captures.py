"""Captures: a page the user asked us to read becomes a preview; what they keep of it becomes somebody's entry."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from server import identity, proposals
from server.errors import Problem
from server.folding import fold
from server.pages import read_page
from server.pages.page import Page
from server.pages.profile import PageKind, Profile, Reading
from server.pages.urls import profile_key
from server.store import fields, people

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
