"""95 % intervals for figures over groups that belong together: whole scenarios or people are drawn, not rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TypeVar

import numpy as np

T = TypeVar("T")
DRAWS = 1000
SEED = 20260504


def interval(
    items: Sequence[T],
    group: Callable[[T], Hashable],
    figure: Callable[[Sequence[T]], float],
    draws: int = DRAWS,
) -> tuple[float, float, float]:
    """The figure, and the 2.5th and 97.5th percentile of it over groups drawn with replacement."""
    groups: dict[Hashable, list[T]] = {}
    for item in items:
        groups.setdefault(group(item), []).append(item)
    parts = list(groups.values())
    rng = np.random.default_rng(SEED)
    drawn = [
        figure([item for i in rng.integers(0, len(parts), len(parts)) for item in parts[i]])
        for _ in range(draws)
    ]
    low, high = np.percentile([value for value in drawn if not np.isnan(value)], [2.5, 97.5])
    return figure(items), float(low), float(high)


def row(name: str, figures: tuple[float, float, float], target: str = "") -> str:
    value, low, high = figures
    return f"{name:<66} {value:6.3f}  [{low:.3f}, {high:.3f}]  {target}"
