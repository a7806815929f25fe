"""The gate: fair play between two rankers, and a promotion only on evidence."""

import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.learning.gate import ALPHA, OWN_EVIDENCE, SCALE, STAKES, STAY, Gate
from recommender.learning.interleaving import Session, Team, interleave, session
from recommender.learning.outcomes import VETO_ALPHA, OutcomeWatch

WIN, LOSS, DRAW = Session(1, 0, 3), Session(0, 1, 3), Session(1, 1, 3)


def rng(seed=1):
    return np.random.default_rng(seed)


def test_two_that_agree_show_one_list_and_nobody_is_credited():
    slots = interleave([1, 2, 3], [1, 2, 3], limit=2, rng=rng())
    assert [(slot.item, slot.team) for slot in slots] == [(1, Team.BOTH), (2, Team.BOTH)]
    assert session([(slot.team, True) for slot in slots]) == Session(0, 0, 0)


def test_where_they_disagree_each_places_its_own_and_a_coin_decides_who_is_above():
    firsts = set()
    for seed in range(20):
        slots = interleave(["a", "b"], ["c", "d"], limit=4, rng=rng(seed))
        assert {slot.item for slot in slots} == {"a", "b", "c", "d"}
        assert sum(slot.team == Team.CHAMPION for slot in slots) == 2
        firsts.add(slots[0].item)
    assert firsts == {"a", "c"}


@given(
    st.permutations(list(range(8))), st.permutations(list(range(8))), st.integers(0, 9), st.integers(0, 99)
)
def test_a_list_never_repeats_itself_and_gives_each_side_its_turn(one, other, limit, seed):
    slots = interleave(one, other, limit=limit, rng=rng(seed))
    items = [slot.item for slot in slots]
    assert len(items) == min(limit, 8)
    assert len(set(items)) == len(items)
    teams = [slot.team for slot in slots]
    assert abs(teams.count(Team.CHAMPION) - teams.count(Team.CHALLENGER)) <= 1
    if items:
        assert items[0] in (one[0], other[0])


def test_a_shorter_ranking_is_filled_up_from_the_longer_one():
    slots = interleave([1], [2, 3, 4], limit=4, rng=rng())
    assert {slot.item for slot in slots} == {1, 2, 3, 4}
    assert interleave([], [], limit=4, rng=rng()) == ()


def test_at_most_one_place_is_for_exploring_and_it_is_the_last_and_marked():
    slots = interleave([1, 2, 3], [1, 2, 3], limit=3, rng=rng(), unranked=[1, 8, 9])
    assert [slot.team for slot in slots] == [Team.BOTH, Team.BOTH, Team.EXPLORE]
    assert slots[2].item in (8, 9)
    alone = interleave([1], [1], limit=1, rng=rng(), unranked=[8])
    assert [slot.item for slot in alone] == [1]


def test_credit_goes_to_whose_pick_was_taken_and_never_for_exploring():
    outcomes = [(Team.CHALLENGER, True), (Team.CHAMPION, False), (Team.BOTH, True), (Team.EXPLORE, True)]
    assert session(outcomes) == Session(1, 0, 1)


def test_identical_rankers_take_equal_credit_in_the_long_run():
    """By symmetry: the same list of people's true wishes, two rankings that differ at random."""
    r = rng(3)
    total = 0
    for _ in range(4000):
        one, other = r.permutation(6).tolist(), r.permutation(6).tolist()
        outcomes = [
            (slot.team, bool(r.random() < 0.1 * slot.item)) for slot in interleave(one, other, limit=3, rng=r)
        ]
        told = session(outcomes)
        total += told.won - told.lost
    assert abs(total) < 4 * math.sqrt(4000)


def test_nothing_changes_without_a_challenger():
    gate = Gate("default")
    assert gate.after(WIN) == gate
    assert not gate.open


def test_steady_wins_open_it_and_losses_never_do():
    gate = Gate("default").enter("r1")
    won = 0
    while not gate.open:
        gate, won = gate.after(WIN), won + 1
    assert 10 < won < 40  # each win multiplies the boldest stake by 1 + 0.8 / 3
    assert gate.evidence >= gate.needed
    losing = Gate("default").enter("r1")
    for _ in range(500):
        losing = losing.after(LOSS)
    assert losing.evidence < 0.01


def test_the_odds_demanded_are_those_of_alpha_spent_over_reigns():
    assert ALPHA == 0.05
    assert STAKES == (0.05, 0.1, 0.2, 0.4, 0.8)
    assert SCALE == 3
    assert OWN_EVIDENCE == 1.0
    gates = [Gate("c", reign=reign) for reign in range(1, 2000)]
    assert gates[0].needed == pytest.approx(math.pi**2 / 0.3)
    assert sum(1 / gate.needed for gate in gates) == pytest.approx(ALPHA, rel=1e-3)


def test_a_game_without_skill_pays_nothing_on_average():
    """The wealth is a martingale: its mean over all ways a few fair sessions can go is what was staked."""
    worth = []
    for path in range(3**6):
        gate = Gate("default").enter("r1")
        for step in range(6):
            gate = gate.after((WIN, LOSS, DRAW)[path // 3**step % 3])
        worth.append(gate.evidence)
    assert np.mean(worth) == pytest.approx(1.0)


def test_a_session_with_many_contested_places_cannot_cost_more_than_the_stake():
    gate = Gate("default").enter("r1").after(Session(0, 9, 9))
    assert gate.evidence == pytest.approx(np.mean([1 - stake for stake in STAKES]))


def test_a_newcomer_that_loses_is_not_let_in_on_what_its_forerunner_earned():
    gate = Gate("default").enter("good")
    while not gate.open:
        gate = gate.after(WIN)
    gate = gate.enter("bad")
    assert gate.evidence >= gate.needed
    gate = gate.after(LOSS)
    for _ in range(3):
        gate = gate.after(DRAW)
    assert not gate.open


def test_one_that_is_ahead_has_its_time_before_a_newer_one_takes_its_place():
    gate = Gate("default").enter("r1")
    assert not gate.ahead
    gate = gate.after(WIN)
    assert gate.ahead
    assert not gate.after(LOSS).after(LOSS).ahead
    for _ in range(STAY):
        gate = gate.after(DRAW)
    assert STAY == 60
    assert not gate.ahead
    assert not Gate("default").ahead


def test_entering_twice_is_entering_once():
    gate = Gate("default").enter("r1").after(WIN)
    assert gate.enter("r1") == gate
    assert gate.enter("r2").own_evidence == 1.0


def test_a_promotion_begins_a_new_reign_that_demands_more():
    gate = Gate("default").enter("r1").after(WIN)
    crowned = gate.promoted()
    assert (crowned.champion, crowned.challenger, crowned.reign, crowned.evidence) == ("r1", "", 2, 1.0)
    assert crowned.needed == pytest.approx(4 * gate.needed)


def test_a_withdrawn_challenger_keeps_the_reigns_bets():
    gate = Gate("default").enter("r1").after(LOSS).withdrawn()
    assert gate.challenger == ""
    assert gate.evidence < 1
    assert not gate.open


def test_the_state_survives_being_written_and_read():
    gate = Gate("default").enter("r1").after(WIN).after(DRAW)
    assert Gate.from_json(json.loads(json.dumps(gate.to_json()))) == gate
    with pytest.raises(ValueError, match="incomplete"):
        Gate.from_json({"champion": "default"})
    with pytest.raises(ValueError, match="other stakes"):
        Gate.from_json(gate.to_json() | {"wealth": [0.0]})


def test_worse_outcomes_sound_the_alarm_and_better_ones_never_let_anything_in():
    watch = OutcomeWatch("default", "r1")
    pairs = 0
    while not watch.alarm:
        watch, pairs = watch.after("default", True).after("r1", False), pairs + 1
    assert 5 <= pairs <= 12
    assert VETO_ALPHA == 0.05
    happy = OutcomeWatch("default", "r1")
    for _ in range(100):
        happy = happy.after("r1", True).after("default", False)
    assert not happy.alarm
    assert not hasattr(happy, "open")


def test_outcomes_wait_for_one_of_the_other_side_and_strangers_do_not_count():
    watch = OutcomeWatch("default", "r1").after("r1", False).after("r1", True).after("r0", False)
    assert (watch.pairs, watch.waiting_new, watch.evidence) == (0, (False, True), 1.0)
    watch = watch.after("default", True)
    assert (watch.pairs, watch.waiting_new) == (1, (True,))
    assert watch.evidence > 1
    assert OutcomeWatch.from_json(json.loads(json.dumps(watch.to_json()))) == watch
    with pytest.raises(ValueError, match="incomplete"):
        OutcomeWatch.from_json({})
