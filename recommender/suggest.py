"""What to say beside one person's page: give first, then introduce, and ask last; or why there is nothing
to say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from recommender.asks import asks
from recommender.entry import Entry
from recommender.gives import gives
from recommender.ideas import Idea, Ranks, Scene, judge
from recommender.learn import question, silence, unlocks
from recommender.learning.fusion import Willing
from recommender.match import best_match
from recommender.meetings import BEST_OF_EACH, LEAST, meeting
from recommender.occasions import Occasion
from recommender.phrases import first_name, names
from recommender.space import Space
from recommender.types import Kind, Suggestion

Key = tuple[str, int, int | None, int | None, int | None]
"""(kind, person, other, resource, occasion): what makes two suggestions the same one."""
ENOUGH_GIVEN = "There is more you could give here, but it would be more than the time you set aside for giving this week. It can wait."


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is shown: a handful, since a wrong suggestion costs more than a missing one."""

    gives: int = 4
    introductions: int = 3
    asks: int = 1
    minutes: int | None = None
    """What is left of the user's giving for this week; None where no budget is set. Thanks are always due."""
    a_kind: int = 1
    """Gives of one kind; two of a kind are rarely both worth reading."""


@dataclass(frozen=True, slots=True)
class Advice:
    """In the order it is shown. ``silence``: sentences where there is nothing honest to say, and what
    would help."""

    person: int
    gives: tuple[Suggestion, ...] = ()
    introductions: tuple[Suggestion, ...] = ()
    asks: tuple[Suggestion, ...] = ()
    silence: tuple[str, ...] = ()
    spare: tuple[Suggestion, ...] = ()
    """Gives as honest as those shown, for which there was no room: a wild card is drawn from them."""


def advise(
    space: Space,
    person_id: int,
    *,
    ranker: Ranks,
    limits: Limits | None = None,
    occasions: Sequence[Occasion] = (),
    exposure: Mapping[int, int] | None = None,
    willing: Willing | None = None,
    resting: Collection[Key] = (),
) -> Advice:
    """``resting``: (kind, person, other, resource, occasion) of what the user put off, dismissed or did lately.

    Raises KeyError for somebody who is not in the space.
    """
    limits = limits or Limits()
    them = space.entries[person_id]
    name = first_name(them.person)
    if person_id == space.me:
        return Advice(person_id, silence=("This is you: there is nothing to introduce or give here.",))
    if not space.may_hear(person_id):
        return Advice(person_id, silence=(f"{name} is marked “do not suggest”; nothing is proposed.",))
    scene = Scene(space, ranker, exposure or {}, willing)
    meant = _awake(judge(meetings(them, scene), scene), resting)
    introductions = _within(meant, limits)[: limits.introductions]
    wanted = _awake(judge(gives(them, scene, occasions), scene), resting)
    few = _few(_within(wanted, limits), limits)
    given, spare = few[: limits.gives], few[limits.gives :]
    first = given[0].title if given else ""
    asked = _awake(judge(list(asks(them, scene, first)), scene), resting)[: limits.asks]
    quiet = _silence(them, scene, {one.kind for one in (*meant, *wanted)})
    if len(_within(meant, limits)) < len(meant) or len(_within(wanted, limits)) < len(wanted):
        quiet = (*quiet, ENOUGH_GIVEN)
    return Advice(person_id, given, tuple(introductions), tuple(asked), quiet, spare)


def meetings(them: Entry, scene: Scene) -> list[Idea]:
    """Introductions of this person to anybody, unjudged."""
    if not them.needs or not scene.space.may_meet(them.id):
        return []
    gains = scene.space.gains(them).items()
    both = sorted((-they * i, other) for other, (they, i) in gains if min(they, i) > 0)[:BEST_OF_EACH]
    found = (meeting(them, scene.space.entries[other], scene) for _, other in both)
    return [idea for idea in found if idea is not None]


def _awake(judged: Sequence[Suggestion], resting: Collection[Key]) -> list[Suggestion]:
    return [
        one
        for one in judged
        if (str(one.kind), one.person, one.other, one.resource, one.occasion) not in resting
    ]


def _within(judged: Sequence[Suggestion], limits: Limits) -> list[Suggestion]:
    """What the week's giving still has room for: givers who give without limit burn out (Grant & Rebele 2017)."""
    left = limits.minutes
    return [one for one in judged if left is None or one.minutes <= left or one.kind is Kind.THANK]


def _few(judged: Sequence[Suggestion], limits: Limits) -> tuple[Suggestion, ...]:
    """The best of each kind, but nothing that says the same need twice."""
    kept: list[Suggestion] = []
    for one in judged:
        same_kind = [other for other in kept if other.kind is one.kind]
        needs = {reason.need.id for reason in one.reasons if reason.need}
        said = {reason.need.id for other in kept for reason in other.reasons if reason.need}
        if len(same_kind) < limits.a_kind and not (one.kind is Kind.RECONNECT and needs & said):
            kept.append(one)
    return tuple(kept)


def _silence(them: Entry, scene: Scene, said_of: set[Kind]) -> tuple[str, ...]:
    """Why an introduction or a give is missing, and what would help; nothing where something can be said."""
    name, space = first_name(them.person), scene.space
    said: list[str] = []
    if Kind.INTRODUCE not in said_of and Kind.LEARN not in said_of:
        if not them.person.introducible:
            said.append(f"{name} does not want to be introduced; that is honoured everywhere.")
        elif not them.needs and not them.offers:
            said.append(
                f"Nothing is known yet of what {name} offers or needs. A note or a page read would help."
            )
        elif not them.needs:
            said.append(f"What {name} needs is not known. {question(space, them, unlocks(space, them))}")
        elif not them.offers:
            said.append(f"What {name} offers is not known, so no introduction would help both sides.")
        elif not any(e.needs for e in space.entries.values() if e.id not in (space.me, them.id)):
            said.append(silence(space))
        else:
            said.append(_near_miss(them, space))
    if (
        not said_of - {Kind.INTRODUCE}
        and space.me is not None
        and them.needs
        and not space.entries[space.me].offers
    ):
        said.append("Say what you offer yourself, and gives of your own can be proposed.")
    return tuple(said)


def _near_miss(them: Entry, space: Space) -> str:
    """Who could help them but gains nothing that is known of: what would turn it into an introduction."""
    name = first_name(them.person)
    helpers = [
        (mine, other)
        for other, (theirs, mine) in space.gains(them).items()
        if mine >= LEAST > theirs and space.may_meet(other) and not space.known.why(them.id, other)
    ]
    for _, other in sorted(helpers, key=lambda one: (-one[0], one[1])):
        helper = space.entries[other]
        match = best_match(helper, them, space.matching)
        if match is not None and match.met >= space.matching.strong:
            _, who = names(them.person, helper.person)
            return (
                f"{who} could help {name}, but would gain nothing that is known of."
                f" Learning what else {who} needs, or {name} offers, might make it an introduction."
            )
    return f"Nobody in your notebook both helps {name} and gains from it, as far as is known."
