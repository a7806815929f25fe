"""Mutual pairs among plain texts: both gain, nobody knows the other, the same answer every time."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.encoder import DemoEncoder
from recommender.matching import Matching
from recommender.pairs import Somebody, best_pairs

WORDS = ["bread", "tax", "law", "piano", "garden"]
ENCODER = DemoEncoder(" ".join(WORDS))
STEP = Matching(lexical=0.0)


def pairs(*people):
    return best_pairs([Somebody(*one) for one in people], ENCODER, STEP)


def test_two_who_need_what_the_other_offers_are_a_pair_and_told_why():
    (found,) = pairs(
        ("ada", ("garden",), ("law",)), ("ben", ("law",), ("garden",)), ("cy", ("piano",), ("tax",))
    )
    assert (found.a, found.b) == ("ada", "ben")
    assert found.mutual == pytest.approx(found.a_gains * found.b_gains)
    assert found.because == (
        "ada needs “law”; ben offers “law”.",
        "ben needs “garden”; ada offers “garden”.",
    )


def test_who_know_each_other_are_no_pair_whoever_says_so():
    people = [("ada", ("garden",), ("law",)), ("ben", ("law",), ("garden",), ("ada", "nobody"))]
    assert pairs(*people) == ()


def test_one_sided_is_no_pair():
    assert pairs(("ada", ("garden",), ("law",)), ("ben", ("law",), ())) == ()
    assert pairs(("ada", ("garden",), ("law",)), ("ben", ("law",), ("tax",))) == ()


def test_nobody_and_one_alone_are_answered_with_nothing():
    assert pairs() == ()
    assert pairs(("ada", ("garden",), ("law",))) == ()


def test_two_people_of_one_id_are_refused():
    with pytest.raises(ValueError, match="id of their own"):
        pairs(("ada",), ("ada",))


words = st.lists(st.sampled_from(WORDS), max_size=2, unique=True).map(tuple)
people = st.lists(st.tuples(words, words, st.lists(st.integers(0, 6), max_size=2).map(tuple)), max_size=7)


@settings(deadline=None, max_examples=40)
@given(people)
def test_every_pair_gains_both_ways_is_unknown_to_each_other_and_stands_once(made):
    crowd = [Somebody(i, *one) for i, one in enumerate(made)]
    found = best_pairs(crowd, ENCODER, STEP)
    assert found == best_pairs(crowd, ENCODER, STEP, threads=2)
    assert len({(pair.a, pair.b) for pair in found}) == len(found)
    for pair in found:
        assert 0 < pair.a_gains < 1
        assert 0 < pair.b_gains < 1
        assert pair.a < pair.b
        assert pair.b not in crowd[pair.a].knows
        assert pair.a not in crowd[pair.b].knows
    assert [pair.mutual for pair in found] == sorted((pair.mutual for pair in found), reverse=True)
