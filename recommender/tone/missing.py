"""Rules for what a request lacks: words that make a no easy, and a reason why this person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recommender.tone.asking import CUES, hands_a_no
from recommender.tone.kinds import INSTEAD, WHY, Finding, Kind
from recommender.tone.reading import Sentence
from recommender.tone.rules import reads

SOFTENED = reads(
    r"\b(?:would you (?:be (?:open|willing|able|up for|happy|interested|game|comfortable|free)|consider|mind|like|care)|are you (?:open|free|up for|willing)"
    r"|if (?:you(?:'d| would| have| can| could| are|'re| get| find| feel| think| happen|r)|possible|it(?:'s| is| suits| works|'d)|that|there's|convenient|at all)|when(?:ever)? (?:you|it)|no (?:rush|hurry)|not urgent"
    r"|either is|at your (?:convenience|leisure)|any chance|might (?:you|i|we)|may (?:i|we)|should (?:you|the|it|your|this|there)\b|otherwise|instead|or (?:else )?i(?:'ll| can| will)|also happy|possibly|perhaps|maybe|or would|which of|i could (?:also|bring)|happy to (?:wait|work around))\b"
)
"""A question put so leaves the door ajar; a line that hands over the no is better, but its lack is no reason to nag."""
OPENLY = frozenset(
    {"would_you", "please", "grateful", "i_ask", "wondering", "any_chance", "would_mind", "may_i", "i_need"}
)
"""Signs of asking plain enough to miss a way out beside them; a guess of the model's alone is not."""
TO_US = reads(r"\b(?:me|us|my|our)\b")
ROUTINE = reads(
    r"\b(?:again|invoice|spreadsheet|form by|fill in|the form|payroll|confirm (?:the|that|your attendance at the|whether)|does (?:\w+ )?(?:\w+day|\d|that|it|this)|which (?:of the )?(?:date|day|time)|what time|is it (?:still )?(?:ok|at)"
    r"|are we still|page \d|call me (?:as soon|when|back)|let me know (?:if|when|which|whether|what|how)|keep the|bring (?:your|a|the)|remember to|corridor|sign page|see (?:attached|below)|take care|have a (?:good|nice|look at the attached)"
    r"|did it come|how (?:was|did) it|how are|would you like|shall (?:i|we)|may i introduce|would it help|send you|(?:do|would) you want me|reply by|tell me (?:if|what|how|which|where|who|when)|submit your|please (?:find|note|keep|strike|reply)|deliver(?:y|ies))\b"
)
"""What colleagues settle in passing, what is offered, and what is only asked after: nobody needs words to decline it."""
LARGE = reads(
    r"\b(?:introduc\w+|intros?|recommend\w*|refer(?:ral|red|ring)?|invest\w*|donat\w+|sponsor\w*|mentor\w*|internships?|position|job|vacancy|hire|hiring|cv|resume|r[ée]sum[ée]|forward|network|endorse\w*|vouch"
    r"|speak(?:er|ing)?|keynote|collaborat\w*|partner\w*|support our|funding|raising|admission|seat|guest|services|clients)\b"
)
"""Requests for somebody's name, money, post or afternoon: here a reader wants to know why it is they who are asked."""
REASON = reads(
    r"\b(?:because|since you|as you|you(?:'ve| have| had|'d| were| are| know| knew| wrote| said| told| mentioned| did| do| gave| ran| run| spoke| worked| work| built| made| taught| teach| helped| once| always| also| both| seem| seemed| explained| published| bought| moved| hired| found| liked| met| saw| lit| sat)"
    r"|your (?:\w+ ){0,2}(?:talk|paper|book|article|chapter|post|lecture|work|team|experience|project|page|profile|workshop|company|lab|group|shop|firm|school|research|thread|photos?|method|data|course|foundation|clinic|advice|episode|podcast|column|story|interest)"
    r"|i (?:read|saw|heard|noticed|enjoyed|loved|liked|learned|learnt|remember|met|know you|thought of you|admire|follow|came across)|we (?:met|spoke|talked|worked|both|sailed|studied|share|discussed)|like yours|reason|\w+ (?:suggested|recommended|told me|mentioned|said) (?:that )?(?:i|you))\b"
)


def missing(found: Sequence[Sentence], asking: Sequence[bool], *, easy: bool) -> Iterator[Finding]:
    """For a message that asks; the quote is its first sentence that does."""
    requests = [one for one, asks in zip(found, asking, strict=True) if asks and _openly(one)]
    if not requests:
        return
    first, whole = requests[0], " ".join(one.plain for one in found)
    weighty = bool(LARGE.search(whole)) or not all(ROUTINE.search(one.plain) for one in requests)
    easy = easy or any(map(hands_a_no, found))
    if not easy and weighty and not SOFTENED.search(whole):
        yield _lacks(Kind.NO_WAY_TO_DECLINE, first)
    if weighty and LARGE.search(whole) and not REASON.search(whole) and not SOFTENED.search(whole):
        yield _lacks(Kind.NO_REASON_WHY_THEM, first)


def _openly(one: Sentence) -> bool:
    """Whether it asks in so many words: by a plain sign, or by an imperative that names who is to be served."""
    said = {name for name, pattern in CUES if pattern.search(one.plain)}
    if said & {"offers", "thanks", "rhetorical"}:
        return False
    return bool(said & OPENLY) or ("imperative" in said and bool(TO_US.search(one.plain)))


def _lacks(kind: Kind, one: Sentence) -> Finding:
    return Finding(kind, one.text, one.start, WHY[kind], INSTEAD[kind])
