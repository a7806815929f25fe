"""Whom to introduce across the whole network: exact pairs, ranked, then shared out so that nobody is swamped.

All pairs -> the best few of each person by mutual benefit -> reasons, doubts and the learned ranker ->
allocation with capacities -> at most ``limit`` suggestions, and a sentence where there is nothing honest
to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.account import Account
from recommender.allocation import allocate
from recommender.fairness import Fairness, report
from recommender.ideas import Idea, Ranks, Scene, judge
from recommender.kernel.blocks import Cancelled, mutual_top
from recommender.kernel.crowd import Crowd
from recommender.kernel.engines import Engine
from recommender.learn import silence
from recommender.learning.fusion import Willing
from recommender.meetings import BEST_OF_EACH, LEAST, meeting
from recommender.space import Space
from recommender.types import Suggestion

PAIRS_AT_MOST = 100_000
"""In a large network fewer of each are seen, so that reasons are found in seconds; never fewer than
``FEWEST``."""
FEWEST = 5
BETA = 0.1
"""Temperature of the allocation: .985 of the optimum, nobody left out, on 30,000 people."""
LIMIT = 20


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
    threads: int = 1,
    engine: Engine | None = None,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Plan:
    """The same answer on any number of threads and by any engine. Raises ``blocks.Cancelled`` soon after ``cancelled()`` says so."""
    space = space.settled()
    scene = Scene(space, ranker, exposure or {}, willing)
    pairs = candidates(space, threads, engine, on_progress, cancelled)
    ideas = list(honest(pairs, scene, cancelled))
    if not ideas:
        return Plan((), 0, 0, 0.0, (silence(space),))
    judged = judge(ideas, scene)
    chosen, fairness = share_out(judged, scene)
    left_out, price = fairness.chosen.left_out, max(0.0, fairness.price)
    account = Account(judged, chosen, fairness, scene)
    return Plan(tuple(chosen[:limit]), len(judged), left_out, price, account=account)


def candidates(
    space: Space,
    threads: int = 1,
    engine: Engine | None = None,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> list[tuple[int, int]]:
    """Pairs of ids, smaller first, in order: the best of each person by mutual benefit alone, of those in
    which both could gain enough."""
    crowd = eligible(space)
    count = max(1, len(crowd))
    values, partners = mutual_top(
        crowd.offers,
        crowd.offer_starts,
        crowd.needs,
        crowd.need_starts,
        crowd.weights,
        lo=space.matching.lo,
        hi=space.matching.hi,
        cap=space.matching.cap,
        known=space.known.matrix({person: row for row, person in enumerate(space.base.tolist())}),
        k=max(FEWEST, min(BEST_OF_EACH, PAIRS_AT_MOST // count)),
        threads=threads,
        engine=engine,
        on_progress=on_progress,
        cancelled=cancelled,
    )
    rows, columns = np.nonzero(values >= LEAST * LEAST)
    found = np.sort(np.stack([rows, partners[rows, columns]], axis=1), axis=1)
    return [(int(a), int(b)) for a, b in space.base[np.unique(found, axis=0)]]


def eligible(space: Space) -> Crowd:
    """The crowd in which nothing weighs for those who may not be introduced: no benefit, no pair, no copy."""
    weights = space.crowd.weights.copy()
    for row, person in enumerate(space.base.tolist()):
        if not space.may_meet(person):
            weights[space.crowd.need_starts[row] : space.crowd.need_starts[row + 1]] = 0
    crowd = space.crowd
    return Crowd(crowd.offers, crowd.offer_starts, crowd.needs, crowd.need_starts, weights)


def honest(
    pairs: Sequence[tuple[int, int]], scene: Scene, cancelled: Callable[[], bool] | None = None
) -> Iterator[Idea]:
    """The ideas among the pairs; each is looked at with all its reasons and doubts."""
    for a, b in pairs:
        if cancelled and cancelled():
            raise Cancelled
        idea = meeting(scene.space.entries[a], scene.space.entries[b], scene)
        if idea is not None:
            yield idea


def share_out(judged: Sequence[Suggestion], scene: Scene) -> tuple[list[Suggestion], Fairness]:
    """The suggestions within everybody's capacity, best first, and how they are spread."""
    space = scene.space
    ids = sorted({person for one in judged for person in (one.person, one.other) if person is not None})
    row = {person: i for i, person in enumerate(ids)}
    a = np.array([row[one.person] for one in judged])
    b = np.array([row[one.other] for one in judged if one.other is not None])
    worth = np.array([one.score for one in judged])
    capacity = np.array([max(0, space.entries[person].person.capacity) for person in ids])
    seen = np.array([scene.exposure.get(person, 0) for person in ids])
    ties = np.array([len(space.graph.contacts(person)) for person in ids])
    communities = np.array([space.graph.community.get(person, -1) for person in ids])
    picked = np.sort(allocate(a, b, worth, capacity, beta=BETA, exposure=seen))
    fairness = report(a, b, worth, capacity, picked, ties=ties, communities=communities)
    return [judged[i] for i in picked.tolist()], fairness
