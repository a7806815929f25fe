"""Whom to introduce across the whole network: exact pairs, ranked, then shared out so that nobody is swamped.

All pairs -> the best few of each person by mutual benefit -> reasons, doubts and the learned ranker ->
allocation with capacities -> at most ``limit`` suggestions, and a sentence where there is nothing honest
to say. What a run found is kept for the next one, which looks only at what has changed since.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from recommender.account import Account
from recommender.allocation import allocate
from recommender.fairness import Fairness, report
from recommender.ideas import Ranks, Scene, judge
from recommender.kernel.blocks import Progress
from recommender.kernel.engines import Engine
from recommender.learn import silence
from recommender.learning.fusion import Willing
from recommender.meetings import meeting
from recommender.partners import Partners
from recommender.space import Space
from recommender.types import Suggestion
from recommender.worth import Worth

BETA = 0.1
"""Temperature of the allocation: .985 of the optimum, nobody left out, on 30,000 people."""
LIMIT = 20
COMPARED = 0.25
"""Of the whole when everybody has been compared: judging what that found took 14 of 17 seconds with 5,000 people."""


@dataclass(frozen=True, slots=True)
class Run:
    """What a run over the whole network found: a few numbers a person and a pair."""

    partners: Partners
    worth: Worth

    @property
    def space(self) -> Space:
        return self.partners.space


@dataclass(frozen=True, slots=True)
class Plan:
    introductions: tuple[Suggestion, ...]
    """Best first."""
    considered: int
    """Honest pairs there were to choose from."""
    left_out: int
    """People with an honest match, and room for it, who are in no introduction of the allocation."""
    price_of_fairness: float
    """Share of the benefit given up so that nobody is in more introductions than they are glad of; 0 to 1."""
    run: Run
    """To be handed to the next ``plan``."""
    silence: tuple[str, ...] = ()
    account: Account | None = None
    """In full, for who asks: how they were shared out, and what that costs."""


def plan(
    space: Space,
    *,
    ranker: Ranks,
    limit: int = LIMIT,
    exposure: Mapping[int, int] | None = None,
    willing: Willing | None = None,
    before: Run | None = None,
    threads: int = 1,
    engine: Engine | None = None,
    on_progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """The same answer on any number of threads, by any engine, and after any run. ``on_progress`` is told the share
    done, 0 to 1. Raises ``blocks.Cancelled`` soon after ``cancelled()`` says so.

    ``before``: the run of an earlier state; then it takes moments where a few have changed since.
    """
    scene = Scene(space, ranker, exposure or {}, willing)
    partners = before.partners.brought_up(space, cancelled) if before else None
    if partners is None:
        partners = Partners.of(space, threads, engine, _part(on_progress, 0, COMPARED), cancelled)
    judging = _part(on_progress, COMPARED, 1)
    worth = Worth.of(partners.pairs(), scene, before.worth if before else None, judging, cancelled)
    if on_progress:
        on_progress(1)
    run = Run(partners, worth)
    pairs, scores = worth.best_first()
    if not len(pairs):
        return Plan((), 0, 0, 0.0, run, (silence(space),))
    picked, fairness = share_out(pairs, scores, scene)
    judged, chosen = _tuples(pairs), _tuples(pairs[picked])
    ideas = [meeting(space.entries[a], space.entries[b], scene) for a, b in chosen[:limit]]
    return Plan(
        tuple(judge([one for one in ideas if one], scene)),
        len(judged),
        fairness.chosen.left_out,
        max(0.0, fairness.price),
        run,
        account=Account(judged, chosen, fairness, scene),
    )


def share_out(
    pairs: npt.NDArray[np.int64], scores: npt.NDArray[np.float64], scene: Scene
) -> tuple[npt.NDArray[np.int64], Fairness]:
    """Which of the pairs, (m, 2) ids, are within everybody's capacity, in the order given, and how they are
    spread."""
    space = scene.space
    ids, rows = np.unique(pairs, return_inverse=True)
    people = ids.tolist()
    a, b = rows.reshape(-1, 2).T
    capacity = np.array([max(0, space.entries[person].person.capacity) for person in people])
    seen = np.array([scene.exposure.get(person, 0) for person in people])
    ties = np.array([len(space.graph.contacts(person)) for person in people])
    communities = np.array([space.graph.community.get(person, -1) for person in people])
    picked = np.sort(allocate(a, b, scores, capacity, beta=BETA, exposure=seen))
    fairness = report(a, b, scores, capacity, picked, ties=ties, communities=communities)
    return picked, fairness


def _part(on_progress: Progress | None, begin: float, end: float) -> Progress | None:
    """Tells of a part of the work as a part of the whole."""
    return on_progress and (lambda share: on_progress(begin + (end - begin) * share))


def _tuples(pairs: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    return [(a, b) for a, b in pairs.tolist()]
