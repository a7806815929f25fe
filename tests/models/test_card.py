"""Model cards: everything a reader needs, and nobody's name."""

from dataclasses import dataclass

import pytest
from jinja2.exceptions import SecurityError, UndefinedError

from models.card import NOT_FOR, Card, render


@dataclass(frozen=True)
class Value:
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Row:
    name: str
    better: str
    values: tuple
    differences: tuple


@dataclass(frozen=True)
class Band:
    band: str
    shown: int
    expected: float
    observed: float
    low: float
    high: float


FULL = Card(
    kind="ranker",
    version="r-20260504-090000",
    made_on="2026-05-04",
    parent="default",
    what="Orders suggestions.",
    counts={"decisions": 412, "lists": 90},
    first="2026-01-02",
    last="2026-05-03",
    columns=("this version", "the default"),
    tested_on="Measured on the latest fifth of the lists.",
    metrics=(
        Row("log loss", "lower", (Value(0.5, 0.4, 0.6), Value(0.7, 0.6, 0.8)), (Value(-0.2, -0.3, -0.1),)),
    ),
    reliability=(Band("strong", 40, 0.61, 0.575, 0.42, 0.71),),
    promise="Strong: one in two.",
    changes=("You accept introductions across fields more often than the default expects.",),
)


def test_it_says_what_it_learnt_from_in_counts_and_dates():
    text = render(FULL)
    assert "- decisions: 412\n- lists: 90\n- from 2026-01-02 to 2026-05-03\n" in text
    assert "no names" in text


def test_figures_come_with_intervals_against_the_others():
    text = render(FULL)
    assert "| measure (better) | this version | the default | less the default |\n|---|---|---|---|\n" in text
    row = "| log loss (lower) | 0.500 [0.400, 0.600] | 0.700 [0.600, 0.800] | -0.200 [-0.300, -0.100] |\n"
    assert row in text


def test_the_words_shown_to_the_user_are_held_against_what_came_true():
    assert "| strong | 40 | 61% | 57% | 42% to 71% |\n" in render(FULL)


def test_it_says_what_changed_and_what_it_must_not_be_used_for():
    text = render(FULL)
    assert "- You accept introductions across fields more often" in text
    for sentence in NOT_FOR:
        assert f"- {sentence}" in text


def test_what_is_not_known_is_said_to_be_unknown():
    text = render(Card(kind="ranker", version="r1", made_on="2026-05-04", parent="default", what="Orders."))
    assert "Nothing that you would notice." in text
    assert "how well it does is not known yet" in text
    assert "Not measured yet" in text


def test_no_line_is_left_half_made():
    text = render(FULL)
    assert "{{" not in text
    assert "None" not in text
    assert "\n\n\n" not in text
    assert text.endswith("\n")


def test_the_template_can_reach_nothing_but_the_card(monkeypatch, tmp_path):
    hostile = tmp_path / "card.md.jinja"
    monkeypatch.setattr("models.card.TEMPLATE", hostile)
    hostile.write_text("{{ card.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        render(FULL)
    hostile.write_text("{{ card.person }}")
    with pytest.raises(UndefinedError):
        render(FULL)
