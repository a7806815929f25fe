"""Rules for what makes a no feel like a fault, and for past favours called in."""

from __future__ import annotations

from recommender.tone.kinds import Kind
from recommender.tone.rules import Rule, rule

_G, _C = Kind.GUILT, Kind.RECIPROCITY_CLAIMED

GUILT: tuple[Rule, ...] = (
    rule(
        "disappointed",
        _G,
        r"\b(?:i|we)(?:'m| am|'re| are|'d be| would be|'ll be| will be) (?:really |very |so |deeply |terribly |quite |bitterly |honestly |a bit |rather )*(?:disappointed|hurt|let down|heartbroken|offended|ashamed|saddened) (?:in|by|with|that|if|you|at)\b|\bit(?:'s| is|'d be| would be) (?:really |very |so )*(?:disappointing|hurtful|heartbreaking) (?:that|if|to (?:see|know)|when)\b|\bbreaks my heart\b|\b(?:i|we) (?:am|are) deeply hurt\b|\bi am very sad that\b|\bi(?:'d| would) hate (?:for|to)\b[^.]*\b(?:find out|know that you|hear that you|tell)",
        unless=r"\b(?:i|we) (?:was|were)\b.*\bmyself\b|\b(?:not|won't|n't|never) (?:be )?(?:at all )?(?:disappointed|hurt|offended|let down|sad)",
    ),
    rule(
        "thought_better",
        _G,
        r"\bi (?:really |always |honestly )?(?:thought|believed|expected|hoped) (?:that )?(?:you(?:'d| would| were|'re| are| had)|we were (?:friends|a team|close)|better|more (?:of|from))\b[^.]{0,30}\b(?:better|different|friends?|more|type|kind|above|loyal|that|one|care\w*|understand)\b|\bwrong to think\b|\bi never thought you\b|\bdid not expect (?:this|such|that)\b|\bnot the (?:person|friend|colleague) i (?:thought|knew)\b|\bi (?:guess|suppose|see) (?:i was wrong|our friendship|i know now|friendship|that's what)\b|\bhow (?:could|can) you\b|\bhow i'm treated\b|\bthis is how i(?:'m| am) treated\b|\bsays (?:everything|a lot|it all|something) about (?:you|a (?:wo)?man|who)\b|\bafter (?:all|everything) (?:these years|we(?:'ve| have) been through)\b|\bsuch (?:a )?behaviour from you\b",
        unless=r"\bi thought you(?:'d| would) (?:like|want|enjoy|be (?:pleased|glad|interested|happy))",
    ),
    rule(
        "your_conscience",
        _G,
        r"\b(?:on|in) your (?:conscience|head|hands)\b|\bbecause of you\b|\b(?:you(?:'ll| will)? be|you(?:'re| are)) the (?:reason|one who (?:failed|let)|cause)\b|\bhow (?:will|would|do|can) you (?:feel|sleep|live|look)\b|\b(?:live|sleep) with (?:yourself|that)\b|\bif you (?:really |truly |actually |even )+(?:cared|care|loved|love|were (?:a )?(?:friend|my friend|serious)|valued|believed|respected)\b|\bif you had (?:a|any) (?:heart|decency|conscience)\b|\b(?:think|imagine) (?:of )?how (?:your|the|my|they|she|he|we|i)\b[^.]{0,30}\b(?:feel|be ashamed|look)\b|\bit will be because you\b|\b(?:real|true|good) (?:friends?|colleagues?|team players?|neighbou?rs?) (?:would|don't|help|show up|do not)\b|\bi hope you(?:'re| are) (?:happy|proud|pleased)(?: with yourself| now)?\s*[.!]?$",
        unless=r"\b(?:thank|calm|glad|better|well|happy because|learn\w*|it is because of you)\b|\bif it(?:'s| is)\b|^is because of you|\bnothing (?:is|hangs)",
    ),
    rule(
        "suffering",
        _G,
        r"\b(?:children|patients?|families|people|family|kids?|pupils|animals|parents|everyone|every child|they|team|four families|the (?:old|poor|sick))\b[^.]{0,40}\b(?:suffer|go(?:es|ne|ing)? hungry|went hungry|pay (?:for it|the price)|lose their (?:bread|jobs?|home)|cry|crie[sd]|sit alone|be alone|be let down|let down|miss out|die|starve|in vain|disappointed)\b[^.]*\b(?:you|your|without|unless|if|who|nobody|when|because|even one)\b|\b(?:let|letting) (?:the (?:children|team|side|lads|kids|patients|community|school|others)|everyone|everybody|us all|your (?:own )?\w+) down\b|\bmy (?:whole |entire )?(?:future|career|life|family|business) (?:is|depends|rests|will be|would be|hangs) (?:in|on|over|ruined|destroyed|finished)\b|\b(?:parents'|parents|mother's) sacrifice|\bwhile you (?:were|are|sit|enjoy|sat|have)\b[^.]{0,50}\b(?:home|comfort\w*|feet|holiday|warm|life|rest\w*)\b|\b(?:abandon(?:ing)?|betray(?:ing)?|desert(?:ing)?)\b[^.]{0,20}\b(?:your own|us|me|the|them)\b|\bleave (?:us|me|them) in the lurch\b|\bwill (?:probably )?have to close (?:if|unless|because)\b",
        unless=r"\bno(?:body| ?one)?(?: \w+)? (?:will|would) (?:suffer|die|be let down|mind|miss)|\bthank\b|thought you'd like to know|\bwithout you we",
    ),
    rule(
        "martyr",
        _G,
        r"\b(?:don't (?:mind|worry about|bother about|trouble yourself about) me|i(?:'ll| will| suppose i(?:'ll| shall| will)?| guess i(?:'ll| will)?)(?: just)? (?:do|manage|carry|cope|handle|stay|work|have to|be (?:fine )?on my own)\b[^.]{0,50}\b(?:myself|alone|again|on my own|nobody|no ?one|couldn't|as (?:usual|always))|as (?:usual|always),? (?:i|it|nobody|no one)|what else would i expect|nobody (?:else )?(?:ever |could be |has |can be |)(?:does|bothered|bothers|cares|helps|volunteers?)|couldn't be (?:bothered|stuffed|arsed)|don't let (?:that|it) trouble you|too (?:important|busy|good|proud|grand|famous) (?:for|to (?:help|answer|care)) (?:people like )?(?:us|me|your|old)|forget(?:ting)? (?:people|your (?:friends|roots|own)|where you (?:come|came)|us|who your)|only (?:remember|call|write|ring)s? (?:friends|me|us|when)|(?:you|they)(?:'re| are| have|'ve)? (?:now )?made it\b|stuck my neck out|look like a (?:fool|idiot)|you (?:don't|do not|didn't) (?:even )?(?:bother|care))\b",
        unless=r"\b(?:if (?:not|you|nobody|it)|otherwise|should you)\b[^.]{0,40}\bi(?:'ll| will)\b|no problem|no worries|that's fine|happy to|don't worry",
    ),
    rule(
        "everyone_will_know",
        _G,
        r"\b(?:everyone|everybody|people|the others|they)(?: else)? (?:will|would|shall|is going to) (?:all )?(?:know|see|remember|find out|notice|hear) (?:who|that you|which|you)\b|\byou (?:were|are|'re) the only (?:one|person)(?: who| that)? (?:has ?n't|have ?n't|did(?:n't| not)|does(?:n't| not)|is(?:n't| not)|not|said no|refused)\b|\bonly you (?:did not|didn't|haven't|have not|said no)\b|\bi (?:really )?(?:can't|cannot) believe (?:that )?you(?:'d| would|'re| are| won't| didn't)\b|\byour silence\b|\b(?:is|are|be) (?:what|how) (?:you call|friends)\b|\bdo not respect me\b|\bdown to (?:one person|you)\b",
        unless=r"\bcan't believe you(?:'re| are) (?:already|going|leaving|\d+)\b",
    ),
)
CLAIMS: tuple[Rule, ...] = (
    rule(
        "you_owe",
        _C,
        r"\b(?:you|u|ya)(?:'d| would| do| still| really| kind of| kinda| sort of| surely)* owe (?:me|us|it to (?:me|us)|this to)\b|\b(?:i|we)(?:'m| am|'ve| have| think i've| think i have)? (?:calling|call|cashing|collecting|earned|come to collect|due)\b[^.]{0,20}\b(?:it in|in (?:that|the|a) favou?r|that favou?r|this|favou?r)\b|\bpay(?:ing)? (?:me|us|it|that) back\b|\bpay-?back time\b|\b(?:return|repay) the (?:favou?r|kindness)\b|\byour turn (?:now |to )|\bnow it(?:'s| is) (?:my|your) turn\b|\bscratch(?:ed)? (?:my|your|mine) back\b|\btit for tat\b|\bquid pro quo\b|\b(?:went|goes|go|works?|flow\w*) both ways\b|\bit would (?:only |just )?be fair\b|\bonly fair\b|\bit(?:'s| is) (?:about )?time (?:you|that you|you people)\b[^.]{0,25}\b(?:gave|did|help|return|paid|repa)",
        unless=r"\b(?:glad|happy|like|love|want|hope|wish|gladly|pleased|try|able|let me|i(?:'d| would|'ll| will|'m)|can i|may i|how (?:can|could) (?:i|we)) (?:be (?:glad|happy) )?(?:to )?(?:gladly )?(?:return|repay|pay)|\b(?:don't|do not|doesn't|nothing|not|n't|never|without) (?:\w+ )?(?:owe|fair|expect|return|to pay)|\bdebt\b",
    ),
    rule(
        "after_all_i_did",
        _C,
        r"\bafter (?:all|everything|all that|the (?:many|number of) (?:times|things)|what) (?:that )?(?:i|we)(?:'ve| have|'d)? (?:done|did|put|given|gave|sacrificed|helped|invested)\b|\b(?:considering|given|seeing|remember(?:ing)?|don't forget|bearing in mind|in view of|in light of) (?:all |everything |how (?:much|often|many)|what|that|who|the (?:many |number of )?(?:times|favou?rs))\b[^.]{0,20}\b(?:i|we)(?:'ve| have|'d)? (?:\w+ )?(?:done|did|given|gave|helped|invested|put|supported|got|spent|paid|fed|stood|covered|backed)\b|\b(?:the )?least you (?:can|could|might) do\b|\bwithout (?:me|us|my help),? you (?:would|'d|wouldn't|couldn't|'d never)\b|\bwithout (?:me|us) you\b|\bi(?:'ve| have) (?:done|given) (?:so|too) much for you\b|\bi did(?: you)? a (?:huge|big|massive|great|enormous) favou?r\b",
        unless=r"\bafter all you\b|you(?:'ve| have) done|nothing to do with|thank",
    ),
    rule(
        "who_was_it",
        _C,
        r"\b(?:who|remember who) (?:was it(?: who| that)?|else)? ?(?:got|gave|paid|helped|minded|drove|lent|covered|stood|introduced|hired|found|fed|bailed|backed|taught|pulled|saved|sat|looked after|sent|wrote)\b[^.]{0,40}\b(?:you|your)\b[^.]*\?|\bremember who (?:got|gave|helped|hired|introduced|backed|paid|taught)\b|\bhave you forgotten (?:who|what|how|that)\b",
    ),
    rule(
        "favour_then_claim",
        _C,
        r"\b(?:i|we)(?:'ve| have| had)?(?: already| always)? (?:did|done|gave|given|helped|got|lent|covered|drove|fed|stood by|supported|sent|vouched|introduced|intro'd|flew|hired|backed|invested|paid|spent|showed up|looked after|bailed|voted|wrote|taught|put in)\b[^.!?]*(?:,? so (?:i (?:expect|figured|reckon|think|assume|trust|guess|hope)|you (?:can|could|should|must|will|might|cannot|can't|at least|owe)|now|the least|it(?:'s| is| would)|please|it's only|a )|,? (?:and )?now (?:it(?:'s| is)|you|i(?:'m| am) (?:asking|calling))|, remember\b|, don't forget|,? i(?:'d)? expect)",
        unless=r"\bthank|\bso you know\b|no strings|was a gift|nothing to do",
    ),
    rule(
        "expect_in_return",
        _C,
        r"\b(?:expect|want|deserve|ask|need|due)(?:ing)? (?:something|a bit more|some \w+|a favou?r|the same|as much) (?:in return|back|from you)\b|\bin return for (?:all|everything|my|what|the)\b|\bi(?:'ve| have) earned (?:this|it|that|a)\b|\bso you can(?:'t|not) (?:really )?(?:refuse|say no)\b|\bso this one you cannot\b|\b(?:never|didn't) ask(?:ed)? (?:you )?(?:for )?(?:nothing|anything)\b[^.]*\b(?:so|now)\b",
        unless=r"\b(?:don't|do not|not|n't|never|nothing|without) (?:\w+ )?(?:expect|want|ask|need)",
    ),
)
RULES: tuple[Rule, ...] = (*GUILT, *CLAIMS)
