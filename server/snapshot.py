"""The network as the recommender sees it: rows of the store as its people, ties and barred pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
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
    journal,
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


READ = frozenset(
    ("people", "fields", "facets", "ties", "touches", "resources", "introductions", "feedback", "suggestions")
)
"""Tables that a snapshot is made of."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What of a snapshot is no longer so."""

    people: frozenset[int]
    """Added, renewed or gone."""
    pairs: frozenset[tuple[int, int]]
    """Smaller id first: a tie came, went, or was seen again."""
    resources: bool


def network(db: Database, *, capacity: int, now: datetime) -> Network:
    """Everybody who is there, with what stands of them. ``capacity``: for those who have not said otherwise."""
    latest, me = touches.latest(db), people.me(db)
    return Network(
        me=me,
        people=tuple(persons(db, capacity=capacity)),
        ties=tuple(_tie(row, me, latest, now.date()) for row in ties.everyones(db)),
        barred=tuple(barred(db, now)),
        resources=tuple(shareable(db)),
    )


def persons(db: Database, *, capacity: int, among: Collection[int] | None = None) -> Iterator[Person]:
    """Everybody, or those of ``among`` who are there."""
    values = people.current(db, among)
    theirs: dict[int, list[Row]] = defaultdict(list)
    for row in facets.all_standing(db, among):
        theirs[row["person"]].append(row)
    for row in people.everybody(db, among):
        yield _person(row, values[row["id"]], theirs[row["id"]], capacity)


def shareable(db: Database) -> Iterator[Resource]:
    for row in resources.everything(db):
        yield Resource(row["id"], row["title"], row["url"], row["about"], _day(row["saved_at"]))


def ties_between(db: Database, pairs: Collection[tuple[int, int]], today: date) -> Iterator[Tie]:
    me = people.me(db)
    latest = touches.latest(db, {one for pair in pairs for one in pair if me in pair})
    return (_tie(row, me, latest, today) for row in ties.between(db, pairs))


def changes(db: Database, since: int, *, at_most: int) -> Changes | None:
    """What edits after that one wrote; None where they wrote more than ``at_most`` rows."""
    written = journal.since(db, since, READ, at_most=at_most)
    if written is None:
        return None
    me = people.me(db)
    whose, pairs = set(), set()
    for change in written:
        for row in change["rows"]:
            match change["tbl"]:
                case "people":
                    whose.add(row["id"])
                case "fields" | "facets":
                    whose.add(row["person"])
                case "ties":
                    pairs.add((row["a"], row["b"]))
                case "touches" if me is not None:
                    pairs.add((min(me, row["person"]), max(me, row["person"])))
    return Changes(frozenset(whose), frozenset(pairs), any(one["tbl"] == "resources" for one in written))


def _tie(row: Row, me: int | None, latest: Mapping[int, date], today: date) -> Tie:
    """A tie of the user's own is as old as its last contact, and one that was dormant wakes with a new one."""
    band, on = TieBand(row["band"]), _day(row["observed_on"])
    other = row["b"] if row["a"] == me else row["a"]
    if me in (row["a"], row["b"]) and other in latest:
        on = latest[other]
        if band is TieBand.DORMANT and (today - on).days < DORMANT_AFTER:
            band = TieBand.KNOWN
    return Tie(row["a"], row["b"], band, row["evidence"], on)


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
