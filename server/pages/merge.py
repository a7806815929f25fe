"""Several readers' notes on one page -> one profile: the more trusted source first, none about another person."""

from __future__ import annotations

from collections.abc import Sequence

from server.pages.names import share_a_word
from server.pages.notebook import MOST, Notebook
from server.pages.profile import MANY, SINGLE, Acquaintance, Passage, Reading
from server.pages.urls import profile_key

TRUST = (
    "linkedin", "github", "gitlab", "orcid", "mastodon", "google scholar", "researchgate", "academia", "stack overflow",
    "json-ld", "microdata", "rdfa", "h-card", "h-resume", "page text", "opengraph", "selected text",
)  # fmt: skip
"""From the most trusted to the least: what a site is known to write where, what authors mark up for machines,
what is inferred from headings, what is written for link previews, and what may be about anybody."""


def merge(
    found: Sequence[Notebook],
) -> tuple[tuple[Reading, ...], tuple[Passage, ...], tuple[Acquaintance, ...]]:
    """Of single fields the most trusted value, of the others all, without repeats; every value keeps its source.

    A source whose name for the person shares no word with the most trusted one's is about somebody else.
    """
    ranked = sorted(found, key=lambda notes: TRUST.index(notes.source))
    name = next((value for notes in ranked if (value := notes.value("name"))), "")
    own = [notes for notes in ranked if share_a_word(name, notes.value("name"))]
    readings: list[Reading] = []
    for field in SINGLE:
        best = next((r for notes in own for r in notes.readings if r.field == field), None)
        if best is not None and not _repeats(best, readings):
            readings.append(best)
    readings = [value for value in readings if not _only_repeats_the_job(value, readings)]
    for field in MANY:
        seen: set[str] = set()
        for reading in (r for notes in own for r in notes.readings if r.field == field):
            key = profile_key(reading.value) if field == "url" else reading.value.casefold()
            if key not in seen and len(seen) < MOST[field]:
                seen.add(key)
                readings.append(reading)
    passages = _unrepeated([passage for notes in own for passage in notes.passages])
    acquaintances: dict[str, Acquaintance] = {}
    for known in (known for notes in own for known in notes.acquaintances):
        if known.name != name:
            acquaintances.setdefault(known.name.casefold(), known)
    return tuple(readings), passages, tuple(acquaintances.values())


def _repeats(value: Reading, readings: Sequence[Reading]) -> bool:
    """An `about` that only says the headline again adds nothing."""
    return value.field == "about" and any(r.field == "headline" and r.value == value.value for r in readings)


def _only_repeats_the_job(value: Reading, readings: Sequence[Reading]) -> bool:
    """The line under a name mostly says the post again, which a better source has named already."""
    if value.field != "headline" or value.source != "page text":
        return False
    return any(r.field == "role" and r.source != value.source for r in readings)


def _unrepeated(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Each wording once: with its signal if any source marked it, and not again inside a longer passage."""
    kept: list[Passage] = []
    for passage in sorted(passages, key=lambda p: p.signal is None):
        same = [other for other in kept if other.text == passage.text]
        if any(other.signal == passage.signal or passage.signal is None for other in same):
            continue
        if passage.signal is None and any(
            passage.text in other.text for other in kept if other.signal is None
        ):
            continue
        kept.append(passage)
    order = {id(passage): at for at, passage in enumerate(passages)}
    return tuple(sorted(kept, key=lambda passage: order[id(passage)]))
