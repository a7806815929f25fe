"""SIMULATED users: what they see, and how they would decide if they differed from the prior by so many of
its sds.

Nobody here is real. The pool is drawn so that its features have the ranges and correlations of the ones the
recommender fills in; a user's own weights are the prior's plus ``deviation`` times its sds, plus effects
that no linear ranker can express (so that the learner is also wrong about something).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from recommender.learning.features import INDEX, NAMES, prior_mean, prior_sd
from recommender.learning.ranker import sigmoid

Floats = NDArray[np.float64]

POOL = 200
"""Candidates to choose from in one session."""
INTRODUCTIONS = 0.5
"""Share of the pool that is two-sided; the rest are gives and asks, kinds alike."""
MISFIT = 0.5
"""Size of what is not linear, in log-odds per sd of deviation."""


STOCK = 100_000
"""Candidates drawn once; a session's pool is drawn from these."""


@cache
def _stock() -> Floats:
    return candidates(np.random.default_rng(STOCK), STOCK)


def pool(rng: np.random.Generator, n: int = POOL) -> Floats:
    """(n, len(FEATURES)): what one session chooses from."""
    return _stock()[rng.integers(0, STOCK, n)]


def candidates(rng: np.random.Generator, n: int) -> Floats:
    """(n, len(FEATURES)): suggestions that passed the matching, as the ranker sees them."""
    x = np.zeros((n, len(NAMES)))
    z = rng.standard_normal((n, 5))
    shared = z[:, 0]
    two_sided = rng.random(n) < INTRODUCTIONS

    def put(name: str, values: Floats) -> None:
        x[:, INDEX[name]] = values

    put("bias", np.ones(n))
    a = np.minimum(-0.8 + 0.5 * z[:, 1] + 0.4 * shared, -0.02)
    b = np.where(two_sided, np.minimum(-0.8 + 0.5 * z[:, 2] + 0.4 * shared, -0.02), 0.0)
    put("log_benefit_a", a)
    put("log_benefit_b", b)
    put("imbalance", np.where(two_sided, np.abs(a - b), 0.0))
    common = np.log1p(rng.poisson(np.exp(0.6 + 0.7 * z[:, 3])))
    put("common_contacts", common)
    put("common_contacts_squared", common**2)
    put("tie_to_a", rng.choice([0.35, 0.5, 0.7, 1.0], n))
    put("tie_to_b", np.where(two_sided, rng.choice([0.35, 0.5, 0.7, 1.0], n), 0.0))
    put("recency", rng.beta(2, 1.5, n))
    put("confirmed", rng.choice([0.0, 0.5, 1.0], n))
    put("cross_community", np.where(two_sided, rng.random(n) < 0.4, False).astype(float))
    put("recent_exposure", np.log1p(rng.poisson(0.7, n)))
    put("effort", np.log(rng.choice([2.0, 5.0, 10.0, 15.0, 30.0], n)))
    kinds = np.array(
        [i for i, name in enumerate(NAMES) if name.startswith("kind_") and name != "kind_introduce"]
    )
    column = np.where(two_sided, INDEX["kind_introduce"], rng.choice(kinds, n))
    x[np.arange(n), column] = 1.0
    return x


@dataclass(frozen=True)
class User:
    """SIMULATED: says yes with these probabilities, to whatever was looked at."""

    weights: Floats
    misfit: Floats

    def says_yes(self, x: Floats) -> Floats:
        """(n,) probabilities."""
        a, b = x[:, INDEX["log_benefit_a"]], x[:, INDEX["log_benefit_b"]]
        odd = (
            self.misfit[0] * 0.5 * (a + 0.8) * (b + 0.4)
            + self.misfit[1] * x[:, INDEX["cross_community"]] * (x[:, INDEX["tie_to_a"]] - 0.6)
            + self.misfit[2] * (np.abs(x[:, INDEX["recency"]] - 0.5) - 0.25)
        )
        return sigmoid(x @ self.weights + odd)


def user(rng: np.random.Generator, deviation: float) -> User:
    """A user ``deviation`` of the prior's sds away from it; how many suggestions they take up overall stays
    as expected."""
    off = deviation * prior_sd() * rng.standard_normal(len(NAMES))
    off[INDEX["bias"]] = 0.0
    return User(prior_mean() + off, deviation * MISFIT * rng.standard_normal(3))


def ndcg(probability: Floats, score: Floats, k: int = 10) -> float:
    """Of the true probabilities, in the order of the score."""
    discount = 1 / np.log2(np.arange(2, k + 2))
    best = np.sort(probability)[::-1][:k] @ discount
    return float(probability[np.argsort(-score, kind="stable")[:k]] @ discount / best)


def accepted_of_top(probability: Floats, score: Floats, k: int = 5) -> float:
    """The share of the k shown first that would be accepted."""
    return float(probability[np.argpartition(-score, k)[:k]].mean())
