"""A network taken up again is the one that was read, and whoever is another since is read by themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from recommender.kept import Kept
from recommender.matching import Matching
from recommender.space import Space
from recommender.types import Network, Tie


class Counted:
    """Remembers which texts it was asked for."""

    def __init__(self, encoder) -> None:
        self.id, self.dimensions = encoder.id, encoder.dimensions
        self._encoder, self.asked = encoder, []

    def encode(self, texts):
        self.asked.extend(texts)
        return self._encoder.encode(texts)


@pytest.fixture
def people(world):
    return [
        world.person(i, ("law", "bread law"), ("garden", "piano"), name=f"P{i} S{i}") for i in range(1, 8)
    ]


@pytest.fixture
def read(world, people):
    """The network as read today, with a tie."""
    network = Network(None, tuple(people), (Tie(1, 2), Tie(4, 3)))
    return network, Space.of(network, world.encoder, world.matching, today=world.today)


def taken_up(kept, network, world, *, encoder=None, at_most=2, today=None, matching=None):
    return kept.space(
        network,
        encoder or world.encoder,
        matching or world.matching,
        today=today or world.today,
        at_most=at_most,
    )


def alike(one: Space, other: Space) -> None:
    for name in ("offers", "offer_starts", "needs", "need_starts", "weights"):
        assert np.array_equal(getattr(one.crowd, name), getattr(other.crowd, name))
    assert list(one.entries) == list(other.entries)
    for mine, theirs in zip(one.entries.values(), other.entries.values(), strict=True):
        assert (mine.person, mine.offers, mine.needs) == (theirs.person, theirs.offers, theirs.needs)
        assert np.array_equal(mine.weights, theirs.weights)
        assert np.array_equal(mine.offer_vectors, theirs.offer_vectors)
    assert dict(one.graph.community) == dict(other.graph.community)
    assert one.meaning.lexicon.rarity("law") == other.meaning.lexicon.rarity("law")
    assert all(np.array_equal(a, b) for a, b in zip(one.asked, other.asked, strict=True))


def test_where_nothing_changed_it_is_the_same_to_the_last_bit_and_nothing_is_encoded(world, read):
    network, space = read
    encoder = Counted(world.encoder)
    again = taken_up(Kept.from_arrays(Kept.of(space).arrays()), network, world, encoder=encoder)
    alike(again, space)
    assert again.graph.prepared, "the circles are known, too"
    assert encoder.asked == []


def test_on_another_day_the_needs_weigh_what_they_weigh_then(world, read):
    network, space = read
    later = world.today.replace(year=world.today.year + 1)
    again = taken_up(Kept.of(space), network, world, today=later)
    alike(again, Space.of(network, world.encoder, world.matching, today=later))
    assert again.crowd.weights.max() < space.crowd.weights.max()


def test_who_changed_or_came_is_read_and_nobody_else(world, read, people):
    network, space = read
    changed = replace(people[2], offers=world.facets(people[2].offers[0].kind, "bees"))
    others = (*people[:2], changed, *people[3:], world.person(8, "tax"))
    encoder = Counted(world.encoder)
    again = taken_up(Kept.of(space), replace(network, people=others), world, encoder=encoder)
    assert sorted(set(encoder.asked)) == ["bees", "garden", "piano", "tax"]
    assert [offer.text for offer in again.entries[3].offers] == ["bees"]
    assert again.fresh == {3, 8}
    assert list(again.entries) == list(range(1, 9))


def test_a_name_or_a_wish_is_no_reason_to_read_anybody_again(world, read, people):
    network, space = read
    shy = replace(people[0], introducible=False, organisation="Mill")
    again = taken_up(Kept.of(space), replace(network, people=(shy, *people[1:])), world, at_most=0)
    assert again.entries[1].person is shy
    assert not again.may_meet(1)


def test_other_ties_are_other_circles(world, read):
    network, space = read
    again = taken_up(Kept.of(space), replace(network, ties=(Tie(1, 2),)), world)
    assert not again.graph.prepared
    assert again.graph.tie(3, 4) is None


def test_too_many_changes_somebody_gone_or_another_room_for_words_is_another_network(world, read, people):
    network, space = read
    kept = Kept.of(space)
    new = [world.person(i, "tax") for i in (8, 9, 10)]
    assert taken_up(kept, replace(network, people=(*people, *new[:2])), world) is not None
    assert taken_up(kept, replace(network, people=(*people, *new)), world) is None
    assert taken_up(kept, replace(network, people=tuple(people[1:])), world) is None
    assert taken_up(kept, network, world, matching=Matching()) is None


def test_only_what_was_read_as_a_whole_is_kept(world, read):
    with pytest.raises(ValueError, match="older"):
        Kept.of(read[1].changed([world.person(8, "tax")]))


def test_an_empty_network_and_one_of_words_can_be_kept(world, people):
    none = Network(None, ())
    empty = Space.of(none, world.encoder, world.matching, today=world.today)
    assert taken_up(Kept.of(empty), none, world).entries == {}
    wordy = Matching(lexical_dimensions=16)
    network = Network(None, tuple(people))
    space = Space.of(network, world.encoder, wordy, today=world.today)
    alike(taken_up(Kept.of(space), network, world, matching=wordy), space)
