"""Plain statements of needs and offers are noticed; advertisements, denials and statements about others are not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.pages.cues import NEED_HEADING, OFFER_HEADING, sentences, signal_of


@pytest.mark.parametrize(
    "sentence",
    [
        "I am looking for a co-founder.",
        "Looking for a technical co-founder",
        "We're currently seeking field data from bridges.",
        "I run a mill and am looking for a baker.",
        "Raising a seed round in spring.",
        "We are hiring two fitters.",
        "Open to work",
        "Open to new opportunities in Leeds",
        "Help wanted: Windows tester",
        "I need somebody with a van in June.",
        "I could use advice on pricing.",
        "Ich suche eine Werkstatt in Leipzig.",
        "Je recherche un associé.",
        "Busco socios en Valencia.",
    ],
)
def test_a_need_plainly_stated_is_one(sentence: str) -> None:
    assert signal_of(sentence) == "need"


@pytest.mark.parametrize(
    "sentence",
    [
        "Happy to mentor first-time managers.",
        "I can review tenders for first-time suppliers.",
        "She teaches a free course on incident reviews.",
        "Available for short consulting on query plans.",
        "Ask me about peat.",
        "I offer loom repair.",
        "Ich biete Führungen an.",
    ],
)
def test_an_offer_plainly_stated_is_one(sentence: str) -> None:
    assert signal_of(sentence) == "offer"


@pytest.mark.parametrize(
    "sentence",
    [
        "Looking for a plumber?",
        "I am not looking for a job.",
        "We are no longer hiring.",
        "I was looking for gold when I found lead.",
        "We help founders looking for money.",
        "Hiring manager at Acme.",
        "People seeking calm come here.",
        "Fundraising consultant for museums.",
        "A good-looking formula.",
        "The needs of patients come first.",
        "Award-seeking missiles are my field.",
        "I mill rye.",
        "",
    ],
)
def test_what_only_sounds_like_one_is_none(sentence: str) -> None:
    assert signal_of(sentence) is None


@pytest.mark.parametrize(
    "heading", ["Looking for", "What I'm looking for", "I am looking for…", "Help wanted", "Ich suche"]
)
def test_headings_over_needs(heading: str) -> None:
    assert NEED_HEADING.match(heading)


@pytest.mark.parametrize(
    "heading", ["Services", "Talks", "What I can help with", "Mentoring", "My services", "Leistungen"]
)
def test_headings_over_offers(heading: str) -> None:
    assert OFFER_HEADING.match(heading)


@pytest.mark.parametrize(
    "heading", ["Looking back", "Needs of patients in rural areas", "Services trade in 1900", "Talking"]
)
def test_headings_that_only_begin_alike(heading: str) -> None:
    assert not NEED_HEADING.match(heading)
    assert not OFFER_HEADING.match(heading)


def test_sentences_are_cut_at_full_stops_not_at_abbreviations_before_small_letters() -> None:
    assert sentences("I mill rye, e.g. for bread. I bake, too.") == [
        "I mill rye, e.g. for bread.",
        "I bake, too.",
    ]


def test_real_bios_hardly_ever_state_a_need(shared_data: Path) -> None:
    """722 real bios hold almost none; readers that see needs in many of them see ghosts."""
    bios = [json.loads(line)["bio"] for line in (shared_data / "bios.jsonl").read_text("utf-8").splitlines()]
    needy = [s for bio in bios for s in sentences(bio) if signal_of(s) == "need"]
    assert len(bios) > 700
    assert len(needy) <= len(bios) * 0.02, needy
