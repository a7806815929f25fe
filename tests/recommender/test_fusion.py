"""Fusion: both must want it, and past answers say how likely each is to."""

import numpy as np
import pytest

from recommender.learning.fusion import (
    PRODUCT,
    PRODUCT_SD,
    SMOOTHING,
    Fusion,
    Habits,
    Willing,
    harmonic,
    learn_fusion,
    product,
)

NOBODY = np.array([], dtype=np.int64)


def test_without_answers_everyone_is_average_and_what_was_expected_stands():
    habits = Habits.of(NOBODY, NOBODY, np.array([]), 3)
    pair = (np.array([0]), np.array([1]))
    assert habits.says_yes(*pair).tolist() == [0.5]
    assert habits.says_yes(*pair, np.array([0.8])) == pytest.approx([0.8])


def test_who_says_yes_often_and_to_whom_yes_is_said_often_is_expected_to_again():
    # Person 0 says yes to all, 1 to none; everybody says yes to 2 and nobody to 3.
    who = np.array([0, 0, 0, 1, 1, 1, 4, 4])
    whom = np.array([4, 5, 6, 4, 5, 6, 2, 3])
    yes = np.array([1, 1, 1, 0, 0, 0, 1, 0.0])
    habits = Habits.of(who, whom, yes, 7)
    generous, stern = habits.says_yes(np.array([0, 1]), np.array([5, 5]))
    assert generous > 0.5 > stern
    liked, passed_by = habits.says_yes(np.array([5, 5]), np.array([2, 3]))
    assert liked > 0.5 > passed_by


def test_few_answers_move_little_and_many_move_much():
    def after(answers):
        n = np.zeros(answers, dtype=np.int64)
        others = Habits.of(
            np.r_[n, n + 1], np.r_[n + 2, n + 2], np.r_[np.ones(answers), np.zeros(answers)], 3
        )
        return others.says_yes(np.array([0]), np.array([2]))[0]

    assert SMOOTHING == 5
    assert after(1) == pytest.approx((1 + 2.5) / (1 + 5))
    assert after(1) < after(10) < after(100) < 1


def test_by_default_fusion_orders_as_the_product_does():
    rng = np.random.default_rng(1)
    one, other = rng.uniform(0.01, 1, 50), rng.uniform(0.01, 1, 50)
    assert PRODUCT.tolist() == [0, 1, 1, 0]
    assert PRODUCT_SD.tolist() == [1, 0.1, 0.1, 0.1]
    assert np.array_equal(np.argsort(Fusion().score(one, other)), np.argsort(product(one, other)))


def test_the_greater_side_never_makes_up_for_the_lesser():
    even, uneven = np.array([0.4]), (np.array([0.9]), np.array([0.1]))
    assert product(even, even) > product(*uneven)
    assert harmonic(even, even) > harmonic(*uneven)
    assert Fusion().score(even, even) > Fusion().score(*uneven)
    assert harmonic(np.zeros(1), np.zeros(1)) == 0


def test_it_does_not_matter_which_side_is_named_first():
    rng = np.random.default_rng(2)
    one, other = rng.uniform(0.05, 0.95, 400), rng.uniform(0.05, 0.95, 400)
    fusion = learn_fusion(one, other, (rng.random(400) < one**2 * other).astype(float))
    assert fusion.score(one, other) == pytest.approx(fusion.score(other, one))


def test_without_outcomes_the_learnt_fusion_is_the_product():
    empty = np.array([])
    assert learn_fusion(empty, empty, empty).weights == pytest.approx(PRODUCT)


def test_outcomes_that_punish_unevenness_are_learnt_from():
    rng = np.random.default_rng(3)
    one, other = rng.uniform(0.05, 0.95, 20_000), rng.uniform(0.05, 0.95, 20_000)
    chance = one * other * np.exp(-np.abs(np.log(one / other)))
    fusion = learn_fusion(one, other, (rng.random(20_000) < chance).astype(float))
    assert fusion.weights[3] > 0.3
    assert min(fusion.weights[1:3]) >= 0


def test_nobody_was_asked_so_benefit_is_all_there_is():
    assert Willing.of([]).expected(3, 7, 0.42) == 0.42


def test_who_declined_often_and_who_was_often_declined_are_less_likely_to_both_say_yes():
    answers = [(1, 2, False), (1, 3, False), (1, 4, False), (5, 2, True), (5, 6, True), (7, 6, True)]
    willing = Willing.of(answers)
    assert willing.expected(1, 9, 0.5) < 0.5 < willing.expected(5, 9, 0.5)
    assert willing.expected(9, 3, 0.5) < 0.5 < willing.expected(9, 6, 0.5)
    assert willing.expected(8, 9, 0.5) == 0.5
    assert 0 < willing.expected(1, 3, 1.0) <= 1


def test_more_benefit_still_means_a_likelier_yes_for_everybody():
    willing = Willing.of([(1, 2, False)] * 20)
    likely = [willing.expected(1, 2, benefit) for benefit in (0.1, 0.4, 0.7, 0.95)]
    assert likely == sorted(likely)
