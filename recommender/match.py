"""The offer that best meets a need, and the sentence that says so: the only reasons there are, since the
score used them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from recommender.benefit import best_offers
from recommender.entry import Entry
from recommender.matching import Matching
from recommender.phrases import names, quoted
from recommender.types import Facet, Reason


@dataclass(frozen=True, slots=True)
class Match:
    giver: Entry
    taker: Entry
    need: Facet
    offer: Facet
    met: float
    """Calibrated, 0 to 1."""
    share: float
    """What this need adds to the benefit: weight x met."""
    need_vector: npt.NDArray = field(compare=False)
    offer_vector: npt.NDArray = field(compare=False)

    def reason(self, me: int | None = None) -> Reason:
        """ "Idris offers “a weekly vegetable order”; Tamsin is looking for “restaurants”." """
        giver, taker = names(self.giver.person, self.taker.person)
        offers = "You offer" if self.giver.id == me else f"{giver} offers"
        wants = "you are looking for" if self.taker.id == me else f"{taker} is looking for"
        sentence = f"{offers} {quoted(self.offer.text)}; {wants} {quoted(self.need.text)}."
        return Reason(sentence, need=self.need, offer=self.offer, met=self.met)


def matches(giver: Entry, taker: Entry, matching: Matching) -> Iterator[Match]:
    """The taker's needs that the giver meets at all, the one that adds most to the benefit first."""
    met, best = best_offers(giver.offer_vectors, taker.need_vectors, matching)
    shares = matching.curve.effective(taker.weights) * met
    for i in np.argsort(-shares, kind="stable").tolist():
        if met[i] > 0:
            yield Match(
                giver,
                taker,
                taker.needs[i],
                giver.offers[best[i]],
                float(met[i]),
                float(shares[i]),
                taker.need_vectors[i],
                giver.offer_vectors[best[i]],
            )


def best_match(giver: Entry, taker: Entry, matching: Matching) -> Match | None:
    return next(matches(giver, taker, matching), None)
