"""What is no longer the same in a later state of one network: whose facets, between whom, and whose pairs must be judged
anew. What did not change is the very same object in both, so that little is compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from recommender.known import Known, Pair, pair
from recommender.space import Space

if TYPE_CHECKING:
    from recommender.ideas import Scene


def renewed(before: Space, after: Space) -> set[int]:
    """Who came, went, or is described in another way."""
    return _others(before.entries, after.entries)


def newly_known(before: Known, after: Known) -> set[Pair]:
    """Pairs that must not be proposed any more, or may be again."""
    found = set(before.barred.keys() ^ after.barred.keys())
    for person in _others(before.graph.ties, after.graph.ties):
        there, then = after.graph.ties.get(person, {}), before.graph.ties.get(person, {})
        found |= {pair(person, other) for other in there.keys() ^ then.keys()}
    for house in _others(before.roster.houses, after.roster.houses):
        found |= set(before.roster.pairs([house])) ^ set(after.roster.pairs([house]))
    return found


def unsettled(before: Scene, after: Scene) -> set[int] | None:
    """Whose pairs the ranker might judge in another way; None where that is everybody's.

    All that ``meetings.meeting`` and ``ideas.features`` read of a pair and its two people must be looked at here;
    whether the two may meet at all is not theirs to say, but the candidates'.
    """
    old, new = before.space, after.space
    if before.ranker != after.ranker:
        return None
    if (old.today, old.me, old.matching) != (new.today, new.me, new.matching):
        return None
    people = renewed(old, new)
    people |= _others(old.graph.ties, new.graph.ties)
    people |= _unequal(old.graph.community, new.graph.community)
    people |= _unequal(before.exposure, after.exposure)
    people |= _unequal(
        before.willing.by_person() if before.willing else {},
        after.willing.by_person() if after.willing else {},
    )
    names = _unequal(old.known.roster.namesakes, new.known.roster.namesakes)
    if names:
        people |= {one for one, (_, name) in new.known.roster.people.items() if name in names}
    return people


def _others(before: Mapping[Any, object], after: Mapping[Any, object]) -> set[Any]:
    """Keys under which not the same object stands."""
    if before is after:
        return set()
    return _differing(before, after, (key for key, one in after.items() if before.get(key) is not one))


def _unequal(before: Mapping[Any, object], after: Mapping[Any, object]) -> set[Any]:
    if before is after:
        return set()
    return _differing(before, after, (key for key, one in after.items() if before.get(key) != one))


def _differing(before: Mapping[Any, object], after: Mapping[Any, object], found: Iterable[Any]) -> set[Any]:
    return set(found) | (before.keys() - after.keys())
