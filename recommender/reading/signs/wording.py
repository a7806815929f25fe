"""The notation of signs: phrases, one a line, and names in braces for what many signs share."""

from __future__ import annotations

import re

SHARED = {
    "am": r"""
        am|is|are|be|been|being
        \w+['’](?:m|s|re)
    """,
    "would": r"""
        would
        \w*['’]d
    """,
    "will": r"""
        can|could|able to|will|would
        \w*['’](?:ll|d)
    """,
    "so": """
        (?:(?:also|still|now|currently|actively|urgently|really|only|just|so|very) ){0,3}
    """,
    "lead": """
        (?:(?:and|but|also|so|now|currently|still|actively|urgently|hello|hi),? ){0,4}
    """,
    "someone": """
        (?:some|any) ?(?:one|body|person)
    """,
    "never": r"""
        not|\w+n['’]t|no longer|never|no more|stopped|gave up|nobody|without|neither
    """,
    "wish": """
        looking|keen|eager|hop(?:es|ing)|wants?|wanna|wish(?:es)?|plans?|trying
        {would} {so}(?:like|love)
    """,
    "glad": """
        (?:happy|glad|willing|pleased|delighted|free|happily|gladly|here|love|ready)(?: to)?
    """,
    "sought": """
        needed|sought|wanted|required|collected|asked for
    """,
    "seeks": r"""
        (?:{am} {so})?(?:look|looks|looking) (?:out )?(?:for|to|after)
        (?:{am} {so})?(?:seeking|searching|hunting|chasing|hiring|recruiting|missing|begging)
        (?:{am} {so})?(?:in (?:the )?search of|on the (?:look-?out|hunt)|after an?)
        (?:{am} {so})?(?:in need|short of|desperate)
        seeks?(?! to\b| any opportun)|search(?:es)?|wants?|wanting|needs?|requires?|lacks?
        hop(?:es?|ing) (?:to|for)|wish(?:es)?|long(?:s|ing)? for
    """,
    "hunts": """
        exploring|seeking|hunting|hoping for|keen for|open to|interested in
        looking? for|search(?:es|ing)? (?:for|an?)
    """,
    "many": r"""
        people|everyone|everybody|nobody|men|women|children|kids|families|parents|patients
        clients|customers|users|companies|employers|employees|founders|ceos|investors
        teachers|students|guests|youth|mothers|visitors|tourists|farmers|cities|citizens
        society|passengers|those|others|whoever|some
        the (?:world|market|industry|public|government|council|ministry|planet|climate)
        (?:every|all the|most) \w+
    """,
    "own": """
        team|company|firm|office|institute|hospital|clinic|school|lab|laboratory|start-?up
        co-?op|group|board|studio|gallery|agency|department|farm|choir|club|charity|shop
        practice|kitchen|crew|unit|project|cent(?:re|er)|museum|foundation|business
        restaurant|bakery|library|parish|network|theatre|committee|village|workshop
        federation|aquarium|zoo|society|stall|booth|house|assistant|portfolio
    """,
    "name": r"""
        (?-i:[A-ZÀ-ÞĐ][\w’'.-]+(?: (?:[a-z]{2,3} )?[A-ZÀ-ÞĐ][\w’'.-]*){0,3})
    """,
    "they": """
        she|he|who|and|{name}
    """,
    "doer": """
        (?:er|or|ist|ian|eur|smith|wright|chef|cook|nurse|vet)
    """,
    "trade": r"""
        nurse|lawyer|doctor|chef|cook|baker|professor|lecturer|curator|instructor|coach|founder
        analyst|accountant|student|lead|programmer|owner|head of|vet|judge|contractor|guide|author
        surgeon|mediator|physician|captain|inspector|auditor|counsel|adviser|advisor|midwife
        cfo|coo|cto|ceo|researcher|technician|clerk|fellow|attorney|notary|physio|pilot
        plumber|welder|conductor
        (?!exist|resist|assist|consist|insist|persist|twist)\w{2,}(?:ist|eer|ician|wright|smith)
        \w+(?:grapher|itect)
        \w*(?:teacher|developer|designer|engineer|manager|writer|maker|builder|keeper|trainer)
        \w*(?:worker|driver|producer|officer|editor|translator|interpreter|consultant|director)
    """,
    "idle": r"""
        is|was|has|does|needs|wants|seeks|looks|hopes|wishes|lives|loves|likes|enjoys|asks
        says|thinks|believes|misses|belongs|comes|goes|leaves|requires|lacks|this|its|his|as
        always|perhaps|hates|feels|knows|might|gets|becomes|used|us|yes|stays|moves|starts
        opens|remains|means|left|claims|agrees|describes|strives|\w+ss|\w+us
    """,
}
"""What a name in braces stands for. ``idle`` are the verbs that tell of no work. Repeats have an end, so that
no text, however odd, takes long."""


def spelled(phrases: str) -> str:
    """One pattern that any of the lines meets, names in braces filled in."""
    joined = "|".join(line.strip() for line in phrases.strip().splitlines())
    for name in re.findall(r"\{([a-z]+)\}", joined):
        joined = joined.replace(f"{{{name}}}", spelled(SHARED[name]))
    return f"(?:{joined})"


def sign(phrases: str) -> re.Pattern[str]:
    """Met anywhere in a text, by whole words, in capitals or not."""
    return re.compile(rf"(?<!\w){spelled(phrases)}(?!\w)", re.IGNORECASE)
