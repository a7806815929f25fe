"""Rules for what presses and what hurries: a yes taken for granted, a no shut out, a clock without a reason."""

from __future__ import annotations

from recommender.tone.kinds import Kind
from recommender.tone.rules import Rule, rule

_P, _U = Kind.PRESSURE, Kind.FALSE_URGENCY

_REASON = (
    # What makes a date real: what it depends on stands in the same sentence.
    r"\b(?:because|since|as (?:the|we|they|payroll|hr)|so that|by law|the (?:form|tender|call|portal|printer|court|committee|council|grant|fund)"
    r"\b[^.]{0,40}\b(?:close|shut|end|want|need|print|meet|take)s?)\b"
)
PRESSING: tuple[Rule, ...] = (
    rule(
        "no_answer_but_yes",
        _P,
        r"\b(?:not|n't|never|won't|refuse to|don't) (?:going to |gonna |want to |be )?(?:tak(?:e|ing)|accept(?:ing)?|hear(?:ing)? of|settle for|have) (?:a |any |an? )?(?:no\b|refusal|excuses?|“no”|\"no\")"
        r"|\b(?:no|refusal|refusing|declining|saying no) (?:is|isn't|is not|'s) (?:simply |really |just )?(?:not an?|no|n't an?|an?)? ?option\b|\bnot an option to (?:say no|refuse|decline)"
        r"|\b(?:no|without(?: any)?) (?:more )?(?:excuses|discussion|arguments?|buts|ifs)\b|\bonly accept (?:a )?yes\b|\byes is the only\b",
        unless=r"\bno argument\b",
    ),
    rule(
        "cannot_refuse",
        _P,
        r"\byou (?:simply |just |really )?(?:can't|cannot|can not|may not|mustn't|won't be able to|shouldn't|dare not|couldn't possibly) (?:\w+ )?(?:refuse|say no|decline|turn (?:me|us|this|it)|back out|let (?:me|us) down|ignore|reject|pull out|miss this)"
        r"|\byou (?:simply |just |really |absolutely )(?:have to|must|need to)\b|\byou have (?:no|absolutely no) (?:choice|right|excuse)\b|\byou(?:'re| are) (?:obliged|obligated|required|expected|duty[- ]bound) to\b|\bit(?:'s| is) your duty\b",
        unless=r"\b(?:meet|see|try|read|taste|hear) (?:her|him|them|it|this)\b|if you",
    ),
    rule(
        "must_do",
        _P,
        r"\byou (?:must|have to|need to|got to|gotta|'ve got to) (?:come|help|do (?:it|this|me)|sign|reply|answer|give|agree|accept|say yes|decide|confirm|introduce|buy|send|support|be there|attend)\b",
        unless=r"\bif\b|\bby law\b|\bdo(?:n't| not) think\b|\bknow that you\b",
    ),
    rule(
        "taken_for_granted",
        _P,
        r"\b(?:i|we)(?:'ll| will|'ve| have|'m| am)? (?:already |taken the liberty (?:of|to) )?(?:assum(?:e|ed|ing)|tak(?:e|en|ing) (?:it|your|for granted)|presum\w+|count(?:ed|ing)? (?:on it|this as)|put(?:ting)? (?:your|you)|signed you|told (?:everyone|everybody|them all|the (?:team|board|client|others|ward|press))|announced|enter(?:ed)? you|confirm(?:ed|ing)? your|promised (?:them|everyone|him|her) (?:that )?you)"
        r"[^.?!]{0,40}\b(?:agree(?:ment|d)?|yes|name (?:on|down|in)|consent|speaker|participation|accept\w*|unless|attendance|you(?:'re| are) (?:in|coming|on))\b"
        r"|\b(?:failure to|not|no) (?:respond|reply|answer|responding|replying|reply)\w*[^.]{0,30}\b(?:consent|agreement|yes|agreed)\b|\bsilence (?:means|counts as|will be (?:taken|read) as) (?:a )?(?:yes|consent|agree\w*)|\byou can(?:'t|not) back out\b",
        unless=r"\b(?:i|we) put (?:you|your name) (?:forward )?only if\b|\bif you (?:agree|like|wish|are happy)|\?\s*$",
    ),
    rule(
        "will_not_let_go",
        _P,
        r"\b(?:i|we)(?:'ll| will|'m going to| am going to|'m| am)? (?:keep|go on|continue|not stop|write|call|ring|phone|text|message|be calling|be ringing|won't stop|sit(?:ting)?|wait(?:ing)?|stay|not leave|won't leave|never leave)\b[^.]{0,50}\b(?:until|till|every (?:day|hour)|on the hour|again and again|each day)\b[^.]{0,40}\b(?:you|your|hour|yes|answer|agree|reply)?"
        r"|\bkeep (?:calling|ringing|writing|asking|emailing|messaging)\b[^.]{0,30}\b(?:until|till)\b|\b(?:won't|will not) leave (?:you alone|your)\b|\bdon't make me (?:beg|ask (?:again|twice)|come|chase)",
        unless=r"\bi(?:'ll| will) wait\b|\b(?:until|till) (?:the|monday|tuesday|wednesday|thursday|friday|next|after|it|they|i|spring|autumn|summer|winter)\b",
    ),
    rule(
        "counting_reminders",
        _P,
        r"\b(?:this is|that's|it's) (?:my|the|now my) (?:third|fourth|fifth|sixth|seventh|\d+(?:rd|th)|last|umpteenth) (?:e-?mail|message|mail|reminder|attempt|time|request|note|letter)\b|\bi(?:'ve| have) (?:already )?(?:messaged|e-?mailed|written|asked|called|rung|texted|told) (?:to )?you (?:\w+ )?(?:three|four|five|six|seven|ten|\d+|several|many|countless|a dozen|enough) times\b|\b(?:basic|common) (?:courtesy|decency|politeness)\b|\bwhy (?:are you|do you keep) (?:ignoring|not answering)\b|\bhow many times\b|\bstill (?:haven't|have not) (?:bothered|had the)",
        unless=r"\blast (?:note|message|e-?mail|reminder|time)\b[^.]*\b(?:won't|will not|not|no more|again)\b",
    ),
    rule(
        "only_you",
        _P,
        r"\b(?:counting|relying|depending|depend|rely) on you\b|\byou(?:'re| are) (?:my|our) (?:only|last) (?:hope|chance|option|resort)\b|\b(?:there(?:'s| is)|i have|we have) (?:really |absolutely |simply )?(?:no ?one|nobody) else (?:who |that |to |i )?|\byou(?:'re| are) the only (?:one|person|thing) (?:who can save|left|between|stopping|holding)\b|\beverything (?:depends|hangs|rests) on you\b",
        unless=r"\bnot (?:counting|relying|depending) on\b|\bmust\b",
    ),
    rule(
        "or_else",
        _P,
        r"\b(?:or else|or regret it|you(?:'ll| will) regret|or (?:you(?:'re| are)|we(?:'re| are)) (?:not|no longer|finished|done|through)|or (?:we|i) (?:never|won't)|there will be consequences|don't say i didn't warn|if you value (?:our|this|your)|or i(?:'ll| will) (?:tell|have to|be forced))\b|\bmost embarrassing\b|\bwould be (?:very |most |extremely )?(?:embarrassing|awkward) for (?:you|everyone|us all|all)\b",
    ),
    rule(
        "ordered",
        _P,
        r"\b(?:i|we) (?:really |strongly |absolutely )?(?:insist|demand|expect you|expect your|must insist|require you|order you)\b|\b(?:make it happen|just do it|do it now|drop everything|get it done|say (?:yes|it) (?:right )?now|this is not a (?:question|request)|that's an order|that's that|sign (?:it |here |this )?now|answer me|stop (?:stalling|making excuses|ignoring))\b|\bi don't care (?:what|how|if|who|that)\b|\bwhat are you waiting for\b|\b(?:just )?say yes\b(?!\s+(?:or|as|only|if|and))",
        unless=r"\b(?:not|n't|never|no longer) (?:really )?(?:insist|demand|expect)|\bsay yes only\b|don't (?:just )?say yes|people (?:often )?say yes|both (?:of (?:them|us|you) )?say yes|\bdo(?:es)? not insist|if (?:they|he|she|both|you) say yes",
    ),
    rule(
        "right_choice",
        _P,
        r"\b(?:trust|sure|know|hope|certain|confident)(?: that)? you(?:'ll| will)? (?:make|do) the right (?:choice|thing|decision)\b|\bi(?:'m| am) (?:sure|certain|confident) you won't (?:let|disappoint|refuse|say no)\b|\bdon't (?:disappoint|let) (?:me|us)(?: down)?\b|\byou(?:'d| would) be (?:crazy|mad|a fool|foolish|stupid|insane) (?:not to|to (?:refuse|pass|say no|miss))",
    ),
)
HURRYING: tuple[Rule, ...] = (
    rule(
        "last_chance",
        _U,
        r"\b(?:last|final|only|one) chance\b|\b(?:last|final) (?:call|opportunity|day to|days to|hours to)\b|\bonce[- ]in[- ]a[- ]lifetime\b|\bnow or never\b|\bnever (?:be another|come (?:again|back)|happen again|get another)\b|\bwon't (?:come (?:again|around)|last|be repeated|wait)\b|\babsolute(?:ly)? (?:the )?last (?:moment|minute)\b|\b(?:miss|missing|lose|losing) out\b|\bbefore (?:it's|it is) (?:too late|gone|over)\b|\btoo late for\b|\bopportunity (?:will|would|is going to) (?:be lost|disappear|vanish|pass)\b",
        unless=r"\b(?:won't|not|nobody|don't|doesn't|n't|no) (?:\w+ ){0,3}(?:miss|missing|lose|losing) out|only chance i (?:get|have) to (?:thank|say)|gutted we missed|sorry (?:to|we|i)|last chance i had",
    ),
    rule(
        "few_left",
        _U,
        r"\bonly (?:\w+ )?(?:\d+|one|two|three|four|five|a few|a couple|a handful)(?: of)?(?: \w+){0,2} (?:left|remaining|remain|available|still free)\b|\b(?:only|just|literally) (?:one|two|three|\d+) (?:\w+ )?(?:left|spots?|seats?|slots?|tickets?)\b|\b\d+ (?:left|remaining)\b|\b(?:spots?|seats?|places?|slots?|tickets?|spaces?) (?:are|is) (?:\w+ )?(?:running out|going fast|almost gone|nearly gone|filling|limited|disappearing|flying)\b|\brunning out (?:very )?(?:fast|quickly|of time)\b|\btime is running out\b|\bselling (?:out )?fast\b|\bwhile (?:stocks|supplies|seats|spaces) last\b|\blimited (?:time|number|spots|seats|places|availability|edition|offer)\b|\b(?:almost|nearly) (?:gone|sold out|full)\b|\bfirst (?:come|\w+ (?:people|persons|to (?:pay|reply|answer|sign)))\b|\bhigh demand\b|\bone (?:literal )?spot left\b",
        unless=r"\b(?:minutes|days|weeks|hours|pages|months|years|of us|of them|next one|one half|lectures|exams) left\b|next (?:one|course|round) is in|reply is plenty|\bonly if\b",
    ),
    rule(
        "snapped_up",
        _U,
        r"\b(?:somebody|someone|others?|another (?:\w+)|people|candidates?|everyone|everybody|ten more|three people|\w+ more \w+) (?:else )?(?:is|are|'s|'re|will|want|wants|has|have)?(?: \w+){0,2} (?:circling|waiting|asking for|interested|snap\w*|grab\w*|take it|want(?:s|ing)? it|queu\w+|lin(?:ed|ing) up|asking)\b|\bbefore (?:somebody|someone|others?) (?:else )?(?:snap|grab|take|get)s?\b|\bgoes? to (?:another|someone else|somebody else|the next)\b|\beveryone else (?:has|is|have|said)\b|\bwill (?:all )?be (?:gone|taken|given away) (?:by|any|soon|in|tomorrow|tonight|before)\b|\b(?:huge|enormous|massive|incredible) (?:interest|demand)\b|\bgrab (?:yours|it|one|your (?:spot|seat|place))\b|\bany (?:minute|moment|second) now\b|\btaken any moment\b",
        unless=r"\bif (?:you|it|not|that)\b|\bnot (?:everyone|everybody)\b|\?\s*$|happy to (?:take|do)|so (?:don't|do not) worry|no need",
    ),
    rule(
        "hurry",
        _U,
        r"\b(?:hurry(?! (?:on|at all|from|here|about|with))|quick quick|chop chop|act (?:now|fast|today|before)|don't (?:wait|delay|hesitate a|think too long)|right now or|immediately or|or (?:it|the (?:whole thing|offer|deal|place|opportunity))(?:'s| is| will be| disappears| expires)? (?:off|gone|lost|over|expire\w*|dead)|every (?:second|minute) (?:counts|matters)|this minute)\b|!{2,}[^!]*\b(?:now|today|tonight|fast|quick)\b|\basap\b[^.]{0,10}!|\burgent!+|\bno time to (?:think|lose|waste)\b",
        unless=r"\b(?:no|any|not in a|without|isn't|is not|there's no|there is no|in no|never|not any) (?:great |real |particular )?hurry\b|\bdo(?:n't| not) hurry\b|no need to hurry|don't hesitate",
    ),
    rule(
        "minutes_to_decide",
        _U,
        r"\b(?:answer|decide|decision|reply|respond|confirm|know|hear|sign|pay|book|transfer|choose|need|hold|wire|commit)\b[^.?!]*\b(?:in|within|for) (?:the )?(?:next )?(?:one hour|an hour|\d+ (?:minutes?|mins?|seconds?|hours?)|(?:five|ten|fifteen|twenty|thirty|a few|half an) (?:more )?(?:minutes?|mins?|seconds?|hour)|minutes|the hour)\b|^(?:in|within) (?:the )?(?:next )?(?:hour|(?:five|ten|\d+) minutes)\b[^.?!]*\b(?:or|otherwise)\b",
        unless=r"\b(?:minutes?|mins?|hours?) (?:of|from|away|late|call|chat|walk|drive|talk|slot|break|to read|each|long)\b"
        r"|\b(?:for|in) (?:\d+|five|ten|fifteen|twenty|thirty|a few|half) (?:minutes?|mins?|hours?)(?: \w+){0,4}\?|\bcould i|may i|might i|\bi(?:'ll| will|'d| would)\b|\bring you\b|\bmeet\b|\btalk\b|\bspeak\b|\bread\b|\blisten\b|\bhelped\b|\bwalk",
    ),
    rule(
        "expiring",
        _U,
        r"\b(?:offer|deal|price|discount|chance|round|list|place|door|window|order)\b[^.]{0,30}\b(?:expir(?:es|ing)|disappears?|vanish\w*|closes? (?:tonight|today|any|in|at midnight)|closing any|ends? (?:tonight|today|at midnight)|only (?:today|tonight|until tonight)|is (?:only )?valid only|gone (?:by )?(?:tomorrow|tonight|today))\b|\b(?:before|by|at) midnight\b|\b(?:need|must|gotta|have to|want) (?:an |your |to )?(?:answer|confirm|know|decide|reply|hear|decision|yes)\b[^.]{0,20}\b(?:right now|now|immediately|instantly|within|in the next|at once|tonight|this second|by tonight)\b|\bcan(?:'t|not) (?:guarantee|hold|promise)[^.]{0,40}\b(?:after|longer|much|beyond|price)\b|\b(?:decide|reply|sign up|sign|donate|pay|transfer|join|book|revert|answer)\b[^.]{0,20}\b(?:by tonight|tonight|right now|at once|immediately|this instant|today itself)\b",
        unless=_REASON + r"|\bif (?:you|it|this|that)\b[^.]*\b(?:no|fine|not|leave|ignore)",
    ),
)
RULES: tuple[Rule, ...] = (*PRESSING, *HURRYING)
