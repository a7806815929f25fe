"""Named signs of an offer, a need, or neither, by theme: how the words of a text look."""

from __future__ import annotations

from recommender.reading.signs import context, holding, needing, offering, speakers
from recommender.reading.signs.wording import sign

NEEDING = tuple(needing.SIGNS)
OFFERING = tuple(offering.SIGNS)
HOLDING_BACK = (*holding.SIGNS, *speakers.SOMEBODY_ELSES)

SIGNS = {
    **speakers.SIGNS,
    **speakers.SOMEBODY_ELSES,
    **needing.SIGNS,
    **offering.SIGNS,
    **holding.SIGNS,
    **context.SIGNS,
}


_SEEKS = sign("{seeks}")


def signs_in(text: str) -> frozenset[str]:
    """The names of the signs a text shows."""
    found = {name for name, pattern in SIGNS.items() if pattern.search(text)}
    for name, pattern in speakers.SOMEBODY_ELSES.items():
        met = pattern.search(text)
        if met and _SEEKS.search(text, 0, met.start()):
            found.discard(name)  # "looking for schools that want a class": the first to seek is who needs
    return frozenset(found)
