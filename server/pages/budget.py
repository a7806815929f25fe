"""How long a page may take: readers look at this clock between steps and stop with what they have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

HARD_LIMIT = 1.0
"""Seconds of server time for one page."""


@dataclass(frozen=True, slots=True)
class Budget:
    clock: Callable[[], float]
    """Monotonic seconds."""
    end: float

    @classmethod
    def of(cls, clock: Callable[[], float], seconds: float) -> Budget:
        return cls(clock, clock() + seconds)

    def spent(self) -> bool:
        return self.clock() >= self.end

    def left(self) -> float:
        return max(0.0, self.end - self.clock())
