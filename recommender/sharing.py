"""Who a page is for: everybody in the network with a stated need that it meets, as if it were in the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from recommender.gives.share import share
from recommender.ideas import Ranks, Scene, judge
from recommender.space import Space
from recommender.types import Resource, Suggestion

UNSAVED = 0
"""The id of a page that is in no library yet."""
READ = 1500
"""Characters of the page that are compared: the encoder sees no more than the first few paragraphs."""


def who_needs(
    space: Space, title: str, about: str, *, ranker: Ranks, exposure: Mapping[int, int] | None = None
) -> tuple[Suggestion, ...]:
    """One suggestion to share for each person with such a need, best first; the user and the left in peace aside."""
    page = Resource(UNSAVED, title, "", about[:READ])
    texts = [page.title or page.about, page.about or page.title]
    with_page = replace(space, resources=(page,), resource_vectors=space.meaning.vectors(texts))
    scene = Scene(with_page, ranker, exposure or {})
    ideas = [
        idea
        for entry in space.entries.values()
        if entry.id != space.me and space.may_hear(entry.id)
        for idea in share(entry, scene, ())
    ]
    return tuple(judge(ideas, scene))
