"""How each kind of suggestion is done well: the best moment for it, and what it must not turn into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recommender.types import Kind


@dataclass(frozen=True, slots=True)
class Manner:
    moment: str
    must_not: str
    """A gift that obliges is none."""


MANNERS: Mapping[Kind, Manner] = {
    Kind.INTRODUCE: Manner(
        "When you can see it through: two answers to wait for, and a look back three weeks later.",
        "Not a surprise: each is asked alone, and a no ends it.",
    ),
    Kind.SHARE: Manner(
        "While they still look for it.", "Not homework: do not ask afterwards whether it was read."
    ),
    Kind.FEEDBACK: Manner(
        "Before their work is finished, when you have a quiet half hour.",
        "Not marks: say only what they asked about.",
    ),
    Kind.MENTOR: Manner(
        "When you truly have the time within two weeks.",
        "Not a claim on them: offer it once, and let it rest if they do not take it up.",
    ),
    Kind.REFER: Manner(
        "While the need is fresh.", "Not a deal: take no fee, and let neither feel they owe you for it."
    ),
    Kind.LEARN: Manner(
        "When you speak next, among other things.",
        "Not an interview: what they tell you is not for passing on.",
    ),
    Kind.ENDORSE: Manner(
        "While you remember what they did.",
        "Not a swap: never in return for one, nor for what you did not see.",
    ),
    Kind.AMPLIFY: Manner(
        "In the next few days, while it is new.",
        "Not a stage for you: their name and their words come first.",
    ),
    Kind.CONGRATULATE: Manner(
        "Now; after a few weeks it is an afterthought.", "Not an opening: nothing else in the same message."
    ),
    Kind.THANK: Manner(
        "Today. Late thanks are still thanks.", "Not a new ask: thanks alone, or they are taken back."
    ),
    Kind.RECONNECT: Manner(
        "On a day when you need nothing from them.",
        "Not the wrapping of an ask: let weeks pass before you ask anything.",
    ),
    Kind.ASK: Manner(
        "When nothing else of yours is open with them.", "Not a test of the tie: a no is a full answer."
    ),
}
