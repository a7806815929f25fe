"""Learn what they need: how many introductions a stated need would unlock, and the question worth asking.

Nothing is asserted of what somebody needs: the question names what others could offer, and the answer is
theirs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from recommender.benefit import met
from recommender.doubts import Doubt, about_ties
from recommender.entry import Entry
from recommender.ideas import Idea, Scene
from recommender.match import best_match
from recommender.meetings import BEST_OF_EACH, LEAST
from recommender.network import hump
from recommender.phrases import first_name, listed, names, quoted
from recommender.space import Space
from recommender.types import Kind, Reason

MINUTES = 5
NAMED = 3
"""People named before they are only counted."""
TOPICS = 2
"""Things named in a question: two can be answered, five are a survey."""
HALF_WORTH = 0.3
"""Expected introductions at which learning is worth .63, as much as a need met well: few needs stated by
chance fit a given partner, so that three in ten is a good prospect."""
ASKED = 60
"""People with unknown needs that are compared: each is a scan of the network."""
PEERS = 30
"""People whose stated needs stand in for what this one might say."""
LEAST_EXPECTED = 0.02
"""Below one introduction for fifty answers, the question is not worth a suggestion."""


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What a stated need would open."""

    person: int
    expected: float
    """Introductions that one more stated need would open on average."""
    who: tuple[int, ...]
    """Those who would gain from this person's offers, most likely first."""


def peers(space: Space) -> list[Entry]:
    """People whose needs are known, the first by id: a fixed sample, so that the answer does not wander."""
    return [entry for entry in space.entries.values() if entry.needs and entry.id != space.me][:PEERS]


def chance(space: Space, giver: Entry, asked: list[Entry]) -> float:
    """How likely it is that a need somebody states is one this giver meets, judged by the needs others
    stated.

    Laplace's rule keeps it above nothing where few needs are known.
    """
    others = [entry.need_vectors for entry in asked if entry.id != giver.id]
    needs = np.concatenate(others) if others else np.zeros((0, space.meaning.dimensions), np.float32)
    if not len(giver.offer_vectors):
        return 0.0
    hits = 0
    if len(needs):
        hits = int(
            (met((needs @ giver.offer_vectors.T).max(axis=1), space.matching) >= space.matching.fair).sum()
        )
    return (hits + 1) / (len(needs) + 2)


def unlocks(space: Space, entry: Entry) -> Unlocks:
    """Sum, over those who gain from this person's offers and do not know them, of the chance that they
    could give what this person would ask for."""
    asked = peers(space)
    found: list[tuple[float, float, int]] = []
    gaining = sorted((-they, other) for other, (they, _) in space.gains(entry).items() if they >= LEAST)
    for loss, other in gaining[:BEST_OF_EACH]:
        partner, they_gain = space.entries[other], -loss
        if not space.may_meet(other) or space.known.why(entry.id, other):
            continue
        match = best_match(entry, partner, space.matching)
        if match is not None and match.met >= space.matching.fair:
            found.append((chance(space, partner, asked), they_gain, other))
    found.sort(key=lambda one: (-one[0] * one[1], one[2]))
    return Unlocks(entry.id, sum(one[0] for one in found), tuple(other for _, _, other in found))


def learn(entry: Entry, scene: Scene) -> Iterator[Idea]:
    """The idea of asking somebody whose needs are unknown, where the answer is worth having."""
    space = scene.space
    if entry.needs or entry.id == space.me:
        return
    found = unlocks(space, entry)
    if found.expected < LEAST_EXPECTED:
        return
    yield Idea(
        Kind.LEARN,
        entry.id,
        f"Ask {first_name(entry.person)} what would help just now",
        (*_reasons(space, entry, found),),
        1 - math.exp(-found.expected / HALF_WORTH),
        MINUTES,
        doubts=(
            Doubt(
                0.5,
                f"{first_name(entry.person)} may be looking for nothing just now, or not wish to say.",
                "Any answer would; “nothing” is one too.",
            ),
            *about_ties(space, (entry,)),
        ),
    )


def _reasons(space: Space, entry: Entry, found: Unlocks) -> Iterator[Reason]:
    name = first_name(entry.person)
    for other in found.who[:TOPICS]:
        match = best_match(entry, space.entries[other], space.matching)
        if match is not None:
            yield match.reason(space.me)
    yield Reason(f"What {name} would want in return is not known. {opens(space, found)}")
    yield Reason(question(space, entry, found))


def opens(space: Space, found: Unlocks) -> str:
    """What an answer could lead to, without a promise."""
    if len(found.who) <= NAMED:
        who = listed(names(*(space.entries[other].person for other in found.who)))
        return f"If the answer is something {who} can give, an introduction would help both sides."
    count = len(found.who)
    return f"If one of {count} people can give the answer, an introduction would help both sides."


def question(space: Space, entry: Entry, found: Unlocks) -> str:
    """A question to send or say, from what those who would gain could give in return."""
    offering = [space.entries[other] for other in found.who if space.entries[other].offers][:TOPICS]
    topics = listed([f"{quoted(one.offers[0].text)} ({first_name(one.person)})" for one in offering])
    asks = f"You could ask: “What are you looking for just now, {first_name(entry.person)}?”"
    return f"{asks} It may help to mention what others offer: {topics}." if topics else asks


def worth_asking(space: Space, count: int) -> list[Unlocks]:
    """Those whose needs are unknown, by how much a stated need would unlock; at most ``count``.

    Of very many, those the user is nearest to are looked at.
    """
    unknown = [e for e in space.entries.values() if not e.needs and e.offers and space.may_meet(e.id)]
    unknown.sort(key=lambda entry: (-hump(space.graph.mine(entry.id)), entry.id))
    found = [
        one for one in (unlocks(space, entry) for entry in unknown[:ASKED]) if one.expected >= LEAST_EXPECTED
    ]
    return sorted(found, key=lambda one: (-one.expected, one.person))[:count]


def silence(space: Space) -> str:
    """What to do where nobody's needs are known, or nothing fits: a sentence with a name in it, if one
    helps."""
    best = next(iter(worth_asking(space, 1)), None)
    if best is not None:
        who = first_name(space.entries[best.person].person)
        return f"Ask {who} what would help just now. {opens(space, best)}"
    with_needs = any(entry.needs for entry in space.entries.values() if entry.id != space.me)
    if with_needs:
        return "A note after your next conversation (“looking for …”, “could use …”) is what would help most."
    known = [entry for entry in space.entries.values() if entry.offers and space.may_meet(entry.id)]
    if not known:
        return (
            "Nothing is known yet of what anybody offers or needs: a page read or a note written would help."
        )
    who = listed(names(*(entry.person for entry in known[:2])))
    return f"Nobody's needs are known yet. Start with one question: ask {who} what they are looking for."
