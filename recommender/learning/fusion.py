"""Whether both will say yes, where people's past answers are known: who says yes often, and to whom yes is
said often.

Each side's probability is what the matching expects, shifted by two habits in log-odds: the asked one's
generosity and the other's popularity, both smoothed toward the average so that few answers move little.
Fusion of the two sides is a logistic regression on the logs of both, drawn toward their product (both say
yes, independently: Pizzato et al. 2010); it leaves the product only where outcomes say so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.learning.ranker import sigmoid
from recommender.learning.regression import Normal, fit

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SMOOTHING = 5.0
"""Answers' worth of the average mixed into everyone's habits: five answers of one's own weigh as much as
the prior."""
PRODUCT = np.array([0.0, 1.0, 1.0, 0.0])
"""Fusion expected: log p of both sides, weight 1 each, no intercept, evenness worth nothing of its own."""
PRODUCT_SD = np.array([1.0, 0.1, 0.1, 0.1])
"""Narrow: that both must say yes is no guess. Some thousand outcomes outweigh it."""
SURE = 1e-3
"""Nobody's yes is ever taken for certain, or for impossible."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Shifts in log-odds from the average, one a person; all zero where nobody has answered yet."""

    average: float
    """How often a yes was said, of all answers; 0.5 for none."""
    generosity: Floats
    popularity: Floats

    @classmethod
    def of(cls, who: Ints, whom: Ints, yes: Floats, people: int) -> Habits:
        """From answers: ``who`` was asked about ``whom`` and said ``yes`` (1) or no (0). Shapes (n,)."""
        average = _inside(float(yes.mean())) if len(yes) else 0.5
        return cls(
            average,
            _shift(who, yes, people, average),
            _shift(whom, yes, people, average),
        )

    def says_yes(self, who: Ints, whom: Ints, expected: Floats | None = None) -> Floats:
        """(n,) probability that ``who`` says yes to ``whom``; ``expected`` is what is known of each pair
        besides."""
        base = np.full(len(who), self.average) if expected is None else np.asarray(expected)
        return sigmoid(_log_odds(base) + self.generosity[who] + self.popularity[whom])


@dataclass(frozen=True, slots=True)
class Willing:
    """Habits by person: how likely somebody is to say yes to an introduction that would benefit them so
    much."""

    habits: Habits
    number: Mapping[int, int]
    """person -> row of the habits; who was never asked about is average."""

    @classmethod
    def of(cls, answers: Sequence[tuple[int, int, bool]]) -> Willing:
        """From (who was asked, about whom, said yes), as introductions went."""
        people = sorted({person for who, whom, _ in answers for person in (who, whom)})
        number = {person: row for row, person in enumerate(people)}
        who = np.array([number[one] for one, _, _ in answers], dtype=np.int64)
        whom = np.array([number[one] for _, one, _ in answers], dtype=np.int64)
        yes = np.array([float(said) for _, _, said in answers])
        return cls(Habits.of(who, whom, yes, len(people)), number)

    def by_person(self) -> dict[int, tuple[float, float]]:
        """person -> generosity and popularity, of those with any answers."""
        shifts = list(zip(self.habits.generosity.tolist(), self.habits.popularity.tolist(), strict=True))
        return {person: shifts[row] for person, row in self.number.items()}

    def expected(self, who: int, whom: int, benefit: float) -> float:
        """0 to 1: the benefit, shifted by both people's habits; the benefit itself where neither has any."""
        mine, theirs = self.number.get(who), self.number.get(whom)
        if mine is None and theirs is None:
            return benefit
        shift = 0.0 if mine is None else float(self.habits.generosity[mine])
        shift += 0.0 if theirs is None else float(self.habits.popularity[theirs])
        return float(sigmoid(_log_odds(np.array(benefit)) + shift))


@dataclass(frozen=True, slots=True)
class Fusion:
    """Both sides' probabilities into one score; by default their product."""

    weights: tuple[float, ...] = tuple(PRODUCT.tolist())

    def score(self, one: Floats, other: Floats) -> Floats:
        """(n,): log-odds that both say yes; orders pairs. The same whichever side is named first."""
        return _columns(one, other) @ np.array(self.weights)


def learn_fusion(one: Floats, other: Floats, both: Floats) -> Fusion:
    """From pairs' probabilities (n,) and whether both did say yes (n,). No pairs give the product.

    The probabilities must come from answers other than these pairs' own, or the fusion learns to trust them
    too much.
    """
    # Both ways round: which side is named first must not matter.
    x = np.concatenate([_columns(one, other), _columns(other, one)])
    y, weight = np.concatenate([both, both]), np.full(2 * len(both), 0.5)
    prior = Normal(PRODUCT, np.diag(PRODUCT_SD**-2.0))
    bound = np.array([-np.inf, 0.0, 0.0, -np.inf])
    found = fit(x, y, weight, prior=prior, lower=bound, start=PRODUCT).solution
    found[1:3] = found[1:3].mean()
    return Fusion(tuple(found.tolist()))


def product(one: Floats, other: Floats) -> Floats:
    return one * other


def harmonic(one: Floats, other: Floats) -> Floats:
    """The harmonic mean; 0 where either is."""
    total = one + other
    return np.divide(2 * one * other, total, out=np.zeros_like(total), where=total > 0)


def _columns(one: Floats, other: Floats) -> Floats:
    a, b = np.log(np.clip(one, SURE, 1)), np.log(np.clip(other, SURE, 1))
    return np.column_stack([np.ones_like(a), a, b, -np.abs(a - b)])


def _shift(person: Ints, yes: Floats, people: int, average: float) -> Floats:
    said, asked = np.bincount(person, yes, people), np.bincount(person, minlength=people)
    rate = (said + SMOOTHING * average) / (asked + SMOOTHING)
    return _log_odds(rate) - _log_odds(np.array(average))


def _log_odds(p: Floats) -> Floats:
    inside = np.clip(p, SURE, 1 - SURE)
    return np.asarray(np.log(inside / (1 - inside)))


def _inside(p: float) -> float:
    return min(max(p, SURE), 1 - SURE)
