"""Answers the panel's question fast: a few bits a vector sift everybody, two a dimension those who are left, and
float32 decides among the best of them.

A vector's bits say on which side of planes through the centre of all vectors it lies; how many bits two vectors
share tells their angle (random hyperplanes: Charikar, STOC 2002). The few planes stand in the directions in which
vectors differ most (Gong & Lazebnik, CVPR 2011). What is exact is the order of those re-ranked; who is re-ranked
is not: recall and time are printed by benchmarks/bench_pairs.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Crowd, Curve, Floats
from recommender.kernel.packed import COLUMNS_AT_ONCE, Bits, Packed, Planes, differing, turned
from recommender.kernel.single import Ids, Query, score
from recommender.kernel.topk import from_keys, to_keys

RERANKED = 400
"""People scored exactly. Recall@10 on made-up networks of 30,000 to choose by (seeds 5 and 6): .999 and .996; with 250, of
1,500 sifted, .996 and .994; with 600 of 3,000, .999 and .998, for a third more time. On sentences of real bios and
project pages (6,000 people made of them) a turn of random axes counts most: without one .86 of the matches above .01 are
found."""
FEW = 192
"""Bits that everybody is sifted by: as many as a byte can count, in whole words. In the 192 directions of most
difference the 1,500 best hold .995 and .997 of what is sought (seeds 3 and 4), in random ones .992 and .995."""
MANY = 2
"""Bits a dimension, of those who are left: with two, the 250 best of them hold as much as the 400 best with one."""
WORTHWHILE = 5000
"""People up to whom a plain scan is as fast, and exact."""
GIVING_SHARE = 0.5
"""Who is asked for the other side, of all by what they would give: half lose nothing on seeds 3 and 4, for a tenth less
time; of a third .998 is left."""
SIFTED_SHARE, SIFTED_LEAST = 0.05, 2000
"""Who is left after the few bits: chosen with ``RERANKED``."""
SAMPLED = 20_000
"""Vectors for the directions of most difference, and pairs for the relation of shared bits to cosine: its slope is then
known to a percent."""
Side = Literal["mutual", "to_me", "to_them"]
SIDES: tuple[Side, ...] = ("mutual", "to_me", "to_them")


@dataclass(frozen=True)
class BitIndex:
    """A tenth of the vectors' memory. For one state of the crowd; score those who changed since by
    themselves."""

    crowd: Crowd
    curve: Curve
    few: Planes
    many: Planes
    coarsely_met: Floats
    """(few + 1,) how well a need is expected to be met by an offer that differs in so many bits."""
    met: Floats
    """(many + 1,) likewise."""
    offers: Packed
    needs: Packed

    @classmethod
    def of(cls, crowd: Crowd, curve: Curve) -> BitIndex:
        """Some seconds for 30,000 people."""
        few, many = _planes(crowd)
        weights = curve.effective(np.asarray(crowd.weights))
        ones = np.ones(len(crowd.offers), np.float32)
        return cls(
            crowd,
            curve,
            few,
            many,
            _expected_met(crowd, curve, few),
            _expected_met(crowd, curve, many),
            Packed.of(crowd.offers, crowd.offer_starts, ones, few, many),
            Packed.of(crowd.needs, crowd.need_starts, weights, few, many),
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

        By the few bits of everybody first, then by the many of the best.
        """
        first = max(SIFTED_LEAST, int(SIFTED_SHARE * len(self.crowd)))
        coarse = self._expected(query, by, self.few, None)
        for figures in coarse if leave_out is not None else ():
            figures[leave_out] = 0
        some = best_of_any(coarse, first)
        fine = [figures[some] for figures in self._expected(query, by, self.many, some)]
        found: Ids = some[best_of_any(fine, keep)]
        return found

    def _expected(self, query: Query, by: Sequence[Side], planes: Planes, among: Ids | None) -> list[Floats]:
        """(n,) for each side, of everybody or of ``among``; nought for the others.

        Where only both together count, half of everybody need not be asked for the second: who hardly gives
        anything is in no good pair.
        """
        mine = planes.sides(query.all_mine[: query.need_count + query.offer_count])
        needs, offers = mine[: query.need_count], mine[query.need_count :]
        found: dict[str, Floats] = {}
        if set(by) != {"to_them"}:
            found["to_me"] = self._to_me(needs, query.weights, planes, among)
        if set(by) == {"mutual"} and among is None:
            among = best_of(found["to_me"], int(GIVING_SHARE * len(self.crowd)))
        if set(by) != {"to_me"}:
            found["to_them"] = self._to_them(offers, planes, among)
        if "mutual" in by:
            found["mutual"] = found["to_me"] * found["to_them"]
        return [found[side] for side in by]

    def _to_me(self, needs: Bits, mine: Floats, planes: Planes, among: Ids | None) -> Floats:
        """(n,) expected benefit to the query from each one's offers."""
        bits, lengths, _, people = self._of(self.offers, planes, among)
        benefit = np.zeros(len(self.crowd), np.float32)
        if lengths and len(needs):
            best = _slotwise(np.minimum, differing(bits, needs), lengths)
            met = (self.coarsely_met if planes is self.few else self.met).take(best)
            benefit[people[: lengths[0]]] = 1 - np.prod(1 - mine[:, None] * met, axis=0)
        return benefit

    def _to_them(self, offers: Bits, planes: Planes, among: Ids | None) -> Floats:
        """(n,) expected benefit to each one from the query's offers."""
        bits, lengths, weights, people = self._of(self.needs, planes, among)
        benefit = np.zeros(len(self.crowd), np.float32)
        if lengths and len(offers):
            best = differing(bits, offers).min(axis=0)
            unmet = 1 - weights * (self.coarsely_met if planes is self.few else self.met).take(best)
            benefit[people[: lengths[0]]] = 1 - _slotwise(np.multiply, unmet, lengths)
        return benefit

    def _of(
        self, packed: Packed, planes: Planes, among: Ids | None
    ) -> tuple[Bits, tuple[int, ...], Floats, Ids]:
        return packed.everybody() if among is None else packed.among(among, few=planes is self.few)


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


def _planes(crowd: Crowd) -> tuple[Planes, Planes]:
    """Few planes across the directions in which the vectors differ most, turned among themselves; and many."""
    centre, dimensions = _centre(crowd), crowd.dimensions
    sampled = np.concatenate([_sampled(crowd.offers), _sampled(crowd.needs)]) - centre
    _, directions = np.linalg.eigh(sampled.T @ sampled)
    most = directions[:, ::-1][:, : min(FEW, dimensions)].astype(np.float32)
    few = most @ turned(most.shape[1])
    many = np.hstack([turned(dimensions, seed) for seed in range(MANY)])
    return Planes(centre, few), Planes(centre, many)


def _sampled(vectors: Floats) -> Floats:
    """Evenly spread."""
    return np.asarray(vectors[:: max(1, len(vectors) // SAMPLED)])


def _expected_met(crowd: Crowd, curve: Curve, planes: Planes) -> Floats:
    """(bits + 1,): the mean of the smooth step over the cosines that so many differing bits leave open.

    Cosines are fitted as a straight line of cos(pi x share of differing bits) on pairs drawn at random
    (always the same), with a normal spread about it.
    """
    angles = np.cos(np.pi * np.arange(planes.count + 1) / planes.count)
    slope, level, spread = 1.0, 0.0, 1 / np.sqrt(planes.count)
    if len(crowd.offers) and len(crowd.needs):
        random = np.random.default_rng(0)
        offers = crowd.offers[np.sort(random.integers(0, len(crowd.offers), SAMPLED))]
        needs = crowd.needs[random.integers(0, len(crowd.needs), SAMPLED)]
        cosines = np.einsum("ij,ij->i", offers, needs)
        differ = planes.sides(offers) ^ planes.sides(needs)
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
