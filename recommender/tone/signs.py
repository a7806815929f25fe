"""Broad signs that decide nothing alone: who did what for whom, who holds what over whom, which clock, which secret.

Each is one feature of the model fitted on labelled messages; its weight stands under its name in
models/default/tone.json.
"""

from __future__ import annotations

import re

from recommender.tone.rules import reads

_I = r"(?:i|we)(?:'ve| have|'d| had)?(?: \w+ly| always| never| even| already| also)?"
_GAVE = (
    r"(?:helped|gave|given|lent|backed|paid|covered|introduced|read|took|taken|drove|supported|sponsored|recommended|endorsed|promoted"
    r"|answered|taught|bought|voted|wrote|written|shared|liked|defended|kept|put|did|done|made|stood|came|stayed|spent|invested|sent|got"
    r"|hired|vouched|fed|bailed|looked after|opened|carried|fixed|saved|hosted|mentored|referred|stuck|let you|flew|signed|brought|found)"
)
_HELD = (
    r"(?:contract|renewal|review|appraisals?|references?|grades?|marks?|promot\w+|bonus|probation|funding|tranche|leave|salary|salaries|thesis|performance"
    r"|job|visa|permit|application|budget|tenure|tenancy|mandate|overtime|shifts?|rota|roster|hours|licen[cs]e|allocation|expenses|wages|payroll|cheque"
    r"|grant|scholarship|exam|internship|report|file|pay|raise|expense|evaluat\w+|placement)"
)
_GREAT = (
    r"(?:amazing|incredibl\w+|brilliant|brilliance|greatest|greatness|finest|kindest|smartest|nicest|cleverest|coolest|extraordinary|divine|un(?:paralleled|matched|believable)"
    r"|matchless|peerless|incomparable|legend\w*|dazzling|magnificent|marvel\w*|gorgeous|talent\w*|gifted|visionary|genius|perfect|phenomenal|stunning|renowned"
    r"|esteemed|inspir\w+|star|superstar|hero|idol|queen|king|goddess|god|saint|angel|master|maestro|giant|luminary|magician|icon|gold(?:en)?|noble|wonderful|wisdom|charisma|fan|beautiful|famous)"
)

SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, reads(pattern))
    for name, pattern in (
        # who did what for whom
        ("i_gave_you", rf"\b{_I} {_GAVE}\b[^.!?]*\b(?:you|your|yours)\b"),
        ("i_was_there", r"\b(?:i|we)(?:'ve| have)? (?:was|were|been) (?:always )?(?:there|good to you|the one)|\bit was (?:me|us|i) who\b"),
        ("you_had_from_me", r"\b(?:you|your) [^.!?]{0,30}\b(?:got|had|took|received|benefit\w*|used|enjoyed)\b[^.!?]*\b(?:me|us|my|our|thanks to)\b|\bthanks to me\b"),
        ("so_now_you", r"\b(?:so|now|since|therefore)\b[^.!?]{0,12}\b(?:you(?:'ll|'d| can| could| should| must| might| will| do| may| have to| surely)?|it(?:'s| is) your|your)\b"),
        ("imperative_now", r"[.,;]\s*(?:so|now)\s+(?:please |just )?(?:do|take|give|help|put|sign|send|lend|be|vote|make|pay|write|introduce|share|let|back|promote)\b|^now (?:take|give|do|lend|vote)\b"),
        ("debt_words", r"\b(?:owe[sd]?|debt|repay\w*|pay(?:ing)? (?:me )?back|return (?:the|a|that) favou?r|in return|favou?rs?|even yet|far from even|credit with|bargain|deserve|earned|make up for|made up for|one good turn|give and take|least you|tit for|cash(?:ing)? in|both ways|reciproc\w*)\b"),
        ("remember_forget", r"\b(?:remember|forgotten|forget|recall|remind you|haven't forgotten|memor\w+)\b"),
        ("how_often_i", r"\b(?:all|everything|how (?:much|often|many)|what|the (?:number of )?times|plenty|so much|enough)\b[^.!?]{0,15}\b(?:i|we)(?:'ve| have)?\b"),
        ("after_considering", r"\b(?:after (?:all|everything|what)|consider\w*|given (?:the|how|all|everything)|in view of|seeing (?:as|that|how))\b"),
        ("not_much_to_ask", r"\b(?:too much to (?:ask|expect)|only (?:fair|right|natural)|(?:seems|would be|is) (?:appropriate|fair|right)|one (?:little|small) thing|naturally|for nothing)\b"),
        # who holds what over whom
        ("your_stake", rf"\byour (?:\w+ ){{0,2}}{_HELD}\b|\byou(?:'re| are) (?:up for|on|new here)\b"),
        ("stake", rf"\b{_HELD}\b"),
        ("i_hold", r"\b(?:i|we)(?:'m| am|'re| are)? (?:the (?:one|ones|boss|client|customer|landlord|chair)\b[^.!?]*|(?:\w+ )?(?:decid\w+|sign\w*|evaluat\w+|grad(?:e|es|ing)|assess\w*|approv\w+|control|hold|hire|choose|pick|chair|pay|pays|fund\w*|supervis\w+|sit on|promote|examin\w+|inspect\w*))\b|\bmy (?:signature|budget|name|recommendation|committee|students|decision|panel)\b|\b(?:depends on|up to) (?:me|us)\b|\b(?:committee|board|panel)\b[^.!?]{0,20}\b(?:i chair|listens|me)\b|\bthat's me\b|\b(?:with|to) me\b[^.!?]{0,10}\band so\b"),
        ("as_your", r"\b(?:as|being) (?:your|the|a) (?:\w+ )?(?:boss|manager|supervis\w+|superior|head\w*|director|landlord|examiner|client|customer|funder|chair\w*|professor|employer|advis[eo]r|doctor|coach|officer|one who)\b|\bi(?:'m| am) your (?:boss|manager|doctor|supervisor|examiner|landlord|client)\b"),
        ("veiled", r"\b(?:keep (?:that|it|this) in mind|bear (?:that|it|this|your)|think twice|be careful|in your (?:own )?interest|wouldn't want|it(?:'d| would) be a (?:pity|shame)|i hope (?:i won't|you reali[sz]e)|just so you know|good books|right side of|long memories|goodwill|humour me|or not|any time|if i were you|would do well|think of the consequences|could stop|depend on how|at weekends|positions? usually)\b"),
        ("trade_off", r"\b(?:if you want to|whoever|anyone hoping|anybody who|those who|the people (?:i|who)|students who|interns who|suppliers?)\b"),
        ("no_bearing", r"\b(?:no (?:bearing|effect|influence)|nothing to do with|won't (?:affect|count|depend|change)|will not (?:affect|count)|stays as it is|whatever you answer|leave the room|none is held|not be noted|separate from|apart from)\b"),
        # pressing
        ("must_you", r"\byou(?:'ve got to|'d better| had better| must| have to| need to| ought to| should| can't| cannot| shall| will do| are going to| better|'re going to)\b"),
        ("not_no", r"\b(?:no|refus\w+|declin\w+|turn(?:ed|ing)? (?:me|us|it) down|hesitat\w+|objection|cancel\w*|excuse\w*|delay\w*|argue|debate|difficult|get out of)\b"),
        ("yes_only", r"\b(?:yes|agree\w*|commit\w*|accept\w*|confirm\w*|consent|sign|on board|nod|comply)\b"),
        ("just_do", r"\b(?:just|come on|go on|please,? please|period|end of story|full stop|once more|how hard|without fail|done deal|it's done|settled|in your name|like it or not|no way (?:round|around|out)|no turning back|too late to)\b"),
        ("keep_at_it", r"\b(?:keep|kept|until|every day|again|third time|giv(?:e|ing) (?:up|in)|patience|last (?:two|three|few) messages|still (?:not|have)|stop asking|reconsider|change your mind|asked nicely|follow up tomorrow)\b"),
        ("told_others", r"\b(?:told|promised|printed|booked|announced|cc'd|copied|written you|put you|signed you|press release|in front of)\b"),
        ("i_need_you", r"\b(?:i|we)(?:'m going to| am going to| really| absolutely)? (?:need|require|expect|insist|demand|want|urge|must|won't|will not|can't)\b"),
        ("why_not", r"\b(?:why not|what's stopping|one good reason|have you (?:made|decided)|good reason|surely|seriously|dare|don't even)\b"),
        # clocks
        ("clock", r"\b(?:minutes?|hours?|tonight|today|midnight|noon|this (?:second|minute|evening|moment)|by tomorrow|tomorrow|moment|second|clock|deadline|lunch|evening|before)\b"),
        ("at_once", r"\b(?:immediately|at once|right (?:now|away|here)|now|urgent\w*|quick\w*|fast|hurry|rush\w*|asap|instant\w*|in a flash|tick|any (?:second|minute|moment))\b"),
        ("running_out", r"\b(?:last|final|only|gone|left|limited|few|closing|closes?|shuts?|ends?|expires?|vanish\w*|sold out|selling|spots?|seats?|places?|window|doors?|one and only|off the table|history|too late|miss|lose|withdrawn|doubles?|up at|once)\b"),
        ("others_want", r"\b(?:someone else|somebody else|others?|every(?:body|one)|buyers?|investors?|people|demand|next in line|in line|waiting|fighting|ahead of you|first (?:to|come|ten))\b"),
        ("opportunity", r"\b(?:chance|opportunit\w+|offer|deal|discount|price|shot|train|book|reserve|grab|register|deposit)\b"),
        ("real_reason", r"\b(?:because|since|so that|as the|the (?:form|portal|printer|clinic|court|boat|funder|tax year|grant|council|committee)|for the badges|needs? the|no hurry|no rush|whenever|spring|autumn|waiting list)\b"),
        ("date_named", r"\b(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|\d{1,2}(?:st|nd|rd|th)|\d{1,2}:\d\d)\b"),
        # guilt
        ("hurt_feelings", r"\b(?:hurt\w*|cr(?:y|ied|ying)|heart\w*|let(?:ting)? (?:me|us|him|her|them|everyone|down)|down|disappoint\w*|sad\w*|ashamed|shame|abandon\w*|lonely|alone|forgotten|ignored|desperate|awake|sleep|crushed|fool|treated|broke|suffer\w*|pity|cold|selfish)\b"),
        ("blame", r"\b(?:conscience|fault|because (?:of )?you|duty|responsib\w+|blame|ruin\w*|explain to|your no|we'll all know|remember you|on your|sacrific\w+|solidarity|decent|decency|real friends?|true|patriot|christian|respected|cared?|care about|how can you|how could you|let her|bring yourself)\b"),
        ("victims", r"\b(?:child\w*|kids?|patients?|famil\w+|mother|old people|team|hungry|home|heating|money|ill|sick|christmas|job|exam|contract|friends?|friendship|colleagues?|others)\b"),
        ("if_you_dont", r"\b(?:if you (?:don't|do not|won't|didn't|say no|can't|cared|respected|at all)|without (?:you|your)|unless you|you could have|would you|you would if|you'd)\b"),
        ("martyr_words", r"\b(?:on my own|nobody|no one|everyone|everybody|even (?:my|a little)|i suppose|i guess|fine\.|must be nice|thanks for nothing|not important|never for me|always have time|too good|anyway|so much for|here i was|at least you|i'm so)\b"),
        ("calm_self", r"\b(?:my fault|sorry|i like it|thanks|thank|glad|happy|gladly|pleased|cheered|fun|enjoy\w*|no need|needn't|don't feel|fine|welcome)\b"),
        # praise
        ("you_are", r"\b(?:you|your)\b[^.!?]{0,15}\b(?:are|'re|is|were|must be|so|such|have)\b"),
        ("great_word", rf"\b{_GREAT}\b"),
        ("two_great_words", rf"\b{_GREAT}\b[^.!?]*\b{_GREAT}\b"),
        ("beyond_compare", r"\b(?:ever|never|nobody|no one|only (?:you|one|someone)|world|country|century|generation|planet|earth|alive|beyond|everything you|the best of|number one|one of a kind|absolute\w*|simply|truly|honestly|unworthy|humbled|honou?r(?:ed)?|awe|obsessed|speechless|worship)\b"),
        ("about_a_work", r"\b(?:your|the) (?:\w+ )?(?:talk|paper|book|article|chapter|post|lecture|garden|film|workshop|photographs?|soup|prints?|letter|slides|report|recipe|work on)\b|\b(?:explained|learn\w*|taught me|i (?:read|repeated|tried))\b"),
        # doors and purposes
        ("first_then", r"\b(?:first|start|begin\w*|to warm up|for now|tiny|small|little|only|just|one|short|minor|once|quick|minute|free)\b[^\n]{0,90}\b(?:then|after\w*|later|next|follow\w*|from there|gradually|before you know|turn into|bigger|main|real|full|rest|work up|come after|tomorrow|roll)\b"),
        ("already_so", r"\b(?:already|since you(?:'ve)?|as you have|you (?:agreed|said|were kind|let me|lent)|so far)\b[^.!?]*\b(?:so|could|also|should|natural|might as well|easily|won't hurt|surely|follows)\b"),
        ("small_ask", r"\b(?:tiny|small|little|short|just|only|quick|one (?:page|name|shift|yes|signature|coffee)|a (?:minute|second|moment))\b"),
        ("later_more", r"\b(?:details|the rest|later|afterwards?|will follow|come after|explain|sort out|in principle|membership|commitment|subscription|package|proposal|big one|order form|investor|cofounder)\b"),
        ("no_purpose", r"\b(?:no (?:reason|agenda|particular)|nothing (?:to do|else|special)|not (?:after|about|asking|selling|recruiting|trying)|isn't about|only (?:curious|for|a survey|friends)|just (?:curious|a (?:coffee|chat|survey)|catch\w*|keeping|love to|want to hear|like to get)|purely|informal|friendly|personal|officially|unofficially|pretend\w*|pretence|curious|survey|research|interest)\b"),
        ("withheld", r"\b(?:rather not (?:mention|say)|won't (?:say|bore)|can't (?:tell|go into|say)|(?:don't|no) need to know|don't worry about what|real purpose|really (?:came|about)|why i'm|my reasons|what it(?:'s| is) (?:for|about)|who i'm asking|tell you (?:there|why|when)|so that you'd|slip in|casually)\b"),
        ("yet_business", r"\b(?:contract|pitch\w*|sales|sell|supplier|insurance|invest\w*|budget|pricing|price|margins|money|savings|purchas\w+|vendor|procurement|merger|licence|buy\w*|business|hiring|recruit\w*|cv|wallet|client list|approve|presentation|papers|supplements|vote)\b"),
        ("aside", r"(?:\(|\bps\b|\bp\.s\.|\bby the way\b|\bbtw\b|\bthough\b|\balthough\b|! and\b|\band (?:also|our|maybe)\b|\bbut (?:do|bring)\b)"),
        # secrets
        ("secret_word", r"\b(?:secret\w*|confid\w+|private\w*|off the record|between (?:us|ourselves|you and me)|quiet\w*|hush|silence|stays in this room|under the seal|promis\w+|swor\w+|rumou?r|file|therapy|therapist|support group|overheard|leak\w*)\b"),
        ("do_not_tell", r"\b(?:(?:not|n't|never|nobody|no one|n't want|rather it didn't|hate it) [^.!?]{0,25}(?:tell|told|say|know\w*|pass|share|out|around|let (?:her|him|them)|repeat|allowed|supposed|meant)|to myself|didn't hear|get(?:ting)? (?:out|around)|if (?:she|he|they) knew|kill me|breaking a promise|be furious|begged)\b"),
        ("third_person", r"\b(?:he|she|they|his|her|him|their|them|[A-Z][a-z]+'s)\b"),
        ("third_told", r"\b(?:he|she|they|daughter|wife|friend|doctor|lawyer|boss|minister|[A-Z][a-z]+) (?:\w+ )?(?:told|asked|said|mentioned|confided|admitted|confessed|trusted|shared|wrote|let slip|begged|revealed|whispered)\b|\bi (?:know|heard|read|saw|overheard|learn\w*) (?:from|in|it|them|the)\b"),
        ("private_matter", r"\b(?:ill(?:ness)?|sick|cancer|pregnan\w*|miscarriage|divorc\w+|marriage|debts?|bankrupt|broke|fired|prison|drink\w*|drunk|psychiatrist|breakdown|test was|diabetes|medical|quit|looking for a job|resign\w*|salary|earns?|bills|losing the house|affair|addict\w*|suspended|rejected|warning|depress\w*|therapy)\b"),
        ("allowed_to_say", r"\b(?:says? (?:i|you) (?:may|can|could)|said i (?:may|could|can)|asked me to|gave me leave|happy for (?:you|me)|with (?:her|his|their) (?:leave|permission|blessing)|read it first|knows i'm writing|public|newspaper|announced|at the meeting|everybody|no secret|won't pass|stays with me|left out|her story|better not say)\b"),
        # shape
        ("shouts", r"!!|[A-Z]{4,} [A-Z]{3,}"),
        ("exclaims", r"!"),
        ("asks_me", r"\?\s*$"),
        ("says_you", r"\byou(?:r|rs)?\b"),
        ("says_i", r"\b(?:i|my|me|we|our|us)\b"),
    )
)  # fmt: skip
