"""The words of the recommender: people, what they offer and need, who knows whom, and what is proposed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class FacetKind(StrEnum):
    OFFER = "offer"
    NEED = "need"


class TieBand(StrEnum):
    """How near two people are; the user's word, never inferred from a score."""

    CLOSE = "close"
    KNOWN = "known"
    DISTANT = "distant"
    DORMANT = "dormant"


class Strength(StrEnum):
    """The only figure a person is shown: a band."""

    STRONG = "strong"
    FAIR = "fair"
    FAINT = "faint"


class Kind(StrEnum):
    """What is proposed. Everything but ``INTRODUCE`` and ``ASK`` is a give."""

    INTRODUCE = "introduce"
    SHARE = "share"
    FEEDBACK = "feedback"
    MENTOR = "mentor"
    REFER = "refer"
    LEARN = "learn"
    ENDORSE = "endorse"
    AMPLIFY = "amplify"
    CONGRATULATE = "congratulate"
    THANK = "thank"
    RECONNECT = "reconnect"
    ASK = "ask"


@dataclass(frozen=True, slots=True)
class Facet:
    """One offer or need of a person, with the words it was read from."""

    id: int
    kind: FacetKind
    text: str
    """The short normal form; this is what is compared."""
    evidence: str = ""
    """The quoted span. Empty only where the user typed the facet."""
    source: str = "you"
    """Where it stood: "note", "github.com", "Connections.csv"; shown to the user as it is."""
    on: date | None = None
    confidence: float = 1.0
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    id: int
    name: str
    headline: str = ""
    organisation: str = ""
    place: str = ""
    offers: tuple[Facet, ...] = ()
    needs: tuple[Facet, ...] = ()
    introducible: bool = True
    """False: has said, or the user has noted, *do not introduce*."""
    suggestible: bool = True
    """False: nothing at all is suggested about this person."""
    capacity: int = 3
    """Introductions a month this person is glad of."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two people know each other."""

    a: int
    b: int
    band: TieBand = TieBand.KNOWN
    evidence: str = ""
    on: date | None = None
    """The last time it was seen to be so: a touch, a capture, the import's date."""


@dataclass(frozen=True, slots=True)
class BarredPair:
    """Two people who are not to be proposed to each other, and why ("you introduced them in May")."""

    a: int
    b: int
    why: str


@dataclass(frozen=True, slots=True)
class Resource:
    """Something worth sharing."""

    id: int
    title: str
    url: str = ""
    about: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Everything the recommender knows; a snapshot, in no particular order."""

    me: int | None
    people: tuple[Person, ...]
    ties: tuple[Tie, ...] = ()
    barred: tuple[BarredPair, ...] = ()
    resources: tuple[Resource, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a need, and what meets it. ``need`` and ``offer`` are quoted to the user with source and date."""

    sentence: str
    need: Facet | None = None
    offer: Facet | None = None
    resource: int | None = None
    met: float = 0.0
    """Calibrated, 0 to 1: how well the offer meets the need."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Anything proposed. ``score`` orders suggestions and is never shown."""

    kind: Kind
    person: int
    title: str
    reasons: tuple[Reason, ...]
    counter: str
    """The reason against, in a sentence; every suggestion has one."""
    band: Strength
    score: float
    other: int | None = None
    """The second person of an introduction, or the one a referral would help."""
    resource: int | None = None
    would_change: str = ""
    """What would change the verdict."""
    minutes: int = 5
    decline: str = ""
    """Words that make declining easy; never empty for an ask or an introduction."""
    moment: str = ""
    """When it is done best."""
    must_not: str = ""
    """What it must not turn into."""
    occasion: int | None = None
    """What it rests on, where that is something that happened: an exchange to thank for, news to congratulate on."""
    features: Mapping[str, float] = field(default_factory=dict)
    """The named features the ranker saw, logged with what was shown."""
