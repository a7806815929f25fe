"""How much it says that a need is met: less for what everybody can meet, what is old, unsure or
unconfirmed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from recommender.benefit import met
from recommender.kernel.crowd import Floats
from recommender.matching import Matching
from recommender.types import Facet, FacetKind

LEAST, MOST = 0.2, 0.9
"""Clip of the rarity of a need: best of those tried on five synthetic networks (share of a both-yes
oracle .708, against .688 unweighted)."""
SAMPLE = 512
"""People asked how common a need's answer is; the share is then within 4 points, 19 times in 20."""
AT_ONCE = 4096
"""Needs compared with the sampled offers at a time: some ten megabytes of products, not all at once."""
ALIKE = 0.5
"""From this on a sampled person counts as one who could meet the need: the middle of the curve."""

HALF_LIFE = {FacetKind.NEED: 365.0, FacetKind.OFFER: 4 * 365.0}
"""Days after which a facet says half as much. Our assumption, not a measurement: needs are about a year's
matter, skills fade slowly. A confirmation renews nothing: the date says when it was last known to be
so."""
UNDATED = 0.7
"""Freshness of a facet without a date: about half a half-life."""
FEW = 3
"""With fewer people nothing can be said of what is common."""
STALEST = 0.1
"""However old, it was true once."""
UNCONFIRMED = 0.85
"""What the user has not confirmed counts a little less; how sure the reader was is counted apart."""
SURE = 1.0
LEAST_CONFIDENCE = 0.5
"""What was more likely misread than not is not acted on until the user confirms it."""


def freshness(facet: Facet, today: date) -> float:
    """1 today, half as much at each half-life, never quite nothing."""
    if facet.on is None:
        return UNDATED
    age = max(0, (today - facet.on).days)
    return float(max(STALEST, 0.5 ** (age / HALF_LIFE[facet.kind])))


def counts(facet: Facet) -> bool:
    """Whether anything may be concluded from a facet."""
    return bool(facet.text.strip()) and (facet.confirmed or facet.confidence >= LEAST_CONFIDENCE)


def trust(facet: Facet) -> float:
    """What the user confirmed is sure; else as sure as its reader was, and a little less."""
    return SURE if facet.confirmed else UNCONFIRMED * min(1.0, max(0.0, facet.confidence))


def rarity(needs: Floats, offers: Floats, offer_starts: np.ndarray, matching: Matching) -> Floats:
    """(n,): log(N / df) / log N of each need, clipped; df of N sampled people could meet it.

    ``offers`` of the sampled people only.
    """
    people = len(offer_starts) - 1
    if people < FEW or not len(needs) or not len(offers):
        return np.full(len(needs), MOST, np.float32)
    some = np.flatnonzero(np.diff(offer_starts) > 0)
    frequency = np.ones(len(needs))
    for start in range(0, len(needs), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        best = np.maximum.reduceat(offers @ needs[part].T, offer_starts[some], axis=0)
        frequency[part] = np.maximum((met(best, matching) >= ALIKE).sum(axis=0), 1)
    return np.clip(np.log(people / frequency) / np.log(people), LEAST, MOST).astype(np.float32)


def sample(people: int) -> np.ndarray:
    """Rows to ask, evenly spread and always the same."""
    if not people:
        return np.zeros(0, np.int64)
    return np.unique(np.linspace(0, people - 1, min(people, SAMPLE)).astype(np.int64))


def weigh(needs: Sequence[Facet], rarities: Floats, today: date) -> Floats:
    """(n,): the weight each need enters the benefit with."""
    factors = [freshness(need, today) * trust(need) for need in needs]
    return np.asarray(rarities * np.asarray(factors, np.float32), np.float32)
