"""Scores one person against all others (or some), with the same arithmetic and the same bits as the all-pairs
run."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import CAP, Counts, Crowd, Curve, Floats
from recommender.kernel.engines import LEAST_COLUMNS, Scratch, least_rows

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
    ``engines.LEAST_STEPS``)."""

    offers: Floats
    offer_count: int
    needs: Floats
    need_count: int
    weights: Floats
    """Effective."""
    all_mine: Floats
    """Needs, then offers."""

    @classmethod
    def of(cls, offers: Floats, needs: Floats, weights: Floats, curve: Curve) -> Query:
        offers, needs = np.atleast_2d(offers), np.atleast_2d(needs)
        return cls(
            padded(offers, LEAST_COLUMNS),
            len(offers),
            padded(needs, LEAST_COLUMNS),
            len(needs),
            curve.effective(np.asarray(weights)),
            padded(np.concatenate([needs, offers]), LEAST_COLUMNS),
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
        some = slice(start, stop)
        if among is None:
            _neighbours(crowd, curve, query, some, to_me[some], to_them[some])
        else:
            _picked(crowd, curve, query, among[some], scratch, to_me[some], to_them[some])
    return OneAgainstAll(to_me, to_them, to_me * to_them)


def _neighbours(
    crowd: Crowd, curve: Curve, query: Query, people: slice, to_me: Floats, to_them: Floats
) -> None:
    """People in a row: their vectors are read where they lie."""
    least = least_rows(crowd.dimensions)
    starts = crowd.offer_starts[people.start : people.stop + 1]
    offers = padded(crowd.offers[starts[0] : starts[-1]], least)
    to_me[:] = _met_by(query, (offers @ query.needs.T)[: starts[-1] - starts[0]], starts - starts[0], curve)
    starts = crowd.need_starts[people.start : people.stop + 1]
    needs = padded(crowd.needs[starts[0] : starts[-1]], least)
    weights = curve.effective(np.asarray(crowd.weights[starts[0] : starts[-1]]))
    to_them[:] = _met_for(query, (needs @ query.offers.T)[: len(weights)], starts - starts[0], weights, curve)


def _picked(
    crowd: Crowd, curve: Curve, query: Query, people: Ids, scratch: Scratch, to_me: Floats, to_them: Floats
) -> None:
    """People here and there: one product of all their vectors with all of mine costs less than two small
    ones."""
    offer_rows, offer_firsts = _rows(crowd.offer_starts, people)
    need_rows, need_firsts = _rows(crowd.need_starts, people)
    count = len(offer_rows)
    least = max(least_rows(crowd.dimensions), count + len(need_rows))
    theirs: Floats = scratch.shaped("picked", least, crowd.dimensions)
    np.take(crowd.offers, offer_rows, axis=0, out=theirs[:count], mode="clip")
    np.take(crowd.needs, need_rows, axis=0, out=theirs[count : count + len(need_rows)], mode="clip")
    theirs[count + len(need_rows) :] = 0
    cosines = theirs @ query.all_mine.T
    weights = curve.effective(np.asarray(crowd.weights[need_rows]))
    to_me[:] = _met_by(query, cosines[:count], offer_firsts, curve)
    of_mine = cosines[count : count + len(need_rows), query.need_count :]
    to_them[:] = _met_for(query, of_mine, need_firsts, weights, curve)


def _rows(starts: Counts, people: Ids) -> tuple[Ids, Counts]:
    """The rows of some people's vectors, and where each one's begin among them."""
    counts = starts[people + 1] - starts[people]
    firsts = np.concatenate([[0], np.cumsum(counts)])
    return np.arange(firsts[-1]) + np.repeat(starts[people] - firsts[:-1], counts), firsts


def _met_by(query: Query, cosines: Floats, firsts: Counts, curve: Curve) -> Floats:
    """(people,): how much of the query's needs (first columns) each one's offers (rows) meet."""
    benefit = np.zeros(len(firsts) - 1, np.float32)
    some = np.flatnonzero(np.diff(firsts))
    if query.need_count and len(some):
        unmet = np.maximum.reduceat(cosines[:, : query.need_count], firsts[some], axis=0)
        curve.unmet_in_place(unmet, query.weights)
        product = unmet[:, 0]
        for need in range(
            1, query.need_count
        ):  # one after the other, as in the tiles: it decides the last bit
            product = product * unmet[:, need]
        benefit[some] = 1 - product
    return benefit


def _met_for(query: Query, cosines: Floats, firsts: Counts, weights: Floats, curve: Curve) -> Floats:
    """(people,): how much of each one's needs (rows) the query's offers (first columns) meet."""
    counts = np.diff(firsts)
    product = np.ones(len(counts), np.float32)
    if query.offer_count and len(weights):
        unmet = np.ascontiguousarray(cosines[:, : query.offer_count].T).max(axis=0)
        curve.unmet_in_place(unmet, weights)
        for slot in range(int(counts.max())):
            some = np.flatnonzero(counts > slot)
            product[some] *= unmet[firsts[some] + slot]
    return np.float32(1) - product
