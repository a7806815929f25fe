"""The signs that a sentence asks for something, and that it makes declining easy."""

from __future__ import annotations

import re

from recommender.tone.reading import Sentence
from recommender.tone.rules import reads

_POLITE = r"(?:(?:please|kindly|possibly|perhaps|maybe|also|just|then) )*"
CUES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, reads(pattern))
    for name, pattern in (
        (
            "would_you",
            rf"\b(?:could|would|can|will|might|may) (?:you|one of you|any of you|somebody|someone|anyone) {_POLITE}"
            r"(?!like me|want me|prefer me|like us|believe|imagine)\w+",
        ),
        ("may_i", r"\b(?:may|might|could|can) (?:i|we) (?:please )?(?:ask|borrow|have|get|come|use|pick|quote|name|send|call|visit|join|trouble)\b"),
        ("please", r"\b(?:please|kindly|pls|plz)\b(?! (?:find|see) (?:attached|enclosed|below)| accept| don't| do not| feel free)"),
        ("grateful", r"\b(?:i|we)(?:'d| would) (?:be (?:very |so |most |really |truly |ever so |deeply |extremely )?(?:grateful|thankful|glad|obliged|happy|delighted) (?:if you|for (?:your|a|an|any|some|the|help))|(?:really |very much |greatly )?(?:appreciate|value|welcome) (?:it if|your|a|an|any|some|the)|(?:really |very much )?(?:like|love) (?:to (?:ask|hear|have|know|get|meet|talk|speak|pick|borrow|invite|come)|your|you to))"),
        ("i_ask", r"\b(?:i|we)(?:'m| am|'re| are|'d| would)? (?:write|writing|here|like|want|wanted|wish|have|going|hoping)?(?: to)? ?(?:ask(?:ing)?|request(?:ing)?) (?!because)|\b(?:something|a favour|a favor|a question|one thing|a small thing) to ask\b|\bmy (?:ask|request|question|plea)\b|\bask (?:you )?(?:a|one|for a) (?:small |quick |big |huge |little )?(?:favou?r|question|thing)"),
        ("wondering", r"\b(?:wonder(?:ing|ed)?|curious) (?:if|whether) (?:you|there|it|i (?:could|might|may))|\bhop(?:e|ed|ing) (?:that )?you(?:'d| would| could| can| might| will)\b"),
        ("any_chance", r"\b(?:any chance|is it possible|would it be (?:possible|all right|alright|okay|ok|too much)|would there be|do you (?:happen to )?(?:have|know (?:anyone|somebody|someone|of))|are you (?:free|around|available|able|willing|open to|up for|interested in)|would you be)\b"),
        ("would_mind", r"\b(?:do|would) you mind\b"),
        ("i_need", r"\b(?:i|we) (?:\w+ )?need (?:you|your|a|an|some|someone|somebody|help)\b|\bneed your\b|\b(?:i|we)(?:'m| am|'re| are) (?:\w+ )?looking for\b|\b(?:could|can) use (?:your|a|some)\b"),
        ("let_me_know", r"\blet (?:me|us) know\b"),
        ("imperative", r"^(?:\W*)(?:please |kindly |just |do |also |then |and |so )*(?:send|give|call|phone|ring|tell|forward|share|introduce|put|reply|write|let|make|sign|confirm|get|take|have a look|look|read|review|check|join|book|pass|help|come|meet|bring|vouch|recommend|refer|endorse|connect|support|donate|fill|vote|click|register|apply|advise|show|explain|provide|arrange|schedule|consider)\b(?! (?:care|alone|it rest|your time))"),
        ("question_to_you", r"\b(?:you|your)\b[^?]*\?\s*$"),
        ("question", r"\?[\"'”)\] ]*$"),
        ("offers", r"\b(?:would you like me to|do you want me to|shall i|should i|can i help|may i (?:offer|send you)|happy to (?:help|send|share|introduce|lend|read|look|take|put)|glad to (?:help|send|share|introduce|lend|read|look)|i could (?:send|lend|introduce|share|show)|if (?:i|there is anything i) can (?:help|do)|if you (?:ever )?need anything|let me know (?:if|how) (?:i|there is anything i|we) (?:can|could|may)|feel free|you are welcome to|you're welcome to)\b"),
        ("thanks", r"\b(?:thank(?:s| you)|grateful (?:to you|for (?:what|all|how|having|everything))|much obliged)\b"),
        ("rhetorical", r"\b(?:how are you|how have you been|hope you(?:'re| are| had| have been)|isn't it|who knew|remember (?:when|me|that)|did you (?:know|see|hear)|can you believe)\b"),
    )
)  # fmt: skip

_DECLINE = reads(
    r"\b(?:if (?:it|this|that|you|now|the|none|not|for)\b[^.!?]{0,70}?\b(?:just say|say so|say no|tell me|ignore|let it (?:rest|lie|go|be)|"
    r"no (?:problem|worries|need|harm|offen[cs]e|hard feelings|bother)|never mind|that(?:'s| is)|i(?:'ll| will| would)? (?:fully |quite |completely |entirely |perfectly |totally )?understand|understood|"
    r"leave it|skip|forget|pass|fine|please (?:do not|don't) (?:worry|feel))"
    r"|no (?:problem|worries|pressure|hurry at all and no need|hard feelings|offen[cs]e|harm done|obligation|obligations|need to (?:answer|reply|explain|respond|say yes)|bother|explanation)\b"
    r"|(?:please |do |just )?(?:feel free|free) to (?:say no|decline|ignore|pass|skip|refuse|turn|leave)"
    r"|(?:a|your|any) (?:no|refusal|“no”|\"no\")(?: answer)? (?:is|would be|will be|costs|takes|suits|does)|(?:a|your) (?:plain |simple |short |quick |clear )?no (?:is|would|will)"
    r"|(?:say|saying|answer|answering) (?:no|yes or no|so|without)\b|say no\b|you(?:'re| are) free to"
    r"|(?:need not|needn't|don't have to|do not have to|no need to|under no obligation|without (?:any )?obligation|not obliged|no duty)"
    r"|(?:perfectly|totally|completely|quite|entirely|absolutely|also|just as|all|very) (?:fine|ok|okay|alright|all right|understandable|good) (?:if|to|too|with me|not|either)"
    r"|(?:i(?:'ll| will| would|'d)?|we(?:'ll| will| would)?) (?:fully |quite |completely |entirely |perfectly |totally |of course |well )?understand (?:if|a no|that|completely|fully|perfectly|either)"
    r"|only if (?:you|it|there|that|this)|no is (?:a |fine|also|an)|not a problem if|(?:don't|do not) (?:feel|worry|hesitate to (?:say|decline|refuse))"
    r"|silence is|either way (?:is|i)|whatever you (?:decide|answer|choose|say)|i(?:'ll| will)? (?:find|ask|manage|try) (?:another|someone else|somebody else|elsewhere|without)|(?:someone|somebody) else (?:can|could|will|is)"
    r"|unless (?:it|this|that|you)|(?:let|leave) (?:it|this) (?:rest|lie|be|alone)|decline)"
)
"""The words that hand the reader a no. What they must not stand beside is in ``_TAKEN_BACK``."""
_TAKEN_BACK = reads(
    r"\b(?:won't|will not|can't|cannot|don't|do not|would(?:n't| not)) (?:take|accept) (?:a |any )?(?:no|refusal)|\bno is not\b|\bno isn't\b"
    r"|\bi (?:can't|cannot|won't|will not) (?:believe|imagine|accept)\b|\b(?:disappoint|regret|remember (?:that|this|it)|hurt|sad|pity|shame)"
)


_SAYS_SO = reads(
    r"\b(?:i|we) (?:have|'ve got|'ve) (?:something|a (?:small |big |little )?(?:favou?r|question|request)|one (?:thing|favou?r|request)) to ask\b"
    r"|\b(?:i am|i'm|we are|we're|am) (?:writing|here) to ask (?!after|how you)|\bmay i ask (?:you )?(?:for|a|to|whether|if|which)\b"
)


def says_so(sentence: Sentence) -> bool:
    """A request that calls itself one, whatever the model makes of it."""
    return bool(_SAYS_SO.search(sentence.plain))


def hands_a_no(sentence: Sentence) -> bool:
    return bool(_DECLINE.search(sentence.plain)) and not _TAKEN_BACK.search(sentence.plain)
