"""Signs to hold back: a need that is denied, over, met, imagined, or the reader's own."""

from __future__ import annotations

from recommender.reading.signs.wording import sign

SIGNS = {
    "negated_need": sign(r"""
        {never}(?: \w+){0,3}? {seeks}
        {never}(?: \w+){0,2}? (?:hire|hiring|taking|accept\w*|interested|open)
        wants? no|no (?:vacancies|interest|jobs|help wanted|referral)
        no longer|any ?more|any longer|not for now|until further notice
    """),
    "past_need": sign(r"""
        (?<!is )(?<!are )(?<!help )(?:sought|needed|lacked) (?!from|now|for|by)\w+
        looked for|searched for
        (?:i|we|he|she|they|\w+) wanted (?:to|an?|the|some|her|him|my|\d+|\w+s)
        (?:was|were|had been|have been|been) (?:\w+ )?(?:looking|seeking|searching|hunting|needing)
        (?:was|were|had been|have been|been) (?:\w+ )?(?:hiring|asking|chasing|short|in need|on the)
        used to (?:need|want|be (?:a need|short)|struggle|look)
        had to borrow|there was a time|the search (?:for|is|took|ended)|did look|was missing
        was after
        had trouble|could ?n['’]t find
    """),
    "settled": sign(r"""
        (?:we|i|has|have|been|now|\w+['’]ve) found|found (?:one|it|their)|has just|got repaired
        filled|sorted|solved|closed|secured|settled|already(?! now)|finally|finished|complete
        is full|fully booked|thanks (?:to )?all|is done|on board|arrived|plenty|is over|signed
        (?:has|have|['’]s) got
    """),
    "imagined": sign("""
        ^(?:if|had|should|imagine|suppose|what if|perhaps|maybe|were|might)
        if (?:i|we|he|she|the|no|only|it|they|someone gave|launch|volumes)
        would have|might|perhaps|maybe|some ?day|one day|probably|if ever
    """),
    "reader_invited": sign(r"""
        ^(?:want|wanna|need|stuck|confused|struggling)(?!.*(?:{someone}|who)).*(?:\?|\bme)
        ^(?:looking for|you need)(?!.*(?:{someone}|who)).*(?:\?|\bme)
        ^(?:interested in|curious about)(?!.*{someone}).*(?:\?|\bme)
        let me know if you (?:want|need|would|['’]d)|let me know if you['’]d
        ^(?:should|whatever) you (?:need|want)
    """),
    "betters_self": sign("""
        (?:always|constantly|forever|still) (?:looking|seeking|searching|learning|curious|eager|keen)
        look(?:s|ing)? forward|is said to
        (?:want|wants|wanting|hope|hopes|keen) to (?:use|help|give|contribute)
    """),
    "work_seeks": sign("""
        (?:research|project|study|work|experiment|thesis|collaboration|it|paper) (?:seeks|aims|looks)
        (?:research|project|study|work|experiment|thesis|it|paper) (?:searches|wants|is seeking)
        seeks to (?:increase|serve|improve|understand|make|change)
    """),
}
