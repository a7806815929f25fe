"""Every fixture page is read as a person would note it: all expected fields, and nothing that is not so."""

from __future__ import annotations

from datetime import date

import pytest
from saved_pages import Saved, all_saved

from benchmarks.bench_pages import Outcome, compare, page_of
from server.pages import Page, PageKind, Profile, profile_as_json, read_page
from server.pages.gather import gather
from server.pages.merge import TRUST

TODAY = date(2026, 11, 20)
CREW = [("Ann Testa", "Director"), ("Bob Probe", "Engineer"), ("Cy Demo", "Design lead")]


def read(html: str, url: str = "https://people.example/ada") -> Profile:
    return read_page(Page.from_html(html, url), TODAY)


def test_a_page_reads_as_a_person_would_note_it(saved: Saved) -> None:
    outcome = Outcome("", saved.name, held_back=False)
    compare(read_page(page_of(saved.html, saved.expected), TODAY), saved.expected, outcome)
    assert outcome.wrong == []
    assert outcome.missing == []


def test_sixty_pages_over_fifteen_kinds_of_source_are_measured() -> None:
    pages = all_saved()
    assert len(pages) >= 60
    assert len({page.name.split("/")[0] for page in pages}) >= 15


def test_every_value_names_the_reader_that_found_it(saved: Saved) -> None:
    profile = read_page(page_of(saved.html, saved.expected), TODAY)
    for one in (profile, *profile.people):
        assert all(reading.source in TRUST for reading in one.readings)
        assert all(passage.source in TRUST and passage.section for passage in one.passages)
        assert all(known.evidence and known.source in TRUST for known in one.acquaintances)


def test_a_passage_is_quoted_as_it_stands_on_the_page(saved: Saved) -> None:
    page = page_of(saved.html, saved.expected)
    everything = " ".join(
        [page.text, page.selection, *page.jsonld, *page.meta.values(), *page.hcards, *page.microdata]
    )
    everything += " ".join(text for rows in page.marks.values() for text, _ in rows)
    words = set(everything.replace("&amp;", "&").replace("&#x27;", "'").split())
    for passage in read_page(page, TODAY).passages:
        own = [word for word in passage.text.split() if word not in {"·", "Member", "of"}]
        strange = [w for w in own if w not in words and not any(w.strip(':"') in other for other in words)]
        assert strange == [], passage


def test_the_same_page_through_the_payload_is_the_same_profile(saved: Saved) -> None:
    sent = Page.from_payload(gather(saved.html, saved.url))
    assert read_page(sent, TODAY) == read_page(Page.from_html(saved.html, saved.url), TODAY)


def test_json_has_each_fields_source_beside_it() -> None:
    html = """<script type="application/ld+json">{"@type": "Person", "name": "Ada Example", "jobTitle": "Miller",
    "knowsAbout": ["Rye"], "knows": {"@type": "Person", "name": "Bo Sample"}}</script><h1>Ada Example</h1>"""
    shape = profile_as_json(read(html))
    assert shape["kind"] == "profile"
    assert (shape["name"], shape["role"], shape["skills"]) == ("Ada Example", "Miller", ["Rye"])
    assert shape["sources"]["role"] == "json-ld"
    assert shape["sources"]["skills"] == {"Rye": "json-ld"}
    assert [known["name"] for known in shape["people_known"]] == ["Bo Sample"]


def test_a_page_of_several_people_lists_them_in_json() -> None:
    html = """<h1>Our team</h1><h3>Ada Example</h3><p>Miller</p><h3>Bo Sample</h3><p>Baker</p>"""
    shape = profile_as_json(read(html, "https://mill.example/team"))
    assert shape["kind"] == "people"
    assert [(person["name"], person["role"]) for person in shape["people"]] == [
        ("Ada Example", "Miller"),
        ("Bo Sample", "Baker"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<h1>Team</h1><table><tr><th>Name</th><th>Role</th></tr>{}</table>".format(
            "".join(f"<tr><td>{name}</td><td>{role}</td></tr>" for name, role in CREW)
        ),
        "<h1>Team</h1>" + "".join(f"<div><p>{name}</p><p>{role}</p></div>" for name, role in CREW),
        "<h1>Team</h1><ul>" + "".join(f"<li><b>{name}</b>, {role}</li>" for name, role in CREW) + "</ul>",
    ],
    ids=["table", "paragraphs", "list"],
)
def test_a_team_needs_no_headings(html: str) -> None:
    found = read(html, "https://mill.example/team").people
    assert [(person.value("name"), person.value("role")) for person in found] == CREW


def test_text_without_markup_is_read_as_selected() -> None:
    profile = read("Ada Example\nMiller at Example Mill\nada@mill.example\nLooking for a baker.")
    assert (profile.value("role"), profile.value("organisation")) == ("Miller", "Example Mill")
    assert [passage.text for passage in profile.passages if passage.signal == "need"] == [
        "Looking for a baker."
    ]


def test_linkedin_without_any_of_its_marks_is_read_by_headings_and_order() -> None:
    html = """<main><h1>Ada Example</h1><p>Miller</p><p>Leeds, England</p>
    <p>Bo Sample and 3 other mutual connections</p><h3>Open to work</h3><p>Head miller roles</p>
    <h2>Skills</h2><ul><li>Rye</li></ul></main>"""
    profile = read(html, "https://www.linkedin.com/in/ada-example/")
    assert (profile.value("headline"), profile.value("place")) == ("Miller", "Leeds, England")
    assert profile.values("skill") == ("Rye",)
    assert [p.text for p in profile.passages if p.signal == "need"] == ["Head miller roles"]
    assert [known.name for known in profile.acquaintances] == ["Bo Sample"]


def test_the_more_trusted_source_wins_and_others_only_add() -> None:
    html = """<html><head><meta property="og:type" content="profile"><meta property="og:title" content="Ada Example">
    <meta property="og:description" content="Old words about Ada.">
    <script type="application/ld+json">
    {"@type": "Person", "name": "Ada Example", "description": "She mills rye."}</script>
    </head><body><div class="h-card"><a class="p-name u-url" href="https://people.example/ada">Ada Example</a>
    <span class="p-org">Example Mill</span></div></body></html>"""
    profile = read(html)
    sources = {reading.field: reading.source for reading in profile.readings}
    assert profile.value("about") == "She mills rye."
    assert (sources["about"], sources["organisation"]) == ("json-ld", "h-card")


def test_a_source_about_somebody_else_is_left_out() -> None:
    html = """<html><head><meta property="og:type" content="profile"><meta property="og:title" content="Bo Sample">
    <meta property="og:description" content="Bo bakes."><script type="application/ld+json">
    {"@type": "Person", "name": "Ada Example"}</script></head><body></body></html>"""
    profile = read(html)
    assert profile.value("name") == "Ada Example"
    assert "Bo" not in repr(profile.readings)


def test_an_unknown_site_with_nothing_on_it_is_no_profile_and_no_error() -> None:
    profile = read("<p>hello</p>")
    assert profile.kind is PageKind.PAGE
    assert profile.note.endswith(".")


NOW = """<title>Now | Ada Example</title><h1>Ada Example</h1><p>Updated 3 October {year}.</p>
<p>I am looking for a mill.</p>"""


def test_a_page_says_how_long_ago_it_was_written() -> None:
    html = NOW.format(year=2026)
    (passage,) = [p for p in read(html, "https://ada.example/now").passages if p.signal == "need"]
    assert passage.on == date(2026, 10, 3)


def test_a_day_to_come_is_not_believed() -> None:
    html = NOW.format(year=2031)
    (passage,) = [p for p in read(html, "https://ada.example/now").passages if p.signal == "need"]
    assert passage.on is None
