"""Rules for what a draft hides or should not tell: its purpose, its size, its hold over the reader, another's secret."""

from __future__ import annotations

from recommender.tone.kinds import Kind
from recommender.tone.rules import Rule, rule

_H, _V, _W, _X = Kind.HIDDEN_PURPOSE, Kind.VAGUE, Kind.POWER, Kind.DISCLOSURE

PURPOSE: tuple[Rule, ...] = (
    rule(
        "no_reason_at_all",
        _H,
        r"\b(?:no (?:particular |special |real )?(?:reason|agenda|purpose|ulterior motive|strings)(?: at all)?(?: whatsoever)?,? ?(?:promise|!|i (?:promise|swear)|\)|$|\.)|purely social|(?:not|n't) (?:trying to sell|selling|asking (?:you )?for anything|a sales|business|after anything)|only (?:a |to )?(?:greeting|friendly (?:talk|chat)|talk like old times|want to know how you)|(?:just|only) (?:a |want(?:ed)? (?:a |to have a )?)?(?:friendly|social|casual) (?:chat|call|coffee|talk|catch)|just (?:catching up|to catch up|want to catch up|love to catch up)|chat between friends|buy you (?:a )?coffee and hear|hear about your journey|learn about your (?:role|journey|story)|nothing special)\b",
        unless=r"\b(?:lunch|drink|cake|dinner) is on me|no need to (?:answer|reply)",
    ),
    rule(
        "cannot_say_yet",
        _H,
        r"\b(?:can't|cannot|can not|won't|rather not) (?:say|tell(?: you)?|reveal|explain)(?: \w+){0,3} (?:yet|until|till|now|here|in writing|by mail)\b|\btell you (?:the )?(?:details|rest|more|what it(?:'s| is) (?:about|really)) (?:afterwards|later|when|once|after)\b|\b(?:well,? )?sort of; it's\b",
        unless=r"\b(?:price|date|venue|who|name)\b|asked me not|not mine",
    ),
    rule(
        "by_the_way_business",
        _H,
        r"^(?:\W*)(?:oh |eh |and |also |p\.?s\.? )*(?:by the way|btw|incidentally|in passing|while (?:i have you|you're (?:at it|there)|we're at it))\b[^.]*\b(?:your (?:supplier|boss|cto|budget|clients?|customers?|contacts?|vendor|investors?|board|accounts?|pricing|salary)|approve|vendor|invest|policy|procurement|price|buy|sell)\b",
    ),
)
VAGUENESS: tuple[Rule, ...] = (
    rule(
        "help_with_something",
        _V,
        r"\b(?:help|support|assist|assistance|a hand)\b[^.?!]{0,25}\b(?:with|on) (?:something|a thing|some (?:things|stuff)|a few things|a matter|various (?:things|matters)|a project(?:\s*[.?!]|$)|an issue(?:\s*[.?!]|$))|\bcooperate\b[^.]{0,30}\bvarious\b|\bneed your help\s*[.!?]*$|\bneed (?:a|your) (?:favou?r)\s*[.!?]*$|\bdo me a favou?r\s*[.!?]*$|\bhelp me out\s*[.!?]*$",
    ),
    rule(
        "pick_your_brain",
        _V,
        r"\bpick your brains?\b(?! (?:about|on|for) (?!(?:possib|some|a few|thing|stuff|opportun|various))\w+)|\b(?:quick )?question for you\b[^.]{0,20}\b(?:got|have) (?:a )?(?:sec|minute|moment)|\b(?:hop|jump|get) on a (?:quick )?call\b\s*[?.!]*$|\b(?:talk|chat|meet|speak|connect|discuss)\b[^.?!]{0,40}\b(?:some (?:ideas|possibilities|things|stuff|opportunit\w+)|possible synergies|synergies|opportunit(?:y|ies)|possibilities|a few things|something important|a (?:very )?important matter)\b",
        unless=r"\b(?:about|for|in) (?:the|a|our|my|your) \w+ (?:role|project|school|survey|audit|roof|page|form)",
    ),
    rule(
        "mutual_benefit_empty",
        _V,
        r"\b(?:mutually beneficial|win-win|synerg(?:y|ies)|explore (?:synergies|opportunities|possibilities|ways)|see how we (?:can|could|might) (?:help|support|work)|do something (?:great|together|amazing)|interesting opportunity|great for (?:the )?both of us|(?:very )?important matter|benefit you|great opportunity for you)\b",
        unless=r"\bfor example\b|\bnamely\b|:",
    ),
)
HOLD = r"(?:your (?:contract|renewal|review|appraisal|reference|references|grade|marks?|promotion|bonus|probation|funding|tranche|leave|salary|thesis|performance|job|position|post|visa|application|budget|permanent|mandate|overtime|shifts?|docentship|licen[cs]e|allocation|department|son|daughter))"
POWER: tuple[Rule, ...] = (
    rule(
        "on_my_desk",
        _W,
        rf"\b{HOLD}\b[^.?!]{{0,40}}\b(?:is|are|comes?|lies|sits) (?:still )?(?:on my (?:desk|table)|up for renewal|in my hands|up to me|my decision|not final|isn't final|due)\b|\b(?:is|are) (?:on my (?:desk|table)|in my hands)\b[^.]*",
        unless=r"\b(?:book|parcel|drawing|letter|copy|mug|cake|samples?)\b|no (?:effect|bearing)|nothing",
    ),
    rule(
        "i_decide",
        _W,
        r"\b(?:i|we)(?:'m| am|'re| are)? (?:still )?(?:the one who |the ones who )?(?:decid(?:e|es|ing)|sign(?:s|ing)?|writ(?:e|es|ing)|sit on|on|grad(?:e|es|ing)|evaluat(?:e|es|ing)|pick|approv(?:e|es|ing)|control|fund(?:ing|s)?|make|review(?:s|ing)?|hire|assess(?:ing)?|examin(?:e|ing)|assign|allocat(?:e|ing))\b[^.?!]{0,60}\b(?:"
        + HOLD[3:-1]
        + r"|who gets|permanent posts|your (?:case|fate|future)|the (?:overtime|shift|timetable|hours|roster|rota|budget|promotions?|grades|appraisals?|references|committee|panel)|(?:your|the) (?:committee|panel)|you,)\b",
        unless=r"\b(?:no (?:effect|bearing|influence)|nothing to do|won't (?:count|affect|matter)|does(?:n't| not) (?:count|affect)|not (?:count|affect)|this can wait|will say so|independent|either way|recus\w+|only so you know)\b|\?\s*$",
    ),
    rule(
        "remembered",
        _W,
        r"\b(?:people|those|somebody|someone|whoever) who (?:help|helps|support|don't help)\b[^.]{0,30}\b(?:are|will be|get|gets|is) (?:remembered|rewarded|looked after|noticed|first)\b|\bremember who (?:writes|signs|pays|decides|hired|approves|grades)\b|\bit(?:'d| would) be (?:a shame|a pity|wise|smart|sensible|unwise|unfortunate|in your interest)\b[^.]*\b(?:if|to|for you)\b|\bi can make (?:things|life|it) (?:very |really )?(?:easy|hard|difficult)\b|\byou (?:do )?want (?:that|this|the|to keep (?:your|this|that)) (?:promotion|contract|job|renewal|grade|reference|raise)\b|\bwhat it would mean to lose us\b|\blet's keep things friendly\b|\b(?:our|your) (?:biggest|largest|best|main) (?:customer|client|donor|sponsor|funder)\b",
        unless=r"\bi(?:'d| would) be (?:a shame|pity) to miss\b|no (?:effect|bearing)",
    ),
    rule(
        "as_your_superior",
        _W,
        r"\bas (?:your|the) (?:boss|manager|supervisor|superior|head ?mistress|headmaster|head teacher|director|landlord|examiner|client|customer|funder|chair(?:man|woman|person)?(?: of)?|professor|biggest|employer|ceo|captain|chief)\b[^.?!]*\b(?:expect|suggest|say|trust|advise|recommend|count|assume|want|remind|hope)\b|\b(?:given|in view of the fact|considering|seeing|since|as) (?:that )?(?:our|we|i|my)\b[^.?!]{0,60}\b(?:committee|panel|fund(?:ing)?|mandate|contract|decides?|grant|tranche|budget)\b[^.?!]{0,60}\b(?:appreciate|wise|expect|trust|suggest|support|endors\w+|kindly on|take it|rely|count)\b",
        unless=r"\b(?:no (?:effect|bearing)|nothing to do|won't count|put it in writing|mine)\b",
    ),
)
SECRETS: tuple[Rule, ...] = (
    rule(
        "told_in_confidence",
        _X,
        r"\b(?:(?:told|tells|mentioned|confided|confessed|admitted|said|whispered|heard|know|shared|revealed|got it|was said|let slip|learn(?:ed|t))\b[^.?!]{0,50}\b(?:in (?:the )?(?:strict(?:est)?|total|complete|full|absolute)? ?confidence|confidentially|privately|in private|in secret|off the record|between us|as a friend|swore me|nobody (?:may|should|must|else) know|under (?:four eyes|seal)|to secrecy)"
        r"|(?:in (?:strict |strictest |total )?confidence|confidentially|off the record|in private|privately)[^.?!]{0,30}\b(?:told|mentioned|confided|confessed|admitted|said|i know|heard)|confided in me|confided (?:to me |that )|swor(?:e|n) (?:me )?to secrecy|swore (?:i'd|i would|not to|to (?:her|him|them))|(?:made|had) me (?:promise|swear)|(?:begged|asked|told) me (?:not to|to keep|never to|to say nothing)|i(?:'m| am| was)? (?:not supposed|n't supposed|not meant) to (?:tell|say|know|share)|(?:shouldn't|should not|oughtn't) (?:really |probably |be )*(?:tell(?:ing)? you|say(?:ing)? (?:it|this|so)|shar(?:e|ing)|pass(?:ing)?)|nobody (?:is supposed|may|is meant) (?:to )?know|(?:don't|do not|doesn't) (?:tell (?:her|him|them|anyone|anybody)|say you heard|let on|repeat (?:this|it)|want it known)|please don't say you heard)\b"
        r"|^(?:\W*)(?:just )?(?:between (?:you and me|us|ourselves)|keep this (?:between|to)|between us)\b",
        unless=r"\b(?:says? (?:i|you) may|with (?:her|his|their) (?:permission|consent|blessing)|(?:so|,) i(?:'d| had)? (?:better|won't|will not|haven't|can't|have left)|allowed me|asked me to (?:tell|pass|say|write)|as (?:your|my) (?:adviser|doctor|lawyer)|happy for (?:me|you) to|better not say|not able to share|talk with me|on or off|nobody will know)\b",
    ),
)
RULES: tuple[Rule, ...] = (*PURPOSE, *VAGUENESS, *POWER, *SECRETS)
