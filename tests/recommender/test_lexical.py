"""Words shared: rare ones count, endings do not, and hashing them keeps the likeness."""

from __future__ import annotations

import numpy as np
import pytest

from recommender.lexical import Lexicon, terms


def test_endings_and_little_words_do_not_matter():
    assert terms("Looking for someone designing websites") == terms("the website designer")[::-1]
    assert terms("photographing companies") == terms("photography, company")
    assert terms("we need to have it") == []


def test_names_of_tools_keep_their_signs():
    assert "c++" in terms("C++, C# and .NET")
    assert "c#" in terms("C++, C# and .NET")


def test_words_of_any_script_are_words():
    assert terms("王小明 Müller") == ["王小明", "müll"]


def test_a_rare_word_shared_says_more_than_a_common_one():
    lexicon = Lexicon.of([*["help with bread"] * 9, "help with falconry"])
    assert lexicon.similarity("falconry help", "falconry") > lexicon.similarity("bread falconry", "bread")


def test_the_same_text_is_like_itself_and_unlike_what_shares_nothing():
    lexicon = Lexicon.of(["bread and tax"])
    assert lexicon.similarity("bread tax", "tax bread") == pytest.approx(1)
    assert lexicon.similarity("bread", "tax") == 0
    assert lexicon.similarity("", "tax") == 0


def test_hashed_vectors_keep_the_likeness_and_do_not_depend_on_the_company():
    texts = ["bread baking", "baking sourdough bread", "tax law", "the of and"]
    lexicon = Lexicon.of(texts)
    vectors = lexicon.vectors(texts, 512)
    np.testing.assert_array_equal(vectors[1], lexicon.vectors(texts[1:2], 512)[0])
    assert vectors[0] @ vectors[1] == pytest.approx(lexicon.similarity(*texts[:2]), abs=1e-6)
    assert vectors[0] @ vectors[2] == pytest.approx(0, abs=1e-6)
    assert not vectors[3].any()


def test_the_hash_is_the_same_in_every_process():
    """Vectors are kept on disk: Python's own hash, which changes from run to run, must not decide."""
    row = Lexicon().vectors(["bread"], 128)[0]
    assert np.flatnonzero(row).tolist() == [37]
    assert row[37] == pytest.approx(1)
