"""The second gate: what came of the accepted suggestions, weeks later. It may only veto or roll back.

The n-th outcome of the new ranker's picks meets the n-th of the old one's, and a bet is made against "the
new one's turn out well at least as often". Outcomes are few and late, so this never lets anything in.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from recommender.learning.gate import STAKES

VETO_ALPHA = 0.05
"""The chance that a ranker whose outcomes are no worse is ever sent back."""


@dataclass(frozen=True, slots=True)
class OutcomeWatch:
    """Immutable; as JSON it is kept beside the gate."""

    old: str
    new: str
    wealth: tuple[float, ...] = (0.0,) * len(STAKES)
    """Logarithms, one a stake."""
    waiting_old: tuple[bool, ...] = ()
    waiting_new: tuple[bool, ...] = ()
    """Outcomes that have not met one of the other side yet: True, it turned out well."""
    pairs: int = 0

    @property
    def evidence(self) -> float:
        return sum(math.exp(log) for log in self.wealth) / len(self.wealth)

    @property
    def alarm(self) -> bool:
        """True where the new one is to be sent back."""
        return self.evidence >= 1 / VETO_ALPHA

    def after(self, model: str, good: bool) -> OutcomeWatch:
        """One outcome further; one of neither ranker changes nothing."""
        if model not in (self.old, self.new):
            return self
        old, new = self.waiting_old, self.waiting_new
        old, new = (old, (*new, good)) if model == self.new else ((*old, good), new)
        if not (old and new):
            return replace(self, waiting_old=old, waiting_new=new)
        lost = old[0] - new[0]
        wealth = tuple(w + math.log1p(stake * lost) for w, stake in zip(self.wealth, STAKES, strict=True))
        return OutcomeWatch(self.old, self.new, wealth, old[1:], new[1:], self.pairs + 1)

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> OutcomeWatch:
        """Raises ValueError where it is incomplete or of other stakes."""
        try:
            watch = cls(
                data["old"],
                data["new"],
                tuple(map(float, data["wealth"])),
                tuple(map(bool, data["waiting_old"])),
                tuple(map(bool, data["waiting_new"])),
                int(data["pairs"]),
            )
        except (KeyError, TypeError) as error:
            raise ValueError("The watch over outcomes is incomplete.") from error
        if len(watch.wealth) != len(STAKES):
            raise ValueError("The watch over outcomes belongs to other stakes.")
        return watch
