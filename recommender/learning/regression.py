"""Logistic regression toward an informative prior, under lower bounds: what is fitted stays near what was
expected until the data say otherwise.

Projected Newton (Bertsekas 1982, SIAM J. Control Optim. 20(2)) on a strictly convex problem: it converges
from anywhere.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.learning.ranker import sigmoid

Floats = NDArray[np.float64]

ITERATIONS = 60
"""Newton needs 4 to 8; what is not done by then is not going to be."""
SETTLED = 1e-8
"""In log-posterior, per step: far below what any decision could notice."""
HALVINGS = 30
DECREASE = 1e-4
"""Armijo's share of the promised decrease."""


@dataclass(frozen=True, slots=True)
class Normal:
    """What is expected before any data: mean (d,), precision (d, d), positive definite."""

    mean: Floats
    precision: Floats


@dataclass(frozen=True, slots=True)
class Fit:
    solution: Floats
    hessian: Floats
    """Of the negative log-posterior at the solution: its inverse is the Laplace covariance."""
    log_likelihood: float


def fit(x: Floats, y: Floats, weight: Floats, *, prior: Normal, lower: Floats, start: Floats) -> Fit:
    """Maximum a posteriori of y ~ Bernoulli(sigmoid(x @ s)), each counted ``weight`` times, s ~ prior, s >=
    lower.

    Shapes: x (n, d); y, weight (n,); lower, start (d,).
    """
    s = np.maximum(start, lower)
    value, margin = _loss(x, y, weight, prior, s)
    hessian = prior.precision
    for _ in range(ITERATIONS):
        p = sigmoid(margin)
        gradient = x.T @ (weight * (p - y)) + prior.precision @ (s - prior.mean)
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + prior.precision
        step = _newton_step(hessian, gradient, s <= lower)
        promised = float(-gradient @ step)
        if promised < SETTLED:
            break
        for halving in range(HALVINGS):
            trial = np.maximum(s + step * 0.5**halving, lower)
            new_value, new_margin = _loss(x, y, weight, prior, trial)
            if new_value <= value - DECREASE * float(gradient @ (s - trial)):
                break
        else:
            break
        s, value, margin = trial, new_value, new_margin
    likelihood = -float(weight @ (np.logaddexp(0.0, margin) - y * margin))
    return Fit(s, hessian, likelihood)


def _loss(x: Floats, y: Floats, weight: Floats, prior: Normal, s: Floats) -> tuple[float, Floats]:
    margin = x @ s
    off = s - prior.mean
    return float(
        weight @ (np.logaddexp(0.0, margin) - y * margin) + 0.5 * off @ prior.precision @ off
    ), margin


def _newton_step(hessian: Floats, gradient: Floats, bound: NDArray[np.bool_]) -> Floats:
    """The Newton step among the directions that stay inside; a coordinate at its bound that would leave is
    held."""
    held = bound & (gradient > 0)
    while True:
        step = np.zeros_like(gradient)
        free = ~held
        step[free] = -np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        leaving = bound & free & (step < 0)
        if not leaving.any():
            return step
        held |= leaving
