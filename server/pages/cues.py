"""The words by which people say on their own page what they need or offer, in the languages Comity knows so far.

Only plain statements count: "Looking for a plumber?" is an advertisement, "no longer looking for" the opposite, and
"we help founders looking for money" is about others. A signal missed costs little, a wrong one misleads.
"""

from __future__ import annotations

import re
from typing import Literal

Signal = Literal["offer", "need"]

_START = r"(?:^\W*|[.!;:•–—-]\s+|\b(?:and|but|also|und|et|y|e)\s+)"
_SELF = r"(?:(?:(?:i|we)(?:['’](?:m|re)|\s+am|\s+are)|am|are)\s+)"
_NOW = r"(?:(?:currently|actively|now|always|still|also|urgently)\s+)*"

NEEDS = re.compile(
    "|".join((
        rf"{_START}{_SELF}?{_NOW}(?:looking for|seeking|searching for|in search of|on the lookout for)\b",
        rf"{_START}{_SELF}?{_NOW}fundraising (?:for|to|an?|our)\b",
        rf"{_START}{_SELF}?{_NOW}raising[:\s]+(?:an?|our|my|\$|€|£|pre-?seed|seed|money|funds|series)",
        rf"{_START}(?:{_SELF}{_NOW}hiring\b|{_NOW}hiring(?::|\s+(?:an?|for|two|three|senior|junior|our)\b))",
        rf"{_START}{_SELF}?{_NOW}looking to (?:collaborate|hire|meet|connect with|partner|join|learn from|buy|rent)\b",
        r"^(?:she|he|they)\b.{3,120}\band (?:is|are) (?:currently )?(?:looking for|seeking)\b",
        r"\b(?:she|he|they)(?:\s+is|\s+are)\s+(?:currently\s+)?(?:looking for|seeking)\b",
        r"\b(?:i|we)\s+(?:really\s+)?(?:need|could use)\b",
        r"\b(?:i|we)(?:\s+would|['’]d) (?:really )?love "
        r"(?:help|advice|feedback|an intro\w*|to meet|to find|to connect with)\b",
        r"\bhelp wanted\b|\bwanted:|^(?:my )?needs?:|#opentowork\b|#hiring\b|\bin need of\b",
        r"\bavailable for (?:hire|work|new (?:roles|opportunities))\b|\bopen for work\b",
        r"\bopen to (?:work|(?:new )?(?:roles?|opportunities|positions|challenges))\b",
        r"\bopen to (?:offers|guest posts|collaborations?)\b",
        r"\b(?:ich|wir)\s+(?:suchen?|brauchen?)\b|^suche\b|\bgesucht:|\bauf der suche nach\b|\bwir stellen ein\b",
        r"\b(?:je|nous)\s+(?:re)?cherch(?:e|ons)\b|^(?:en|à la) recherche d|\bje suis à la recherche\b",
        r"\bnous recrutons\b",
        r"^(?:busco|buscamos|procuro|procuramos|cerco|cerchiamo)\b",
        r"\b(?:estoy|estamos) buscando\b|\bestou (?:em busca|à procura)\b",
        r"\b(?:ik|wij) zoek(?:en)?\b|^op zoek naar\b|^szukam\b|^hledám\b|^söker\b|^søker\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
OFFERS = re.compile(
    "|".join((
        r"\b(?:happy|glad|willing|keen|pleased|open|ready|love) to "
        r"(?:mentor|help|advise|review|share|teach|coach|speak|introduce|chat|answer|support|offer|give|lend|host)\b",
        r"\b(?:i|we) can (?:also )?"
        r"(?:help|offer|review|teach|mentor|advise|introduce|lend|host|translate|coach|speak)\b",
        r"\b(?:i|we) could (?:teach|help|offer|lend|host|mentor|review)\b|^can offer\b",
        r"\b(?:i|we) (?:also )?(?:mentor|coach|teach|offer)\b|\bi help \w|^(?:can offer|offers?|offering):",
        r"\bopen to (?:mentoring|consulting|speaking|coaching|advising|commissions|freelance)\b",
        r"\b(?:i|we) (?:also )?(?:give (?:talks|workshops|lectures)|run (?:free )?workshops)\b",
        r"(?:^|\b(?:she|he|they) )(?:also )?(?:teach(?:es)?|mentors?|coach(?:es)?|offers?) "
        r"(?:an?|the|free|to|people|new|\w+ing|\w+s)\b",
        r"(?:^|[,.;] |\band )(?:also )?(?:available|open) for (?!hire\b)\w+|\boffice hours\b|\bask me about\b",
        r"\b(?:ich|wir) (?:biete|bieten)\b|\bstehe .{0,30}zur verfügung\b|\bhelfe (?:gerne?|dir|ihnen)\b",
        r"\b(?:je|nous) propos(?:e|ons)\b|\b(?:ofrezco|ofrecemos|ofereço|oferecemos)\b|\bik bied\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
AGAINST = re.compile(
    r"\b(?:not|no longer|never|aren['’]t|isn['’]t|don['’]t|stopped|was|were|used to be|nicht mehr|nicht|keine|plus)\s+"
    r"(?:\w+\s+){0,2}(?:looking|seeking|searching|hiring|raising|available|open|need|suche|recherche)",
    re.IGNORECASE,
)

HOLLOW = re.compile(
    r"\bto help(?: out| others| you| anytime| anyone)*(?: in any way.*| with anything.*)?\W*$", re.IGNORECASE
)
""" "Happy to help!" says nothing that could be matched with anybody's need."""

NEED_HEADING = re.compile(
    r"^(?:what\s+)?(?:i(?:['’]m| am)\s+|we(?:['’]re| are)\s+)?(?:currently\s+)?"
    r"(?:looking for|seeking|help wanted|wanted|open to|in need of|(?:my )?needs|how you can help|"
    r"(?:what |things |where )?i(?: could)? (?:need|use)(?: help)?(?: with)?|"
    r"(?:ich|wir) suchen?|gesucht|je (?:re)?cherche|busco|procuro)\b[\s:….!]*(?:\w+\s?){0,2}$",
    re.IGNORECASE,
)
OFFER_HEADING = re.compile(
    r"^(?:my |our |the |upcoming |past )?"
    r"(?:services|what i(?: can|['’]m able to)? (?:offer|help(?: you)? with|teach)|i offer|offering|offers?|"
    r"how i can help(?: you)?|(?:things )?i can (?:help(?: you)? with|offer)|ask me about|office hours|"
    r"talks?(?: and workshops)?|speaking|sessions?|workshops?|mentoring|teaching|courses?|"
    r"ich biete|wir bieten|biete|leistungen|angebote?|lehre|vorträge|workshops und vorträge|"
    r"offres?|servicios|serviços)[\s:]*$",
    re.IGNORECASE,
)
SKILL_HEADING = re.compile(
    r"^(?:my )?(?:(?:core |top )?skills(?: and expertise)?|(?:areas? of )?expertise|research interests|"
    r"specialit(?:ies|y)|specialties|kenntnisse|fähigkeiten|forschungsinteressen|compétences|aptitudes|competências|スキル|技能)[\s:]*$",
    re.IGNORECASE,
)
SENTENCE = re.compile(
    r"(?<=[.!?…。！？])[\"”’)]*\s+(?=[\"“‘(]?[^\W\d_a-z]|[\"“(]?\d)|(?<=[。！？])|\s+[•▪●]\s+|\n+"
)
MAX_SIGNAL = 400


def signal_of(sentence: str) -> Signal | None:
    """Whether the sentence plainly states a need or an offer of the one who wrote it; a need first."""
    sentence = sentence.strip()
    if len(sentence) > MAX_SIGNAL or sentence.endswith(("?", "？")) or AGAINST.search(sentence):
        return None
    if HOLLOW.search(sentence):
        return None
    if NEEDS.search(sentence):
        return "need"
    return "offer" if OFFERS.search(sentence) else None


def sentences(text: str) -> list[str]:
    """The text's sentences as they stand, cut at full stops before a capital, at bullets and at line ends."""
    return [part.strip() for part in SENTENCE.split(text) if part and part.strip()]
