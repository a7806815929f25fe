"""Hostile and enormous pages: bounded in time and size, never a crash, never markup in what comes out."""

from __future__ import annotations

import json
import time
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from server.errors import Problem
from server.pages import Page, PageKind, Profile, read_page
from server.pages.gather import gather
from server.pages.page import MAX_PAYLOAD
from server.pages.reading import TOO_LONG, TOO_SLOW

TODAY = date(2026, 11, 20)
URL = "https://people.example/team/ada"
PERSON = '{"@type": "Person", "name": "Ada Example", "jobTitle": "Miller"}'
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1};" * 10}">' for n in range(2, 10))
    + "]><html><body><h1>&lol9;</h1><p>Ada Example</p></body></html>"
)
HOSTILE: dict[str, str | bytes] = {
    "deep": "<div>" * 100_000 + "Ada Example",
    "deep card": "<div class=h-card>" * 20_000 + "<span class=p-name>Ada Example",
    "deep items": "<div itemscope itemtype=https://schema.org/Person><b itemprop=knows itemscope>" * 5_000,
    "wide": "<p>x</p>" * 100_000,
    "wide cards": "<div class=h-card><a class='p-name u-url' href=/x>Ada Example</a></div>" * 8_000,
    "wide people": "<h3>Ada Example</h3><p>Miller</p>" * 20_000,
    "formatting": "<b>" * 30_000 + "<p>x" * 20_000,
    "attributes": "<b "
    + " ".join(f"a{n}=1" for n in range(2_000))
    + ">x</b>"
    + "<i id=1><i id=2><p>" * 20_000,
    "tables": "<table><tr><td>" * 30_000,
    "hidden closers": "<div><table><td></div></td></table>" * 20_000,
    "billion laughs": LAUGHS,
    "latin bytes": "<h1>Ren\u00e9 Exempl\u00e9</h1>".encode("latin-1"),
    "lying charset": b'<meta charset="utf-16"><h1>Ada Example</h1>',
    "unknown charset": b'<meta charset="no-such-thing"><h1>Ada Example</h1>',
    "broken bytes": b"\xff\xfe\x00<h1>\xc3\x28</h1>\x00\x00",
    "nul": "<h1>Ada\x00Example</h1>",
    "surrogates": "<h1>Ada \ud83d Example</h1>",
    "empty": "",
    "huge attribute": f'<div class="h-card" title="{"x" * 500_000}"><span class=p-name>Ada Example</span></div>',
    "huge word": "<h1>" + "A" * 500_000 + "</h1>",
    "broken json": f'<script type="application/ld+json">{PERSON[:-1]}</script>' * 19,
    "deep json": '<script type="application/ld+json">' + '{"a":' * 20_000 + "1" + "}" * 20_000 + "</script>",
    "wide json": '<script type="application/ld+json">[' + ",".join([PERSON] * 2_500) + "]</script>",
    "numbers": '<script type="application/ld+json">{"@type": "Person", "name": 1e999, "jobTitle": {"name": [[]]}}'
    "</script>",
    "circle": '<script type="application/ld+json">{"@graph": [{"@id": "a", "@type": "Person", "name": "Ada Example",'
    ' "knows": {"@id": "a"}, "worksFor": {"@id": "a"}}]}</script>',
    "long line": "<p>" + "I am looking for " * 60_000 + "</p>",
    "commas": "<title>Ada Example</title><p>I, " + "," * 200_000 + "</p>",
    "spaces": "<title>Ada Example</title><h1>Ada Example</h1><p>I am"
    + " " * 300_000
    + "looking for work</p>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_markup_is_read_in_time_or_in_part(name: str) -> None:
    start = time.perf_counter()
    profile = read_page(Page.from_html(HOSTILE[name], URL), TODAY)
    assert time.perf_counter() - start < 5, "parsing and reading, on a busy machine"
    assert_plain(profile)


@pytest.mark.parametrize("name", HOSTILE)
def test_reading_what_was_gathered_keeps_the_limit(name: str) -> None:
    page = Page.from_payload(gather(HOSTILE[name], URL))
    start = time.thread_time()
    read_page(page, TODAY)
    assert time.thread_time() - start < 1.0


def assert_plain(profile: Profile) -> None:
    for one in (profile, *profile.people):
        for reading in one.readings:
            assert reading.value == reading.value.strip()
            assert "\x00" not in reading.value
            reading.value.encode("utf-8")
            assert len(reading.value) <= 6_000
        assert len(one.readings) <= 80
        assert len(one.passages) <= 600
        assert all(len(passage.text) <= 1_200 for passage in one.passages)
    assert len(profile.people) <= 60


def test_script_and_markup_in_data_come_out_as_text_or_not_at_all() -> None:
    html = """<script type="application/ld+json">{"@type": "Person", "name": "Ada <script>alert(1)</script>Example",
    "description": "&lt;img src=x onerror=alert(1)&gt; I mill.", "url": "javascript:alert(1)",
    "sameAs": ["data:text/html,<script>", "https://ada.example/?q=<script>"], "image": "x"}</script>"""
    profile = read_page(Page.from_html(html, URL), TODAY)
    assert [url for url in profile.values("url") if not url.startswith("https://")] == []
    assert "<" not in "".join(profile.values("url"))


def test_only_web_addresses_become_links() -> None:
    html = """<div class="h-card"><a class="p-name u-url" href="javascript:alert(1)">Ada Example</a>
    <a class="u-url" href="//ada.example/x">a</a><a class="u-url" href="file:///etc/passwd">b</a></div>"""
    profile = read_page(Page.from_html(html, URL), TODAY)
    assert set(profile.values("url")) == {"https://ada.example/x", URL}


def test_a_reader_out_of_time_returns_what_it_has_and_says_so() -> None:
    ticks = iter(range(1_000))
    page = Page.from_html(f'<script type="application/ld+json">{PERSON}</script><h1>Ada Example</h1>', URL)
    profile = read_page(page, TODAY, clock=lambda: float(next(ticks)), limit=1.0)
    assert profile.partial
    assert profile.note == TOO_SLOW


def test_a_page_cut_short_says_so() -> None:
    profile = read_page(Page.from_html("".join(f"<p>Line {n}</p>" for n in range(9_000)), URL), TODAY)
    assert profile.partial
    assert profile.note == TOO_LONG


def test_more_than_a_megabyte_is_refused() -> None:
    with pytest.raises(Problem) as refused:
        Page.from_payload({"url": URL, "text": "x" * (MAX_PAYLOAD + 1)})
    assert (refused.value.code, refused.value.status) == ("page_too_large", 413)
    with pytest.raises(Problem):
        Page.from_payload({"url": URL, "jsonld": [["x"] * 1_000] * 1_000})


@pytest.mark.parametrize(
    "wrong",
    [
        [],
        "text",
        {},
        {"url": 7},
        {"url": "about:blank"},
        {"url": "javascript:alert(1)"},
        {"url": URL, "text": ["a"]},
        {"url": URL, "jsonld": "x"},
        {"url": URL, "jsonld": [1]},
        {"url": URL, "meta": {"a": 1}},
        {"url": URL, "headings": [[1]]},
        {"url": URL, "headings": [["1", "2"]]},
        {"url": URL, "links": [[0, "a", None]]},
        {"url": URL, "spans": [[True, 2, "x"]]},
        {"url": URL, "marks": {"github.name": "Ada"}},
        {"url": URL, "hcards": {"a": 1}},
    ],
)
def test_a_payload_of_another_shape_is_refused_in_a_sentence(wrong: Any) -> None:
    with pytest.raises(Problem) as refused:
        Page.from_payload(wrong)
    assert refused.value.status == 400
    assert refused.value.message.endswith(".")
    assert refused.value.hint.endswith(".")


ADDRESSES = st.sampled_from(
    [URL, "https://ada.example", "https://x.example/ada-example", "https://x.example/team", "https://github.com/ada",
     "https://www.linkedin.com/in/ada", "https://orcid.org/0000-0001-2345-6789", "https://x.example/@ada",
     "https://gitlab.com/ada", "https://scholar.google.com/citations?user=a", "https://stackoverflow.com/users/1/ada",
     "https://www.researchgate.net/profile/Ada", "https://x.academia.edu/Ada", "https://github.com/orgs/x/people"]
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)
KEYS = st.sampled_from(
    [
        "url",
        "title",
        "text",
        "headings",
        "links",
        "spans",
        "marks",
        "jsonld",
        "meta",
        "relme",
        "hcards",
        "microdata",
        "h1",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(KEYS, JSON, max_size=6), ADDRESSES)
def test_any_json_is_a_page_or_a_problem(payload: dict[str, Any], url: str) -> None:
    try:
        page = Page.from_payload({"url": url, **payload})
    except Problem:
        return
    assert_plain(read_page(page, TODAY))


PROPERTIES = st.sampled_from(
    ["name", "jobTitle", "worksFor", "address", "knowsAbout", "sameAs", "url", "email", "seeks", "makesOffer", "knows",
     "description", "hasOccupation", "alumniOf", "contactPoint", "@id", "homeLocation", "itemOffered", "mainEntity"]
)  # fmt: skip
THINGS = st.recursive(
    st.text(max_size=30) | st.integers() | st.none(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(PROPERTIES, inner, max_size=5).map(lambda thing: {"@type": "Person", **thing})
    ),
    max_leaves=25,
)


@settings(max_examples=60, deadline=None)
@given(THINGS)
def test_any_person_in_json_ld_is_read_without_a_crash(thing: Any) -> None:
    data = json.dumps(
        {"@type": "ProfilePage", "mainEntity": {"@type": "Person", "name": "Ada Example", "knows": thing}}
    )
    page = Page.from_payload({"url": URL, "jsonld": [data, json.dumps(thing)]})
    profile = read_page(page, TODAY)
    assert profile.value("name") == "Ada Example"
    assert_plain(profile)


TAGS = st.sampled_from(
    ["<div class=h-card>", "<span class=p-name>", "<a class='u-url p-org h-card' href=//x.example>", "</div>",
     "</span>", "</a>", "<h1>", "</h1>", "<h3>", "<p>", "<li>", "<table>", "<td>", "<script>", "</script>", "<!--",
     "-->", "<svg>", "<div itemscope itemtype=https://schema.org/Person>", "<i itemprop=name>", "<main>", "<template>",
     "<math>", "&#0;", "<select>", "<form>", "<title>", "<div class=vcard>", "<b class=fn>", "<body>",
     "<base href=//y.example>", "Ada Example ", "<section componentkey=profileTopcard>", "<h2>", "<div id=experience>",
     "<span class=vcard-username>ada</span>", "2019 - now", "<div id=gsc_prf_in>", "<i class=pinned-item-list-item>"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.lists(TAGS | st.text(max_size=12), max_size=60).map("".join), ADDRESSES)
def test_any_soup_of_tags_is_read_without_a_crash(html: str, url: str) -> None:
    profile = read_page(Page.from_html(html, url), TODAY)
    assert profile.kind in PageKind
    assert_plain(profile)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_crash(data: bytes) -> None:
    assert_plain(read_page(Page.from_html(data, URL), TODAY))
