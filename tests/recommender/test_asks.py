"""Asking: only where something of theirs meets a need of mine, with words to decline, and never in a hurry."""

from __future__ import annotations

from recommender.asks import asks
from recommender.ideas import Scene
from recommender.types import Kind, Tie


def asked(world, *people, ties=(), give_first=""):
    space = world.space(*people, me=9, ties=ties)
    return list(asks(space.entries[1], Scene(space, world.ranker), give_first))


def test_what_they_offer_and_i_need_may_be_asked_for_with_words_to_decline(world):
    (idea,) = asked(world, world.person(1, "law", name="Ida Baker"), world.person(9, (), "law"))
    assert (idea.kind, idea.title) == (Kind.ASK, "Ask Ida about “law”")
    assert idea.reasons[0].sentence == "Ida offers “law”; you are looking for “law”."
    assert "no reason needed" in idea.decline


def test_nothing_is_asked_that_i_do_not_need(world):
    assert asked(world, world.person(1, "law"), world.person(9, "law", "tax")) == []
    assert asked(world, world.person(1, "law"), world.person(9, "law")) == []


def test_without_a_user_nothing_is_asked(world):
    space = world.space(world.person(1, "law"), world.person(2, (), "law"))
    assert list(asks(space.entries[1], Scene(space, world.ranker))) == []


def test_a_give_that_is_open_is_the_reason_against_asking(world):
    people = world.person(1, "law"), world.person(9, (), "law")
    (idea,) = asked(world, *people, ties=[Tie(1, 9)], give_first="Offer Ida your feedback")
    assert any(
        d.sentence == "There is something to give first: offer Ida your feedback." for d in idea.doubts
    )


def test_a_stranger_is_asked_through_somebody_closer(world):
    people = (
        world.person(1, "law", name="Ida Baker"),
        world.person(2, name="Bo Player"),
        world.person(9, (), "law"),
    )
    (idea,) = asked(world, *people, ties=[Tie(1, 2), Tie(2, 9)])
    assert any("Bo might be the warmer way" in doubt.sentence for doubt in idea.doubts)
    (idea,) = asked(world, *people, ties=[Tie(1, 2), Tie(2, 9), Tie(1, 9)])
    assert not any("warmer" in doubt.sentence for doubt in idea.doubts)
