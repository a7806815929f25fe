"""Made-up networks in which it is known who would say yes: which way of putting two benefits together
finds them.

A need is truly met if an offer has its topic (hidden from the scorer, which sees only vectors); both
sides then say yes independently, more readily the more they gain. Printed: the share of an oracle's
both-yes in everybody's top ten.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recommender.benefit import met
from recommender.matching import Matching
from recommender.weighing import LEAST, MOST

PEOPLE, SEEDS, TOP = 1200, 3, 10
FIELDS, TOPICS, DIMENSIONS = 40, 40, 256
OFFERS, NEEDS = 10, 5
STEP = Matching(lo=0.5, hi=0.8)
"""Thresholds that suit these vectors."""


def network(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """(people x needs) best likeness of each one's offers, and whether an offer truly has the topic."""
    random = np.random.default_rng(seed)
    stretch = (np.arange(1, DIMENSIONS + 1) ** -0.5).astype(np.float32)

    def unit(count: int) -> np.ndarray:
        drawn = random.standard_normal((count, DIMENSIONS), dtype=np.float32) * stretch
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)

    common, fields, topics = unit(1), unit(FIELDS), unit(FIELDS * TOPICS)
    home = random.integers(0, FIELDS, (PEOPLE, 3))

    def facets(each: int, outside: float) -> tuple[np.ndarray, np.ndarray]:
        field = np.take_along_axis(home, random.integers(0, 3, (PEOPLE, each)), axis=1)
        away = random.random((PEOPLE, each)) < outside
        field = np.where(away, random.integers(0, FIELDS, (PEOPLE, each)), field)
        popularity = np.arange(1, TOPICS + 1) ** -0.8
        topic = field * TOPICS + random.choice(TOPICS, (PEOPLE, each), p=popularity / popularity.sum())
        field, topic = field.ravel(), topic.ravel()
        parts = np.sqrt(0.12) * common + np.sqrt(0.15) * fields[field]
        vectors = parts + np.sqrt(0.38) * topics[topic] + np.sqrt(0.35) * unit(len(topic))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True), topic

    offers, offered = facets(OFFERS, 0.15)
    needs, needed = facets(NEEDS, 0.45)
    best = (offers @ needs.T).reshape(PEOPLE, OFFERS, -1).max(axis=1)
    truly = (offered.reshape(PEOPLE, OFFERS)[:, :, None] == needed).any(axis=1)
    return best, truly


def noisy_or(how: np.ndarray) -> np.ndarray:
    """(i, j): what i gains from j, given (people x needs)."""
    return 1 - (1 - how).reshape(PEOPLE, PEOPLE, NEEDS).prod(axis=2).T


def run(seed: int) -> dict[str, float]:
    best, truly = network(seed)
    random = np.random.default_rng(seed + 100)
    truth = noisy_or(0.7 * truly)
    yes = 1 / (1 + np.exp(-(5 * truth - 2.5 + random.normal(0, 1, PEOPLE)[:, None])))
    both = yes * yes.T
    np.fill_diagonal(both, -1)
    how = met(best, STEP)
    frequency = np.maximum((how >= 0.5).sum(axis=0), 1)
    weights = np.clip(np.log(PEOPLE / frequency) / np.log(PEOPLE), LEAST, MOST)
    plain, weighed = noisy_or(MOST * how), noisy_or(weights * how)
    raw = best.reshape(PEOPLE, PEOPLE, NEEDS).mean(axis=2).T
    ways: dict[str, np.ndarray] = {
        "what the better served of the two gains": np.maximum(weighed, weighed.T),
        "one-sided: only what I gain": weighed,
        "mean of raw likenesses, product": raw * raw.T,
        "noisy-or, product, no need weights": plain * plain.T,
        "noisy-or, harmonic mean, need weights": 2
        * weighed
        * weighed.T
        / np.maximum(weighed + weighed.T, 1e-9),
        "noisy-or, product, need weights (as shipped)": weighed * weighed.T,
    }

    def found(score: np.ndarray) -> float:
        score = score.copy()
        np.fill_diagonal(score, -1)
        top = np.argpartition(-score, TOP, axis=1)[:, :TOP]
        return float(np.take_along_axis(both, top, axis=1).mean())

    oracle = found(both)
    return {name: found(score) / oracle for name, score in ways.items()}


def table(runner: Callable[[int], dict[str, float]] = run) -> None:
    print(f"Both say yes: share of an oracle's in the top {TOP}, {SEEDS} made-up networks of {PEOPLE}")
    runs = [runner(seed) for seed in range(SEEDS)]
    for name in runs[0]:
        values = [one[name] for one in runs]
        print(f"  {name:48s} {np.mean(values):.3f} ({min(values):.3f} to {max(values):.3f})")


if __name__ == "__main__":
    table()
