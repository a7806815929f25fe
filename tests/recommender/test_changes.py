"""What differs between two states of a network: each kind of change, and whom it concerns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recommender.changes import newly_known, renewed, unsettled
from recommender.ideas import Scene
from recommender.learning.fusion import Willing
from recommender.roster import TEAM
from recommender.types import BarredPair, Tie

MILL = {"organisation": "Mill", "place": "Town"}


@pytest.fixture
def five(world):
    """Ada, Ben and Cy know nobody; Di and Ed know each other. Robin is the user."""
    names = {1: "Ada Green", 2: "Ben Court", 3: "Cy Bar", 4: "Di Bench", 5: "Ed Brief", 9: "Robin Me"}
    people = [world.person(one, "law", "bread", name=name) for one, name in names.items()]
    return world.space(*people, ties=[Tie(4, 5)], me=9)


@pytest.fixture
def scene(world):
    def of(space, **other):
        return Scene(space, world.ranker, **other)

    return of


def test_nothing_written_is_nothing_changed(five, scene):
    assert renewed(five, five.changed()) == set()
    assert newly_known(five.known, five.changed().known) == set()
    assert unsettled(scene(five), scene(five.changed())) == set()


def test_who_came_went_or_is_described_in_another_way(world, five):
    after = five.changed([world.person(1, "law", "tax"), world.person(6)], gone=[2])
    assert renewed(five, after) == {1, 2, 6}


def test_a_tie_that_came_or_went_and_a_pair_that_was_barred_or_is_no_more(five):
    barred = five.changed(barred=[BarredPair(1, 3, "You said no.")])
    assert newly_known(five.known, barred.known) == {(1, 3)}
    assert newly_known(barred.known, barred.changed(barred=[]).known) == {(1, 3)}
    after = five.changed(ties=[Tie(1, 2)], untied=[(4, 5)])
    assert newly_known(five.known, after.known) == {(1, 2), (4, 5)}


def test_a_tie_seen_again_makes_nobody_known_but_may_raise_a_doubt(five, scene):
    after = five.changed(ties=[Tie(4, 5, on=five.today)])
    assert newly_known(five.known, after.known) == set()
    assert unsettled(scene(five), scene(after)) == {4, 5}


def test_a_team_that_grows_too_large_to_know_each_other_is_no_team(world):
    team = [world.person(i, name=f"Person{i} Surname{i}", **MILL) for i in range(1, TEAM + 1)]
    before = world.space(*team, world.person(50))
    after = before.changed([world.person(50, **MILL)])
    assert len(newly_known(before.known, after.known)) == TEAM * (TEAM - 1) // 2
    smaller = before.changed(gone=[1])
    assert newly_known(before.known, smaller.known) == {(1, other) for other in range(2, TEAM + 1)}


def test_whose_pairs_are_judged_anew(world, five, scene):
    before = scene(five, exposure={1: 1, 2: 1})
    assert unsettled(before, scene(five, exposure={1: 1, 2: 2, 3: 1})) == {2, 3}
    named = five.changed([world.person(6, name="Flo Court")])
    assert unsettled(before, scene(named, exposure=before.exposure)) == {2, 6}, "two bear Ben's name now"


def test_answers_concern_whoever_gave_them_and_of_whom(five, scene):
    some = Willing.of([(1, 2, True)])
    assert unsettled(scene(five), scene(five, willing=some)) == {1, 2}
    assert unsettled(scene(five, willing=some), scene(five, willing=Willing.of([(1, 2, True)]))) == set()
    assert unsettled(scene(five, willing=some), scene(five)) == {1, 2}


def test_who_is_of_another_circle(five, scene):
    assert five.graph.community[4] == five.graph.community[5]
    alone = replace(five, known=replace(five.known, graph=replace(five.graph)))
    alone.graph.__dict__["community"] = {**five.graph.community, 5: 5}
    assert unsettled(scene(five), scene(alone)) == {5}


def test_another_day_user_or_ranker_is_another_thing_altogether(world, five, scene):
    other = Scene(five, replace(world.ranker, slope=2.0))
    assert unsettled(scene(five), other) is None
    assert unsettled(scene(five), scene(replace(five, me=1))) is None
    assert unsettled(scene(five), scene(replace(five, today=five.today.replace(year=2027)))) is None
    assert unsettled(scene(five), scene(replace(five, meaning=replace(five.meaning, matching=None)))) is None
