"""What a page tells of its person: work shown and news, each named, quoted and dated, or nothing."""

from __future__ import annotations

from datetime import date

import pytest

from recommender.occasions import OccasionKind
from recommender.reading.happenings import OLDEST_DAYS, happenings, once

TODAY = date(2026, 5, 4)
LAST_WEEK = date(2026, 4, 27)


def told(text, on=LAST_WEEK):
    return [(one.kind.value, one.text, one.sad) for one in happenings(text, on=on, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("I have just published a guide to dry stone walls.", "shows", "guide"),
        (
            "We recently launched our new newsletter for school cooks.",
            "shows",
            "new newsletter for school cooks",
        ),
        ("My new book about glaciers is out now.", "shows", "new book about glaciers"),
        (
            "Last Friday I gave a talk on soil at the allotment society.",
            "shows",
            "talk on soil at the allotment society",
        ),
        ("We won the county prize for bread!", "event", "winning the county prize for bread"),
        (
            "I have joined the Harbour Museum as a conservator.",
            "event",
            "joining the Harbour Museum as a conservator",
        ),
        ("I was promoted to head of the night shift.", "event", "becoming head of the night shift"),
        ("I finally finished my apprenticeship.", "event", "finishing your apprenticeship"),
    ],
)
def test_work_shown_and_news_are_named(text, kind, named):
    assert told(text) == [(kind, named, False)]


@pytest.mark.parametrize(
    "text",
    [
        "I will publish a book about glaciers.",
        "I hope to have launched our shop.",
        "Have we won the prize?",
        "We have not won the prize this year.",
        "I help people who have published a book.",
        "Publishing houses launched fewer books.",
        "I have just published.",
        "Looking for somebody who wrote a guide.",
        "I have been diagnosed with an illness and gave a talk about it.",
    ],
)
def test_plans_questions_services_and_private_matters_are_no_news(text):
    assert told(text) == []


def test_a_loss_is_told_as_one():
    ((kind, _, sad),) = told("After thirty years we have to close our shop.")
    assert (kind, sad) == ("event", True)


def test_without_a_day_nothing_is_claimed():
    assert told("We won the county prize for bread.", on=None) == []


def test_the_day_in_the_sentence_counts_before_that_of_the_page():
    (found,) = happenings("On 12 March 2026 we won the county prize.", on=LAST_WEEK, today=TODAY)
    assert (found.on, found.text) == (date(2026, 3, 12), "winning the county prize")
    (found,) = happenings("I gave a talk on soil on April 3, 2026.", on=None, today=TODAY)
    assert (found.on, found.text) == (date(2026, 4, 3), "talk on soil")


@pytest.mark.parametrize("day", ["31 February 2026", "12 March 2026 and 13 March 2026", "12 March 2027"])
def test_a_day_that_is_none_or_two_or_still_to_come_is_none(day):
    assert told(f"We won the county prize on {day}.", on=None) == []


def test_what_happened_long_ago_is_history():
    text = "We won the county prize for bread."
    edge = date.fromordinal(TODAY.toordinal() - OLDEST_DAYS)
    assert told(text, on=edge) != []
    assert told(text, on=date.fromordinal(edge.toordinal() - 1)) == []


def test_the_same_news_twice_on_a_page_is_one():
    found = happenings("We won the cup. We won the cup.", on=LAST_WEEK, today=TODAY)
    assert len(found) == 2
    (one,) = once(found)
    assert (one.kind, one.evidence) == (OccasionKind.EVENT, "We won the cup.")
