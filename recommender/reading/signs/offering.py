"""Signs of offering: trades, skills, deeds for others, and words of willingness."""

from __future__ import annotations

from recommender.reading.signs.wording import sign

SIGNS = {
    "glad_to": sign(r"""
        {glad} (?:\w+ )?(?:help|share|look|assist|talk|speak|give|teach|explain|read|swap|host)
        (?:happy|glad|willing|pleased|delighted) to (?!see|hear|meet|find|be|have|know|announce)\w+
        {would} (?:gladly|happily)
        let me (?:read|look|help|show)
    """),
    "can_help": sign(r"""
        {will} (?:\w+ )?(?:help|assist|advise|teach|train|mentor|coach|share|explain|review|consult)
        {will} (?:\w+ )?(?:support|give|offer|host|introduce|lend|translate|look (?:at|over))
        {will} (?:\w+ )?(?:make|build|organi[sz]e|cook|provide|rent out|let it|interpret|read)
        (?:i|she|he|who|{name}) can
    """),
    "available_for": sign(r"""
        (?:available|open|bookable|booked) (?:for|as|to (?:talk|speak)|any)
        available from|for hire|on request|while you wait|takes outside work|can be booked
        open to (?:speaking|advis\w+|mentor\w+|consult\w+)
    """),
    "offers": sign(r"""
        offers?|offered|offering|volunteered|agreed to|promised(?: to)?
        lends?|lend out|to lend|to give|gives? (?:away|free)|spare|whenever
        said (?:she|he)(?:['’]d| could| would)
        for nothing|unpaid|no fee|free of charge|at no cost|at cost|no charge|pro bono|free
    """),
    "teaches": sign("""
        teach(?:es|ing)?|train(?:s|ing|ings)|mentors|mentored|coach(?:es|ing)|lectures?
        workshops?|lessons|consult(?:s|ing)|advis(?:es|ing)|supervis(?:es|ion)|speaker
        talks on
    """),
    "experience": sign(r"""
        experienced?|expert(?:ise)?|speciali[sz]\w+|special(?:ty|ity|ist)|focus(?:ed|es)? on
        years(?: of| in| behind)?|yrs|certified|licensed|registered|chartered|master|skilled
        background in|proficient|knowledge of|fluent|speaks|trained|solid on|great (?:at|with)
        familiar with|proven
    """),
    "knows": sign("""
        knows(?! whether| if| that| what)|know how to|know the|can (?:read|tell|get|source)
        has (?:an )?open source|well connected
    """),
    "works_i": sign(r"""
        i (?:also |now )?(?!am|was|have|had|want|need|seek|look|hope|wish|like|love|got|search)\w+
    """),
    "works_they": sign(r"""
        {they}(?:,? (?:who|also|now|regularly))? (?!{idle}\b)[a-z]+s (?!are|and|of|in)\w+
    """),
    "worked": sign(r"""
        (?:^|i |{they} )(?!need|want|search|look|wish|hop|liv|mov|ask|seem|decid)\w+ed (?!to|by|in)\w+
        led|ran|built|taught|wrote|made|sold|flew|drew|kept|founded|set up
        used to (?!need|want|be short|struggle|look)\w+
        {they} has (?!been|need|want|look|mov|liv|lost)\w+ed
    """),
    "works_field": sign("""
        working (?:on|with|in|as)|works? (?:on|with|in|as|for)|research(?:es)? on
        responsible for|in charge of|leads?|runs?|manages|directs|designs?|builds?|makes?|repairs?
        restores?|edits?|develops?|keeps|maintains
    """),
    "is_a": sign(r"""
        (?:is|was|as|am|\w+['’](?:m|s)) (?:currently |also |now )?(?:an?|the) (?:[\w-]+ ){0,4}?{trade}
        ^\w+ = \w+
    """),
    "trade": sign("""
        {trade}
    """),
    "title_alone": sign(r"""
        ^(?:[\w'’()./-]+ ){0,3}?[\w-]*{doer}(?:$|,| \()
        ^(?:[\w'’()./-]+ ){0,3}?[\w-]*{doer} (?:in|at|of|for|and|with) [\w ]{2,30}$
    """),
    "label_list": sign(r"""
        ^{name}(?:: | [-–] |, ).{3,}
        ^(?:expertise|skills|experience|specialties|services|offering)[^.]{0,20}: .+
    """),
    "done_for_you": sign(r"""
        (?:is|are|can be) (?:built|made|done|given|taught|cut|lent|offered) (?:here|to|on|for|by|in)
        for (?:\w+ )?(?:schools|clubs|companies|cities|makers|families|gardeners|beginners|members)
    """),
}
