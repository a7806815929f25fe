"""Does asking whether both would say yes beat asking one side? On public two-sided decisions, lists held out.

    python -m benchmarks.evaluate_two_sided

Every person meets everybody of the other group in one wave, and both say yes or no. Within each wave the
people who rank are dealt into five folds; all pairs of a fold are held out, habits come from the others,
and each person's whole list is ranked. Relevant is a pair that both said yes to. Both groups rank in turn.
Below it the same with pairs dealt singly, which is harder than life: a held-out yes is then missing from
just that candidate's record.

This tests the fusion of two sides on people's real answers; it says nothing about professional introductions.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray
from sklearn.metrics import ndcg_score

from benchmarks.shared import shared_data
from recommender.learning.fusion import Habits, harmonic, learn_fusion, product

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FOLDS = 5
DEALS = 5
"""The folds are dealt anew so often; figures are means over deals."""
RESAMPLES = 1000
TOP = 5
ONE_SIDED, PRODUCT, LEARNT = "one-sided: would they want to", "product", "fusion learnt from outcomes"


@dataclass(frozen=True)
class Meetings:
    """One row a pair; shapes (n,). ``who`` ranks, ``whom`` is ranked; people are numbered from 0 across
    waves."""

    wave: Ints
    who: Ints
    whom: Ints
    yes: Floats
    back: Floats

    def part(self, rows: NDArray[np.bool_]) -> Meetings:
        return Meetings(self.wave[rows], self.who[rows], self.whom[rows], self.yes[rows], self.back[rows])

    def turned(self) -> Meetings:
        """The other group ranks."""
        return Meetings(self.wave, self.whom, self.who, self.back, self.yes)

    @property
    def both(self) -> Floats:
        return self.yes * self.back


Scores = dict[str, Floats]
Deal = Callable[[Meetings, Generator], Ints]


def read(path: Path) -> Meetings:
    """The file names every pair from both sides; each is kept once."""
    numbers: dict[tuple[str, str], int] = {}
    rows: dict[tuple[int, int], tuple[int, float, float]] = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            a, b = (numbers.setdefault((row["wave"], row[side]), len(numbers)) for side in ("a", "b"))
            if (b, a) not in rows:
                rows[a, b] = (int(row["wave"]), float(row["a_says_yes"]), float(row["b_says_yes"]))
    who, whom = np.array(list(rows)).T
    wave, yes, back = np.array(list(rows.values())).T
    return Meetings(wave.astype(np.int64), who, whom, yes, back)


def by_list(data: Meetings, rng: Generator) -> Ints:
    """Folds of whole lists: each ranking person's pairs are held out together."""
    folds = np.empty(len(data.who), dtype=np.int64)
    for number in np.unique(data.wave):
        rows = data.wave == number
        people, position = np.unique(data.who[rows], return_inverse=True)
        folds[rows] = rng.permutation(np.arange(len(people)) % FOLDS)[position]
    return folds


def by_pair(data: Meetings, rng: Generator) -> Ints:
    """Folds of single pairs within each wave."""
    folds = np.empty(len(data.who), dtype=np.int64)
    for number in np.unique(data.wave):
        rows = np.flatnonzero(data.wave == number)
        folds[rows] = rng.permutation(np.arange(len(rows)) % FOLDS)
    return folds


def habits_of(data: Meetings, people: int) -> Habits:
    who, whom = np.r_[data.who, data.whom], np.r_[data.whom, data.who]
    return Habits.of(who, whom, np.r_[data.yes, data.back], people)


def forecast(data: Meetings, folds: Ints, people: int) -> tuple[Floats, Floats]:
    """Each side's probability of a yes, from the other folds only."""
    one, other = np.empty(len(folds)), np.empty(len(folds))
    for fold in range(FOLDS):
        out = folds == fold
        habits = habits_of(data.part(~out), people)
        one[out] = habits.says_yes(data.who[out], data.whom[out])
        other[out] = habits.says_yes(data.whom[out], data.who[out])
    return one, other


def scores(data: Meetings, deal: Deal, people: int, rng: Generator) -> Scores:
    folds = deal(data, rng)
    own, back = forecast(data, folds, people)
    fused = np.empty(len(own))
    for fold in range(FOLDS):
        out = folds == fold
        known = data.part(~out)
        # The fusion learns from probabilities that did not see the pair: folds within what is known.
        fusion = learn_fusion(*forecast(known, deal(known, rng), people), known.both)
        fused[out] = fusion.score(own[out], back[out])
    return {
        ONE_SIDED: own,
        "the other side only: would they be wanted": back,
        "arithmetic mean": (own + back) / 2,
        PRODUCT: product(own, back),
        "harmonic mean": harmonic(own, back),
        LEARNT: fused,
        "random": rng.random(len(own)),
    }


def ranked(data: Meetings, deal: Deal, people: int, rng: Generator) -> Scores:
    """nDCG@5 by way and ranking person; nan for a person without a match: no order is better than another."""
    found = scores(data, deal, people, rng)
    gains = {name: np.full(people, np.nan) for name in found}
    for person in np.unique(data.who):
        mine = data.who == person
        if data.both[mine].any() and mine.sum() > 1:
            for name, score in found.items():
                gains[name][person] = ndcg_score([data.both[mine]], [score[mine]], k=TOP)
    return gains


def evaluate(data: Meetings, deal: Deal, rng: Generator) -> Scores:
    """nDCG@5 by way and person, means over deals; both groups rank. Only people with a match."""
    people = int(max(data.who.max(), data.whom.max())) + 1
    total: Scores = {}
    for _ in range(DEALS):
        first, second = ranked(data, deal, people, rng), ranked(data.turned(), deal, people, rng)
        for name in first:
            both = np.where(np.isnan(first[name]), second[name], first[name])
            total[name] = total.get(name, np.zeros(people)) + both / DEALS
    judged = ~np.isnan(total[PRODUCT])
    return {name: values[judged] for name, values in total.items()}


def report(title: str, gains: Scores, rng: Generator) -> None:
    n = len(gains[PRODUCT])
    draws = rng.integers(0, n, (RESAMPLES, n))

    def interval(values: Floats) -> str:
        low, high = np.quantile(values[draws].mean(axis=1), [0.025, 0.975])
        return f"{values.mean():+.3f} [{low:+.3f}, {high:+.3f}]"

    print(f"{title}; {n} people with a match; nDCG@{TOP}, 95 % intervals over people")
    for name, values in gains.items():
        print(f"  {name:44}{interval(values)}   less one-sided {interval(values - gains[ONE_SIDED])}")
    print(f"  learnt fusion less product {interval(gains[LEARNT] - gains[PRODUCT])}")


def main() -> None:
    data, rng = read(shared_data() / "two_sided_decisions.csv"), np.random.default_rng(1)
    print(f"{len(data.who)} pairs")
    report("Lists held out", evaluate(data, by_list, rng), rng)
    report("Single pairs held out", evaluate(data, by_pair, rng), rng)


if __name__ == "__main__":
    main()
