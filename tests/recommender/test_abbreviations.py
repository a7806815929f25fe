"""Abbreviations are compared by what they stand for, and left alone where they may stand for something else."""

from __future__ import annotations

import pytest

from recommender.abbreviations import WORDS, spelt_out
from recommender.encoder import Encoder
from recommender.lexical import Lexicon
from recommender.matching import Matching
from recommender.meaning import Meaning
from recommender.ranking import Candidate, rank


@pytest.mark.parametrize(
    ("text", "spelt"),
    [
        ("looking for a CTO", "looking for a head of technology"),
        ("two CTOs and a CFO", "two head of technology and a head of finance"),
        ("R&D, M&A", "research and development, mergers and acquisitions"),
        ("a SaaS start-up", "a software as a service start-up"),
        ("ML/AI", "machine learning/AI"),
        ("20 ml of it", "20 ml of it"),
        ("PR for a PM", "PR for a PM"),
        ("CRISPR, AIDS, GAIA-AI", "CRISPR, AIDS, GAIA-AI"),
    ],
)
def test_only_what_is_written_as_one_is_spelt_out(text: str, spelt: str) -> None:
    assert spelt_out(text) == spelt


def test_nothing_is_spelt_out_twice() -> None:
    assert [word for word in WORDS.values() if spelt_out(word) != word] == []


def test_who_needs_a_cto_is_served_by_a_head_of_engineering_and_not_by_a_cfo(encoder: Encoder) -> None:
    matching = Matching()
    meaning = Meaning(encoder, matching, Lexicon())
    need, engineer, finance, the_same = meaning.vectors(["a CTO", "Head of engineering", "CFO", "CTO"])
    assert need @ engineer > matching.lo
    assert need @ the_same > matching.hi
    assert need @ engineer > need @ finance
    ranking = rank(
        ["looking for a CTO"],
        [Candidate("finance", ("CFO",)), Candidate("engineer", ("Head of engineering",))],
        encoder,
        matching,
    )
    assert ranking[0].id == "engineer"
