"""SIMULATED months of use: sessions with a panel of six, retraining now and then, and a gate that decides
what serves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.simulated_users import User, accepted_of_top, ndcg, pool, user
from recommender.learning.features import INDEX, prior_mean, prior_sd
from recommender.learning.gate import Gate
from recommender.learning.interleaving import Team, interleave, session
from recommender.learning.ranker import sigmoid
from recommender.learning.training import learn

Floats = NDArray[np.float64]
Learner = Callable[[Floats, Floats, Generator], Floats]
"""(x, y, rng) -> weights."""

PANEL = 6
LOOKED_THROUGH = 14
"""Of each ranking: enough to fill a panel whatever the other one picks."""
TESTS = 20
"""Fresh pools on which a ranker's true value is taken."""
CHECKPOINTS = (0, 10, 25, 50, 100, 200, 400, 800, 1600)
"""Decisions."""


def retrain_after(sessions: int) -> bool:
    """Every 5 sessions at first, every 30 later on."""
    return sessions % 5 == 0 if sessions <= 100 else sessions % 30 == 0


def honest(x: Floats, y: Floats, rng: Generator) -> Floats:
    return learn(x, y, np.ones(len(y)), prior_mean()).weights


def shuffled(x: Floats, y: Floats, rng: Generator) -> Floats:
    """Sabotage: learnt from answers dealt out at random."""
    return honest(x, rng.permutation(y), rng)


def flipped(x: Floats, y: Floats, rng: Generator) -> Floats:
    """Sabotage: benefits count against a suggestion. The product refuses such a ranker; here only the gate
    stands."""
    weights = honest(x, y, rng).copy()
    weights[[INDEX["log_benefit_a"], INDEX["log_benefit_b"]]] *= -1
    return weights


def jitter(x: Floats, y: Floats, rng: Generator) -> Floats:
    """Sabotage: the prior, shaken by half its sds, learnt from nothing."""
    return prior_mean() + 0.5 * prior_sd() * rng.standard_normal(len(prior_sd()))


@dataclass
class Life:
    """What became of one simulated user."""

    promotions: list[tuple[int, float]] = field(default_factory=list)
    """(session, true value gained): below 0 a worse ranker was promoted."""
    start: float = 0.0
    end: float = 0.0
    best: float = 0.0
    """True value (accepted of the first five) of the prior, of what serves at the end, and of the user's
    own weights."""
    curves: dict[str, dict[int, float]] = field(default_factory=dict)
    """NDCG@10 by policy and decisions."""

    @property
    def worse(self) -> bool:
        return any(gain < 0 for _, gain in self.promotions)

    @property
    def first_right(self) -> float:
        """Sessions to the first promotion of a better one; infinite where there was none."""
        return next((float(at) for at, gain in self.promotions if gain >= 0), np.inf)


def live(
    seed: int,
    deviation: float,
    *,
    sessions: int,
    gate: str = "interleaving",
    learner: Learner = honest,
    others: dict[str, Learner] | None = None,
    curves: bool = False,
) -> Life:
    """One user from the first session on. ``others`` learn from the same log, for comparison only."""
    rng = np.random.default_rng(seed)
    who = user(rng, deviation)
    tests = [pool(rng) for _ in range(TESTS)]
    true = [who.says_yes(x) for x in tests]

    def value(weights: Floats) -> float:
        return float(np.mean([accepted_of_top(p, x @ weights) for p, x in zip(true, tests, strict=True)]))

    life = Life(start=value(prior_mean()), best=value(who.weights))
    champion, now_worth = prior_mean(), life.start
    challenger: Floats | None = None
    trial = Gate("prior")
    xs: list[Floats] = []
    ys: list[Floats] = []
    waiting = list(CHECKPOINTS) if curves else []
    for number in range(1, sessions + 1):
        if waiting and (number - 1) * PANEL >= waiting[0]:
            checkpoint = waiting.pop(0)
            x, y = _log(xs, ys)
            newest = honest(x, y, rng)
            shown = {
                "the prior, never learning": prior_mean(),
                "what serves (gated)": champion,
                "newest": newest,
            }
            shown |= {name: other(x, y, rng) for name, other in (others or {}).items()}
            for name, weights in shown.items():
                life.curves.setdefault(name, {})[checkpoint] = _mean_ndcg(weights, tests, true)
            life.curves.setdefault("panel", {})[checkpoint] = _panel_ndcg(champion, newest, tests, true, rng)
        found = pool(rng)
        items, teams = _panel(found, champion, challenger if gate == "interleaving" else None, rng)
        said = rng.random(len(items)) < who.says_yes(found[items])
        xs.append(found[items])
        ys.append(said.astype(float))
        if gate == "interleaving" and challenger is not None:
            trial = trial.after(session(zip(teams, said.tolist(), strict=True)))
            if trial.open:
                worth = value(challenger)
                life.promotions.append((number, worth - now_worth))
                champion, now_worth, challenger = challenger, worth, None
                trial = trial.promoted()
        if retrain_after(number):
            x, y = _log(xs, ys)
            if gate == "interleaving" and not trial.ahead:
                challenger = learner(x, y, rng)
                trial = trial.enter(str(number))
            elif (
                gate != "interleaving"
                and (better := _held_back(gate, x, y, champion, learner, rng)) is not None
            ):
                worth = value(better)
                life.promotions.append((number, worth - now_worth))
                champion, now_worth = better, worth
    life.end = now_worth
    return life


def knife_edge(seed: int, sessions: int) -> bool:
    """A user to whom two kinds are worth the same, two rankers that favour one each: is either one
    promoted?"""
    rng = np.random.default_rng(seed)
    one, other = prior_mean(), prior_mean()
    one[INDEX["kind_share"]] += 0.7
    other[INDEX["kind_feedback"]] += 0.7
    who = User(prior_mean(), np.zeros(3))
    trial = Gate("one").enter("other")
    for _ in range(sessions):
        found = pool(rng)
        items, teams = _panel(found, one, other, rng)
        said = rng.random(len(items)) < who.says_yes(found[items])
        trial = trial.after(session(zip(teams, said.tolist(), strict=True)))
        if trial.open:
            return True
    return False


def _log(xs: list[Floats], ys: list[Floats]) -> tuple[Floats, Floats]:
    width = len(prior_mean())
    return np.concatenate([np.empty((0, width)), *xs]), np.concatenate([np.empty(0), *ys])


def _panel(
    x: Floats, champion: Floats, challenger: Floats | None, rng: Generator
) -> tuple[list[int], list[Team]]:
    """Five places by rank and one to explore: item numbers, and whose pick each was."""
    first = _top(x @ champion)
    second = first if challenger is None else _top(x @ challenger)
    slots = interleave(first, second, limit=PANEL, rng=rng, unranked=rng.integers(0, len(x), 12).tolist())
    return [slot.item for slot in slots], [slot.team for slot in slots]


def _top(score: Floats) -> list[int]:
    best = np.argpartition(-score, LOOKED_THROUGH)[:LOOKED_THROUGH]
    return [int(i) for i in best[np.argsort(-score[best])]]


def _mean_ndcg(weights: Floats, tests: list[Floats], true: list[Floats]) -> float:
    return float(np.mean([ndcg(p, x @ weights) for p, x in zip(true, tests, strict=True)]))


def _panel_ndcg(one: Floats, other: Floats, tests: list[Floats], true: list[Floats], rng: Generator) -> float:
    """Of both rankers' picks in one list, as the user sees them while the gate is undecided."""
    scores = []
    for p, x in zip(true, tests, strict=True):
        slots = interleave(_top(x @ one), _top(x @ other), limit=10, rng=rng)
        order = np.full(len(x), -np.inf)
        order[[slot.item for slot in slots]] = -np.arange(len(slots))
        scores.append(ndcg(p, order))
    return float(np.mean(scores))


def _held_back(
    rule: str, x: Floats, y: Floats, champion: Floats, learner: Learner, rng: Generator
) -> Floats | None:
    """The naive gates: the newest always; or the one with less loss on the last fifth; or that, in 95 % of
    resamples."""
    if rule == "always the newest":
        return learner(x, y, rng)
    cut = int(0.8 * len(y))
    candidate = learner(x[:cut], y[:cut], rng)

    def loss(weights: Floats) -> Floats:
        p = np.clip(sigmoid(x[cut:] @ weights), 1e-9, 1 - 1e-9)
        return -(y[cut:] * np.log(p) + (1 - y[cut:]) * np.log(1 - p))

    gain = loss(champion) - loss(candidate)
    if rule == "held-back loss":
        return candidate if gain.mean() > 0 else None
    drawn = gain[rng.integers(0, len(gain), (200, len(gain)))].mean(axis=1)
    return candidate if (drawn > 0).mean() > 0.95 else None
