"""Introductions over the whole network: both gain, nobody swamped, outsiders not starved, silence when honest."""

from __future__ import annotations

import pytest
from crowds import Plain
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.introductions import COMPARED, plan
from recommender.kernel.blocks import Cancelled
from recommender.kernel.fastest import installed
from recommender.kernel.integer import NumKong
from recommender.partners import Partners, eligible
from recommender.types import Kind, Strength, Tie

WORDS = ["cto", "python", "law", "design", "bread"]


@pytest.fixture
def planned(world):
    def make(space, **other):
        return plan(space, ranker=world.ranker, **other)

    return make


def ring(world, count=4):
    """Each offers what the next needs and the other way round, two by two."""
    words = ["garden", "law", "tax", "piano"]
    people = []
    for i in range(0, count, 2):
        people.append(world.person(i + 1, words[i], words[i + 1]))
        people.append(world.person(i + 2, words[i + 1], words[i]))
    return people


def test_the_obvious_pairs_are_found_and_nothing_else(world, planned):
    found = planned(world.space(*ring(world)))
    assert [(one.person, one.other) for one in found.introductions] == [(1, 2), (3, 4)]
    assert all(one.kind is Kind.INTRODUCE and one.band is not Strength.FAINT for one in found.introductions)
    assert (found.considered, found.left_out, found.silence) == (2, 0, ())


def test_no_more_than_asked_for(world, planned):
    assert len(planned(world.space(*ring(world)), limit=1).introductions) == 1


def test_nobody_is_in_more_introductions_than_they_are_glad_of(world, planned):
    lawyers = [world.person(i, "law", "garden") for i in range(2, 12)]
    space = world.space(world.person(1, "garden", "law", capacity=2), *lawyers)
    found = planned(space)
    assert len(found.introductions) == 2
    assert found.considered == 10
    assert found.left_out == 8


def test_whoever_wants_none_this_month_is_in_none(world, planned):
    people = ring(world, 2)
    space = world.space(world.person(1, "garden", "law", capacity=0), people[1])
    assert planned(space).introductions == ()


def test_the_user_the_hidden_and_the_unwilling_are_in_none(world, planned):
    space = world.space(
        world.person(1, "garden", "law", introducible=False),
        world.person(2, "law", "garden"),
        world.person(3, "garden", "law", suggestible=False),
        world.person(9, "garden", "law"),
        me=9,
    )
    assert not len(Partners.of(space).pairs())
    assert planned(space).introductions == ()
    assert (eligible(space).weights > 0).sum() == 1
    assert (space.crowd.weights > 0).all()


def test_where_nothing_is_known_of_needs_it_says_whom_to_ask(world, planned):
    found = planned(
        world.space(world.person(1, "law", name="Ada Green"), world.person(2, "tax", name="Ben Court"))
    )
    assert found.introductions == ()
    assert found.silence[0].startswith("Nobody's needs are known yet.")


def test_somebody_renewed_is_part_of_the_next_plan(world, planned):
    space = world.space(world.person(1, "garden", "law"), world.person(2, "tax", "piano"))
    assert planned(space).introductions == ()
    assert len(planned(space.changed([world.person(2, "law", "garden")])).introductions) == 1


def test_it_can_be_watched_and_stopped(world, planned):
    seen: list[float] = []
    planned(world.space(*ring(world)), on_progress=seen.append)
    assert seen == sorted(seen)
    assert COMPARED in seen, "everybody was compared, and what was found is still to be judged"
    assert seen[-1] == 1
    with pytest.raises(Cancelled):
        planned(world.space(*ring(world)), cancelled=lambda: True)


def test_integers_find_the_very_same_introductions(world, planned):
    """Where numkong is not installed, the plain kernel stands in for it: what is tested is the way there."""
    people = [world.person(i, WORDS[i % 5], [WORDS[(i + 1 + i // 20) % 5], "tax"]) for i in range(1, 80)]
    space = world.space(*people, ties=[Tie(1, 2), Tie(3, 7)])
    engines = installed((NumKong, Plain))
    assert len(engines) > 1
    answers = [planned(space, engine=engine, threads=2).introductions for engine in engines]
    assert answers[0]
    assert all(answer == answers[0] for answer in answers)


worlds = st.lists(
    st.tuples(
        st.lists(st.sampled_from(WORDS), max_size=2),
        st.lists(st.sampled_from(WORDS), max_size=2),
        st.integers(0, 3),
    ),
    max_size=9,
)


@settings(deadline=None, max_examples=40)
@given(worlds, st.sets(st.tuples(st.integers(1, 9), st.integers(1, 9)), max_size=8), st.randoms())
def test_capacity_holds_strangers_only_both_gain_and_the_answer_never_wavers(new_world, made, pairs, random):
    world = new_world()
    people = [world.person(i, o, n, capacity=c) for i, (o, n, c) in enumerate(made, start=1)]
    ties = [Tie(a, b) for a, b in sorted(pairs) if max(a, b) <= len(people)]
    space = world.space(*people, ties=ties)
    found = plan(space, ranker=world.ranker)
    count: dict[int, int] = {}
    for one in found.introductions:
        a, b = one.person, one.other
        assert not space.known.why(a, b)
        assert space.gain(space.entries[a], space.entries[b]) > 0
        assert space.gain(space.entries[b], space.entries[a]) > 0
        assert one.counter
        assert one.decline
        for person in (a, b):
            count[person] = count.get(person, 0) + 1
    assert all(number <= space.entries[person].person.capacity for person, number in count.items())
    assert 0 <= found.price_of_fairness <= 1
    random.shuffle(people)
    turned = world.space(*people, ties=ties)
    again = plan(turned, ranker=world.ranker, threads=2)
    assert again.introductions == found.introductions
