"""Fairness of the allocation: against the linear optimum, greedy, and everybody's own best.

``python -m benchmarks.bench_allocation --people 1000 5000 30000``; ``--quick`` for a minute's worth.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import coo_array

from benchmarks.figures import header, row, timed
from benchmarks.synthetic import HI, LO, Made, make
from recommender.allocation import Pairs, allocate
from recommender.fairness import Outcome, report
from recommender.kernel.blocks import mutual_top
from recommender.kernel.fastest import fastest

CAPACITY = 3
CANDIDATES = 50
"""Of each person."""
HONEST = 0.05
"""Mutual benefit from which a match counts as one."""
OPTIMUM_UP_TO = 5000
"""People for whom the linear programme is solved by default: seconds; an hour at 30,000."""


def candidates(made: Made) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    crowd = made.crowd
    values, indices = mutual_top(
        crowd.offers,
        crowd.offer_starts,
        crowd.needs,
        crowd.need_starts,
        crowd.weights,
        lo=LO,
        hi=HI,
        known=made.known,
        k=CANDIDATES,
        threads=2,
        engine=fastest(crowd.dimensions, people=len(crowd)),
    )
    people, ranks = np.nonzero(values > HONEST)
    return people, indices[people, ranks], values[people, ranks]


def optimum(pairs: Pairs, capacity: np.ndarray) -> float:
    """The most benefit (both sides) that any choice within capacity could have: the linear programme, by
    HiGHS."""
    rows, columns = np.concatenate([pairs.a, pairs.b]), np.tile(np.arange(len(pairs)), 2)
    incidence = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(capacity), len(pairs))).tocsr()
    solved = linprog(-pairs.benefit, A_ub=incidence, b_ub=capacity, bounds=(0, 1), method="highs")
    return -2 * float(solved.fun)


def describe(name: str, outcome: Outcome) -> None:
    print(
        f"  {name:<22} introductions {outcome.introductions:>6}  left out {outcome.left_out:>4}  most shown "
        f"{outcome.most_shown:>3}  worst tenth {outcome.worst_tenth:.3f}  benefit {outcome.benefit:.0f}"
    )


def bench(people: int, most_for_optimum: int, seed: int) -> None:
    made = make(people, seed)
    a, b, benefit = candidates(made)
    capacity = np.full(people, CAPACITY)
    header(
        f"{people:,} people, at most {CAPACITY} introductions each, {len(Pairs.of(a, b, benefit)):,} honest pairs"
    )
    taken, chosen = timed(lambda: allocate(a, b, benefit, capacity), time.process_time)
    found = report(a, b, benefit, capacity, chosen, ties=made.ties)
    if people <= most_for_optimum:
        best = optimum(Pairs.of(a, b, benefit), capacity)
        share = found.chosen.benefit / best
        row("share of the linear optimum", found.chosen.benefit, best, target=">= .97", met=share >= 0.97)
    row("left out", found.chosen.left_out, found.greedy.left_out, target="0", met=found.chosen.left_out == 0)
    gain = found.chosen.worst_tenth / found.greedy.worst_tenth if found.greedy.worst_tenth else np.inf
    row(
        "worst tenth's benefit / greedy",
        found.chosen.worst_tenth,
        found.greedy.worst_tenth,
        ratio=gain,
        target=">= 1.7",
        met=gain >= 1.7,
    )
    row(
        "most shown / own best, no cap",
        found.chosen.most_shown,
        found.own_top.most_shown,
        target="<= 3",
        met=found.chosen.most_shown <= CAPACITY,
    )
    row("price of fairness against everybody's own best", found.price)
    row("price of fairness against greedy", found.price_against_greedy)
    row("allocation, s", taken)
    for name, outcome in (
        ("chosen", found.chosen),
        ("greedy", found.greedy),
        ("own best, no cap", found.own_top),
    ):
        describe(name, outcome)
    for position in found.positions:
        print(
            f"  {position.name:<10} {position.share_of_people:.3f} of the people, {position.share_of_places:.3f} of the "
            f"places, benefit {position.benefit:.3f} each"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[1000, 5000, 30_000])
    parser.add_argument("--quick", action="store_true", help="1,000 and 2,000 people")
    parser.add_argument("--optimum", type=int, default=OPTIMUM_UP_TO, help="largest network to solve exactly")
    parser.add_argument(
        "--seed", type=int, default=0, help="of the made-up network; constants were chosen on 0"
    )
    options = parser.parse_args()
    for people in [1000, 2000] if options.quick else options.people:
        bench(people, options.optimum, options.seed)


if __name__ == "__main__":
    main()
