"""The network as the recommender sees it: rows of the store as its people, ties and barred pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlite_utils import Database

from recommender.network import DORMANT_AFTER
from recommender.occasions import Occasion, OccasionKind
from recommender.suggest import Key
from recommender.types import BarredPair, Facet, FacetKind, Network, Person, Resource, Tie, TieBand
from server.store import (
    exchanges,
    facets,
    feedback,
    introductions,
    occasions,
    people,
    resources,
    ties,
    touches,
)

Row = dict[str, Any]

NAMELESS = "Somebody without a name"
DISMISSED_RESTS = timedelta(days=180)
"""What was waved away is not brought up again for half a year; times change, and so do needs."""
ACCEPTED_RESTS = timedelta(days=30)
"""A give that was taken up is done; a month later another of its kind may be welcome."""


def version(db: Database) -> tuple[int, int, int]:
    """Changes whenever a snapshot would: the last edit, how many of them were undone, how many are people."""
    row = db.execute("select coalesce(max(id), 0), count(undone_by) from edits").fetchone()
    return int(row[0]), int(row[1]), people.count(db)


def network(db: Database, *, capacity: int, now: datetime) -> Network:
    """Everybody who is there, with what stands of them. ``capacity``: for those who have not said otherwise."""
    values = people.current(db)
    theirs: dict[int, list[Row]] = defaultdict(list)
    for row in facets.all_standing(db):
        theirs[row["person"]].append(row)
    everybody = people.everybody(db)
    return Network(
        me=next((row["id"] for row in everybody if row["is_me"]), None),
        people=tuple(_person(row, values[row["id"]], theirs[row["id"]], capacity) for row in everybody),
        ties=tuple(_ties(db, now.date())),
        barred=tuple(barred(db, now)),
        resources=tuple(
            Resource(row["id"], row["title"], row["url"], row["about"], _day(row["saved_at"]))
            for row in resources.everything(db)
        ),
    )


def _ties(db: Database, today: date) -> Iterator[Tie]:
    """A tie of the user's own is as old as its last contact, and one that was dormant wakes with a new one."""
    me, latest = people.me(db), touches.latest(db)
    for row in ties.everyones(db):
        band, on = TieBand(row["band"]), _day(row["observed_on"])
        other = row["b"] if row["a"] == me else row["a"]
        if me in (row["a"], row["b"]) and other in latest:
            on = latest[other]
            if band is TieBand.DORMANT and (today - on).days < DORMANT_AFTER:
                band = TieBand.KNOWN
        yield Tie(row["a"], row["b"], band, row["evidence"], on)


def barred(db: Database, now: datetime) -> list[BarredPair]:
    """Pairs not to be proposed: begun already, dismissed, or asleep until later."""
    pairs: dict[tuple[int, int], str] = {}
    for row in introductions.everyones(db):
        pairs[row["a"], row["b"]] = f"You began this introduction on {row['changed_at'][:10]}."
    for row in feedback.settled(db, now):
        if row["kind"] != "introduce" or row["other"] is None or row["verdict"] == "accepted":
            continue
        pair = min(row["person"], row["other"]), max(row["person"], row["other"])
        said = "put this off" if row["verdict"] == "snoozed" else "said no to this"
        pairs.setdefault(pair, f"You {said} on {row['at'][:10]}.")
    return [BarredPair(a, b, why) for (a, b), why in sorted(pairs.items())]


def resting(db: Database, now: datetime) -> frozenset[Key]:
    """What is not to be shown now: put off, dismissed, or done."""
    found = set()
    for row in feedback.settled(db, now):
        rests = ACCEPTED_RESTS if row["verdict"] == "accepted" else DISMISSED_RESTS
        if row["verdict"] == "snoozed" or now - datetime.fromisoformat(row["at"]) < rests:
            found.add((row["kind"], row["person"], row["other"], row["resource"], row["occasion"]))
    return frozenset(found)


def happened(db: Database, person: int) -> tuple[Occasion, ...]:
    """What there is to thank, vouch for, pass on or congratulate on: help received, work shown, news."""
    helped = [
        Occasion(
            OccasionKind.HELPED,
            person,
            row["what"],
            row["id"],
            on=_day(row["at_date"]),
            thanked=bool(row["thanked_on"] or row["passed_on"]),
        )
        for row in exchanges.of(db, person)
        if row["way"] == "to_me"
    ]
    shown = [
        Occasion(
            OccasionKind(row["kind"]),
            person,
            row["text"],
            row["id"],
            evidence=row["evidence"],
            source=row["source"],
            on=_day(row["at_date"]),
            sad=bool(row["sad"]),
        )
        for row in occasions.of(db, person)
        if row["state"] == "open"
    ]
    return (*helped, *shown)


def _person(row: Row, values: dict[str, str], standing: list[Row], capacity: int) -> Person:
    found = [_facet(facet) for facet in standing]
    headline = values.get("headline") or values.get("role", "")
    return Person(
        id=row["id"],
        name=values.get("name", NAMELESS),
        headline=headline,
        organisation=values.get("organisation", ""),
        place=values.get("place", ""),
        offers=tuple(facet for facet in found if facet.kind is FacetKind.OFFER),
        needs=tuple(facet for facet in found if facet.kind is FacetKind.NEED),
        introducible=bool(row["introducible"]),
        suggestible=bool(row["suggestible"]),
        capacity=capacity if row["capacity"] is None else row["capacity"],
    )


def _facet(row: Row) -> Facet:
    return Facet(
        id=row["id"],
        kind=FacetKind(row["kind"]),
        text=row["text"],
        evidence=row["evidence"],
        source=row["source"],
        on=_day(row["observed_on"]),
        confidence=row["confidence"],
        confirmed=row["state"] == "confirmed",
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
