"""An account of how introductions were shared out, for who asks: who has how much room, what fairness costs, who is
left out and why, and whether the choice leans toward some."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from recommender.allocation import places_left
from recommender.fairness import Fairness
from recommender.ideas import Scene
from recommender.phrases import listed

NAMED = 5
"""People named before the rest are only counted."""
LEANS = 1.5
"""From half as many places again as people it is said that the choice leans toward a circle."""
FEWEST = 5
"""People of a circle of whom a share says anything."""
NOTHING = 0.005
"""A price that would be said as 0 %."""
POSITIONS = {
    "outsiders": "The third of people with the fewest ties",
    "middle": "Those between",
    "in-crowd": "The tenth with the most ties",
}


@dataclass(frozen=True)
class Account:
    judged: Sequence[tuple[int, int]]
    """Every honest pair, best first."""
    chosen: Sequence[tuple[int, int]]
    """Those the share-out gave a place."""
    fairness: Fairness
    scene: Scene

    def sentences(self, shown: int) -> Iterator[str]:
        """``shown``: how many of the chosen the user sees."""
        few = f", of which the best {shown} are shown" if shown < len(self.chosen) else ""
        yield f"{_many(len(self.judged), 'pair')} would help both sides. Shared out, that is {_many(len(self.chosen), 'introduction')}{few}."
        yield from self._rooms()
        yield from self._prices()
        yield from self._left_out()
        yield from self._unmatched()
        yield from self._leanings()

    @cached_property
    def places(self) -> dict[int, int]:
        """person -> introductions they have room for, of all with an honest match."""
        people = list(_counted(self.judged))
        capacity = np.array(
            [max(0, self.scene.space.entries[one].person.capacity) for one in people], np.int64
        )
        seen = [self.scene.exposure.get(one, 0) for one in people]
        return dict(zip(people, places_left(capacity, seen).tolist(), strict=True))

    def _rooms(self) -> Iterator[str]:
        """Capacities by person, and what they are in now."""
        counts = _counted(self.chosen)
        yield "Nobody is in more than they are glad of in a month; whoever came up often lately has less room."
        most = max(counts.values(), default=0)
        if most > 1:
            often = self._names([one for one, many in counts.items() if many == most])
            yield f"Most often proposed: {often}, {_times(most)}."
        elif most:
            yield "Nobody is proposed more than once."
        lately = [one for one in self.places if self.scene.exposure.get(one, 0)]
        lately.sort(key=lambda one: (-self.scene.exposure[one], one))
        for one in lately[:NAMED]:
            glad = self.scene.space.entries[one].person.capacity
            yield (
                f"{self._name(one)} came up {_times(self.scene.exposure[one])} in the last 30 days: room for"
                f" {self.places[one]} of {glad}."
            )
        if len(lately) > NAMED:
            yield f"So did {len(lately) - NAMED} others, less often."

    def _prices(self) -> Iterator[str]:
        ours, own, greedy = self.fairness.chosen, self.fairness.own_top, self.fairness.greedy
        if self.fairness.price < NOTHING and ours.most_shown == own.most_shown:
            yield "Fairness costs nothing here: everybody can have their own best."
        else:
            yield (
                f"Fairness costs {max(0.0, self.fairness.price):.0%} of the benefit there would be if everybody were"
                f" given their own best, which would show the most sought-after person {_times(own.most_shown)}."
            )
        price = self.fairness.price_against_greedy
        if abs(price) < NOTHING and (ours.left_out, ours.worst_tenth) == (
            greedy.left_out,
            greedy.worst_tenth,
        ):
            yield "Taking the best pairs first would have come to the same."
            return
        costs = f"costs {price:.0%}" if price >= NOTHING else "costs nothing"
        left = f"{greedy.left_out} with a match" if greedy.left_out else "nobody"
        yield f"Against taking the best pairs first it {costs}; that would leave out {left}."
        if ours.worst_tenth > 0 and greedy.worst_tenth == 0:
            yield "The tenth with the least to gain would then have nothing at all."
        elif ours.worst_tenth > 0:
            times = ours.worst_tenth / greedy.worst_tenth
            yield f"The tenth with the least to gain have {times:.1f} times what they would have then."

    def _left_out(self) -> Iterator[str]:
        """Those with a match and room for it: their partners have no place left."""
        counts = _counted(self.chosen)
        out = [one for one, room in self.places.items() if room and not counts[one]]
        if not out:
            yield "Everybody with a match, and room for it, is in one."
        for one in out[:NAMED]:
            partners = sorted({p for pair in self.judged for p in pair if one in pair} - {one})
            full = "has" if len(partners) == 1 else "have"
            yield f"Left out: {self._name(one)}. {self._names(partners)} {full} no room for one more."
        if len(out) > NAMED:
            yield f"Left out for the same reason: {len(out) - NAMED} more."

    def _unmatched(self) -> Iterator[str]:
        """Why everybody else is in none."""
        space = self.scene.space
        reasons: dict[str, list[int]] = {}
        for one, entry in space.entries.items():
            if one == space.me or self.places.get(one):
                continue
            if not space.may_meet(one):
                why = "they do not want to be introduced, or are to be left in peace"
            elif entry.person.capacity <= 0:
                why = "they want no introductions for now"
            elif not entry.needs:
                why = "what they need is not known"
            elif not entry.offers:
                why = "what they offer is not known"
            else:
                why = "nobody both helps them and gains from it, as far as is known"
            reasons.setdefault(why, []).append(one)
        for why, people in sorted(reasons.items(), key=lambda one: (-len(one[1]), one[0])):
            yield f"In none, since {why}: {self._names(people)}."

    def _leanings(self) -> Iterator[str]:
        for one in self.fairness.positions:
            yield f"{POSITIONS[one.name]} ({one.share_of_people:.0%}) have {one.share_of_places:.0%} of the places."
        circles = [one for one in self.fairness.circles if one.people >= FEWEST]
        if not circles:
            return
        yield f"{self.fairness.across:.0%} of the introductions join two circles of your network."
        most = circles[0]
        around = f"the circle of {self._name(most.community)} ({_many(most.people, 'person', 'people')})"
        shares = f"{most.share_of_places:.0%} of the places for {most.share_of_people:.0%} of the people"
        if most.share_of_places > LEANS * most.share_of_people:
            yield f"They lean toward {around}: {shares}."
        else:
            yield f"They lean toward no circle; most of all to {around}: {shares}."

    def _name(self, person: int) -> str:
        return self.scene.space.entries[person].person.name or "somebody without a name"

    def _names(self, people: Sequence[int]) -> str:
        said = [self._name(one) for one in people[:NAMED]]
        if len(people) > NAMED:
            said.append(f"{len(people) - NAMED} more")
        return listed(said)


def _counted(pairs: Sequence[tuple[int, int]]) -> Counter[int]:
    return Counter(person for pair in pairs for person in pair)


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def _many(count: int, one: str, several: str = "") -> str:
    return f"{count} {one if count == 1 else several or one + 's'}"
