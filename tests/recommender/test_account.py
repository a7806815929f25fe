"""What `comity introductions --explain` says of the whole: each sentence on a network where one can count."""

from __future__ import annotations

import pytest

from recommender.introductions import plan
from recommender.types import Tie


@pytest.fixture
def told(world):
    def account(space, limit=10, **other):
        made = plan(space, ranker=world.ranker, limit=limit, **other)
        return list(made.account.sentences(limit))

    return account


def star(world, lawyers=3, capacity=2):
    """One gardener whom several lawyers could meet, and who is glad of two introductions."""
    people = [world.person(1, "garden", "law", name="Ada Green", capacity=capacity)]
    names = ["Ben Court", "Cy Bar", "Di Bench", "Ed Brief"]
    return people + [world.person(i + 2, "law", "garden", name=names[i]) for i in range(lawyers)]


def test_it_says_how_many_there_are_and_how_many_are_shown(world, told):
    assert told(world.space(*star(world)))[0] == (
        "3 pairs would help both sides. Shared out, that is 2 introductions."
    )
    assert "of which the best 1 are shown" in told(world.space(*star(world)), limit=1)[0]


def test_who_is_left_out_is_named_with_the_one_who_has_no_room(world, told):
    said = told(world.space(*star(world)))
    (left,) = [one for one in said if one.startswith("Left out")]
    assert left.endswith(". Ada Green has no room for one more.")
    assert left.removeprefix("Left out: ").startswith(("Ben Court.", "Cy Bar.", "Di Bench."))
    assert "Most often proposed: Ada Green, twice." in said


def test_where_all_find_room_that_is_said_and_costs_nothing(world, told):
    said = told(world.space(*star(world, lawyers=1)))
    assert "Everybody with a match, and room for it, is in one." in said
    assert "Nobody is proposed more than once." in said
    assert "Fairness costs nothing here: everybody can have their own best." in said
    assert "Taking the best pairs first would have come to the same." in said


def test_fairness_has_its_price_in_benefit_and_in_who_would_be_shown_how_often(world, told):
    (price,) = [one for one in told(world.space(*star(world))) if one.startswith("Fairness costs")]
    assert price.startswith("Fairness costs 20% of the benefit"), (
        "two places of Ada's own and two of three lawyers'"
    )
    assert price.endswith("would show the most sought-after person 3 times.")


def test_whoever_came_up_often_lately_has_less_room_and_it_says_how_much(world, told):
    said = told(world.space(*star(world, lawyers=4, capacity=4)), exposure={1: 6})
    assert "Ada Green came up 6 times in the last 30 days: room for 2 of 4." in said
    assert "Most often proposed: Ada Green, twice." in said


def test_everybody_else_is_in_none_for_a_reason(world, told):
    said = told(
        world.space(
            *star(world, lawyers=1),
            world.person(11, "piano", name="Eve Keys"),
            world.person(12, (), "bees", name="Flo Hive"),
            world.person(13, "piano", "bees", name="Gus Alone"),
            world.person(14, "garden", "law", name="Hal Shy", introducible=False),
            world.person(15, "garden", "law", name="Ida Busy", capacity=0),
            world.person(99, "bread", "tax", name="Robin Me"),
            me=99,
        )
    )
    assert "In none, since what they need is not known: Eve Keys." in said
    assert "In none, since what they offer is not known: Flo Hive." in said
    assert "In none, since nobody both helps them and gains from it, as far as is known: Gus Alone." in said
    assert "In none, since they do not want to be introduced, or are to be left in peace: Hal Shy." in said
    assert "In none, since they want no introductions for now: Ida Busy." in said
    assert not any("Robin" in one for one in said)


def test_a_choice_that_leans_toward_one_circle_is_said_to(world, told):
    """Five gardeners who know each other and find ten lawyers, who make two circles."""
    people = [world.person(i, "garden", "law", name=f"Green {i}") for i in range(1, 6)]
    people += [world.person(i, "law", "garden", name=f"Court {i}") for i in range(6, 16)]
    circles = [range(1, 6), range(6, 11), range(11, 16)]
    ties = [Tie(a, b) for circle in circles for a in circle for b in circle if a < b]
    said = told(world.space(*people, ties=ties))
    assert "100% of the introductions join two circles of your network." in said
    assert any(
        one.startswith("They lean toward no circle; most of all to the circle of Green 1 (5 people): ")
        for one in said
    )


def test_the_best_connected_are_told_apart_only_where_there_are_any(world, told):
    people = star(world, lawyers=3)
    flat = told(world.space(*people))
    assert not any("most ties" in one for one in flat)
    tied = told(
        world.space(*people, world.person(20), world.person(21), ties=[Tie(2, 20), Tie(2, 21), Tie(3, 20)])
    )
    assert any(one.startswith("The third of people with the fewest ties") for one in tied)


def test_with_nothing_to_share_out_there_is_no_account(world):
    assert plan(world.space(world.person(1)), ranker=world.ranker).account is None
