"""Remembering words changes no token."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.snippets import snippets
from models import tokens
from models.encoder import find_encoder, normal_form
from models.errors import ModelError
from models.tokens import MAX_TOKENS, Tokens, load_tokenizer

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def file(models_home):
    return find_encoder(models_home) / "tokenizer.json"


@pytest.fixture(scope="module")
def both(file):
    return Tokens(file), load_tokenizer(file)


def test_snippets_are_cut_as_the_tokenizer_cuts_them(both):
    ours, theirs = both
    for text in snippets(200, seed=7):
        assert ours(text) == theirs.encode(text).ids


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a_b-c/d e.g. C++ & C#, {x} ~40% 'tis don't",
        "[CLS] is no [SEP] and [MASK] is none",
        "Zoë Müller, Łódź; 東京 🚀 naïve",
        "pneumonoultramicroscopicsilicovolcanoconiosis",
        "x" * 101,
        "a " * 400,
        "1,000.50 EUR 3rd 20k",
    ],
)
def test_odd_texts_are_cut_as_the_tokenizer_cuts_them(both, text):
    ours, theirs = both
    assert ours(text) == theirs.encode(text).ids
    assert len(ours(text)) <= MAX_TOKENS


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(codec="ascii"), max_size=80) | st.text(max_size=40))
def test_any_text_in_normal_form_is_cut_as_the_tokenizer_cuts_it(both, text):
    ours, theirs = both
    form = normal_form(text)
    assert ours(form) == theirs.encode(form).ids


def test_memory_starts_afresh_when_full(file, monkeypatch):
    monkeypatch.setattr(tokens, "REMEMBERED", 3)
    ours, theirs = Tokens(file), load_tokenizer(file)
    text = "one two three four five six seven one two"
    assert ours(text) == ours(text) == theirs.encode(text).ids
    assert len(ours._known) <= 3


def test_a_tokenizer_of_another_kind_is_left_to_itself(file, tmp_path):
    cased = (
        file.read_text("utf-8")
        .replace('"lowercase":true', '"lowercase":false')
        .replace('"lowercase": true', '"lowercase": false')
    )
    (tmp_path / "tokenizer.json").write_text(cased, "utf-8")
    ours, theirs = Tokens(tmp_path / "tokenizer.json"), load_tokenizer(tmp_path / "tokenizer.json")
    assert ours("Nurse in Leeds") == theirs.encode("Nurse in Leeds").ids != Tokens(file)("Nurse in Leeds")


def test_an_unreadable_tokenizer_is_said_in_a_sentence(tmp_path):
    (tmp_path / "tokenizer.json").write_text('{"version": "1.0", "trunc')
    with pytest.raises(ModelError, match=r"tokenizer cannot be read. Run `comity models prepare`"):
        Tokens(tmp_path / "tokenizer.json")
