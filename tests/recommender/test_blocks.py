"""Whom everybody should meet: right on cases a reader can see, and equal to three plain loops on any
others."""

from __future__ import annotations

import numpy as np
import pytest
from crowds import acquainted, arrays, crowd, plain_mutual, random_crowd
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.kernel import layout
from recommender.kernel.blocks import Cancelled, mutual_top
from recommender.kernel.crowd import Crowd, Curve

LO, HI = 0.3, 0.9
WEAVER, BAKER = (["weaving"], ["bread"]), (["bread"], ["weaving"])


def top(people: Crowd, **options: object) -> tuple[np.ndarray, np.ndarray]:
    return mutual_top(*arrays(people), **{"lo": LO, "hi": HI, "k": 3, **options})


def test_two_who_meet_each_others_need_find_each_other():
    values, indices = top(crowd(WEAVER, (["law"], ["funding"]), BAKER))
    assert indices.tolist() == [[2, -1, -1], [-1, -1, -1], [0, -1, -1]]
    assert values[0, 0] == pytest.approx(0.9 * 0.9)


def test_help_in_one_direction_only_is_no_introduction():
    _, indices = top(crowd(WEAVER, (["bread"], ["law"])))
    assert indices.max() == -1


def test_whoever_has_no_need_or_no_offer_is_proposed_to_nobody():
    _, indices = top(crowd(WEAVER, (["bread"], []), ([], ["weaving"])))
    assert indices.max() == -1


def test_nobody_at_all_is_an_empty_answer():
    values, indices = top(crowd())
    assert values.shape == indices.shape == (0, 3)


def test_nobody_is_proposed_to_themselves():
    _, indices = top(crowd((["weaving", "bread"], ["weaving", "bread"])))
    assert indices.max() == -1


def test_those_who_know_each_other_are_not_proposed():
    _, indices = top(crowd(WEAVER, BAKER, BAKER), known=acquainted(3, (0, 1)))
    assert indices.tolist() == [[2, -1, -1], [-1, -1, -1], [0, -1, -1]]


def test_among_equals_the_first_comes_first():
    _, indices = top(crowd(BAKER, BAKER, WEAVER, BAKER), k=2)
    assert indices[2].tolist() == [0, 1]


def test_a_rarer_need_met_counts_more():
    people = crowd(WEAVER, BAKER, (["bread"], ["law", "weaving"]))
    weights = np.array([0.9, 0.9, 0.2, 0.3], np.float32)
    heavier = Crowd(people.offers, people.offer_starts, people.needs, people.need_starts, weights)
    values, indices = top(heavier)
    assert indices[0].tolist() == [1, 2, -1]
    assert values[0, 1] == pytest.approx(0.9 * 0.3)


def test_one_perfect_match_leaves_room_above_for_two():
    once, twice = WEAVER, (["weaving"], ["bread", "law"])
    values, _ = top(crowd(once, twice, (["bread", "law"], ["weaving"]), weight=1.0))
    assert values[2, 0] == pytest.approx(0.9 * 0.99)
    assert values[2, 1] == pytest.approx(0.9 * 0.9), "the cap of .9 is what keeps the two apart"


def test_a_faint_likeness_counts_nothing_and_a_clear_one_counts_by_the_smooth_step():
    curve = Curve(0.5, 0.9)
    cosines = np.array([0.49, 0.5, 0.7, 0.9, 1.0], np.float32)
    curve.unmet_in_place(cosines, np.float32(0.8))
    assert cosines.tolist() == pytest.approx([1, 1, 1 - 0.8 * 0.5, 1 - 0.8, 1 - 0.8])


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 9), st.integers(0, 10_000), st.integers(1, 5), st.data())
def test_the_answer_is_that_of_three_plain_loops(n: int, seed: int, k: int, data: st.DataObject):
    people = random_crowd(n, seed, whole=True)
    pairs = data.draw(
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=6) if n else st.just([])
    )
    plain = plain_mutual(people, Curve(LO, HI))
    for a, b in pairs:
        plain[a, b] = plain[b, a] = 0
    values, indices = top(people, k=k, known=acquainted(n, *pairs))
    expected = -np.sort(-plain, axis=1)[:, :k]
    assert values[:, : expected.shape[1]] == pytest.approx(expected, abs=2e-6)
    for person, row in enumerate(indices):
        kept = row[row >= 0]
        assert len(set(kept)) == len(kept)
        assert plain[person, kept] == pytest.approx(values[person, : len(kept)], abs=2e-6)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 30), st.integers(0, 10_000))
def test_what_is_mutual_is_the_same_from_both_sides(n: int, seed: int):
    values, indices = top(random_crowd(n, seed), k=n)
    full = np.zeros((n, n))
    for person, row in enumerate(indices):
        full[person, row[row >= 0]] = values[person, row >= 0]
    assert np.array_equal(full, full.T)


@settings(deadline=None, max_examples=30)
@given(st.integers(2, 12), st.integers(0, 10_000), st.randoms(use_true_random=False))
def test_the_order_of_people_and_of_facets_and_saying_an_offer_twice_change_nothing(n, seed, random):
    people = random_crowd(n, seed, whole=True)
    order = list(range(n))
    random.shuffle(order)
    offers, needs = [], []
    for person in order:
        mine = list(range(*people.offer_starts[person : person + 2]))
        random.shuffle(mine)
        offers.append(mine + mine[:1])
        mine = list(range(*people.need_starts[person : person + 2]))
        random.shuffle(mine)
        needs.append(mine)
    rows, need_rows = [np.array([row for mine in side for row in mine], int) for side in (offers, needs)]
    shuffled = Crowd(
        people.offers[rows],
        np.cumsum([0, *map(len, offers)]),
        people.needs[need_rows],
        np.cumsum([0, *map(len, needs)]),
        people.weights[need_rows],
    )
    before, after = top(people, k=n)[0], top(shuffled, k=n)[0]
    assert after == pytest.approx(before[order], abs=1e-6)


def test_one_or_two_threads_give_the_same_answer_to_the_last_bit_and_tie(monkeypatch):
    monkeypatch.setattr(layout, "PEOPLE_A_BLOCK", 16)
    people = random_crowd(300, 7, most=3, whole=True)  # few different values: ties everywhere
    alone, together = (top(people, k=7, threads=threads) for threads in (1, 2))
    assert np.array_equal(alone[0], together[0])
    assert np.array_equal(alone[1], together[1])
    assert (np.diff(alone[0]) <= 0).all()
    tied = (np.diff(alone[0]) == 0) & (alone[1][:, 1:] >= 0)
    assert tied.any()
    assert (np.diff(alone[1])[tied] > 0).all()


def test_vectors_may_lie_on_disk(tmp_path):
    people = random_crowd(40, 3)
    np.save(tmp_path / "offers.npy", people.offers)
    np.save(tmp_path / "needs.npy", people.needs)
    mapped = Crowd(
        np.load(tmp_path / "offers.npy", mmap_mode="r"),
        people.offer_starts,
        np.load(tmp_path / "needs.npy", mmap_mode="r"),
        people.need_starts,
        people.weights,
    )
    for here, there in zip(top(people), top(mapped), strict=True):
        assert np.array_equal(here, there)


def test_people_with_many_facets_make_smaller_blocks(monkeypatch):
    monkeypatch.setattr(layout, "VECTORS_A_BLOCK", 10)
    people = random_crowd(25, 5, most=6)
    narrow = layout.lay_out(people, Curve(LO, HI))
    assert max(max(len(b.offers.rows), len(b.needs.rows)) for b in narrow if len(b.people) > 1) <= 10
    values, _ = top(people)
    assert values == pytest.approx(-np.sort(-plain_mutual(people, Curve(LO, HI)), axis=1)[:, :3], abs=2e-6)


def test_progress_rises_to_the_whole_and_a_cancelled_run_stops(monkeypatch):
    monkeypatch.setattr(layout, "PEOPLE_A_BLOCK", 8)
    people = random_crowd(100, 1)
    seen: list[float] = []
    top(people, on_progress=seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1
    asked = iter([False, False, True])
    with pytest.raises(Cancelled):
        top(people, cancelled=lambda: next(asked))


def test_a_crowd_that_does_not_add_up_is_refused():
    people = crowd(WEAVER, BAKER)
    with pytest.raises(ValueError, match="offer_starts"):
        mutual_top(
            people.offers,
            np.array([0, 1]),
            people.needs,
            people.need_starts,
            people.weights,
            lo=LO,
            hi=HI,
            k=1,
        )
    with pytest.raises(ValueError, match="threshold"):
        top(people, lo=0.9, hi=0.3)
    with pytest.raises(ValueError, match="at least one"):
        top(people, k=0)
