"""The plain words in which a sentence asks for something, and in which it makes declining easy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from recommender.tone.reading import Sentence
from recommender.tone.rules import Phrases, phrases

_I = r"(I|we)"
_WOULD = r"(I'd|we'd|I would|we would)"
_VERBS = (
    r"(send|give|call|phone|ring|text|tell|forward|share|introduce|put|reply|write|let|make|sign|confirm|get|take"
    r"|have a look|look|read|review|check|join|book|pass|help|come|meet|bring|vouch|recommend|refer|support|donate"
    r"|fill|vote|click|register|apply|advise|show|explain|provide|prepare|arrange|schedule|consider)"
)
SIGNS: Mapping[str, Phrases] = {
    "would_you": phrases(
        r"(could|would|can|will|might|may) (you|one of you|any of you|somebody|someone|anyone) \w+",
        unless=(r"would you (like|want|prefer) (me|us)", r"(can|would) you (believe|imagine)"),
    ),
    "may_i": phrases(
        rf"(may|might|could|can) {_I} (please )?(ask|borrow|have|get|come|use|quote|name|send|call|visit|join)",
    ),
    "please": phrases(
        r"(please|kindly|pls|plz)",
        unless=(r"(find|see) (attached|enclosed|below)", r"please (accept|don't|do not|feel free)"),
    ),
    "grateful": phrases(
        rf"{_WOULD} be (\w+ )?(grateful|thankful|glad|obliged|happy|delighted) (if you|for)",
        rf"{_WOULD} (\w+ )?(appreciate|value|welcome) (it if|your|a|any|some|the)",
        rf"{_WOULD} (\w+ )?(like|love) (your|you to|to (ask|hear|have|know|get|meet|talk|speak|borrow|invite|come))",
    ),
    "i_ask": phrases(
        rf"{_I} (want|wanted|wish|would like|have|am writing|'m writing) to (ask|request)",
        r"(something|a favou?r|a question|one thing|a small thing) to ask",
        r"my (request|question|plea)",
        r"ask (you )?(for )?(a|one) (small |quick |big )?(favou?r|question|thing)",
    ),
    "wondering": phrases(
        r"(wonder|wondering|wondered|curious) (if|whether)",
        r"(hope|hoped|hoping) (that )?you('d| would| could| can| might| will)",
    ),
    "any_chance": phrases(
        r"any chance",
        r"(is it|would it be) possible",
        r"would (it|there) be",
        r"do you (happen to )?(have|know (anyone|somebody|someone|of))",
        r"are you (free|around|available|able|willing|open to|up for|interested in)",
    ),
    "would_mind": phrases(r"(do|would) you mind"),
    "i_need": phrases(
        rf"{_I} (\w+ )?need (you|your|a|an|some|someone|somebody|help)",
        r"need your",
        rf"{_I}('m| am|'re| are) (\w+ )?looking for",
        r"(could|can) use (your|a|some)",
    ),
    "let_me_know": phrases(r"let (me|us) know"),
    "imperative": phrases(rf"^\W*((please|kindly|just|do|also|then|and|so) )*{_VERBS}"),
    "question_to_you": phrases(r"your?(?!\w)[^?]*\?\s*$"),
    "question": phrases(r"[^?]*\?[\"'”)\] ]*$"),
    "offers": phrases(
        r"(would you like|do you want) (me|us) to",
        r"(shall|should) I",
        r"(can|could|may) I (help|offer|send you)",
        r"(happy|glad) to (help|send|share|introduce|lend|read|look|take|put)",
        r"I could (send|lend|introduce|share|show)",
        r"(feel free|you('re| are) welcome to)",
    ),
    "thanks": phrases(r"thanks", r"thank you", r"grateful (to you|for (what|all|how|everything))"),
    "rhetorical": phrases(
        r"how (are you|have you been)",
        r"hope you(r|'re| are| had| have been)",
        r"isn't it",
        r"remember (when|me|that)",
        r"did you (know|see|hear)",
    ),
}
"""Signs, not verdicts: the model weighs them beside the meaning and the words."""
ASKING = frozenset(SIGNS) - {"offers", "thanks", "rhetorical", "let_me_know", "question", "question_to_you"}
OPENLY = ASKING - {"imperative"}
ANNOUNCED = phrases(
    r"(something|a (small |big |little )?(favou?r|question|request)|one (thing|favou?r|request)) to ask",
    r"writing to ask (?!after|how you)",
    r"may I ask (you )?(for|a|to|whether|if|which)",
)
"""A request that calls itself one, whatever the model makes of it."""

A_NO = phrases(
    r"no (problem|worries|pressure|bother|hard feelings|offence|offense|obligation|explanation|harm done)",
    r"no need to (answer|reply|explain|respond|say yes)",
    r"(feel )?free to (say no|decline|ignore|pass|skip|refuse|turn|leave|ask)",
    r"(a|your|any|plain|simple|short|quick) no (is|would be|will be|will do|costs)",
    r"no is (fine|a fine|also|an|as)",
    r"(say|saying|answer|tell me) (no|so|without)",
    r"(need not|needn't|don't have to|do not have to|under no obligation|not obliged)",
    r"(perfectly|totally|completely|quite|entirely|also|all|just as) (fine|ok|okay|right|understandable|good)",
    r"(I|we)('ll| will|'d| would)? (\w+ )?understand",
    r"only if (you|it|there|that|this)",
    r"(either way|whatever you (decide|answer|choose|say))",
    r"if (you|it|that|this|now|not|none)[^.!?]{0,70} (fine|ok|okay|I'll|I will|understood|never mind|leave it|skip it)",
    r"(another|someone else|somebody else) (can|could|will|is)",
    r"never mind",
    r"let it (rest|lie|be)",
    r"unless (it|this|that|you)",
    r"decline",
    r"(or|and) not at all",
    unless=(
        r"(won't|will not|can't|cannot|don't|do not|not) (be )?(take|taking|accept|accepting) (a |any )?(no|refusal)",
        r"no (is not|isn't)",
        r"(disappoint|regret|hurt|sad|pity|shame)\w*",
    ),
)  # fmt: skip


def signs(sentence: Sentence) -> frozenset[str]:
    """The names in ``SIGNS`` that hold for it."""
    return frozenset(name for name, said in SIGNS.items() if said.stand_in(sentence.plain))


def sign_matrix(found: Sequence[Sentence]) -> npt.NDArray[np.float32]:
    """Shape (len(found), len(SIGNS)): ones and zeros, columns in the order of ``SIGNS``."""
    rows = [[said.stand_in(one.plain) for said in SIGNS.values()] for one in found]
    return np.array(rows, np.float32).reshape(len(found), len(SIGNS))


def announces(sentence: Sentence) -> bool:
    return ANNOUNCED.stand_in(sentence.plain)


def hands_a_no(sentence: Sentence) -> bool:
    return A_NO.stand_in(sentence.plain)
