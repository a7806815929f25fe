"""The gate: a newly learnt ranker serves only after the user's own choices have shown that it is better.

Held-back feedback cannot tell: it was gathered under the old ranker, and looking often finds luck. So
champion and challenger share the panel (interleaving.py), and a bet is made against "the challenger's picks
are taken up no more often". Its wealth can reach 1/alpha with probability alpha at most if that is true,
however often one looks (Ville 1939; Waudby-Smith & Ramdas 2024, J. R. Stat. Soc. B 86(1)). Alpha is spent
over the reigns of champions, so that all promotions together are wrong with probability ALPHA at most.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from recommender.learning.interleaving import Session

ALPHA = 0.05
"""The chance, over all time, that anything is promoted that is not better."""
STAKES = (0.05, 0.1, 0.2, 0.4, 0.8)
"""Shares of the wealth bet on each session, side by side: small ones find small gains, large ones find them
soon."""
SCALE = 3
"""Picks a side has in a panel of six; a session with more contested pairs is divided by their number
instead."""
OWN_EVIDENCE = 1.0
"""The newest challenger must not itself have lost since it came in, whatever its predecessors earned."""
STAY = 60
"""Sessions a challenger that is ahead stays on trial before a newer one may take its place. Changed at every
training, even nonsense (learnt from shuffled answers) is promoted now and then: it lives on its
forerunners' luck."""


@dataclass(frozen=True, slots=True)
class Gate:
    """Immutable; as JSON it is what the server keeps between sessions."""

    champion: str
    challenger: str = ""
    """Empty: nobody is being tried."""
    reign: int = 1
    """Counts champions, the default being the first."""
    wealth: tuple[float, ...] = (0.0,) * len(STAKES)
    """Logarithms, one a stake, since this reign began."""
    own: tuple[float, ...] = (0.0,) * len(STAKES)
    """The same, since this challenger came in."""
    sessions: int = 0
    """Counted since this reign began."""
    own_sessions: int = 0
    """Counted since this challenger came in."""

    @property
    def evidence(self) -> float:
        """What one unit bet when the reign began is worth now."""
        return _mean_exp(self.wealth)

    @property
    def own_evidence(self) -> float:
        return _mean_exp(self.own)

    @property
    def needed(self) -> float:
        """1 / alpha of this reign; the alphas 6 / (pi r)^2 of all reigns sum to ALPHA."""
        return (math.pi * self.reign) ** 2 / (6 * ALPHA)

    @property
    def open(self) -> bool:
        """True where the evidence lets the challenger in; the guards are still to be asked."""
        return bool(self.challenger) and self.evidence >= self.needed and self.own_evidence >= OWN_EVIDENCE

    @property
    def ahead(self) -> bool:
        """True where the challenger is winning and has not had its time: a newer one has to wait."""
        return bool(self.challenger) and self.own_evidence > 1 and self.own_sessions < STAY

    def enter(self, challenger: str) -> Gate:
        """Another challenger comes in. What the reign's challengers earned so far stays: the bet is on
        learning."""
        if challenger == self.challenger:
            return self
        return replace(self, challenger=challenger, own=(0.0,) * len(STAKES), own_sessions=0)

    def after(self, session: Session) -> Gate:
        """One settled session further."""
        if not self.challenger:
            return self
        share = (session.won - session.lost) / max(SCALE, session.contested)
        gains = [math.log1p(stake * share) for stake in STAKES]
        return replace(
            self,
            wealth=tuple(w + gain for w, gain in zip(self.wealth, gains, strict=True)),
            own=tuple(w + gain for w, gain in zip(self.own, gains, strict=True)),
            sessions=self.sessions + 1,
            own_sessions=self.own_sessions + 1,
        )

    def promoted(self) -> Gate:
        """The challenger is champion: a new reign, with a smaller alpha."""
        return Gate(self.challenger, reign=self.reign + 1)

    def withdrawn(self) -> Gate:
        """The challenger is out (vetoed, refused by a guard, tampered with)."""
        return replace(self, challenger="", own=(0.0,) * len(STAKES), own_sessions=0)

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Gate:
        """Raises ValueError where it is not a gate of these stakes."""
        try:
            values = {name: data[name] for name in cls.__slots__}
            gate = cls(**values | {name: tuple(map(float, data[name])) for name in ("wealth", "own")})
        except (KeyError, TypeError) as error:
            raise ValueError("The gate's state is incomplete.") from error
        if len(gate.wealth) != len(STAKES) or len(gate.own) != len(STAKES) or gate.reign < 1:
            raise ValueError("The gate's state belongs to other stakes.")
        return gate


def _mean_exp(logs: tuple[float, ...]) -> float:
    return sum(math.exp(log) for log in logs) / len(logs)
