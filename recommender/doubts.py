"""Reasons against: every suggestion carries the weightiest one, and what would change the verdict."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from recommender.entry import Entry
from recommender.known import probably
from recommender.match import Match
from recommender.phrases import first_name, listed, month, names, where_from
from recommender.space import Space
from recommender.types import Facet, FacetKind, TieBand

STALE = {FacetKind.NEED: 270, FacetKind.OFFER: 3 * 365}
"""Days after which a facet's age is said to be a reason against: three quarters of its half-life."""
UNSURE = 0.6
"""A reader's confidence below which what was read may well be misread."""
UNEVEN = math.log(2)
"""One gains twice what the other gains."""
RIVALS = 0.75
"""Likeness of two people's offers from which they may be competitors: between saying the same
(``entry.SAME``) and lying in one field. Two cheese-making workshops lie above it, bee counts and talks on
bees below."""
ASKED_OFTEN = 2
"""Shown or introduced this often lately, somebody may be tired of it."""

ACQUAINTED = 0.5
"""What is left of a benefit where two people probably know each other: one time in two the introduction is
no news. Our assumption."""
COMPETING = 0.7
"""What is left of a benefit between people who offer the same. Our assumption."""


@dataclass(frozen=True, slots=True)
class Doubt:
    weight: float
    """The heaviest is the one shown."""
    sentence: str
    would_change: str
    factor: float = 1.0
    """What it leaves of the benefits; 1 where the ranker's features already carry it."""


UNASKED = Doubt(
    0.0,
    "Nobody has been asked yet: it may not be wanted just now.",
    "A yes from each, asked alone, settles it.",
)


def heaviest(doubts: Sequence[Doubt]) -> Doubt:
    return max(doubts, key=lambda doubt: doubt.weight, default=UNASKED)


def about_facets(facets: Sequence[Facet], whose: Sequence[Entry], today: date) -> Iterator[Doubt]:
    """Old, or perhaps misread. ``whose[i]`` is the person of ``facets[i]``."""
    for facet, entry in zip(facets, whose, strict=True):
        name, thing = first_name(entry.person), facet.kind.value
        age = (today - facet.on).days if facet.on else None
        if age is not None and facet.on is not None and age > STALE[facet.kind]:
            yield Doubt(
                3 + age / (4 * STALE[facet.kind]),
                f"What is known of {name}'s {thing} is from {month(facet.on)}; it may be out of date.",
                f"Ask {name} whether it still holds, then confirm the {thing} or reject it.",
            )
        elif not facet.confirmed and facet.confidence < UNSURE:
            yield Doubt(
                2.5,
                f"The {thing} of {name} was read from a text, not with certainty; it may be misread.",
                f"Confirm or correct the {thing}.",
            )


def about_pair(space: Space, a: Entry, b: Entry) -> Iterator[Doubt]:
    """What speaks against these two meeting, whatever they need."""
    one, other = names(a.person, b.person)
    if why := probably(a.person, b.person, space.known):
        yield Doubt(
            5.0,
            f"{one} and {other} may know each other already: {why}.",
            f"If they do, record the tie; if {one} says they do not, it is worth more.",
            ACQUAINTED,
        )
    if a.offers and b.offers and (a.offer_vectors @ b.offer_vectors.T).max() >= RIVALS:
        yield Doubt(
            4.0,
            f"{one} and {other} offer much the same and may be competitors.",
            "Nothing speaks against it if they see each other as colleagues: ask each of them first.",
            COMPETING,
        )


def about_balance(space: Space, a: Entry, b: Entry, a_gains: float, b_gains: float) -> Iterator[Doubt]:
    if abs(math.log(a_gains) - math.log(b_gains)) > UNEVEN:
        more, less = names(*((a.person, b.person) if a_gains > b_gains else (b.person, a.person)))
        yield Doubt(
            2.0,
            f"{more} would gain clearly more than {less}.",
            f"Ask {less} first; learning of a clearer need of {less}'s would even it out.",
        )


def about_ties(space: Space, people: Sequence[Entry]) -> Iterator[Doubt]:
    """How well the user knows those concerned."""
    ties = [(entry, space.graph.mine(entry.id)) for entry in people if entry.id != space.me]
    unknown = [first_name(entry.person) for entry, tie in ties if tie is None]
    if unknown:
        yield Doubt(
            2.2,
            f"How you know {listed(unknown)} is not recorded; a message from you may come as a surprise.",
            f"Record how you know {listed(unknown)}, or ask somebody closer to make it.",
        )
    dormant = [
        first_name(entry.person) for entry, tie in ties if tie and space.graph.is_dormant(tie, space.today)
    ]
    if dormant:
        yield Doubt(
            1.8,
            f"You have not been in touch with {listed(dormant)} for long.",
            f"Say hello to {listed(dormant)} first.",
        )
    distant = [first_name(entry.person) for entry, tie in ties if tie and tie.band is TieBand.DISTANT]
    if distant:
        yield Doubt(
            1.2,
            f"You know {listed(distant)} only slightly.",
            f"A word with {listed(distant)} first would tell whether it is welcome.",
        )


def about_exposure(people: Sequence[Entry], exposure: Mapping[int, int]) -> Iterator[Doubt]:
    often = [first_name(entry.person) for entry in people if exposure.get(entry.id, 0) >= ASKED_OFTEN]
    if often:
        yield Doubt(
            2.8, f"{listed(often)} came up several times lately and may be tired of it.", "Wait a few weeks."
        )


def about_match(match: Match, space: Space) -> Iterator[Doubt]:
    """How well the offer fits the need."""
    if match.met < space.matching.strong:
        name = first_name(match.taker.person) if match.taker.id != space.me else "you"
        yield Doubt(
            1.0,
            f"The offer is near what {name} asked for, perhaps not quite it.",
            "Read both quotations; a need said more exactly would settle it.",
        )
    if not match.need.confirmed and match.need.source != "you":
        yield Doubt(
            0.6,
            f"{first_name(match.taker.person)}'s need is from {where_from(match.need)}; you have not confirmed it.",
            "Confirm the need, or reject it.",
        )
