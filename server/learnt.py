"""What the ranker that serves has learnt about its user, in sentences for the panel; nothing while the
default serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommender.types import Kind

if TYPE_CHECKING:
    from models.registry import Registry
    from recommender.learning.ranker import Ranker


def sentences(registry: Registry, ranker: Ranker) -> tuple[str, ...]:
    """The weights that moved most, each in a sentence."""
    from recommender.learning.explain import differences

    return differences(ranker, _default(registry))


def why(registry: Registry, ranker: Ranker, kind: Kind) -> str:
    """Why suggestions of this kind come earlier or later than they used to; empty where they do not."""
    from recommender.learning.explain import why_kind

    return why_kind(ranker, _default(registry), kind)


def _default(registry: Registry) -> Ranker:
    from recommender.learning.ranker import Ranker

    return registry.read("ranker", "default", Ranker.from_json)
