"""One address per page, one key per profile."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.pages.urls import absolute, canonical_url, profile_key


@pytest.mark.parametrize(
    ("shown", "canonical"),
    [
        ("https://Ada.Example/", "https://ada.example"),
        ("https://ada.example/about/?utm_source=x&fbclid=1#top", "https://ada.example/about"),
        ("http://ada.example:80/a//b/index.html", "http://ada.example/a/b"),
        ("https://ada.example:8443/?page=2", "https://ada.example:8443?page=2"),
        (
            "https://de.linkedin.com/in/Ada-Example-12/?trk=people",
            "https://www.linkedin.com/in/ada-example-12",
        ),
        (
            "https://www.linkedin.com/in/ada-example/details/skills/",
            "https://www.linkedin.com/in/ada-example",
        ),
        ("https://m.linkedin.com/mwlite/in/ada/", "https://www.linkedin.com/in/ada"),
        ("https://www.linkedin.com/in/j%C3%B6rg/", "https://www.linkedin.com/in/j%C3%B6rg"),
        ("https://www.linkedin.com/in/jörg/", "https://www.linkedin.com/in/j%C3%B6rg"),
        ("https://www.github.com/ada?tab=repositories", "https://github.com/ada"),
        (
            "https://scholar.google.de/citations?hl=de&user=AbC",
            "https://scholar.google.de/citations?user=AbC",
        ),
        ("https://stackoverflow.com/users/12/ada?tab=profile", "https://stackoverflow.com/users/12"),
    ],
)
def test_tracking_language_and_trailing_slashes_do_not_make_another_page(shown: str, canonical: str) -> None:
    assert canonical_url(shown) == canonical


@pytest.mark.parametrize(
    "href",
    ["javascript:alert(1)", "java\nscript:alert(1)", " \tjavascript:x", "mailto:a@b.example", "file:///etc/passwd",
     "data:text/html,x", "http://", "http://[::1", "https://" + "x" * 3000, "ht!tp://x", ""],
)  # fmt: skip
def test_what_is_no_web_address_is_none(href: str) -> None:
    assert canonical_url(href) == ""
    assert not absolute("https://ada.example/x", href).startswith(("javascript", "file", "data", "mailto"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://www.linkedin.com/in/ada/", "http://uk.linkedin.com/in/Ada?x=1"),
        ("https://github.com/Ada", "https://www.github.com/ada/"),
        ("https://twitter.com/Ada", "https://x.com/ada"),
        ("https://tooting.example/@Ada", "https://tooting.example/@ada"),
        ("http://www.ada.example/", "https://ada.example"),
    ],
)
def test_two_addresses_of_one_profile_have_one_key(one: str, other: str) -> None:
    assert profile_key(one) == profile_key(other) != ""


def test_case_matters_where_the_site_says_so() -> None:
    assert profile_key("https://ada.example/A") != profile_key("https://ada.example/a")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_no_text_breaks_an_address(text: str) -> None:
    for url in (text, "https://" + text, "https://ada.example/" + text):
        once = canonical_url(url)
        assert canonical_url(once) == once
        profile_key(url)
        absolute("https://ada.example/", text)
