"""From an idea to a suggestion: the features the ranker sees, the band, the counter-reason."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy.typing as npt

from recommender.conduct import MANNERS
from recommender.doubts import Doubt, heaviest
from recommender.learning.fusion import Willing
from recommender.matching import weaker
from recommender.network import hump
from recommender.space import Space
from recommender.types import Facet, Kind, Reason, Strength, Suggestion
from recommender.weighing import UNDATED, freshness

LEAST_GAIN = 1e-3
"""Below this a benefit is nothing; keeps its logarithm finite."""


class Ranks(Protocol):
    """What is asked of ``ranker.Ranker``."""

    def score(self, rows: Sequence[Mapping[str, float]]) -> npt.NDArray: ...

    def band(self, probability: float) -> Strength: ...


@dataclass(frozen=True)
class Scene:
    """Whatever is the same for all ideas of one run."""

    space: Space
    ranker: Ranks
    exposure: Mapping[int, int] = field(default_factory=dict)
    """person -> how often they were shown or introduced lately."""
    willing: Willing | None = None
    """How people answered when they were asked about introductions; None where nobody was."""

    def gain(self, who: int, whom: int | None, benefit: float) -> float:
        """What somebody would gain, or, where answers are known, how likely that makes their yes."""
        if whom is None or self.willing is None:
            return benefit
        return self.willing.expected(who, whom, benefit)


@dataclass(frozen=True, slots=True)
class Idea:
    """Something that could be proposed, not yet judged."""

    kind: Kind
    person: int
    title: str
    reasons: tuple[Reason, ...]
    gain: float
    """To the receiver, or to ``person`` of an introduction; 0 to 1."""
    minutes: int
    met: float = 1.0
    """How well the weakest match it rests on fits; 1 for what rests on no match."""
    other: int | None = None
    gain_other: float | None = None
    """To ``other`` of an introduction."""
    resource: int | None = None
    occasion: int | None = None
    decline: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def facets(self) -> tuple[Facet, ...]:
        return tuple(facet for reason in self.reasons for facet in (reason.need, reason.offer) if facet)


def features(idea: Idea, scene: Scene) -> dict[str, float]:
    """By the names of ``features.FEATURES``; nothing else may rank."""
    doubt = math.prod(one.factor for one in idea.doubts)
    asked_about = idea.other if idea.kind is Kind.INTRODUCE else None
    log_a = math.log(max(LEAST_GAIN, scene.gain(idea.person, asked_about, idea.gain) * doubt))
    row = {
        "log_benefit_a": log_a,
        "tie_to_a": hump(scene.space.graph.mine(idea.person)),
        "recency": mean([freshness(one, scene.space.today) for one in idea.facets], UNDATED),
        "confirmed": mean([float(one.confirmed) for one in idea.facets], 0.0),
        "recent_exposure": math.log1p(
            scene.exposure.get(idea.person, 0) + (scene.exposure.get(idea.other, 0) if idea.other else 0)
        ),
        "effort": math.log(idea.minutes),
        f"kind_{idea.kind}": 1.0,
    }
    if idea.other is not None and idea.gain_other is not None:
        log_b = math.log(max(LEAST_GAIN, scene.gain(idea.other, idea.person, idea.gain_other) * doubt))
        shared = math.log1p(len(scene.space.graph.common(idea.person, idea.other)))
        row |= {
            "log_benefit_b": log_b,
            "imbalance": abs(log_a - log_b),
            "common_contacts": shared,
            "common_contacts_squared": shared**2,
            "tie_to_b": hump(scene.space.graph.mine(idea.other)),
            "cross_community": float(scene.space.graph.across(idea.person, idea.other)),
        }
    return row


def mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def judge(ideas: Sequence[Idea], scene: Scene) -> list[Suggestion]:
    """Best first; of equals by kind and ids, so that the order never depends on the order given."""
    if not ideas:
        return []
    rows = [features(idea, scene) for idea in ideas]
    scores = [float(score) for score in scene.ranker.score(rows)]
    judged = [_suggestion(*one, scene) for one in zip(ideas, rows, scores, strict=True)]
    return sorted(judged, key=order)


def order(one: Suggestion) -> tuple:
    return -one.score, one.kind.value, one.person, one.other or 0, one.resource or 0, one.title


def _suggestion(idea: Idea, row: dict[str, float], score: float, scene: Scene) -> Suggestion:
    doubt = heaviest(idea.doubts)
    return Suggestion(
        idea.kind,
        idea.person,
        idea.title,
        idea.reasons,
        doubt.sentence,
        weaker(scene.ranker.band(score), scene.space.matching.band(idea.met)),
        score,
        other=idea.other,
        resource=idea.resource,
        would_change=doubt.would_change,
        minutes=idea.minutes,
        decline=idea.decline,
        moment=MANNERS[idea.kind].moment,
        must_not=MANNERS[idea.kind].must_not,
        occasion=idea.occasion,
        features=row,
    )
