"""Who might care: people one knows, by a line of their own, and nobody rather than somebody at random."""

from __future__ import annotations

from typing import Any

import pytest

from recommender.causes import MOST, who_might_care
from recommender.types import Strength, Tie, TieBand

ME = 9


@pytest.fixture
def town(world: Any) -> Any:
    """Robin knows a lawyer, a baker and a gardener; a pianist is a stranger."""
    people = [
        world.person(1, "law", (), name="Ada Court"),
        world.person(2, "bread", (), name="Bo Loaf"),
        world.person(3, (), "garden", name="Cy Green"),
        world.person(4, "piano", (), name="Di Forte"),
        world.person(ME, "garden", "law", name="Robin Me"),
    ]
    ties = [Tie(1, ME), Tie(2, ME, TieBand.CLOSE), Tie(3, ME)]
    return lambda **other: world.space(*people, me=ME, ties=ties, **other)


def test_each_is_found_by_a_line_of_their_own_and_the_angle_that_fits(town: Any) -> None:
    found = who_might_care(town(), "funding", ["garden", "bread"])
    assert {(one.person, one.interest.text, one.angle) for one in found} == {
        (2, "bread", 1),
        (3, "garden", 0),
    }
    assert found[0].band is Strength.STRONG
    assert found[0].sentence == "Bo offers “bread”; the part about “bread” may matter to Bo."
    assert "read from one line" in found[0].counter


def test_of_two_alike_the_better_known_comes_first(town: Any) -> None:
    assert [one.person for one in who_might_care(town(), "funding", ["garden", "bread"])] == [2, 3]


def test_without_an_angle_what_it_is_for_may_do(town: Any) -> None:
    (only,) = who_might_care(town(), "law", [])
    assert only.angle is None
    assert only.sentence == "Ada offers “law”; what it is for may matter to Ada."


def test_where_nothing_is_near_nobody_is_named(town: Any) -> None:
    assert who_might_care(town(), "funding", ["tax"]) == ()


def test_strangers_oneself_and_those_considered_are_left_alone(town: Any) -> None:
    assert who_might_care(town(), "piano", ["garden"], but={3}) == ()


def test_who_is_to_be_left_in_peace_is(world: Any) -> None:
    quiet = world.person(1, "law", (), suggestible=False)
    space = world.space(quiet, world.person(ME, "bread", ()), me=ME, ties=[Tie(1, ME)])
    assert who_might_care(space, "law", []) == ()


def test_the_list_is_short_enough_to_ask_one_by_one(world: Any) -> None:
    people = [world.person(i, "law", ()) for i in range(1, 31)]
    space = world.space(
        *people, world.person(99, "bread", ()), me=99, ties=[Tie(i, 99) for i in range(1, 31)]
    )
    assert MOST == 10
    assert len(who_might_care(space, "law", [])) == 10
