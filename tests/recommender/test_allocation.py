"""Who is proposed to whom: within everybody's room, nobody left out who could be served, the same in any
order."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import allocation
from recommender.allocation import Pairs, allocate, shares
from recommender.repair import repair

PAIRS = st.lists(
    st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(1, 20)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=25,
)
ROOM = st.lists(st.integers(0, 3), min_size=8, max_size=8)


def chosen(*pairs: tuple[int, int, float], capacity: list[int], **options: object) -> list[tuple[int, int]]:
    a, b, benefit = ([pair[i] for pair in pairs] for i in range(3))
    return [(a[i], b[i]) for i in allocate(a, b, benefit, capacity, **options)]


def test_a_pair_with_room_on_both_sides_is_proposed():
    assert chosen((0, 1, 0.5), capacity=[1, 1]) == [(0, 1)]


def test_nobody_is_in_more_introductions_than_they_are_glad_of():
    everyone_wants_0 = [(0, other, 0.9) for other in range(1, 6)]
    assert len(chosen(*everyone_wants_0, capacity=[2, 1, 1, 1, 1, 1])) == 2


def test_the_outsider_gets_the_place_that_others_can_spare():
    pairs = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7), (1, 3, 0.2)]
    found = chosen(*pairs, capacity=[2, 2, 2, 2])
    assert (1, 3) in found, "3 knows of nobody else"
    assert len({person for pair in found for person in pair}) == 4


def test_a_partner_finds_their_other_half_a_new_one_to_make_room():
    # 1 is the only hope of 0, and full with 2, who has nobody else taken but could meet 3.
    assert sorted(chosen((1, 2, 1.0), (0, 1, 0.1), (2, 3, 0.3), capacity=[1, 1, 1, 1])) == [(0, 1), (2, 3)]


def test_a_better_pair_is_made_where_both_who_lose_by_it_find_somebody_else():
    pairs = [(0, 1, 0.6), (2, 3, 0.6), (0, 2, 0.7), (1, 4, 0.5), (3, 5, 0.5)]
    a, b, benefit = (np.array([pair[i] for pair in pairs]) for i in range(3))
    assert repair(a, b, benefit, np.ones(6, np.int64), np.array([0, 1])).tolist() == [2, 3, 4]


def test_nobody_loses_their_only_pair_for_a_better_one_without_another():
    pairs = [(0, 1, 0.6), (2, 3, 0.6), (0, 2, 0.9), (1, 4, 0.5)]
    a, b, benefit = (np.array([pair[i] for pair in pairs]) for i in range(3))
    assert repair(a, b, benefit, np.ones(5, np.int64), np.array([0, 1])).tolist() == [0, 1]


def test_whoever_has_no_room_is_left_alone():
    assert chosen((0, 1, 0.9), (1, 2, 0.1), capacity=[0, 1, 1]) == [(1, 2)]


def test_no_pairs_no_introductions():
    assert allocate([], [], [], [3, 3]).tolist() == []


def test_a_benefit_of_nought_is_no_match():
    assert chosen((0, 1, 0.0), capacity=[1, 1]) == []


def test_nobody_is_introduced_to_themselves():
    with pytest.raises(ValueError, match="themselves"):
        allocate([1], [1], [0.5], [1, 1])


def test_of_two_equals_the_one_not_shown_lately_comes_first():
    pairs = [(0, 2, 0.8), (1, 2, 0.8)]
    assert chosen(*pairs, capacity=[1, 1, 1]) == [(0, 2)]
    assert chosen(*pairs, capacity=[1, 1, 1], exposure=[4, 0, 0]) == [(1, 2)]


def test_whoever_was_shown_often_has_less_room_but_never_none():
    star = [(0, other, 0.9) for other in range(1, 5)]
    sizes = [len(chosen(*star, capacity=[3] * 5, exposure=[times, 0, 0, 0, 0])) for times in (0, 3, 9, 1000)]
    assert sizes == [3, 2, 1, 1]


def test_prices_clear_the_market(monkeypatch):
    """x_i^2 + x_i sum_j K_ij x_j = capacity_i, as the paper has it."""
    monkeypatch.setattr(allocation, "TOLERANCE", 1e-13)
    monkeypatch.setattr(allocation, "ROUNDS", 100_000)
    pairs = Pairs.of([0, 0, 1, 2], [1, 2, 2, 3], [0.9, 0.5, 0.3, 0.7])
    capacity = np.array([1.0, 2.0, 3.0, 1.0])
    found = shares(pairs, capacity, 0.1)
    taken = np.bincount(np.r_[pairs.a, pairs.b], np.tile(found, 2), minlength=4)
    assert (taken < capacity).all()
    pull = np.exp(pairs.benefit / 0.1)
    left = capacity - taken  # = x_i squared
    assert found == pytest.approx(pull * np.sqrt(left[pairs.a] * left[pairs.b]), rel=1e-6)


def test_a_greater_beta_gives_way_to_freer_partners():
    """The constant matters: with .1 a somewhat better match does not outweigh a crowded partner's price."""
    assert allocation.BETA == 0.1
    pairs = Pairs.of([0, 0, 0, 0], [1, 2, 3, 4], [0.9, 0.8, 0.8, 0.8])
    sharp, soft = (shares(pairs, np.ones(5), beta) for beta in (0.02, 0.5))
    assert sharp[0] / sharp[1] > 10 > soft[0] / soft[1]


@settings(deadline=None, max_examples=150)
@given(PAIRS, ROOM, st.lists(st.integers(0, 9), min_size=8, max_size=8))
def test_never_more_than_the_room_never_a_pair_twice_and_never_one_that_was_not_given(pairs, room, exposure):
    a, b, worth = ([pair[i] for pair in pairs] for i in range(3))
    found = allocate(a, b, np.array(worth) / 20, room, exposure=exposure)
    used = np.zeros(8, int)
    for pair in found:
        used[a[pair]] += 1
        used[b[pair]] += 1
    assert (used <= room).all()
    assert len({frozenset((a[pair], b[pair])) for pair in found}) == len(found)
    assert found.tolist() == sorted(found.tolist())


@settings(deadline=None, max_examples=100)
@given(PAIRS, ROOM, st.randoms(use_true_random=False))
def test_the_order_in_which_pairs_are_given_changes_nothing(pairs, room, random):
    pairs = list({frozenset(pair[:2]): pair for pair in pairs}.values())
    shuffled = [(b, a, worth) if random.random() < 0.5 else (a, b, worth) for a, b, worth in pairs]
    random.shuffle(shuffled)
    first = chosen(*((a, b, worth / 20) for a, b, worth in pairs), capacity=room)
    second = chosen(*((a, b, worth / 20) for a, b, worth in shuffled), capacity=room)
    assert {frozenset(pair) for pair in first} == {frozenset(pair) for pair in second}


@settings(deadline=None, max_examples=100)
@given(PAIRS, ROOM)
def test_no_place_is_wasted(pairs, room):
    """Of every pair not taken at least one has no room left."""
    a, b, worth = ([pair[i] for pair in pairs] for i in range(3))
    found = allocate(a, b, np.array(worth) / 20, room)
    used = np.bincount([person for pair in found for person in (a[pair], b[pair])], minlength=8)
    taken = {frozenset((a[pair], b[pair])) for pair in found}
    for one, other in zip(a, b, strict=True):
        if frozenset((one, other)) not in taken:
            assert used[one] >= room[one] or used[other] >= room[other]


def random_network(people: int, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Some are wanted by many, most by few."""
    random = np.random.default_rng(seed)
    popularity = random.pareto(1.5, people) + 0.1
    picks = random.choice(people, size=(people, 12), p=popularity / popularity.sum())
    a, b = np.repeat(np.arange(people), 12), picks.ravel()
    keep = a != b
    worth = random.beta(2, 3, keep.sum())
    return a[keep], b[keep], worth


def most_benefit(a: np.ndarray, b: np.ndarray, worth: np.ndarray, capacity: np.ndarray) -> float:
    """The optimum of the linear programme: the oracle, no part of the product."""
    from scipy.optimize import linprog
    from scipy.sparse import coo_array

    pairs = Pairs.of(a, b, worth)
    rows, columns = np.r_[pairs.a, pairs.b], np.tile(np.arange(len(pairs)), 2)
    incidence = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(capacity), len(pairs))).tocsr()
    found = linprog(-pairs.benefit, A_ub=incidence, b_ub=capacity, bounds=(0, 1), method="highs")
    return -float(found.fun)


def test_near_the_optimum_and_nobody_left_out_on_a_network_of_a_thousand():
    a, b, worth = random_network(1000, 5)
    capacity = np.full(1000, 3)
    found = allocate(a, b, worth, capacity)
    assert worth[found].sum() >= 0.97 * most_benefit(a, b, worth, capacity)
    served = np.unique(np.r_[a[found], b[found]])
    assert len(served) == len(np.unique(np.r_[a, b]))
