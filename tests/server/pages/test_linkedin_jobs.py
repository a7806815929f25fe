"""The job held now is told by the shape of its dates."""

from __future__ import annotations

import pytest

from server.pages.linkedin_jobs import current_job, is_open, is_span


@pytest.mark.parametrize(
    "line",
    ["Jan 2022 - Present · 4 yrs", "2021年4月 - 現在 · 5年", "2018年 - 至今", "März 2020 – Heute",
     "مايو ٢٠٢٠ - الحالي · ٦ أعوام", "mar. de 2021 - o momento · 5 anos", "2021 - Present 5 years"],
)  # fmt: skip
def test_no_year_after_the_dash_is_now(line: str) -> None:
    assert is_span(line)
    assert is_open(line)


@pytest.mark.parametrize(
    "line", ["Jun 2018 - Dec 2021 · 3 yrs", "2017年4月 - 2021年3月", "٢٠١٠ - ٢٠١٥", "2015–2017 · 2 Jahre"]
)
def test_a_year_after_the_dash_is_past(line: str) -> None:
    assert is_span(line)
    assert not is_open(line)


@pytest.mark.parametrize(
    "line", ["Head of 2019 planning", "Full-time · 6 yrs", "Leeds - Hybrid", "Since 2012 I have " * 9]
)
def test_other_lines_are_no_spans(line: str) -> None:
    assert not is_span(line)


def test_the_first_open_entry_counts_and_its_kind_of_employment_is_left_out() -> None:
    entries = [
        ["Clerk", "Old Mill", "2010 - 2012 · 2 yrs"],
        ["Miller", "New Mill · Full-time", "2012 - Present · 14 yrs", "Leeds"],
        ["Chair", "Guild", "2015 - Present"],
    ]
    assert current_job(entries) == ("Miller", "New Mill")


def test_roles_under_one_organisation_take_its_name() -> None:
    entries = [
        ["New Mill", "Full-time · 6 yrs"],
        ["Head miller", "Full-time", "2020 - Present"],
        ["Miller", "2014 - 2020"],
    ]
    assert current_job(entries) == ("Head miller", "New Mill")


def test_masked_and_past_jobs_are_none() -> None:
    assert current_job([["****** ***", "*******", "2015 - Present"], ["Clerk", "Mill", "2010 - 2012"]]) == (
        "",
        "",
    )
