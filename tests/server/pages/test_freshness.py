"""A page that changed its address by itself must show whose it is before it is read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from server.pages import Page, PageKind, read_page
from server.pages.freshness import agrees, is_stale

ADA = "https://www.linkedin.com/in/ada-example-4b2a"


def page(url: str = ADA, heading: str = "Ada Example", **more: Any) -> Page:
    return Page.from_payload(
        {"url": url, "h1": [heading], "text": f"{heading}\nMiller", "headings": [[0, 1]], **more}
    )


@pytest.mark.parametrize(
    ("url", "heading"),
    [
        (ADA, "Ada Example"),
        (ADA, "Dr. Ada Maria Example, PhD"),
        ("https://www.linkedin.com/in/adaexample", "Ada Example"),
        ("https://www.linkedin.com/in/ren%C3%A9-exempl%C3%A9", "René Exemplé"),
        ("https://www.linkedin.com/in/ada-maria-example-phd-1", "Ada Example"),
        ("https://tooting.example/@ada", "Ada @ada@tooting.example"),
        ("https://ada.example/", "Anything"),
    ],
)
def test_address_and_heading_agree(url: str, heading: str) -> None:
    assert agrees(page(url, heading))
    assert not is_stale(page(url, heading, moved=True))


@pytest.mark.parametrize("heading", ["Bruno Sample", "Ada Sample", "Example Bruno"])
def test_a_shared_first_name_is_not_agreement(heading: str) -> None:
    assert not agrees(page(heading=heading))
    assert is_stale(page(heading=heading, moved=True))


def test_a_page_that_was_loaded_at_its_address_is_believed() -> None:
    assert not is_stale(page("https://www.linkedin.com/in/thatgardener", "Ada Example"))


def test_the_profiles_own_links_decide_before_all_else() -> None:
    own = [[0, "Contact info", "/in/ada-example-4b2a/overlay/contact-info/"]]
    other = [[0, "Contact info", "https://www.linkedin.com/in/bruno/overlay/contact-info/"]]
    assert not is_stale(page(heading="王小明", links=own, moved=True))
    assert is_stale(page(links=other))


def test_what_the_browser_found_stale_is_not_read() -> None:
    profile = read_page(page(heading="Bruno Sample", moved=True, stale=True), date(2026, 11, 20))
    assert profile.kind is PageKind.PAGE
    assert profile.readings == ()
    assert profile.passages == ()
