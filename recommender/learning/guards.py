"""What must hold before any ranker is promoted, however much its picks were liked.

Each guard compares candidate and champion on lists that were really shown and answers with a sentence, or
with nothing where all is well. More guards can be handed in; none can be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from recommender.learning.features import INDEX, to_array
from recommender.learning.lessons import Shown
from recommender.learning.ranker import FAIR, Ranker
from recommender.types import Kind

Floats = NDArray[np.float64]

EXPOSURE_MARGIN = 0.05
"""The most exposed tenth may gain at most this share of all exposure."""
MOST_EXPOSED = 0.1
ABSTENTION_MARGIN = 0.1
"""This much less abstaining is let pass unasked; more must have been earned by suggestions that were taken
up."""
ASK_MARGIN = 0.02
"""Give before you ask: for asks the same, and stricter."""
TOP = 3
"""Places that are looked at first."""


@dataclass(frozen=True, slots=True)
class Probe:
    """Lists that were shown. Shapes: x (n, d), batch and accepted (n,); people of each row."""

    x: Floats
    batch: NDArray[np.int64]
    people: tuple[tuple[int, ...], ...]
    accepted: NDArray[np.bool_]

    @classmethod
    def of(cls, shown: Sequence[Shown]) -> Probe:
        numbers: dict[str, int] = {}
        batch = [numbers.setdefault(item.batch, len(numbers)) for item in shown]
        return cls(
            to_array([item.features for item in shown]),
            np.array(batch, dtype=np.int64),
            tuple(item.people for item in shown),
            np.array([item.verdict == "accepted" for item in shown], dtype=bool),
        )


Guard = Callable[[Ranker, Ranker, Probe], str]
"""(candidate, champion, probe) -> a sentence where it must not be promoted, else ""."""


def refusals(
    candidate: Ranker, champion: Ranker, probe: Probe, more: Sequence[Guard] = ()
) -> tuple[str, ...]:
    """Every sentence that speaks against it; empty where it may be promoted."""
    if not np.isfinite(candidate.probabilities(probe.x)).all():
        return ("It gives no number for some suggestions.",)
    said = (guard(candidate, champion, probe) for guard in (exposure, abstention, asks, *more))
    return tuple(sentence for sentence in said if sentence)


def exposure(candidate: Ranker, champion: Ranker, probe: Probe) -> str:
    new, old = concentration(candidate, probe), concentration(champion, probe)
    if new <= old + EXPOSURE_MARGIN:
        return ""
    return f"The most shown tenth of people would get {new:.0%} of the attention, now {old:.0%}."


def abstention(candidate: Ranker, champion: Ranker, probe: Probe) -> str:
    return _bolder(candidate, champion, probe, np.ones(len(probe.x), dtype=bool), ABSTENTION_MARGIN, "")


def asks(candidate: Ranker, champion: Ranker, probe: Probe) -> str:
    rows = probe.x[:, INDEX[f"kind_{Kind.ASK}"]] == 1
    return _bolder(candidate, champion, probe, rows, ASK_MARGIN, " asks")


def _bolder(
    candidate: Ranker, champion: Ranker, probe: Probe, rows: NDArray[np.bool_], margin: float, what: str
) -> str:
    """Against one that speaks up where the champion stays silent, unless enough of just those were taken
    up."""
    if not rows.any():
        return ""
    silent = champion.probabilities(probe.x[rows]) < FAIR
    bolder = silent & (candidate.probabilities(probe.x[rows]) >= FAIR)
    more = (bolder.sum() - (~silent & (candidate.probabilities(probe.x[rows]) < FAIR)).sum()) / rows.sum()
    if more <= margin:
        return ""
    rate = probe.accepted[rows][bolder].mean()
    if rate >= FAIR:
        return ""
    return f"It would call fair {bolder.sum()}{what} called faint now, of which {rate:.0%} were taken up."


def concentration(ranker: Ranker, probe: Probe) -> float:
    """The share of the first places that goes to the most exposed tenth of the people, 0 to 1."""
    order, place = _places(ranker, probe)
    counts: dict[int, int] = {}
    for row in order[place < TOP]:
        for person in probe.people[row]:
            counts[person] = counts.get(person, 0) + 1
    if not counts:
        return 0.0
    everyone = len({person for people in probe.people for person in people})
    most = sorted(counts.values(), reverse=True)[: max(1, round(MOST_EXPOSED * everyone))]
    return sum(most) / sum(counts.values())


def _places(ranker: Ranker, probe: Probe) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(rows in each list's order, place of each of these rows in its list), from 0."""
    order = np.lexsort((-ranker.log_odds(probe.x), probe.batch)).astype(np.int64)
    batch = probe.batch[order]
    starts = np.flatnonzero(np.r_[True, batch[1:] != batch[:-1]]) if len(batch) else np.zeros(0, np.int64)
    lengths = np.diff(np.r_[starts, len(batch)])
    return order, np.arange(len(batch)) - np.repeat(starts, lengths)
