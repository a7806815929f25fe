"""Says an offer or a need in a few words: "met at PyCon, looking for a CTO" needs a "CTO"."""

from __future__ import annotations

import re

from recommender.types import FacetKind

MAX_WORDS = 12
"""Longer normal forms blur the vector that is compared; what follows is nearly always a place, a date or a reason."""
MAX_ITEMS = 6
"""Items taken of one list; a longer list is a keyword dump, whose first items say most."""
LONGEST_ITEM = 5
"""Words. A comma list whose items are longer is a sentence, not a list."""

SHORTEST_LIST = 3
"""Needs are cut at their first comma ("a drummer, any level"), save where as many short items follow each other."""

_SUBJECT = re.compile(
    r"^(?:(?:and|but|also|so|then|in \w+ \w+,|as) )*(?:i|we|she|he|they)(?:['’](?:m|s|re|ve|d|ll))? "
    r"(?:(?:am|is|are|was|were|has|have|had|do|does|also|currently|now|still|always|often|really|would|will|can|been) )*",
    re.IGNORECASE,
)
_NEED_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:does|do|is|has|would|could|can) (?:any|some)(?:one|body|person)?(?: here)? (?:know|have|got|recommend|be able"
        r" to lend me|lend me|work in|please)(?: of| a good| about| how)?\b",
        r"\bdo you (?:happen to )?know(?: of)?(?: an?)?(?: good)?\b",
        r"\b(?:any|some)(?:one|body)? (?:got|know|knows|have|has|work in|who can|who knows|willing to|recommend)\b",
        r"\b(?:who (?:can|could|has|have|knows|might)(?: lend| recommend| donate| share)?)\b",
        r"\b(?:any )?(?:recommendations?|tips|suggestions) (?:for|on)\b",
        r"\bwould (?:someone|anyone|somebody) share\b",
        r"\b(?:is there (?:any(?:one)?|an?)|if you know|know of any|where (?:can i|to) (?:buy|find)|which)\b",
        r"\b(?:recommended skills|skills (?:wanted|needed)|essential|required|requirements?|expected outcome):",
        r"\b(?:open ?to ?work)\W*",
        r"\b(?:wanted|help wanted|also wanted|also sought|iso|calling on|hiring)\b[:!]?",
        r"\b(?:actively )?(?:look(?:ing|s)?|search(?:es|ing)?|on the (?:look-?out|hunt)|hunt(?:ing|s)?|out) (?:out )?for\b",
        r"\blook(?:ing|s)? after\b|\b(?:am|is|are|i['’]m|s?he['’]s|we['’]re) after\b|\bafter (?=an?\b|some\b)",
        r"\b(?:seek(?:s|ing)?|sought|search(?:es|ing)?|chasing|in (?:the )?search of|in need of|desperate(?:ly)? for)\b",
        r"\b(?:short (?:of|in)|lacks?|lacking|missing|we miss|stuck for|struggling (?:with|to find|to)"
        r"|could (?:really )?(?:use|do with)|can['’]?t find|(?:has|have)n['’]t (?:yet )?(?:found|got|any\w*))\b",
        r"\b(?:has no|have no|what i am missing is)\b",
        r"\b(?:recruit(?:ing|s)?|has an opening for|opening for|vacancy for|invit(?:es?|ing)(?: applications for)?)\b",
        r"\b(?:needs?|requires?|require)\b",
        r"\b(?:would|['’]d) (?:really |also )?(?:like|love|welcome|appreciate|value|be (?:grateful|thankful|obliged|glad|nice)"
        r"(?: for| of| to)?)(?: to)?\b",
        r"\b(?:wants?|wish(?:es)?|hop(?:es?|ing)|keen|eager|curious|trying|try|dreaming|interested|open|like|dreams?|looking)"
        r" (?:to|on|in|for|of)\b",
        r"\b(?:wants?|wanting)\b",
        r"\bexploring\b",
        r"\b(?:please|kindly)(?: help us to find| help us| send| provide us with| share| bring| give)?\b",
    )
)
_NEED_AFTER = re.compile(
    r"^(?P<what>.+?),? (?:is|are|urgently|badly|still|also|being)? ?(?:wanted|needed|required|sought|appreciated|welcome)\b(?!:)",
    re.IGNORECASE,
)
_NEEDING = re.compile(
    r"\b(?:i|we|she|he|is|are|would|who|lacks?|requires?|needs?|wants?|look\w*|seek\w*|appreciate|advice)\b",
    re.IGNORECASE,
)
_NEED_STEPS = re.compile(
    # Steps towards the thing that say nothing about it.
    r"^(?:to |for |be |get |find |hire |recruit |buy |meet(?:ing)? (?:with )?|connect(?:ed|ing)? (?:with|to) |speak(?:ing)? (?:with|to) "
    r"|talk(?:ing)? (?:with|to) |hear(?:ing)? from |chat(?:ting)? (?:to|with) |contacts? with |make contact with |rent |borrow "
    r"|help with |some help with |a hand with |help (?:on|in) |assistance with |is |would |who |also |someone to "
    r"|(?:some|any)(?:one|body) (?:who |that |to )?(?:can |could |knows? )?|people (?!(?:who|that) (?:want|need|look|seek))(?:who |that )?)+",
    re.IGNORECASE,
)
_OFFER_LEADS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:ask|talk to|dm|message|ping|write(?: to)?|call|contact|tell) (?:me|her|him) (?:about|for|if you need|any time you"
        r" need)\b",
        r"\b(?:let me know|feel free to (?:contact|ask|message|write)(?: me)?) (?:if you (?:want|need)(?: to)?(?: chat about)?"
        r"|about|for)\b",
        r"\b(?:happy|glad|willing|pleased|delighted|happily|gladly|love|free|here|able|agreed|promised|volunteered|offered|offers"
        r"|said she['’]d|said he['’]d|said she could|said he could|looking) to (?:help (?:with |you )?)?",
        r"\b(?:available|open|booked|bookable) (?:for|to|as(?: an?)?)\b",
        r"\b(?:can|could|i['’]ll|she['’]ll|he['’]ll|will) (?:happily |gladly |also )?(?:help (?:with |you with |any \w+ with )?)?"
        r"(?!be |need|have )",
        r"\b(?:offers?|offering|offered|i do|we do)\b",
        r"\b(?:expertise|skills|experience|specialties|services|mentors?)(?: includes?| spans| in)?:",
        r"\b(?:speciali[sz](?:es?|ing|ed) in|special (?:interest|ity|ty) (?:in|is)|expert(?:ise)? (?:in|on|with|spans)"
        r"|(?:years|decade|career)[\w\s’']{0,12} (?:of experience )?(?:in|of|with)|experienced? (?:in|with|of)"
        r"|background in|knowledge of|focus(?:ed|es|ing)? on|skilled (?:in|at)|trained (?:in|on)|fluent in|proficient (?:in|with)"
        r"|comfortable (?:in|with)|familiar with|solid on|great (?:at|with)|experience (?:in|with|managing))\b",
        r"\b(?:knows?(?: how to| about)?|speaks?)\b",
        r"\b(?:interested in|interests? (?:are|include|in|span)|passionate about|working (?:on|with|in)|works? (?:on|with|in)"
        r"|research (?:is |focuses )?on|responsible for|in charge of)\b",
        r"\b(?:teach(?:es|ing)?|train(?:s|ing)|coach(?:es|ing)?|advis(?:es|ing)|lectures?|mentors?|consults?|helping|helps?)"
        r"(?= \w)(?: on| in| (?:to )?(?:companies|teams|founders|students|beginners|people)(?: with| how to| on| to)?)?",
    )
)
_EXPLICIT = 6
"""How many of the leads above introduce one whole offer; what follows the later ones may be a list of skills."""
_ROLE = re.compile(
    r"\b(?:am|is|are|as|was|i['’]m|she['’]s|he['’]s) (?:currently |also |now )?(?:an?|the|our) (?P<role>[^,.;:!?()|]+)",
    re.IGNORECASE,
)
_ROLE_END = re.compile(
    r"\s(?:who|that|which|with|at|for|from|based|working|interested|focus\w*|speciali\w+|of the|where|by|whose|in (?=[A-Z]))\b.*$",
    re.DOTALL,
)
_STOP = re.compile(
    r"[.;!?:\[\]\"“”]|,? (?:because|since|so that|but|although|though|please|however|which|while|whereas|if you|thank)\b"
    r"|\s[–—-]\s|,(?= (?:and |or )?(?:i|we|she|he|they|please|any|ask|only|no|not|it|you|start|even|if|both|have)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"^(?:(?:a|an|the|some|any|my|our|her|his|their|one|also|more|still|urgently|really|about|in|on|of|for|how to|to)\s+)+",
    re.IGNORECASE,
)
_LIST = re.compile(r"\s*(?:,\s*(?:and\s+|or\s+)?|/|·|\||•|&|;|\s+and\s+|\s+\+\s+)\s*", re.IGNORECASE)
_TRAIL = re.compile(
    r"(?:\s+(?:and|or|of|in|with|for|to|the|a|an|at|on|from|by|as|who|that|is|are|my|your|our|now|too|here|etc|me|i|we|it"
    r"|asap|immediately|straight away))+$",
    re.IGNORECASE,
)


def short_forms(clause: str, kind: FacetKind) -> tuple[str, ...]:
    """One or more, most telling first, none of them empty if the clause has a word. Deterministic, no encoder."""
    plain = " ".join(re.sub(r"\([^()]*\)", " ", clause).split()).strip(" ,;:.!?-–—|·•#*")
    found = _need(plain) if kind is FacetKind.NEED else _offers(plain)
    short = [form for form in (_shorten(text) for text in found) if form]
    return tuple(dict.fromkeys(short)) or (_shorten(plain) or plain[:80] or clause.strip(),)


def _need(plain: str) -> list[str]:
    if after := _NEED_AFTER.match(plain):
        what = after["what"]
        if len(what.split()) <= MAX_WORDS and not _NEEDING.search(what):
            return [what]
    best: re.Match[str] | None = None
    for lead in _NEED_LEADS:
        for match in lead.finditer(plain):
            if plain[match.end() :].strip(" ,.!?:") and (best is None or match.start() < best.start()):
                best = match
            break
    if best is None:
        return [plain]
    rest = plain[best.end() :].strip(" ,:—–-")
    for lead in _NEED_LEADS:  # "wants to find someone who" is one lead after another
        if (again := lead.match(rest)) and rest[again.end() :].strip():
            rest = rest[again.end() :].strip(" ,:—–-")
    rest = _NEED_STEPS.sub("", rest) or rest
    items = _items(_cut(rest))
    if len(items) >= SHORTEST_LIST and all(len(item.split()) <= LONGEST_ITEM for item in items):
        return items
    return [rest.split(",")[0] if len(rest.split(",")[0].split()) >= 1 else rest]


def _offers(plain: str) -> list[str]:
    for number, lead in enumerate(_OFFER_LEADS):
        match = lead.search(plain)
        if match and (rest := plain[match.end() :].strip(" ,:")):
            if number < _EXPLICIT:
                return [rest]
            return [*_items(_cut(rest)), *_roles(plain[: match.start()])]
    if roles := _roles(plain):
        return roles
    items = _items(plain)
    return items if len(items) > 1 else [_SUBJECT.sub("", plain)]


def _roles(plain: str) -> list[str]:
    match = _ROLE.search(plain)
    return _items(_ROLE_END.sub("", match["role"])) if match else []


def _items(text: str) -> list[str]:
    parts = [part for part in _LIST.split(text) if part and part.strip()]
    if len(parts) > 1 and all(len(part.split()) <= LONGEST_ITEM for part in parts[:-1]):
        return parts[:MAX_ITEMS]
    return [text]


def _cut(text: str) -> str:
    stop = _STOP.search(text, 1)
    return text[: stop.start()] if stop else text


def _shorten(text: str) -> str:
    text = _ARTICLE.sub("", _cut(text).strip(" ,:;.!?-–—|·•#*\"“”'’()[]"))
    text = " ".join(text.split()[:MAX_WORDS])
    return _TRAIL.sub("", text).strip(' ,:;.!?-–—|·•#*"“”()[]')
