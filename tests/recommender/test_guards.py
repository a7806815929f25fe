"""Guards: what speaks against a promotion, however much the picks were liked."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from recommender.learning.features import INDEX
from recommender.learning.guards import (
    ABSTENTION_MARGIN,
    ASK_MARGIN,
    EXPOSURE_MARGIN,
    Probe,
    concentration,
    refusals,
)
from recommender.learning.lessons import Shown
from recommender.learning.ranker import Ranker, prior_ranker

AT = datetime(2026, 5, 4, tzinfo=UTC)


def ranker(**weights: float) -> Ranker:
    values = list(prior_ranker().weights)
    for name, value in weights.items():
        values[INDEX[name]] = value
    return replace(prior_ranker(), id="r1", weights=tuple(values))


def lists(count, *rows):
    return [replace(row, batch=str(b), position=i) for b in range(count) for i, row in enumerate(rows)]


def row(people=(), verdict="", **features):
    return Shown("", 0, AT, features, verdict, people=people)


def test_the_same_ranker_is_never_refused():
    probe = Probe.of(lists(5, row((1, 2), recency=0.5), row((3, 4), kind_ask=1)))
    assert refusals(ranker(), prior_ranker(), probe) == ()


def test_nothing_shown_yet_speaks_against_nothing():
    assert refusals(ranker(kind_ask=2), prior_ranker(), Probe.of([])) == ()


def test_one_who_shows_the_same_few_people_always_is_refused():
    star = [row((1,), cross_community=1)]
    others = [[row((10 * b + i,), recency=0.9) for i in range(4)] for b in range(1, 11)]
    shown = [
        replace(r, batch=str(b), position=i) for b, o in enumerate(others) for i, r in enumerate(star + o)
    ]
    probe = Probe.of(shown)
    assert concentration(prior_ranker(), probe) < concentration(ranker(bias=-6, cross_community=3), probe)
    told = refusals(ranker(bias=-6, cross_community=3), prior_ranker(), probe)
    assert len(told) == 1
    assert "most shown tenth" in told[0]


def test_one_who_speaks_up_where_silence_was_right_is_refused():
    weak = row(verdict="dismissed", log_benefit_a=-2, log_benefit_b=-2)
    probe = Probe.of(lists(10, weak))
    told = refusals(ranker(bias=5), prior_ranker(), probe)
    assert told == ("It would call fair 10 called faint now, of which 0% were taken up.",)


def test_one_who_speaks_up_where_it_was_welcome_is_not():
    probe = Probe.of(lists(10, row(verdict="accepted", log_benefit_a=-2, log_benefit_b=-2)))
    assert refusals(ranker(bias=5), prior_ranker(), probe) == ()


def mostly_shares(verdict=""):
    """Twenty-nine shares and an ask; the ask is faint to the default."""
    return Probe.of(
        lists(1, *[row(recency=0.9, kind_share=1)] * 29, row(verdict=verdict, kind_ask=1, effort=1))
    )


def test_one_who_is_bolder_with_asks_is_refused_sooner():
    told = refusals(ranker(kind_ask=3), prior_ranker(), mostly_shares("dismissed"))
    assert told == ("It would call fair 1 asks called faint now, of which 0% were taken up.",)
    assert refusals(ranker(kind_ask=3), prior_ranker(), mostly_shares("accepted")) == ()


def test_another_guard_can_be_handed_in_and_none_left_out():
    told = refusals(
        ranker(kind_ask=3), prior_ranker(), mostly_shares(), [lambda new, old, shown: "It presses."]
    )
    assert len(told) == 2
    assert told[1] == "It presses."


def test_numbers_too_great_to_rank_are_refused():
    probe = Probe.of(lists(2, row(recency=10, effort=10)))
    with np.errstate(over="ignore", invalid="ignore"):
        told = refusals(ranker(recency=1e308, effort=-1e308), prior_ranker(), probe)
    assert told == ("It gives no number for some suggestions.",)


def test_the_margins_are_the_stated_ones():
    assert (EXPOSURE_MARGIN, ABSTENTION_MARGIN, ASK_MARGIN) == (0.05, 0.1, 0.02)
