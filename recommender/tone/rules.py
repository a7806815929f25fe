"""Phrases that are looked for as they stand, and the few named rules that decide by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from recommender.tone.kinds import Kind


@dataclass(frozen=True, slots=True)
class Phrases:
    said: re.Pattern[str]
    unless: re.Pattern[str] | None

    def stand_in(self, plain: str) -> bool:
        """``plain`` with straight apostrophes, as in ``Sentence.plain``."""
        return bool(self.said.search(plain)) and not (self.unless and self.unless.search(plain))


def phrases(*said: str, unless: tuple[str, ...] = ()) -> Phrases:
    """Small patterns, of whole words and without regard to case; none of ``unless`` may stand beside them."""
    return Phrases(_any_of(said), _any_of(unless) if unless else None)


def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """Where its phrases stand in a sentence, ``kind`` is found, whatever the model makes of it."""

    name: str
    kind: Kind
    phrases: Phrases


_NOT = r"(not|never|nothing|\w+n't)"
_NOT_OWED = (
    rf"{_NOT} [^.!?]{{0,20}}(owe|favou?r|least|anything)",
    r"owe (me|us) (nothing|no)",
    r"thanks?",
    r"(I'd|I'll|happy to|like to) [^.!?]{0,20}favou?r",
)
RULES: tuple[Rule, ...] = (
    Rule(
        "no_for_an_answer",
        Kind.PRESSURE,
        phrases(
            rf"{_NOT} (be )?(take|taking|accept|accepting) (a )?(no|refusal)",
            r"(no|refusing|refusal) (is not|isn't|is no|is never) (an )?(option|answer)",
            r"you (simply |just )?(can't|cannot) (refuse|say no|decline)",
            r"(no|without) excuses",
            r"(I|we) (must |really )?(insist|demand)",
            r"you('ll| will) regret",
            r"surely you (can|could) (spare|find|manage)",
            r"you('d| had) better (say|agree|answer|sign)",
            r"stop making excuses",
            unless=(r"if you", rf"{_NOT} (insist|demand)"),
        ),
    ),
    Rule(
        "last_chance",
        Kind.FALSE_URGENCY,
        phrases(
            r"(your|the) (last|final|only) chance",
            r"(now or never|act now|before it's too late)",
            r"once[- ]in[- ]a[- ]lifetime",
            r"only (one|two|three|four|five|\d+|a few) (\w+ ){0,2}left",
            r"(seats|spots|places|tickets) are (running out|almost gone)",
            r"(going|selling|selling out) fast",
            r"hurry( up)?(?=!)",
            r"limited (time|number|quantity|quantities)",
            r"(offer|sale|deal|discount|price)s? (ends?|ending|expires?) (in|soon|today|tonight|at midnight)",
            unless=(r"(minutes|days|weeks|hours|pages|months|years) left", r"chance to (thank|say)"),
        ),
    ),
    Rule(
        "disappointed_in_you",
        Kind.GUILT,
        phrases(
            r"(disappointed|hurt|let down) (in|by|that|with) you",
            r"on your conscience",
            r"how (could|can) you",
            r"if you (really|truly|actually) (cared?|loved?|valued?|respected)",
            r"I thought (you|we) were (better|friends|different)",
            r"let(ting)? (us all|everyone|everybody|the team|the children) down",
            unless=(rf"{_NOT} (at all )?(disappointed|hurt|let down)", r"how (could|can) you (be|tell|help)"),
        ),
    ),
    Rule(
        "you_owe",
        Kind.RECIPROCITY_CLAIMED,
        phrases(
            r"you (still |really |kind of )?owe (me|us)",
            r"after (all|everything) (that )?(I|we)('ve| have)? (did|done|gave|given)",
            r"(return|repay) the favou?r",
            r"the least you (can|could) do",
            r"(calling|cashing) in (a|that|the) favou?r",
            r"(now )?it('s| is) your turn to",
            unless=_NOT_OWED,
        ),
    ),
    Rule(
        "cannot_say_yet",
        Kind.HIDDEN_PURPOSE,
        phrases(
            r"(I|we) (can't|cannot|won't|would rather not) (say|tell you|explain) (\w+ ){0,5}(yet|until you)",
            unless=(r"(price|date|venue)", r"asked me not"),
        ),
    ),
    Rule(
        "help_with_something",
        Kind.VAGUE,
        phrases(
            r"help (me |us )?(out )?with (something|a thing|some things|a few things|some stuff)",
            r"pick your brains?[?.]?$",
            r"(need|do me) a favou?r[?.]?$",
            r"(explore|discuss) (synergies|opportunities|possibilities)",
            r"(win-win|mutually beneficial)",
        ),
    ),
    Rule(
        "told_in_confidence",
        Kind.DISCLOSURE,
        phrases(
            r"(told|tells|confided|admitted|mentioned|said) [^.!?]{0,50}(in confidence|off the record)",
            r"confided (in|to) me",
            r"(swore|sworn) (me )?to secrecy",
            r"made me (swear|promise)",
            r"(begged|asked|told) me (not|never) to (tell|say|repeat|pass|share|mention|let)",
            r"(begged|asked|told) me to keep (it|this|that)",
            r"(not|\w+n't) supposed to (tell|say|know)",
            r"you (didn't|did not|haven't) (hear|heard|get|got) (this|it) from me",
            r"(don't|do not) (say I said|say you heard|let on)",
            unless=(r"I may", r"you may", r"permission", r"leave to", r"I won't", r"I can't", r"(better not|left out)"),
        ),
    ),
)  # fmt: skip
"""The plainest words of each kind, which must be heard whatever the model makes of them. One good message of the
training set has any of them; the model finds the rest (benchmarks/train_tone.py prints what each adds)."""
