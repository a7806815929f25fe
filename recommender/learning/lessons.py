"""What shown suggestions teach: a yes or a no each, and how much it says; what was never looked at says
nothing.

A list is read from the top (the cascade model, Craswell et al. 2008, WSDM): what stands above something the
user acted on was passed over, what stands below the last such thing was perhaps never seen. Outcomes, weeks
later, say more than clicks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from recommender.learning.features import to_array

Floats = NDArray[np.float64]
Verdict = Literal["", "accepted", "dismissed", "snoozed"]
Outcome = Literal["", "met", "helped", "declined", "nothing"]

YES: Mapping[str, float] = {"": 1.0, "met": 2.0, "helped": 3.0, "nothing": 0.5}
"""A yes counts once, one that led to a meeting twice, one that helped three times: the click is only a
forecast of the outcome."""
DECLINED = 2.0
"""Accepted by the user, declined by one of the two: a no that weighs as much as a meeting."""
NO: Mapping[str, float] = {
    "not_relevant": 1.0,
    "too_much": 0.5,
    "other": 0.7,
    "": 0.7,
    # These are about the facts or the hour, not about what the user wants: the pair is barred, the fact
    # mended.
    "know_each_other": 0.25,
    "bad_timing": 0.25,
    "wrong_facts": 0.25,
}
SNOOZED = 0.25
"""Not now is a faint yes: the suggestion was worth seeing again."""
PASSED_OVER = 0.25
"""Stood above something acted on and was left: a faint no. Four of them weigh as much as one dismissal."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One suggestion as it was shown, and what became of it."""

    batch: str
    """One answer to one question; its positions start at 0."""
    position: int
    at: datetime
    features: Mapping[str, float]
    verdict: Verdict = ""
    reason: str = ""
    outcome: Outcome = ""
    model: str = "default"
    """Whose pick it was (gate.Team writes it)."""
    people: tuple[int, ...] = ()
    """Whom it is about; used for exposure only."""
    id: int = 0
    decided: datetime | None = None
    """When the verdict was given."""


@dataclass(frozen=True, slots=True)
class Lessons:
    """Rows in the order of time. Shapes: x (n, d), the rest (n,)."""

    x: Floats
    y: Floats
    """1 yes, 0 no."""
    weight: Floats
    clicked: Floats
    """1 where it was taken up (or snoozed: half), whatever came of it later: what calibration is about."""
    batch: NDArray[np.int64]
    """Numbers the lists, from 0, rising with time."""

    def __len__(self) -> int:
        return len(self.y)

    def part(self, rows: NDArray[np.bool_]) -> Lessons:
        return Lessons(self.x[rows], self.y[rows], self.weight[rows], self.clicked[rows], self.batch[rows])


def lessons(shown: Iterable[Shown]) -> Lessons:
    """Raises ValueError as features.to_array does."""
    lists: dict[str, list[Shown]] = {}
    for item in shown:
        lists.setdefault(item.batch, []).append(item)
    kept: list[Shown] = []
    values: list[tuple[float, float, float, float]] = []
    in_time = sorted(lists.values(), key=lambda items: (min(item.at for item in items), items[0].batch))
    for number, items in enumerate(in_time):
        last = max((item.position for item in items if item.verdict), default=-1)
        for item in sorted(items, key=lambda item: item.position):
            if item.verdict or item.position < last:
                kept.append(item)
                values.append((*_verdict(item), number))
    y, weight, clicked, batch = np.array(values).reshape(-1, 4).T
    return Lessons(to_array(_features(kept)), y, weight, clicked, batch.astype(np.int64))


def _features(items: Sequence[Shown]) -> list[Mapping[str, float]]:
    return [item.features for item in items]


def _verdict(item: Shown) -> tuple[float, float, float]:
    """(yes or no, weight, clicked)."""
    if item.verdict == "accepted":
        return (0.0, DECLINED, 1.0) if item.outcome == "declined" else (1.0, YES[item.outcome], 1.0)
    if item.verdict == "snoozed":
        return 1.0, SNOOZED, 0.5
    if item.verdict == "dismissed":
        return 0.0, NO.get(item.reason, NO["other"]), 0.0
    return 0.0, PASSED_OVER, 0.0
