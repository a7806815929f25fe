"""Scores one person against all others (or some), with the same arithmetic and the same bits as the all-pairs
run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.crowd import CAP, Counts, Crowd, Curve, Floats
from recommender.engines import LEAST_COLUMNS, LEAST_ROWS, Scratch

PEOPLE_AT_ONCE = 1024
"""People scanned together: their products stay within the cache, whatever the size of the network."""

Ids = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OneAgainstAll:
    """Three figures for each of the others, 0 to 1."""

    to_me: Floats
    """(n,) how much of my needs each of them would meet."""
    to_them: Floats
    """(n,) how much of each one's needs I would meet."""
    mutual: Floats
    """(n,) their product: nought where either side has no need or no offer that meets one."""


@dataclass(frozen=True, slots=True)
class Query:
    """One person's vectors, padded so that BLAS takes the same path as in a tile (see
    ``engines.LEAST_ROWS``)."""

    offers: Floats
    offer_count: int
    needs: Floats
    need_count: int
    weights: Floats
    """Effective."""

    @classmethod
    def of(cls, offers: Floats, needs: Floats, weights: Floats, curve: Curve) -> Query:
        offers, needs = np.atleast_2d(offers), np.atleast_2d(needs)
        return cls(
            padded(offers, LEAST_COLUMNS),
            len(offers),
            padded(needs, LEAST_COLUMNS),
            len(needs),
            curve.effective(np.asarray(weights)),
        )

    @classmethod
    def person(cls, crowd: Crowd, curve: Curve, person: int) -> Query:
        a, b = crowd.offer_starts[person : person + 2]
        c, d = crowd.need_starts[person : person + 2]
        return cls.of(crowd.offers[a:b], crowd.needs[c:d], crowd.weights[c:d], curve)


def padded(vectors: Floats, least: int) -> Floats:
    if len(vectors) >= least:
        return np.asarray(vectors)
    out = np.zeros((least, vectors.shape[1]), np.float32)
    out[: len(vectors)] = vectors
    return out


def one_against_all(
    offers: Floats,
    offer_starts: Counts,
    needs: Floats,
    need_starts: Counts,
    weights: Floats,
    *,
    my_offers: Floats,
    my_needs: Floats,
    my_weights: Floats,
    lo: float,
    hi: float,
    cap: float = CAP,
    among: Ids | None = None,
) -> OneAgainstAll:
    """What I and each of n people (a ``Crowd``'s arrays), or only those of ``among``, would gain from each
    other.

    ``my_offers`` (any, d), ``my_needs`` (any, d), ``my_weights`` (any,): float32, the weights 0 to 1. A
    pair's mutual score is that of ``blocks.mutual_top`` to the last bit (float32 engine, OpenBLAS, 256
    dimensions or more; elsewhere within 1e-6 or so, as BLAS rounds).
    """
    crowd = Crowd(offers, offer_starts, needs, need_starts, weights)
    curve = Curve(lo, hi, cap)
    return score(crowd, curve, Query.of(my_offers, my_needs, my_weights, curve), among)


def score(
    crowd: Crowd, curve: Curve, query: Query, among: Ids | None = None, scratch: Scratch | None = None
) -> OneAgainstAll:
    scratch = scratch or Scratch()
    n = len(crowd) if among is None else len(among)
    to_me, to_them = np.zeros(n, np.float32), np.zeros(n, np.float32)
    for start in range(0, n, PEOPLE_AT_ONCE):
        stop = min(n, start + PEOPLE_AT_ONCE)
        people = np.arange(start, stop) if among is None else among[start:stop]
        rows, firsts = _rows(crowd.offer_starts, people)
        to_me[start:stop] = _met_by(query, _taken(crowd.offers, rows, scratch), firsts, curve)
        rows, firsts = _rows(crowd.need_starts, people)
        weights = curve.effective(np.asarray(crowd.weights[rows]))
        to_them[start:stop] = _met_for(query, _taken(crowd.needs, rows, scratch), firsts, weights, curve)
    return OneAgainstAll(to_me, to_them, to_me * to_them)


def _rows(starts: Counts, people: Ids) -> tuple[slice | Ids, Counts]:
    """The rows of some people's vectors (a slice if they are neighbours), and where each one's begin among
    them."""
    counts = starts[people + 1] - starts[people]
    firsts = np.concatenate([[0], np.cumsum(counts)])
    if people[-1] - people[0] == len(people) - 1 and np.all(np.diff(people) == 1):
        return slice(int(starts[people[0]]), int(starts[people[-1] + 1])), firsts
    return np.arange(firsts[-1]) + np.repeat(starts[people] - firsts[:-1], counts), firsts


def _taken(vectors: Floats, rows: slice | Ids, scratch: Scratch) -> Floats:
    if isinstance(rows, slice):
        return padded(vectors[rows], LEAST_ROWS)
    out: Floats = scratch.shaped("single", max(len(rows), LEAST_ROWS), vectors.shape[1])
    np.take(vectors, rows, axis=0, out=out[: len(rows)], mode="clip")
    out[len(rows) :] = 0
    return out


def _met_by(query: Query, offers: Floats, firsts: Counts, curve: Curve) -> Floats:
    """(people,): how much of the query's needs each one's offers meet."""
    benefit = np.zeros(len(firsts) - 1, np.float32)
    some = np.flatnonzero(np.diff(firsts))
    if query.need_count and len(some):
        # Tall times narrow: half the time of the transposed product.
        cosines = (offers @ query.needs.T)[: firsts[-1], : query.need_count]
        unmet = np.maximum.reduceat(cosines, firsts[some], axis=0)
        curve.unmet_in_place(unmet, query.weights)
        product = unmet[:, 0]
        for need in range(
            1, query.need_count
        ):  # one after the other, as in the tiles: it decides the last bit
            product = product * unmet[:, need]
        benefit[some] = 1 - product
    return benefit


def _met_for(query: Query, needs: Floats, firsts: Counts, weights: Floats, curve: Curve) -> Floats:
    """(people,): how much of each one's needs the query's offers meet."""
    counts = np.diff(firsts)
    product = np.ones(len(counts), np.float32)
    if query.offer_count and len(weights):
        cosines = (needs @ query.offers.T)[: len(weights), : query.offer_count]
        unmet = np.ascontiguousarray(cosines.T).max(axis=0)
        curve.unmet_in_place(unmet, weights)
        for slot in range(int(counts.max())):
            some = np.flatnonzero(counts > slot)
            product[some] *= unmet[firsts[some] + slot]
    return np.float32(1) - product
