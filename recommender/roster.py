"""Who works with whom in one place, and how many bear a family name: kept so that one person more changes it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from recommender.types import Person

TEAM = 12
"""An organisation with at most this many people in the notebook, in one place, is a team: they know each
other. Twelve is about the largest group in which everybody works with everybody; our assumption."""

NO_EMPLOYER = frozenset(
    (
        "freelance",
        "freelancer",
        "self-employed",
        "self employed",
        "independent",
        "retired",
        "stealth",
        "various",
    )
)
"""What stands in the field "organisation" and is none."""
LEGAL_FORMS = frozenset(
    ("inc", "ltd", "llc", "gmbh", "plc", "ag", "sa", "bv", "co", "corp", "oy", "ab", "as", "srl")
)

House = tuple[str, str]
"""An employer and a place, folded."""


def employer(person: Person) -> str:
    """Folded, without its legal form; empty where there is none."""
    words = [word.strip(".,") for word in person.organisation.casefold().split()]
    while words and words[-1] in LEGAL_FORMS:
        words.pop()
    name = " ".join(words)
    return "" if name in NO_EMPLOYER else name


def place(person: Person) -> str:
    """The town: what stands before the first comma."""
    return person.place.split(",")[0].strip().casefold()


def family_name(person: Person) -> str:
    words = person.name.casefold().split()
    return words[-1] if len(words) > 1 else ""


def house(person: Person) -> House | None:
    found = employer(person), place(person)
    return found if all(found) else None


@dataclass(frozen=True)
class Roster:
    people: Mapping[int, tuple[House | None, str]]
    """person -> where they work, and their family name."""
    houses: Mapping[House, Mapping[int, Person]]
    namesakes: Mapping[str, int]
    """family name -> how many bear it."""

    @classmethod
    def of(cls, people: Iterable[Person]) -> Roster:
        return cls({}, {}, {}).changed(people)

    def changed(self, people: Iterable[Person], gone: Collection[int] = ()) -> Roster:
        """With these people added or renewed and those ``gone`` left out; shares what does not change."""
        there, namesakes = dict(self.people), dict(self.namesakes)
        renewed = {person.id: person for person in people}
        moved: dict[House, dict[int, Person]] = {}

        def of(where: House) -> dict[int, Person]:
            if where not in moved:
                moved[where] = dict(self.houses.get(where, {}))
            return moved[where]

        for one in (*gone, *renewed):
            where, name = there.pop(one, (None, ""))
            namesakes[name] = namesakes.get(name, 1) - 1
            if where:
                del of(where)[one]
        for one, person in renewed.items():
            where, name = there[one] = house(person), family_name(person)
            namesakes[name] = namesakes.get(name, 0) + 1
            if where:
                of(where)[one] = person
        return Roster(there, {**self.houses, **moved}, namesakes)

    def colleagues(self, one: int, other: int) -> str:
        """The sentence that says two people are of one team; empty where nothing says so."""
        where, _ = self.people.get(one, (None, ""))
        if where is None or where != self.people.get(other, (None, ""))[0]:
            return ""
        team = self.houses[where]
        if len(team) > TEAM:
            return ""
        person = team[min(one, other)]
        return f"Both are at {person.organisation} in {person.place.split(',')[0]}."

    def pairs(self, houses: Iterable[House] | None = None) -> Iterator[tuple[int, int]]:
        """Everybody of one team, by smaller id first; of these houses, or of all."""
        for where in self.houses if houses is None else houses:
            team = self.houses.get(where, {})
            if len(team) <= TEAM:
                yield from combinations(sorted(team), 2)

    def team(self, person: int) -> Collection[int]:
        """Those of the person's team, the person among them."""
        where, _ = self.people.get(person, (None, ""))
        found = self.houses[where] if where else {}
        return found.keys() if len(found) <= TEAM else ()
