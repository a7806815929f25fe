"""Rules for praise laid on before a request, and for small requests that open the door to large ones."""

from __future__ import annotations

from recommender.tone.kinds import Kind
from recommender.tone.rules import Rule, rule

_F, _T = Kind.FLATTERY, Kind.FOOT_IN_THE_DOOR
_GRAND = (
    r"(?:amazing|incredible|brilliant|greatest|finest|kindest|smartest|cleverest|wisest|awe-inspiring|world-class|extraordinary|divine"
    r"|unparalleled|unmatched|matchless|peerless|incomparable|legendary|dazzling|magnificent|marvell?ous|gorgeous|generous|talented|gifted"
    r"|visionary|genius|wonderful|purest|noblest|unique|exceptional|phenomenal|stunning|renowned|esteemed|best|sheer)"
)
RULES: tuple[Rule, ...] = (
    rule(
        "superlative_person",
        _F,
        rf"\byou(?:'re| are| truly are| really are| must be|'ve got to be)? (?:\w+ ){{0,6}}?(?:the|an?|my|our) (?:\w+ ){{0,3}}?{_GRAND}\b[^.!?]*\b(?:in|of|on|i(?:'ve| have)|who|ever|known|human|soul|person|engineer|chef|scientist|professor|teacher|world|planet|universe|friend|legend|mind|star)\b"
        rf"|\b(?:there is|there's|there has|i have|i've|nobody|no one|noone) (?:never |no ?one |nobody |not |been |met |known |seen |in |this |the |world |ever )*(?:a |an |one )?[^.!?]{{0,60}}\b(?:like you|as you|your (?:brilliance|vision|genius|wisdom|talent|beauty|kindness)|compares? with|so beautiful|such (?:vision|taste|genius|talent|wisdom))\b",
        unless=r"\b(?:recipe|best of luck|best wishes|best thing|best placed|the best person to (?:ask|say|judge))\b",
    ),
    rule(
        "worship",
        _F,
        r"\b(?:i|we) (?:kneel|bow|worship|adore|idoli[sz]e|revere)\b|\b(?:a|like a|are a|the) (?:god|goddess|saint|sun|lion|legend|guru|giant|angel|rock ?star|superstar|rockstar|genius|hero|queen|king|maestro|wizard|unicorn|visionary)s?\b|\bangels like you\b|\b(?:dazzling|peerless|matchless|unparalleled|incomparable|unmatched|awe-inspiring|unrivalled|godlike|legendary generosity)\b|\b(?:blown away|in awe|starstruck|mesmeri[sz]ed|moves me to tears|illuminated my)\b|\bsomeone of your (?:stature|calibre|caliber|brilliance|standing|greatness|eminence)\b|\b(?:only|nobody but) (?:a (?:genius|star|person) like )?you (?:could|can) (?:do|pull|write|save)\b",
        unless=r"\b(?:st|saint) [A-Z]|\bguide|godmother|kim, legend|lion(?:s|ess)? (?:exhibit|cub)",
    ),
    rule(
        "heaped",
        _F,
        rf"\b(?:{_GRAND}|kind|wise|smart|brilliance|wisdom|goodness|talent|vision|generosity|taste)\b,? (?:(?:and|so|most|the most|truly|honestly|incredibly)\s)*(?:{_GRAND}|kind|wise|smart|brilliance|wisdom|goodness|talent|vision|generosity|taste|beautiful)\b[^.!?]*\b(?:you|your|soul|heart|person)\b|\b(?:you|your)\b[^.!?]*\b{_GRAND},? (?:and |most |the most |so )?{_GRAND}\b",
        unless=r"\bbest regards\b|\bkind regards\b|with (?:kind|best)",
    ),
    rule(
        "just_a_second_then",
        _T,
        r"\b(?:then|later|afterwards|after (?:that|this)|once you(?:'re| are|'ve| have)? (?:said|agreed|here|there|signed|in|on)?|and since you|next month|from there|to (?:begin|start) with|for (?:a )?start(?:ers)?|start by|start there|first just|the (?:bigger|real|larger|main) (?:ask|thing|favou?r|question|one|request)|if you like it)\b[^.!?]{0,60}\b(?:surely|naturally|of course (?:you|i)|sign you|roster|investor|cofounder|contract|survey|other forms|the whole|bigger|the rest|the details|monthly|take the chair|chairing|get you on|i(?:'ll| will) (?:explain|tell you) (?:what|the|why))\b",
        unless=r"\b(?:thank|if (?:it|not|you (?:prefer|would rather|are full))|introduce you|both (?:say|said)|no (?:obligation|need)|let you know|ask (?:her|him|them))\b",
    ),
    rule(
        "tiny_only",
        _T,
        r"\b(?:just|only|literally) (?:a |one |five |two |2 |5 )?(?:tiny|tiny,? tiny|teeny|one (?:tiny|small|little|quick)|two seconds|2 (?:secs|seconds)|small (?:line|favou?r to (?:start|begin)))\b[^.!?]*\b(?:nothing more|to (?:start|begin)|for now|that's all|won't even|you won't|first|only that)\b|\bsay yes (?:now|first) and\b|\bno commitment\b[^.]*$|\bonce you(?:'ve| have) said yes\b|\bonly that\b",
        unless=r"\bno commitment (?:on|from|either|at all)\b",
    ),
)
