"""How well a ranker did on lists it had not learnt from, with intervals; nothing here decides a promotion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from recommender.learning.lessons import Lessons
from recommender.learning.ranker import Ranker

Floats = NDArray[np.float64]

HELD_BACK = 0.2
"""The latest fifth of the lists: a ranker is judged on what came after what it learnt from."""
RESAMPLES = 500
"""Bootstrap over whole lists, since decisions in one list depend on each other."""


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    low: float
    high: float
    """The 95 % interval."""


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of one ranker, and what it is better by than another."""

    name: str
    better: str
    """"higher" or "lower"."""
    values: tuple[Estimate, ...]
    """One a ranker, in the order they were given."""
    differences: tuple[Estimate, ...]
    """The first ranker minus each of the others, paired over the same lists."""


def split_by_time(rows: Lessons) -> tuple[Lessons, Lessons]:
    """(earlier, held back), never through the middle of a list."""
    lists = int(rows.batch.max()) + 1 if len(rows) else 0
    late = rows.batch >= lists - int(lists * HELD_BACK)
    return rows.part(~late), rows.part(late)


def compare(rankers: Sequence[Ranker], rows: Lessons, rng: Generator) -> tuple[Metric, ...]:
    """Order within a list, log loss and Brier score of the first ranker against the others. Empty for no
    rows."""
    if not len(rows):
        return ()
    _, group = np.unique(rows.batch, return_inverse=True)
    lists = int(group.max()) + 1
    counts = rng.multinomial(lists, np.full(lists, 1 / lists), size=RESAMPLES).astype(np.float64)
    measures = (
        ("in the right order, of pairs in one list", "higher", _order),
        ("log loss", "lower", _log_loss),
        ("Brier score", "lower", _brier),
    )
    metrics = []
    for name, better, measure in measures:
        sums = [measure(ranker, rows, group, lists) for ranker in rankers]
        if not sums[0][1].any():
            continue
        drawn = [_share(counts @ top, counts @ below) for top, below in sums]
        whole = [float(top.sum() / below.sum()) for top, below in sums]
        values = tuple(_estimate(value, draw) for value, draw in zip(whole, drawn, strict=True))
        others = zip(whole[1:], drawn[1:], strict=True)
        metrics.append(
            Metric(name, better, values, tuple(_estimate(whole[0] - w, drawn[0] - d) for w, d in others))
        )
    return tuple(metrics)


def _estimate(value: float, drawn: Floats) -> Estimate:
    low, high = np.nanquantile(drawn, [0.025, 0.975])
    return Estimate(value, float(low), float(high))


def _share(top: Floats, below: Floats) -> Floats:
    return np.divide(top, below, out=np.full_like(top, np.nan), where=below > 0)


def _order(ranker: Ranker, rows: Lessons, group: NDArray[np.int64], lists: int) -> tuple[Floats, Floats]:
    """Per list: pairs of a yes above a no (ties half), and pairs of a yes and a no."""
    score = ranker.log_odds(rows.x)
    top, below = np.zeros(lists), np.zeros(lists)
    order = np.argsort(group, kind="stable")
    edges = np.searchsorted(group[order], np.arange(lists + 1))
    for i in range(lists):
        mine = order[edges[i] : edges[i + 1]]
        yes, no = score[mine[rows.y[mine] == 1]], score[mine[rows.y[mine] == 0]]
        gap = yes[:, None] - no[None, :]
        top[i] = (gap > 0).sum() + 0.5 * (gap == 0).sum()
        below[i] = gap.size
    return top, below


def _log_loss(ranker: Ranker, rows: Lessons, group: NDArray[np.int64], lists: int) -> tuple[Floats, Floats]:
    margin = ranker.slope * ranker.log_odds(rows.x) + ranker.intercept
    loss = np.logaddexp(0.0, margin) - rows.clicked * margin
    return _sums(loss, group, lists)


def _brier(ranker: Ranker, rows: Lessons, group: NDArray[np.int64], lists: int) -> tuple[Floats, Floats]:
    loss = (ranker.probabilities(rows.x) - rows.clicked) ** 2
    return _sums(loss, group, lists)


def _sums(loss: Floats, group: NDArray[np.int64], lists: int) -> tuple[Floats, Floats]:
    """Per list: the loss of its rows, and their number."""
    total, rows = np.zeros(lists), np.zeros(lists)
    np.add.at(total, group, loss)
    np.add.at(rows, group, 1.0)
    return total, rows
