"""Model cards: what a version learnt from, how well it does, what changed, and what it must not be used
for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

TEMPLATE = Path(__file__).parent / "card.md.jinja"

NOT_FOR = (
    "Judging people: it says what its user tends to take up, nothing of anybody's worth, skill or character.",
    "Hiring, promotion, credit, grading or any other decision about a person.",
    "Anybody else's suggestions: it learnt one user's habits.",
    "Writing to anyone: it orders suggestions, and a person decides and sends.",
)


class Interval(Protocol):
    """A measured value with its 95 % interval."""

    @property
    def value(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


class MetricRow(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def better(self) -> str: ...
    @property
    def values(self) -> Sequence[Interval]: ...
    @property
    def differences(self) -> Sequence[Interval]: ...


class BandRow(Protocol):
    """One word shown to the user, how often, what was promised and what came true; shares from 0 to 1."""

    @property
    def band(self) -> str: ...
    @property
    def shown(self) -> int: ...
    @property
    def expected(self) -> float: ...
    @property
    def observed(self) -> float: ...
    @property
    def low(self) -> float: ...
    @property
    def high(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Card:
    kind: str
    version: str
    made_on: str
    """A date."""
    parent: str
    what: str
    """One or two sentences."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """"decisions": 412; never names."""
    first: str = ""
    last: str = ""
    """Dates of the first and last decision."""
    columns: Sequence[str] = ()
    """Whose values the metrics hold, this version first."""
    tested_on: str = ""
    """A sentence: on what the metrics were measured."""
    metrics: Sequence[MetricRow] = ()
    reliability: Sequence[BandRow] = ()
    promise: str = ""
    """What the bands mean."""
    changes: Sequence[str] = ()
    not_for: Sequence[str] = NOT_FOR


def render(card: Card) -> str:
    """The card as Markdown. Raises jinja2.UndefinedError for a template that asks for what a card does not
    have."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # Markdown for a terminal and a text file: nothing is ever put into a page unescaped.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.keep_trailing_newline = True
    environment.filters.update(interval=_interval, difference=_difference, percent=_percent)
    return environment.from_string(TEMPLATE.read_text("utf-8")).render(card=card)


def _interval(value: Interval) -> str:
    return f"{value.value:.3f} [{value.low:.3f}, {value.high:.3f}]"


def _difference(value: Interval) -> str:
    return f"{value.value:+.3f} [{value.low:+.3f}, {value.high:+.3f}]"


def _percent(share: float) -> str:
    return f"{share:.0%}"
