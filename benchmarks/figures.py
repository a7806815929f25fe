"""Prints a measured figure beside its yardstick and its target."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

HEADER = f"{'figure':<52} {'ours':>10} {'yardstick':>10} {'ratio':>7}  {'target':<11} met"


def header(title: str) -> None:
    print(f"\n{title}\n{HEADER}\n{'-' * len(HEADER)}", flush=True)


def row(
    figure: str,
    ours: float,
    yardstick: float | None = None,
    *,
    ratio: float | None = None,
    target: str = "",
    met: bool | None = None,
) -> None:
    """``ratio`` defaults to ours / yardstick. A row without a target only informs."""
    if ratio is None and yardstick:
        ratio = ours / yardstick
    cells = [f"{value:>10.4g}" if value is not None else f"{'':>10}" for value in (ours, yardstick)]
    shown = f"{ratio:>7.3f}" if ratio is not None else f"{'':>7}"
    verdict = "" if met is None else ("yes" if met else "NO")
    print(f"{figure:<52} {cells[0]} {cells[1]} {shown}  {target:<11} {verdict}", flush=True)


def not_installed(figure: str, package: str) -> None:
    print(f"{figure:<52} {package} is not installed", flush=True)


def timed(work: Callable[[], T], clock: Callable[[], float] = time.perf_counter) -> tuple[float, T]:
    started = clock()
    result = work()
    return clock() - started, result
