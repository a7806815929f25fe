"""How pages speak: adverts, calls for help, project tasks, job titles and notices, as patterns behind named cues.

Found by reading where the model erred on training scenarios left out in turn (benchmarks/train_facets.py).
"""

from __future__ import annotations

_ASKED_OF = (
    r"(?:an?|some|one|new|another|the|offers?|any|a move|roles?|positions?|teams?|collaborat\w+|commissions?)"
)
_PERSON = r"(?-i:(?:(?:Dr|Prof|Professor|Ms|Mrs|Mr)\.? )[A-ZÀ-ÞĐ]\S+|[A-ZÀ-ÞĐ][\w’'.-]+(?: [A-ZÀ-ÞĐ][\w’'.-]+){1,3})"
_NOT_WORK = (
    r"(?!(?:is|was|has|does|needs|wants|seeks|looks|hopes|wishes|lives|loves|likes|enjoys|asks|says|thinks|believes|holds"
    r"|serves|belongs|comes|requires|lacks|news|this|its|his|as|always|perhaps)\b)"
)

PATTERNS: tuple[tuple[str, str], ...] = (
    # Words of needing
    (
        "called_for",
        r"(?<!that )(?<!which )(?<!what )(?<!aspect )(?<!where )(?<!when )(?<!whatever )(?<!if )\b(?:is|are) (?:being |also |still |urgently |dearly |very |\w+ly )*(?:sought|wanted|needed|required|collected|asked for)\b"
        r"|\bhelp (?:is )?(?:needed|wanted|welcome)\b|\b(?:is|are) (?:equally |warmly |also |cordially )?invited to"
        r"|\bplease get in touch\b|\bmay (?:register|apply)\b|\bin want of\b|\bwho can help\?|\bwould also suit\b"
        r"|\bspare us\b|\bare invited\b|\b(?:is|are) requested to let\b|\bis asking for\b",
    ),
    (
        "would_be_welcome",
        r"\bwould be (?:very |most |gratefully |warmly |also |so )*(?:welcomed?|received|appreciated|useful|good to have|glad of|needed)\b",
    ),
    (
        "applicant_has",
        r"^you (?:hold|have|bring|speak|know|enjoy|possess|are able)\b|^(?:what )?we expect\b|^what you (?:bring|need)\b"
        r"|^(?:nice|good) to have\b|(?:\b(?:is|are)|:) (?:indispensable|desirable|essential|preferred|an asset)\.?$"
        r"|\bsuccessful candidate\b|^must (?:be|have|hold)\b",
    ),
    (
        "task_given",
        r"\b(?:student|participant|intern|contributor|candidate|fellow|trainee)s? (?:is|are|will|would|should) (?:going to |expected to"
        r" |supposed to )?(?!\w+ed\b)\w+"
        r"|^(?:write|fix|design|test|document|translate|replace|migrate|measure|compare|port) (?:the|an?|missing|tests|some)\b",
    ),
    (
        "hopes_for",
        r"\b(?:hop(?:es?|ing)|wish(?:es|ed)?|long(?:s|ing)) (?:to (?:find|meet|be (?:given|introduced|lent|paired))|for (?:an?|some)\b)"
        r"|\b(?:is|are|am) (?:exploring|considering) (?:an?|positions?|roles?|the move)\b|\bkeen to be\b"
        rf"|\bopen to {_ASKED_OF}\b|\binterested in (?:an?|one)\b|\bis what (?:she|he|we|they) hopes? for\b",
    ),
    # Words of offering
    (
        "agent_title",
        r"^(?!.*\b(?:department|faculty|winner|member|sponsor|partner|father|mother|brother|sister|number|paper|newsletter"
        r"|quarter|corner|chapter|october|november|december|september)\b)(?:[\w'’()./-]+ ){0,3}?[\w-]*(?:er|or|ist|ian|eur"
        r"|smith|wright|layer|chef|cook|clerk|nurse|vet|judge|midwife|emerit(?:a|us)|agent)"
        r"(?:$|,| (?:in|at|of|for|and|with|on) [\w ]{2,30}$| \(|, \w+)",
    ),
    ("named_does", rf"^{_PERSON} (?:also |now |currently |regularly )?{_NOT_WORK}[a-z]+s\b"),
    (
        "has_done",
        r"\b(?:she|he|who|(?-i:[A-ZÀ-ÞĐ]\w+)) (?:has|have) (?:also |since )?(?!need|want|search|look|wish|hop|been|lived|moved)"
        r"(?:\w+ed|built|run|led|taught|written|made|drawn|kept|cut|sung)\b",
    ),
    (
        "done_for_you",
        r"\b(?:is|are|can be) (?:built|made|done|given|taught|cut|lent|offered|taken on|free for|available) (?:here|to|on|for|by|in|each|at)\b"
        r"|\bon request\b|\btake about\b|\boffice hours\b",
    ),
    # Reasons to hold back
    (
        "thing_described",
        r"^(?:[\w.-]+|the \w+|this \w+) (?:is|are) (?:an?|the|not an?) (?:[\w-]+ ){0,3}?(?:format|library|tool|package|app|standard"
        r"|platform|map|source|plugin|service|festival|journal|staple|desert|town|city|network)\b",
    ),
    (
        "points_elsewhere",
        r"\b(?:can|may) be (?:read|found|seen|downloaded|viewed|used)\b|^for \w+, see\b|\bsee the\b|\bbelow\.?$|\breferred to\b",
    ),
    (
        "workplace",
        r"^you will (?:work in|report|be based|join|find)\b|^what we (?:give|offer)\b|^(?:your|our) benefits\b"
        r"|^we offer (?:an?|you|flexible)\b|\b(?:is|are) (?:refunded|reimbursed)\b",
    ),
    (
        "was_so_once",
        r"\buntil (?:last|then|recently|\d{4})\b|\bfor (?:years|a time|decades|a while)\b|\bonce (?:wanted|needed|hoped|asked)\b"
        r"|\b(?:is|are) not any ?more\b",
    ),
    ("whoever", r"^(?:anyone|everyone|anybody|everybody|whoever|those|people|a \w+) who\b"),
)

NEEDING = ("called_for", "would_be_welcome", "applicant_has", "task_given", "hopes_for")
OFFERING = ("agent_title", "named_does", "has_done", "done_for_you")
HOLDING_BACK = ("thing_described", "points_elsewhere", "workplace", "was_so_once", "whoever")
