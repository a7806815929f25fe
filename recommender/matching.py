"""The numbers by which offers are compared with needs: fitted, written down with their source, shipped as
JSON."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from typing import Any

from recommender.kernel.crowd import CAP, Curve
from recommender.types import Strength

FORMAT = 1
"""Of the JSON. Another number is another version's business and is refused."""

ORDER = (Strength.FAINT, Strength.FAIR, Strength.STRONG)


_curve = lru_cache(Curve)
"""Asked for with every pair."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Shipped as models/default/matching.json, where ``sources`` says how each number was come by.

    ``benchmarks/fit_matching.py`` fits it again; ``benchmarks/evaluate_matching.py`` prints what it is worth.
    """

    id: str = "default"
    encoder: str = ""
    """The encoder it was fitted with; thresholds of one encoder mean nothing to another. Empty: any."""
    lo: float = 0.29
    """A similarity up to here counts as nothing: the 99th percentile of pairs drawn at random across
    fields."""
    hi: float = 0.65
    """A similarity from here on counts as met."""
    cap: float = CAP
    """No single need counts for more than this."""
    lexical: float = 0.4
    """Weight of the words shared, against 1 for the sentence vectors, between two facets."""
    lexical_dimensions: int = 128
    """Room for the hashed words beside the sentence vector."""
    fair: float = 0.3
    """Met from here on is *fair*; below it a match is *faint* and is not shown. Of the pairs that were read it is the
    least, in steps of .05, from which on all were met at least in part, and four of five plainly."""
    strong: float = 0.8
    """Met from here on is *strong*."""
    rank_lexical: float = 1.5
    """In ``rank``: weight of the words shared over whole texts, against 1 for the sentence vectors."""
    rank_pieces: float = 0.25
    """In ``rank``: share of the vectors' part that compares sentence by sentence; the rest compares whole
    texts."""
    sources: Mapping[str, str] = field(default_factory=dict)
    """name -> where the number comes from, and what was measured."""

    def __post_init__(self) -> None:
        if not 0 <= self.lexical <= 1 or self.lexical_dimensions < 1:
            raise ValueError("Shared words weigh between 0 and 1, in at least one dimension.")
        if not 0 < self.fair <= self.strong <= 1:
            raise ValueError("A strong match is at least a fair one, and both lie within 0 and 1.")
        if not 0 <= self.rank_pieces <= 1 or self.rank_lexical < 0:
            raise ValueError("The parts of a ranking weigh no less than nothing.")
        Curve(self.lo, self.hi, self.cap)

    @property
    def curve(self) -> Curve:
        return _curve(self.lo, self.hi, self.cap)

    def band(self, met: float) -> Strength:
        """What the words mean is written under ``sources["bands"]``: how often a reader agreed."""
        if met >= self.strong:
            return Strength.STRONG
        return Strength.FAIR if met >= self.fair else Strength.FAINT

    def to_json(self) -> dict[str, Any]:
        return {"format": FORMAT, **asdict(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Matching:
        """Raises ValueError with a sentence for another format, or numbers that cannot compare anything."""
        if data.get("format") != FORMAT:
            raise ValueError("These matching numbers are written in a format this version does not read.")
        values = {name: value for name, value in data.items() if name != "format"}
        if set(values) != {one.name for one in fields(cls)}:
            raise ValueError("This file of matching numbers lacks some, or holds some that are unknown.")
        try:
            return cls(**values)
        except TypeError as error:
            raise ValueError("A matching number is not a number.") from error


def weaker(one: Strength, other: Strength) -> Strength:
    """A suggestion is no better than its match, nor than its chance of being taken up."""
    return min(one, other, key=ORDER.index)
