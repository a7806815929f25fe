"""h-card as the specification has it: implied properties, nesting, relative addresses, and the old class names."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from server.pages import Page, PageKind, read_page
from server.pages.hcard import parse, representative

BASE = "http://example.com/people/"

CASES: list[tuple[str, str, dict[str, list[Any]]]] = [
    (
        "just a name",
        '<p class="h-card">Frances Berriman</p>',
        {"name": ["Frances Berriman"]},
    ),
    (
        "just a hyperlink",
        '<a class="h-card" href="http://ben.example/">Ben Ward</a>',
        {"name": ["Ben Ward"], "url": ["http://ben.example/"]},
    ),
    (
        "a hyperlinked photo names and links",
        '<a class="h-card" href="http://rohit.example/"><img alt="Rohit Khare" src="images/photo.gif"></a>',
        {"name": ["Rohit Khare"], "url": ["http://rohit.example/"]},
    ),
    (
        "implied name from an abbreviation",
        '<div class="h-card"><abbr title="Jane Doe">JD</abbr></div>',
        {"name": ["Jane Doe"]},
    ),
    (
        "implied name from an only child's photo",
        '<p class="h-card"><span><img src="jane.html" alt="Jane Doe"></span></p>',
        {"name": ["Jane Doe"]},
    ),
    (
        "no implied name beside explicit properties",
        '<div class="h-card"><span class="p-org">Mill</span> <a href="/x">x</a></div>',
        {"org": ["Mill"], "url": ["http://example.com/x"]},
    ),
    (
        "implied url of an only child",
        '<div class="h-card"><a href="http://example.com/this.html">Jane Doe</a><p></p></div>',
        {"name": ["Jane Doe"], "url": ["http://example.com/this.html"]},
    ),
    (
        "an empty href is the page itself",
        '<a class="h-card" href="">Jane Doe</a>',
        {"name": ["Jane Doe"], "url": [BASE]},
    ),
    (
        "relative addresses are made absolute",
        '<p class="h-card"><a class="p-name u-url" href="home/blog">John Doe</a></p>',
        {"name": ["John Doe"], "url": ["http://example.com/people/home/blog"]},
    ),
    (
        "several values of one property",
        '<div class="h-card"><p class="p-name">John Doe</p><a class="u-url" href="http://a.example/"></a>'
        '<a class="u-url" href="http://b.example/"></a><i class="p-category">C1</i> <i class="p-category">C2</i></div>',
        {"name": ["John Doe"], "url": ["http://a.example/", "http://b.example/"], "category": ["C1", "C2"]},
    ),
    (
        "the value class pattern",
        '<div class="h-card"><span class="p-name">Jo</span> <span class="p-tel"><span class="type">work</span>:'
        ' <span class="value">+1</span>.<span class="value">555</span></span></div>',
        {"name": ["Jo"], "tel": ["+1555"]},
    ),
    (
        "title of an abbreviation is the value",
        '<p class="h-card"><b class="p-name">Jo</b> <abbr class="p-job-title" title="Chief Miller">CM</abbr></p>',
        {"name": ["Jo"], "job-title": ["Chief Miller"]},
    ),
    (
        "data and its value",
        '<p class="h-card"><data class="p-name" value="Jo Mill"></data></p>',
        {"name": ["Jo Mill"]},
    ),
]


@pytest.mark.parametrize(("name", "html", "expected"), CASES, ids=[case[0] for case in CASES])
def test_h_card(name: str, html: str, expected: dict[str, list[Any]]) -> None:
    page = Page.from_payload({"url": BASE, "hcards": [html]})
    (item,) = parse(page.hcards[0], BASE)
    assert item["type"] == ["h-card"]
    found = {key: value for key, value in item["properties"].items() if key != "photo"}
    assert found == expected


def test_a_nested_h_card_is_a_property_with_properties_of_its_own() -> None:
    html = (
        '<div class="h-card"><a class="p-name u-url" href="http://blog.example/">Mitchell Baker</a>'
        ' (<a class="p-org h-card" href="http://org.example/">Example Foundation</a>)</div>'
    )
    (item,) = parse(html, BASE)
    (org,) = item["properties"]["org"]
    assert org["type"] == ["h-card"]
    assert org["properties"] == {"name": ["Example Foundation"], "url": ["http://org.example/"]}


def test_an_unnamed_nested_h_card_is_a_child_not_the_person() -> None:
    html = (
        '<div class="h-card"><a class="p-name u-url" href="http://blog.example/">Mitchell Baker</a>'
        ' <a class="h-card" href="http://org.example/">Example Foundation</a></div>'
    )
    (item,) = parse(html, BASE)
    assert item["properties"]["name"] == ["Mitchell Baker"]
    assert item["children"][0]["properties"]["name"] == ["Example Foundation"]


def test_old_class_names_say_the_same() -> None:
    html = (
        '<div class="vcard"><span class="fn">John Doe</span><div class="adr"><span class="locality">Leeds</span>'
        ' <span class="country-name">UK</span></div><b class="title">Miller</b><a class="url" href="/x">x</a></div>'
    )
    (item,) = parse(html, BASE)
    assert item["type"] == ["h-card"]
    assert item["properties"]["name"] == ["John Doe"]
    assert item["properties"]["job-title"] == ["Miller"]
    assert item["properties"]["adr"][0]["properties"]["locality"] == ["Leeds"]


def test_old_class_names_beside_new_ones_mean_nothing() -> None:
    (item,) = parse(
        '<div class="h-card vcard"><span class="fn">Old</span><span class="p-name">New</span></div>', BASE
    )
    assert item["properties"]["name"] == ["New"]


CARD = '<div class="h-card"><a class="p-name u-url{uid}" href="{url}">{name}</a></div>'


def cards(*rows: tuple[str, str, str]) -> list[dict[str, Any]]:
    return [parse(CARD.format(name=name, url=url, uid=uid), BASE)[0] for name, url, uid in rows]


def test_the_card_with_the_pages_address_as_url_and_uid_represents_it() -> None:
    page = Page.from_payload({"url": "https://jo.example/"})
    found = representative(
        cards(("Al B", "https://al.example/", ""), ("Jo C", "https://jo.example/", " u-uid")), page
    )
    assert found is not None
    assert found["properties"]["name"] == ["Jo C"]


def test_a_card_whose_url_is_a_rel_me_represents_the_page() -> None:
    page = Page.from_payload({"url": "https://jo.example/about", "relme": ["https://jo.example/me"]})
    found = representative(
        cards(("Al B", "https://al.example/", ""), ("Jo C", "https://jo.example/me", "")), page
    )
    assert found is not None
    assert found["properties"]["name"] == ["Jo C"]


def test_none_of_several_strangers_represents_the_page() -> None:
    page = Page.from_payload({"url": "https://jo.example/about"})
    assert (
        representative(cards(("Al B", "https://al.example/", ""), ("Bo C", "https://bo.example/", "")), page)
        is None
    )


def test_the_author_of_a_post_does_not_make_the_post_a_profile() -> None:
    html = """<title>A post</title><article class="h-entry"><h1 class="p-name">Why mills turn</h1><p>They do.</p>
    <a class="p-author h-card" rel="me" href="https://jo.example/">Jo Mill</a></article>"""
    profile = read_page(Page.from_html(html, "https://jo.example/2026/why-mills-turn"), date(2026, 11, 20))
    assert profile.kind is PageKind.PAGE
