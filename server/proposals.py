"""What is read in notes and on pages is proposed as offers and needs, with its quote; the user has the last word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from recommender.reading.happenings import Happening, happenings, once
from recommender.reading.promises import find_promises
from server.errors import Problem
from server.pages.profile import Passage, Profile
from server.practice.promises import shown
from server.store import facets, notes, people, promises
from server.store.journal import edit

if TYPE_CHECKING:
    from recommender.reading.facets import FoundFacet
    from server.advice import Advisor

SKILL_CONFIDENCE = 0.7
"""A skill somebody lists of themselves: an offer by its place on the page, though nobody has vouched for it."""
SIGNAL_CONFIDENCE = 0.8
"""The page itself says "open to work" or "services": its own mark, not our reading."""
PROPOSED_FROM = 0.5
"""More likely right than wrong. What is less sure, such as a related skill, serves searching (`comity extract`) but is
not put to the user as something a person said."""
LONGEST_SIGNAL = 160
"""Characters; a marked passage longer than that is prose, and is read as prose only."""


@dataclass(frozen=True, slots=True)
class Proposal:
    kind: str
    text: str
    evidence: str
    confidence: float
    source: str
    on: date | None


@dataclass(frozen=True, slots=True)
class TakenNote:
    note: dict[str, Any]
    proposed: list[dict[str, Any]]
    promises: list[dict[str, Any]]
    edit: int


def from_profile(profile: Profile, advisor: Advisor, db: Database, *, today: date) -> list[Proposal]:
    """Offers and needs that the page states: its passages as read, its skills, and what it marks itself.

    ``source`` is the reader that found the words; each kind and text comes once, the surest first.
    """
    passages = list(profile.passages)
    held = {passage.text for passage in passages}
    for field in ("headline", "about"):
        passages += [
            Passage(reading.value, field, reading.source)
            for reading in profile.readings
            if reading.field == field and reading.value not in held
        ]
    found: list[Proposal] = []
    for passage, facets_found in _read(passages, advisor, db, today):
        now = _worth_proposing(facets_found)
        found += [
            Proposal(
                str(facet.kind), facet.text, facet.evidence, facet.confidence, passage.source, passage.on
            )
            for facet in now
        ]
        if passage.signal and not now and len(passage.text) <= LONGEST_SIGNAL:
            found.append(
                Proposal(
                    passage.signal,
                    passage.text,
                    passage.text,
                    SIGNAL_CONFIDENCE,
                    passage.source,
                    passage.on,
                )
            )
    found += [
        Proposal("offer", reading.value, reading.value, SKILL_CONFIDENCE, reading.source, None)
        for reading in profile.readings
        if reading.field == "skill"
    ]
    return _once(found)


def news_of(profile: Profile, *, today: date) -> list[tuple[Happening, str]]:
    """Work they show and news of theirs, each with the reader that found it. What bears no date is not news."""
    found = [
        (happening, passage.source)
        for passage in profile.passages
        for happening in happenings(passage.text, on=passage.on, today=today)
    ]
    kept = set(once([happening for happening, _ in found]))
    return [one for one in dict.fromkeys(found) if one[0] in kept]


def _read(
    passages: Sequence[Passage], advisor: Advisor, db: Database, today: date
) -> Iterator[tuple[Passage, list[FoundFacet]]]:
    """Each passage with what it says. Headline and first passage about them are read as one text, as people write
    them: a trade in the one tells what skills the other points to."""
    headline = next((one for one in passages if one.section == "headline"), None)
    about = next((one for one in passages if one.section == "about"), None)
    groups = [[one] for one in passages]
    if headline and about:
        groups = [[headline, one] if one is about else [one] for one in passages if one is not headline]
    texts = ["\n".join(one.text for one in group) for group in groups]
    for group, found in zip(groups, advisor.extract(db, texts, voice="page", today=today), strict=True):
        left = list(found)
        for passage in group:
            own = [facet for facet in left if facet.evidence in passage.text]
            left = [facet for facet in left if facet not in own]
            yield passage, own


def _worth_proposing(found: Iterable[FoundFacet]) -> list[FoundFacet]:
    return [facet for facet in found if facet.time != "past" and facet.confidence >= PROPOSED_FROM]


def _once(found: list[Proposal]) -> list[Proposal]:
    best: dict[tuple[str, str], Proposal] = {}
    for proposal in sorted(found, key=lambda one: -one.confidence):
        best.setdefault((proposal.kind, proposal.text.casefold()), proposal)
    kept = set(best.values())
    return [one for one in dict.fromkeys(found) if one in kept]


def take_note(db: Database, advisor: Advisor, person: int, text: str, *, now: datetime) -> TakenNote:
    """Keeps the note and proposes what it says of the person, and what was promised in it, as one edit."""
    if not text.strip():
        raise Problem(
            "empty_note", "The note is empty.", "Write a line about where you met or what they need."
        )
    today = now.date()
    (found,) = advisor.extract(db, [text], voice="note", today=today)
    card = people.card(db, person)
    promised = () if card["is_me"] else find_promises(text, today, name=card["name"])
    with edit(db, what="Wrote a note", who="you", at=now) as opened:
        note = notes.add(opened, person, text)
        ids = [
            facets.put(
                opened,
                person,
                str(facet.kind),
                facet.text,
                evidence=facet.evidence,
                source="note",
                set_by="comity",
                observed_on=today,
                confidence=facet.confidence,
            )[0]
            for facet in _worth_proposing(found)
        ]
        words = [
            promises.propose(
                opened,
                person,
                one.whose,
                one.what,
                due=one.due,
                evidence=one.evidence,
                note=note,
                made_on=today,
            )
            for one in promised
        ]
    row = next(kept for kept in notes.of(db, person) if kept["id"] == note)
    proposed = [facets.get(db, one) for one in dict.fromkeys(ids)]
    new = [promise for one in words if (promise := promises.get(db, one))["state"] == "proposed"]
    return TakenNote(row, proposed, [shown(db, one, today) for one in new], opened.id)
