"""Dates as people's exports have them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.importers.dates import read_date, say_date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("7-Feb-22", date(2022, 2, 7)),
        ("07 Feb 2022", date(2022, 2, 7)),
        ("Feb 7, 2022", date(2022, 2, 7)),
        ("12. März 2024", date(2024, 3, 12)),
        ("7 févr. 2022", date(2022, 2, 7)),
        ("1 de agosto de 2021", date(2021, 8, 1)),
        ("03 mei 2020", date(2020, 5, 3)),
        ("2022-02-07", date(2022, 2, 7)),
        ("2022年2月7日", date(2022, 2, 7)),
        ("2/17/2022", date(2022, 2, 17)),
        ("17/02/2022", date(2022, 2, 17)),
        ("05.05.2021", date(2021, 5, 5)),
    ],
)
def test_a_date_is_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text", ["", "yesterday", "03/04/2024", "31 Feb 2022", "Mill 7", "2022", "99-99-9999"]
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert read_date(text) is None


@given(st.dates(min_value=date(2003, 5, 5), max_value=date(2099, 12, 31)))
def test_a_date_that_is_said_is_read_back(day: date) -> None:
    assert read_date(say_date(day)) == day
    assert read_date(day.isoformat()) == day


@given(st.text())
def test_no_text_breaks_it(text: str) -> None:
    assert read_date(text) is None or isinstance(read_date(text), date)
