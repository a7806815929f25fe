"""What a sizeable request lacks: words that make a no easy, and a reason why this person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.tone.asking import OPENLY, announces, hands_a_no, signs
from recommender.tone.kinds import INSTEAD, WHY, Finding, Kind
from recommender.tone.reading import Sentence
from recommender.tone.rules import phrases

_MANY = r"(\d{2,}|two|three|four|five|six|seven|eight|nine|ten|twelve|a few|some|several)"
SIZEABLE = phrases(
    r"introduc\w+",
    r"intros?",
    r"recommend\w*",
    r"refer(ral|red|ring)?",
    r"(invest|donat|sponsor|mentor|endors|collaborat)\w*",
    r"(internships?|jobs?|vacancy|hire|hiring|treasurer|resume|résumé|my cv)",
    r"(network|vouch|keynote|be a guest|services|clients|publisher)",
    r"(workshop|training|series|assessment|evaluation|breakdown)",
    rf"{_MANY}[- ](hours|days|weeks|months|pages|items|parts?)",
    r"\w+-(part|day|week|page|year)",
)
"""Requests for somebody's name, money, post or afternoon. What colleagues settle in passing needs no words to decline
it, and nobody needs to be told why it is they who are asked."""
NOBODY = phrases(
    r"(Sir|Madam|Editor|colleagues?|friends?|hi there|hello there|whom it may concern)",
    r"^(hi|hello|hey|good day|greetings|dear all)(?=[,.!])",
)
"""A greeting that fits anybody."""
REASON = phrases(
    r"(because|since you|as you|reason)",
    r"you('ve|'d|r own| have| had| were| know| knew| wrote| said| told| did| ran| spoke| worked| built| made| taught)",
    r"your (\w+ )?(talk|paper|book|article|post|lecture|work|team|experience|project|page|workshop|company|lab|group)",
    r"I (read|saw|heard|noticed|enjoyed|loved|liked|learned|learnt|remember|met|know you|thought of you|admire|follow)",
    r"we (met|spoke|talked|worked|both|studied|share)",
)
TO_US = phrases(r"(me|us|my|our)")


def missing(found: Sequence[Sentence], asking: Sequence[bool], *, easy: bool) -> Iterator[Finding]:
    """For a message that asks; the quote is its first sentence that does. A question leaves the door ajar: only
    what is put as a statement or an order is told that it lacks a way out."""
    requests = [one for one, asks in zip(found, asking, strict=True) if asks and _openly(one)]
    whole = " ".join(one.plain for one in found)
    if not requests or not (SIZEABLE.stand_in(whole) or any(map(announces, requests))):
        return
    easy = easy or any(one.question or hands_a_no(one) for one in found)
    if not easy:
        yield _lacks(Kind.NO_WAY_TO_DECLINE, requests[0])
    if NOBODY.stand_in(found[0].plain) and not REASON.stand_in(whole):
        yield _lacks(Kind.NO_REASON_WHY_THEM, requests[0])


def _openly(one: Sentence) -> bool:
    """Whether it asks in so many words: by a plain sign, or by an imperative that names who is to be served."""
    held = signs(one)
    if held & {"offers", "thanks", "rhetorical"}:
        return False
    return bool(held & OPENLY) or ("imperative" in held and TO_US.stand_in(one.plain))


def _lacks(kind: Kind, one: Sentence) -> Finding:
    return Finding(kind, one.text, one.start, WHY[kind], INSTEAD[kind])
