"""Who might care about a cause: people the user knows whose own words are near one of its sides, or nobody."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from recommender.benefit import met
from recommender.entry import Entry
from recommender.phrases import first_name, quoted
from recommender.space import Space
from recommender.types import Facet, FacetKind, Strength, TieBand

MOST = 10
"""People shown: each is asked alone, so a longer list would only tempt to a circular."""
NEARNESS = (TieBand.CLOSE, TieBand.KNOWN, TieBand.DISTANT, TieBand.DORMANT)
"""Of two equally near the cause, whom one knows better: not the hump of introductions, since this is a question."""
COUNTER = "It is read from one line of {name}'s; {name} may see no link, or have enough on already."


@dataclass(frozen=True, slots=True)
class Care:
    """Why one person might care. ``angle``: which side of the cause, by its place; None for the whole of it."""

    person: int
    interest: Facet
    angle: int | None
    band: Strength
    sentence: str
    counter: str


def who_might_care(
    space: Space, what_for: str, angles: Sequence[str], *, but: Collection[int] = ()
) -> tuple[Care, ...]:
    """The likeliest first, the better known of equals; those in ``but`` and those left in peace are not looked at.

    Only people the user has a tie with: influence is what one has on people one knows.
    """
    texts = [*angles, what_for]
    sides = space.meaning.vectors(texts)
    found: list[tuple[float, int, int, Care]] = []
    for entry in space.entries.values():
        tie = space.graph.mine(entry.id)
        if entry.id == space.me or entry.id in but or tie is None or not space.may_hear(entry.id):
            continue
        near = _nearest(entry, sides, space)
        if near is not None:
            how, interest, side = near
            angle = side if side < len(angles) else None
            care = _care(entry, interest, angle, texts[side], space.matching.band(how))
            found.append((-how, NEARNESS.index(tie.band), entry.id, care))
    return tuple(care for *_, care in sorted(found, key=lambda one: one[:3])[:MOST])


def _nearest(entry: Entry, sides: np.ndarray, space: Space) -> tuple[float, Facet, int] | None:
    """(how near, which interest, which side); None below *fair*, since a wrong guess costs goodwill."""
    interests = (*entry.offers, *entry.needs)
    if not interests:
        return None
    near = met(np.concatenate((entry.offer_vectors, entry.need_vectors)) @ sides.T, space.matching)
    row, side = np.unravel_index(int(np.argmax(near)), near.shape)
    how = float(near[row, side])
    return (how, interests[int(row)], int(side)) if how >= space.matching.fair else None


def _care(entry: Entry, interest: Facet, angle: int | None, side: str, band: Strength) -> Care:
    name = first_name(entry.person)
    says = "offers" if interest.kind is FacetKind.OFFER else "is looking for"
    part = f"the part about {quoted(side)}" if angle is not None else "what it is for"
    sentence = f"{name} {says} {quoted(interest.text)}; {part} may matter to {name}."
    return Care(entry.id, interest, angle, band, sentence, COUNTER.format(name=name))
