"""Signs that change what others say: denial, times, private life, the shape of a text."""

from __future__ import annotations

import re

from recommender.reading.signs.wording import sign

SIGNS = {
    "negation": sign(r"""
        not|no|never|neither|nor|nobody|nothing|without|nope
        (?:don|doesn|isn|can|won|didn)['’]?t
    """),
    "long_ago": sign(r"""
        ago|last (?:year|yr|week|month|spring|summer|autumn|winter|time|quarter)
        previously|formerly|back then|once(?! (?:the|her|his|my|their))
        until (?:19|20)\d\d|when i was|before,|in (?:19|20)\d\d
        in (?:the|my|old|earlier|previous) (?:past|day|days|times|years)
    """),
    "if_you": sign("""
        if (?:you|any\\w+)|whoever|you (?:need|want|['’]?d like)
    """),
    "pursues": sign(r"""
        aim(?:s|ed|ing)? (?:to|at)|explor(?:e|es|ed|ing)|try(?:ing)? to|seek(?:s|ing)? to
        strives? to|looks? to|work(?:s|ing)? to|attempt\w*|in order to
        hopes? to (?:demonstrate|change|make|improve|contribute)
    """),
    "perks": sign(r"""
        contract of|pension|days of leave|flexible hours|salary|start date|deadline|reimbursed
        refunded
        you will (?:report|work in|be based|join|find)|^we offer (?:an?|you|flexible)
        applications? (?:received|will|fees?|are)|your benefits|opening hours|bonus
    """),
    "private_life": sign(r"""
        born|grew up|raised in|lives?|living|married
        grand\w+|mother|father|mum|wife|husband|sister|brother
        dogs?|cats?|hobb\w+|enjoys?|hiking|running|loves|birthday|coffee|football
        spare time|hometown|based in|vegetarian|vegan|weekend|laugh\w*|hat|moustache|hair|tie
        sense of humour
    """),
    "points_elsewhere": sign(r"""
        (?:can|may) be (?:read|found|seen|downloaded|viewed|used)|^for \w+, see|see the
        referred to
        ^(?:everyone|everybody|whoever|those|people|a \w+) who|anyone who has
    """),
    "finite": sign(r"""
        am|is|are|was|were|be|been|has|have|had|do|does|did
        can|could|will|would|shall|should|may|might|must
        (?:i|she|he|it|we|they)['’](?:m|s|re|ve|d|ll)
        (?:i|she|he|we|they|who|that|it) \w+
    """),
    "comma_list": re.compile(r"(?:[^,]{2,40},){2,}"),
    "quotes": re.compile(r"[\"“”«»]"),
    "exclaims": re.compile("!"),
}
