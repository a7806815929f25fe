"""Made-up networks of a real one's shape: clustered fields, popular and rare topics, ragged counts,
acquaintances.

What they need is popular elsewhere than what they offer, so that some are in demand and others are not.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array

from recommender.kernel.crowd import Counts, Crowd, Floats, Known

DIMENSIONS = 384
"""As the default encoder."""
FIELDS, TOPICS_A_FIELD, HOME_FIELDS = 60, 40, 3
COMMON, FIELD, TOPIC, OWN = 0.12, 0.15, 0.38, 0.35
"""Shares of a vector's length: what all texts have in common, the field, the topic, the wording. Random pairs
come to a cosine near .14, of one field .3, of one topic .65, as sentence encoders have it."""
OFFERS, NEEDS = 10, 5
"""A person's on average; half to one and a half times as many."""
OUTSIDE_HOME = {"offers": 0.15, "needs": 0.45}
ACQUAINTANCES = 15
"""Drawn for each; with those drawn by others about twice as many."""
LO, HI, WEIGHT = 0.5, 0.8, 0.9
"""Thresholds that suit these vectors, and one weight for all needs."""


@dataclass(frozen=True)
class Made:
    crowd: Crowd
    known: Known
    ties: npt.NDArray[np.int64]
    """(n,) how many each one knows."""


def make(people: int, seed: int = 0, dimensions: int = DIMENSIONS) -> Made:
    """The same network for the same arguments."""
    random = np.random.default_rng(seed)
    shape = _Wording(random, dimensions)
    home = random.choice(FIELDS, size=(people, HOME_FIELDS), p=_popularity(FIELDS, 0.7))
    wanted = random.permutation(FIELDS)
    offers, offer_starts = _facets(
        random, shape, home, average=OFFERS, outside=OUTSIDE_HOME["offers"], elsewhere=np.arange(FIELDS)
    )
    needs, need_starts = _facets(
        random, shape, home, average=NEEDS, outside=OUTSIDE_HOME["needs"], elsewhere=wanted
    )
    weights = np.full(len(needs), WEIGHT, np.float32)
    known = _acquaintances(random, home)
    return Made(Crowd(offers, offer_starts, needs, need_starts, weights), known, np.diff(known[0]))


class _Wording:
    """Vectors of fields, topics and wordings, stretched along some directions as encoders' vectors are."""

    def __init__(self, random: np.random.Generator, dimensions: int) -> None:
        spectrum = np.arange(1, dimensions + 1) ** -0.5
        basis = np.linalg.qr(random.standard_normal((dimensions, dimensions)))[0]
        self._random = random
        self._stretch = (spectrum[:, None] * basis).astype(np.float32)
        self.common, self.fields = self.draw(1), self.draw(FIELDS)
        self.topics = self.draw(FIELDS * TOPICS_A_FIELD)

    def draw(self, count: int) -> Floats:
        drawn = self._random.standard_normal((count, len(self._stretch)), dtype=np.float32) @ self._stretch
        return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


def _popularity(count: int, exponent: float) -> npt.NDArray[np.float64]:
    shares = np.arange(1, count + 1) ** -exponent
    return shares / shares.sum()


def _facets(
    random: np.random.Generator,
    shape: _Wording,
    home: npt.NDArray[np.int64],
    *,
    average: int,
    outside: float,
    elsewhere: npt.NDArray[np.int64],
) -> tuple[Floats, Counts]:
    counts = random.integers(average // 2, average * 3 // 2 + 1, len(home))
    starts = np.concatenate([[0], np.cumsum(counts)])
    owner = np.repeat(np.arange(len(home)), counts)
    total = len(owner)
    field = home[owner, random.integers(0, HOME_FIELDS, total)]
    away = elsewhere[random.choice(FIELDS, size=total, p=_popularity(FIELDS, 0.7))]
    field = np.where(random.random(total) < outside, away, field)
    topic = field * TOPICS_A_FIELD + random.choice(
        TOPICS_A_FIELD, size=total, p=_popularity(TOPICS_A_FIELD, 0.8)
    )
    vectors = np.empty((total, shape.common.shape[1]), np.float32)
    for start in range(0, total, 65536):
        part = slice(start, min(total, start + 65536))
        mixed = np.sqrt(COMMON, dtype=np.float32) * shape.common
        mixed = mixed + np.sqrt(FIELD, dtype=np.float32) * shape.fields[field[part]]
        mixed += np.sqrt(TOPIC, dtype=np.float32) * shape.topics[topic[part]]
        mixed += np.sqrt(OWN, dtype=np.float32) * shape.draw(part.stop - part.start)
        vectors[part] = mixed / np.linalg.norm(mixed, axis=1, keepdims=True)
    return vectors, starts


def _acquaintances(random: np.random.Generator, home: npt.NDArray[np.int64]) -> Known:
    """People of one field know those near them in a hidden order."""
    people = len(home)
    order = np.lexsort((random.permutation(people), home[:, 0]))
    place = np.empty(people, np.int64)
    place[order] = np.arange(people)
    steps = random.geometric(1 / 60, size=(people, ACQUAINTANCES))
    other = order[(place[:, None] + steps) % people].ravel()
    one = np.repeat(np.arange(people), ACQUAINTANCES)
    keep = one != other
    pairs = (np.concatenate([one[keep], other[keep]]), np.concatenate([other[keep], one[keep]]))
    matrix = coo_array((np.ones(len(pairs[0]), np.int8), pairs), shape=(people, people)).tocsr()
    return matrix.indptr, matrix.indices
