"""Ranking candidates by what they offer: a total order, whatever form the texts come in."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.encoder import DemoEncoder
from recommender.matching import Matching
from recommender.ranking import Candidate, joined, pieces, rank
from recommender.remembering import Remembering

WORDS = ["bread", "tax", "law", "piano", "garden"]
ENCODER = DemoEncoder(" ".join(WORDS))
texts = st.lists(st.lists(st.sampled_from(WORDS), min_size=1).map(" ".join), max_size=3)


def ids(needs, *candidates):
    return [one.id for one in rank(needs, [Candidate(*c) for c in candidates], ENCODER, Matching())]


def test_who_offers_what_is_needed_comes_first():
    assert ids(["tax law"], ("a", ("piano",)), ("b", ("tax law",)), ("c", ("law",))) == ["b", "c", "a"]


def test_a_rare_word_decides_where_the_encoder_is_blind():
    assert ids(["a falconer"], ("a", ("a baker",)), ("b", ("a falconer",))) == ["b", "a"]


def test_who_offers_nothing_comes_last_and_ties_go_by_id():
    assert ids(["tax"], ("d", ("tax",)), ("c", ()), ("b", ("tax",)), ("a", ("  ",))) == ["b", "d", "a", "c"]


def test_without_needs_or_candidates_there_is_still_an_answer():
    assert ids([], ("b", ("tax",)), ("a", ("law",))) == ["a", "b"]
    assert ids(["tax"]) == []


def test_scores_are_not_clipped_where_bands_end():
    """Two that are both far below the thresholds are still told apart."""
    found = rank(
        ["tax law piano garden bread"],
        [Candidate("a", ("tax",)), Candidate("b", ("tax law",))],
        ENCODER,
        Matching(lo=0.97, hi=0.99, rank_lexical=0.0),
    )
    assert [one.id for one in found] == ["b", "a"]
    assert found[0].score > found[1].score > 0


def test_headings_are_not_run_into_the_next_text():
    assert joined(["Tax law", "I bake bread."]) == "Tax law. I bake bread."


def test_a_text_is_compared_whole_and_sentence_by_sentence():
    assert pieces(["I bake good bread. Yes. I play the piano!"]) == [
        "I bake good bread. Yes. I play the piano!",
        "I bake good bread.",
        "I play the piano!",
    ]


@settings(deadline=None)
@given(texts, st.lists(texts, max_size=5), st.randoms())
def test_the_order_of_texts_and_candidates_changes_nothing_that_matters(needs, offers, random):
    candidates = [Candidate(i, tuple(one)) for i, one in enumerate(offers)]
    found = rank(needs, candidates, ENCODER, Matching())
    shuffled = candidates[:]
    random.shuffle(shuffled)
    assert found == rank(needs, shuffled, ENCODER, Matching())
    scores = [one.score for one in found]
    assert scores == sorted(scores, key=lambda score: -round(score, 9))
    assert {one.id for one in found} == set(range(len(offers)))


@pytest.mark.encoder
def test_the_real_encoder_finds_meaning_without_a_shared_word(encoder):
    found = rank(
        ["someone to look after our accounts"],
        [
            Candidate("gardener", ("I prune fruit trees.",)),
            Candidate("bookkeeper", ("I do bookkeeping for small firms.",)),
            Candidate("cellist", ("I play the cello at weddings.",)),
        ],
        encoder,
        Matching(),
    )
    assert found[0].id == "bookkeeper"


def test_a_remembering_encoder_answers_alike_and_asks_for_each_text_once():
    asked: list[str] = []

    class Asked(DemoEncoder):
        def encode(self, texts):
            asked.extend(texts)
            return super().encode(texts)

    remembering = Remembering(Asked(" ".join(WORDS)))
    for _ in range(2):
        assert (remembering.encode(["tax", "law", "tax"]) == ENCODER.encode(["tax", "law", "tax"])).all()
    assert sorted(asked) == ["law", "tax"]
    assert remembering.encode([]).shape == (0, ENCODER.dimensions)
    assert (remembering.id, remembering.dimensions) == (ENCODER.id, ENCODER.dimensions)
