"""What a page proposes: headline and about are read together, and each facet keeps the reader that found its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recommender.reading.facets import FoundFacet
from recommender.types import FacetKind
from server import proposals
from server.pages.profile import PageKind, Passage, Profile, Reading


class Reader:
    """Takes every line for an offer, and remembers what it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def extract(self, db: Any, texts: Sequence[str], **_: Any) -> list[tuple[FoundFacet, ...]]:
        self.texts = list(texts)
        return [
            tuple(FoundFacet(FacetKind.OFFER, line.casefold(), line, 0.9) for line in text.split("\n"))
            for text in texts
        ]


def proposed(profile: Profile, now: Any) -> tuple[list[str], list[tuple[str, str]]]:
    reader = Reader()
    found = proposals.from_profile(profile, reader, None, today=now.date())  # type: ignore[arg-type]
    return reader.texts, [(one.evidence, one.source) for one in found]


def page(*readings: Reading, passages: tuple[Passage, ...] = ()) -> Profile:
    return Profile(PageKind.PROFILE, "https://example.org", "", readings=readings, passages=passages)


def test_headline_and_about_are_read_as_one_text_and_keep_their_sources(now: Any) -> None:
    texts, found = proposed(
        page(
            Reading("headline", "Weaver", "h-card"),
            Reading("about", "Teaches weaving", "json-ld"),
            passages=(Passage("Mends looms", "services", "h-card"),),
        ),
        now,
    )
    assert texts == ["Mends looms", "Weaver\nTeaches weaving"]
    assert found == [("Mends looms", "h-card"), ("Weaver", "h-card"), ("Teaches weaving", "json-ld")]


def test_a_headline_or_an_about_alone_is_read_alone(now: Any) -> None:
    assert proposed(page(Reading("headline", "Weaver", "h-card")), now)[0] == ["Weaver"]
    assert proposed(page(Reading("about", "Teaches weaving", "h-card")), now)[0] == ["Teaches weaving"]


def test_what_is_quoted_on_the_page_already_is_not_read_twice(now: Any) -> None:
    texts, _ = proposed(
        page(
            Reading("headline", "Weaver", "h-card"),
            Reading("about", "Teaches weaving", "h-card"),
            passages=(Passage("Teaches weaving", "about", "h-card"),),
        ),
        now,
    )
    assert texts == ["Weaver\nTeaches weaving"]
