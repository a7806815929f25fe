"""Learn what they need: what an answer would unlock, and a question that asserts nothing."""

from __future__ import annotations

import pytest

from recommender.ideas import Scene
from recommender.learn import chance, learn, peers, question, silence, unlocks, worth_asking
from recommender.types import Kind, Tie


def test_an_answer_unlocks_those_who_would_gain_and_are_not_known(world):
    space = world.space(
        world.person(1, "law", name="Ida Baker"),
        world.person(2, "bread", "law"),
        world.person(3, "piano", "law"),
        world.person(4, "tax", "law"),
        world.person(5, "garden", "design"),
        ties=[Tie(1, 4)],
    )
    found = unlocks(space, space.entries[1])
    assert set(found.who) == {2, 3}
    assert found.expected == pytest.approx(sum(chance(space, space.entries[i], peers(space)) for i in (2, 3)))


def test_the_chance_of_a_fitting_answer_is_the_share_of_stated_needs_somebody_meets(world):
    space = world.space(
        world.person(1, "bread"),
        world.person(2, "law", ["bread", "tax"]),
        world.person(3, "law", ["bread", "piano"]),
    )
    assert chance(space, space.entries[1], peers(space)) == pytest.approx(3 / 6)
    assert chance(space, world.space(world.person(7)).entries[7], peers(space)) == 0


def test_who_unlocks_more_is_asked_first(world):
    space = world.space(
        world.person(1, "law"),
        world.person(2, "bread"),
        *(world.person(i, "tax", "law") for i in range(3, 6)),
        world.person(6, "tax", "bread"),
    )
    found = worth_asking(space, 5)
    assert [one.person for one in found] == [1, 2]
    assert found[0].expected > found[1].expected
    assert [one.person for one in worth_asking(space, 1)] == [1]


def test_whose_needs_are_known_is_not_asked(world):
    space = world.space(world.person(1, "law", "bread"), world.person(2, "bread", "law"))
    assert list(learn(space.entries[1], Scene(space, world.ranker))) == []


def test_where_no_answer_would_help_nobody_is_asked(world):
    space = world.space(world.person(1, "law"), world.person(2, "bread", "tax"))
    assert list(learn(space.entries[1], Scene(space, world.ranker))) == []


def test_the_question_names_what_others_could_offer_and_asserts_no_need(world):
    space = world.space(
        world.person(1, "law", name="Ida Baker"), world.person(2, "bread", "law", name="Bo Player")
    )
    idea = next(learn(space.entries[1], Scene(space, world.ranker)))
    assert idea.kind is Kind.LEARN
    assert idea.title == "Ask Ida what would help just now"
    said = " ".join(reason.sentence for reason in idea.reasons)
    assert "“What are you looking for just now, Ida?”" in said
    assert "“bread” (Bo)" in said
    assert "Ida needs" not in said
    assert all(reason.need is None or reason.need in space.entries[2].needs for reason in idea.reasons)


def test_without_anybody_to_gain_the_question_stands_alone(world):
    space = world.space(world.person(1, "law", name="Ida Baker"))
    found = unlocks(space, space.entries[1])
    assert question(space, space.entries[1], found) == (
        "You could ask: “What are you looking for just now, Ida?”"
    )


def test_the_silence_of_a_network_says_whom_to_ask(world):
    empty = world.space()
    assert "Nothing is known yet" in silence(empty)
    offers = world.space(world.person(1, "law", name="Ida Baker"), world.person(2, "tax", name="Bo Player"))
    assert silence(offers).startswith("Nobody's needs are known yet. Start with one question: ask Ida and Bo")
    one_sided = world.space(
        world.person(1, "law", name="Ida Baker"), world.person(2, "tax", "law", name="Bo Player")
    )
    assert silence(one_sided).startswith(
        "Ask Ida what would help just now. If the answer is something Bo can give, an introduction"
    )
    nothing_fits = world.space(world.person(1, "law", "tax"), world.person(2, "piano", "bees"))
    assert "A note after your next conversation" in silence(nothing_fits)
