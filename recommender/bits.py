"""Answers the panel's question fast: one bit a dimension sifts everybody, float32 decides among the few that
are left.

A vector's bits are the signs of its distance from the centre of all vectors; how many bits two vectors share
tells their angle (random hyperplanes: Charikar, STOC 2002). What is exact is the order of those re-ranked;
who is re-ranked is not: recall and time are printed by benchmarks/bench_pairs.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from recommender.crowd import Crowd, Curve, Floats
from recommender.packed import COARSE_WORDS, COLUMNS_AT_ONCE, WORD, Packed, differing, to_bits, turned, words
from recommender.single import Ids, Query, score
from recommender.topk import from_keys, to_keys

RERANKED = 400
"""People scored exactly. Recall@10 on three made-up networks of 30,000 (seeds 0, 1, 2): 1, .993 and 1, and no better
with 600. On sentences of real bios and project pages (6,000 people made of them): .97 of the matches above .01 either
way, .86 without the turn."""
WORTHWHILE = 5000
"""People up to whom a plain scan is as fast, and exact."""
SIFTED_SHARE, SIFTED_LEAST = 0.05, 2000
"""Who is left after the first words: half of the tenth that was kept before loses nothing on those networks of 30,000
(chosen on seeds 1 and 2), for a tenth less time."""
SAMPLED_PAIRS = 20_000
"""For the relation of shared bits to cosine: its slope is then known to a percent."""
Side = Literal["mutual", "to_me", "to_them"]
SIDES: tuple[Side, ...] = ("mutual", "to_me", "to_them")


@dataclass(frozen=True)
class BitIndex:
    """A sixteenth of the vectors' memory. For one state of the crowd; score those who changed since by
    themselves."""

    crowd: Crowd
    curve: Curve
    centre: Floats
    turn: Floats
    met: Floats
    """(bits + 1,) how well a need is expected to be met by an offer that differs in so many bits."""
    coarsely_met: Floats
    """The same, told from the first words alone."""
    offers: Packed
    needs: Packed

    @classmethod
    def of(cls, crowd: Crowd, curve: Curve) -> BitIndex:
        """About a second for 30,000 people."""
        centre, turn = _centre(crowd), turned(crowd.dimensions)
        weights = curve.effective(np.asarray(crowd.weights))
        return cls(
            crowd,
            curve,
            centre,
            turn,
            _expected_met(crowd, curve, (centre, turn), words(crowd.dimensions)),
            _expected_met(crowd, curve, (centre, turn), min(COARSE_WORDS, words(crowd.dimensions))),
            Packed.of(crowd.offers, crowd.offer_starts, np.ones(len(crowd.offers), np.float32), centre, turn),
            Packed.of(crowd.needs, crowd.need_starts, weights, centre, turn),
        )

    def top(
        self,
        query: Query,
        k: int,
        *,
        by: Side = "mutual",
        leave_out: Ids | None = None,
        reranked: int = RERANKED,
    ) -> tuple[Floats, npt.NDArray[np.int32]]:
        """The k best partners of one person, best first: values and indices (k,); 0 and -1 for nobody."""
        n = len(self.crowd)
        if n <= max(WORTHWHILE, k, reranked):
            sifted, among = np.arange(n), None
        else:
            sifted = among = self.sift(query, by=(by,), leave_out=leave_out, keep=max(k, reranked))
        found = getattr(score(self.crowd, self.curve, query, among), by)
        if leave_out is not None:
            found[np.isin(sifted, leave_out)] = 0
        keys = np.sort(to_keys(found, sifted))[::-1][:k]
        return from_keys(np.concatenate([keys, np.zeros(k - len(keys), np.uint64)]))

    def sift(
        self,
        query: Query,
        *,
        by: Sequence[Side] = SIDES,
        leave_out: Ids | None = None,
        keep: int = RERANKED,
    ) -> Ids:
        """Those among whom the best on each of the sides are expected, at most ``keep`` a side, by rising index.

        Some of the bits of everybody first, then all bits of the best.
        """
        first = max(SIFTED_LEAST, int(SIFTED_SHARE * len(self.crowd)))
        some = best_of_any(self._expected(query, by, leave_out), first)
        return best_of_any(self._expected(query, by, leave_out, some), keep)

    def _expected(
        self, query: Query, by: Sequence[Side], leave_out: Ids | None, among: Ids | None = None
    ) -> list[Floats]:
        """(n,) for each side; nought for all but ``among``, or coarsely for everybody."""
        coarse = among is None
        found: dict[str, Floats] = {}
        if set(by) != {"to_them"}:
            found["to_me"] = self._to_me(query, among, coarse)
        if set(by) != {"to_me"}:
            found["to_them"] = self._to_them(query, among, coarse)
        for figures in found.values() if leave_out is not None else ():
            figures[leave_out] = 0
        if "mutual" in by:
            found["mutual"] = found["to_me"] * found["to_them"]
        return [found[side] for side in by]

    def _to_me(self, query: Query, among: Ids | None, coarse: bool) -> Floats:
        """(n,) expected benefit to the query from each one's offers; nought for all but ``among``."""
        bits, lengths, _, people = self.offers.everybody() if among is None else self.offers.among(among)
        benefit = np.zeros(len(self.crowd), np.float32)
        if lengths and query.need_count:
            needs = to_bits(query.needs[: query.need_count], self.centre, self.turn)
            best = _slotwise(np.minimum, differing(bits, needs, coarse), lengths)
            met = (self.coarsely_met if coarse else self.met).take(best)
            benefit[people[: lengths[0]]] = 1 - np.prod(1 - query.weights[:, None] * met, axis=0)
        return benefit

    def _to_them(self, query: Query, among: Ids | None, coarse: bool) -> Floats:
        """(n,) expected benefit to each one from the query's offers; nought for all but ``among``."""
        bits, lengths, weights, people = self.needs.everybody() if among is None else self.needs.among(among)
        benefit = np.zeros(len(self.crowd), np.float32)
        if lengths and query.offer_count:
            offers = to_bits(query.offers[: query.offer_count], self.centre, self.turn)
            best = differing(bits, offers, coarse).min(axis=0)
            unmet = 1 - weights * (self.coarsely_met if coarse else self.met).take(best)
            benefit[people[: lengths[0]]] = 1 - _slotwise(np.multiply, unmet, lengths)
        return benefit


def best_of_any(figures: Sequence[Floats], keep: int) -> Ids:
    """Whoever is among the best of one of the rows of figures, by rising index."""
    if len(figures) == 1:
        return best_of(figures[0], keep)
    return np.unique(np.concatenate([best_of(one, keep) for one in figures]))


def best_of(figures: Floats, keep: int) -> Ids:
    """By rising index, at most ``keep`` of those above nought: the greatest, and of equals the first."""
    if keep < len(figures):
        least = np.partition(figures, len(figures) - keep)[len(figures) - keep]
        above = np.flatnonzero(figures > least)
        level = np.flatnonzero((figures == least) & (figures > 0))
        return np.sort(np.concatenate([above, level[: keep - len(above)]]))
    return np.flatnonzero(figures > 0)


def _slotwise(combine: np.ufunc, figures: npt.NDArray[Any], lengths: tuple[int, ...]) -> npt.NDArray[Any]:
    """(..., lengths[0]): each person's figures (last axis) combined; overwrites the first slot."""
    found = figures[..., : lengths[0]]
    start = lengths[0]
    for length in lengths[1:]:
        part = found[..., :length]
        combine(part, figures[..., start : start + length], out=part)
        start += length
    return found


def _centre(crowd: Crowd) -> Floats:
    """The mean of all vectors, read in slices."""
    total, count = np.zeros(crowd.dimensions), 0
    for vectors in (crowd.offers, crowd.needs):
        for start in range(0, len(vectors), COLUMNS_AT_ONCE):
            total += vectors[start : start + COLUMNS_AT_ONCE].sum(axis=0, dtype=np.float64)
        count += len(vectors)
    return (total / max(count, 1)).astype(np.float32)


def _expected_met(crowd: Crowd, curve: Curve, axes: tuple[Floats, Floats], first: int) -> Floats:
    """(bits + 1,): the mean of the smooth step over the cosines that so many bits apart in the first words
    leave open.

    Cosines are fitted as a straight line of cos(pi x share of differing bits) on pairs drawn at random
    (always the same), with a normal spread about it.
    """
    dimensions = min(crowd.dimensions, first * WORD)
    angles = np.cos(np.pi * np.arange(dimensions + 1) / dimensions)
    slope, level, spread = 1.0, 0.0, 1 / np.sqrt(dimensions)
    if len(crowd.offers) and len(crowd.needs):
        random = np.random.default_rng(0)
        offers = crowd.offers[np.sort(random.integers(0, len(crowd.offers), SAMPLED_PAIRS))]
        needs = crowd.needs[random.integers(0, len(crowd.needs), SAMPLED_PAIRS)]
        cosines = np.einsum("ij,ij->i", offers, needs)
        differ = to_bits(offers, *axes)[:, :first] ^ to_bits(needs, *axes)[:, :first]
        seen = angles[np.bitwise_count(differ).sum(axis=1)]
        if np.ptp(seen) > 0:
            slope, level = np.polyfit(seen, cosines, 1)
            spread = float(np.std(cosines - slope * seen - level))
    deviations = np.linspace(-3, 3, 25)
    chances = np.exp(-(deviations**2) / 2)
    x = (slope * angles + level)[:, None] + spread * deviations
    x = np.clip((x - curve.lo) / (curve.hi - curve.lo), 0, 1)
    met: Floats = ((3 * x**2 - 2 * x**3) @ chances / chances.sum()).astype(np.float32)
    return met
