"""What words of needing, offering and holding back look like: the patterns behind the named cues."""

from __future__ import annotations

SEEK = (
    r"(?:look(?:ing|s|ed)? (?:for|out for|after|to)|seek(?:s|ing)?|search(?:es|ing)?(?: for)?|in (?:the )?search of"
    r"|on the (?:look-?out|hunt)|hunt(?:s|ing)? for|chasing|after an?|in need of|desperate(?:ly)?|longing for"
    r"|wants?|wanting|needs?|needing|require[sd]?|lacks?|wish(?:es)?|hop(?:es?|ing))"
)
_SOMEONE = r"(?:someone|somebody|anyone|anybody|any one|any person|people|person|folks?)"
MANY = (
    r"(?:people|everyone|everybody|nobody|men|women|children|kids|families|parents|patients|clients|customers|users"
    r"|companies|employers|employees|founders|ceos|investors|teachers|students|guests|crew|police|youth|mothers"
    r"|the (?:world|market|industry|public|government|council|ministry|planet|people|vulnerable)|those|others|visitors"
    r"|whoever|he who|who|every \w+|all the \w+|most of the \w+|some|none)"
)
_HELP = (
    r"(?:help|assist|advise|teach|train|mentor|coach|share|explain|review|speak|talk|show|support|give|offer|host"
    r"|answer|introduce|connect you|lend|quote|proofread|translate|look (?:at|over)|read|make|build|run|do|step in"
    r"|interpret|organi[sz]e|carry|cook|provide|swap|consult|untangle|conduct|sit|deliver)"
)
PAST_SEEK = (
    r"(?:looked for|sought|needed|wanted|searched|lacked|(?:was|were|had been|have been|been) (?:\w+ )?"
    r"(?:looking|seeking|searching|hunting|needing|hiring|asking|chasing|in need|desperate\w*|on the look))"
)
_WORK = (
    r"(?:leads?|runs?|works?|working|directs?|manages?|develops?|designs?|builds?|curates?|maintains?|stud(?:y|ies)"
    r"|specialis\w+|specializ\w+|research(?:es|ing)?|advises?|coordinates?|edits?|restores?|makes?|composes?|produces?"
    r"|backs|looks? after|keeps|organis\w+|organiz\w+|heads?|chairs?|led|ran|built|founded|managed|directed|developed"
    r"|designed|coordinated|supervised|rebuilt|raised|turned|negotiated|organised|organized|created|launched|wrote"
    r"|taught|worked)"
)
_MONTHS = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"

PATTERNS: tuple[tuple[str, str], ...] = (
    # "verbless" has no pattern: recommender.cues tells it by the lack of a verb.
    # Who speaks, and of whom
    ("says_i", r"\b(?:i|i['’]m|i['’]ve|i['’]d|i['’]ll|my|me|im)\b"),
    ("says_we", r"\b(?:[Ww]e|[Ww]e['’](?:re|ve|d|ll)|[Oo]ur|us)\b"),
    ("says_he_or_she", r"^(?:(?:and|but|also|currently|now),? )*(?:she|he|s/he)\b"),
    ("says_you", r"\byou(?:r)?\b"),
    ("starts_with_i", r"^(?:(?:and|but|also|now|today|here) )*i\b"),
    ("starts_with_the", r"^(?:the|this|a|an|every|each|our|its|all|some|most)\b"),
    (
        "relative_of",
        r"\b(?:her|his|their|my) (?:\w+ )?(?:brother|sister|son|daughter|husband|wife|mother|father|"
        r"partner|cousin|boss|friend|dad|mum|mom|kids?|children|team|clients|patients|company|startup|gallery|"
        r"congregation|city|professor|chief|manager|director|colleagues?|neighbou?rs?)\b(?!['’]s (?:print|shop))",
    ),
    # Words of needing
    (
        "starts_with_seeking",
        r"^(?:(?:i am|i['’]m|we are|we['’]re|she is|he is|she['’]s|he['’]s|am|is|are|and|but|also|"
        r"now|currently|actively|urgent(?:ly)?|still|always|desperately|who|has been|the \w+ is|is there)[ ,]{0,2}){0,8}"
        r"(?:actively |currently |desperately |still |also |always )?"
        r"(?:looking (?:for|out for|to|after)|seeking(?! to\b)|searching|in (?:the )?search of|on the (?:look-?out|hunt)|hunting"
        r"|chasing|after an?|in need|short (?:of|in)|iso|wanted|needs?|needed|(?:i |we )search|seeks?(?! to\b)|wants?|short|hiring"
        r"|recruiting|missing)\b",
    ),
    (
        "looking_for",
        r"\b(?:look(?:ing|s) (?:for|out for|after a job)|seek(?:s|ing)?(?! to\b| any opportun)|search(?:es|ing)? (?:for|a|an|buyer)"
        r"|in (?:the )?search of|on the (?:look-?out|hunt)|hunting for|chasing|iso|sought)\b",
    ),
    ("after_a", r"\b(?:am|i['’]m|is|he['’]s|she['’]s|are|we['’]re) after \w+|^after an? \w+[^,]*$"),
    (
        "looking_to_deal",  # "looking to hire" is a need, "looking to understand" is a research aim
        r"\b(?:look(?:ing|s)?|hop(?:es?|ing)|try(?:ing)?|want(?:s|ing)?|would (?:like|love)|['’]d (?:like|love)|keen|aims?"
        r"|wish(?:es)?|interested) (?:to|in) (?:be )?(?:hir\w+|meet\w*|connect\w*|collaborat\w+|partner\w*|buy\w*|sell\w*"
        r"|rent\w*|join\w*|speak\w*|talk\w*|find\w*|learn\w*|exchange|publish|borrow|pair\w*|visit|shadow|hear\w*|see\w*"
        r"|get (?:in touch|feedback|better)|do my|recruit\w*|switch|commission|reach|make contact)\b",
    ),
    (
        "pursues",  # aims and explorations, which are work or wishes for the world, not needs of a person
        r"\b(?:aim(?:s|ed|ing)? (?:to|at)|explor(?:e|es|ed|ing)|try(?:ing)? to|seek(?:s|ing)? to|strives? to|looks? to"
        r"|hopes? to (?:demonstrate|change|make|improve|contribute)|work(?:s|ing)? to|attempt\w*|in order to)\b",
    ),
    (
        "needs",
        r"(?<!['’]s )(?<!s['’] )(?<!the )(?<!user )(?<!their )\bneeds\b(?! of)|\b(?:need(?!s)|in need of|(?<!whatever )(?<!aspect )(?:are|is|urgently) needed|(?<!that )requires?|short (?:of|in)|lack(?:s|ing)?|we miss|is missing|missing a"
        r"|could (?:really )?(?:do with|use)|stuck for|what we lack)\b",
    ),
    (
        "cannot_find",
        r"\b(?:can['’]?t|cannot|can not|has ?n['’]t|have ?n['’]t|hasn['’]t) (?:yet )?(?:find|found|got)\b"
        r"|\bstruggl\w+ (?:with|to find)\b|\bfeels? lost\b|\bstuck\b|\bshort of\b|\bno co-author\b|\bhas no\b",
    ),
    ("wants", r"\b(?:wants?|wish(?:es)?|dream(?:s|ing)? of)\b"),
    (
        "asks_reader",  # "Want to learn Go? Talk to me": the reader's need, the writer's offer
        r"^(?:hey|hi|hola|hello)?[,! ]*(?:if you|want(?:ed)?\b|need(?:ing)?\b|stuck|struggling|interested|looking|curious|confused"
        r"|lost)\b.*(?:\?|talk to me|ping me|message me|dm me|write me|ask me|let me know|contact me|reach out|say so)",
    ),
    (
        "would_like",
        r"(?:\bwould|['’]d) (?:really |also |so |be |very )*(?:like|love|welcome|appreciate|value|grateful|thankful|glad|obliged"
        r"|nice|happy to (?:hear|meet|find|see)|pay|mean a lot)\b(?! to (?:\w+ )?(?:help|guide|share|teach|give back|support"
        r"|answer|mentor|assist|chat|talk about|introduce))|\b(?:appreciated|welcomes? (?:contact|applications|proposals))\b",
    ),
    (
        "would_like_to_meet",
        r"\b(?:hear from|meet(?:ing)?|connect(?:ed)? (?:with|to)|talk to|chat|speak with"
        r"|contact (?:at|in|with)|partner(?:ing)? with|collaborat\w+|exchange with|pick your brain|learn from|"
        r"paired with)\b",
    ),
    (
        "keen",
        r"\b(?:keen (?:to|on)|eager to|curious (?:to|about)|interested to)\b(?! (?:help|bridge|improve|continue|keep|grow|change|give|make))",
    ),
    (
        "interested_in",  # a topic, mostly: what someone knows or likes, rarely what they lack
        r"\b(?:interest(?:s|ed)?|keen interest|passion(?:ate)?|enthusias\w+) (?:in|on|about|with|for|are|is|include|span)\b",
    ),
    ("opportunity_to", r"\b(?:opportunit(?:y|ies) (?:to|for|across|in|through)|the opportunity)\b"),
    (
        "learn",
        r"\b(?:learn|improve my|get better|understand|guidance|tutor|course|resources|tips|advi[cs]e|feedback)\b",
    ),
    ("mentor_for_me", r"\b(?:a mentor|mentor (?:who|that|in)|supervisor|second opinion|sanity check)\b"),
    (
        "hires",
        r"\b(?:hiring|positions? to fill|reinforcement for|(?:to|will|want to) hire|(?:is|are|am|we['’]re|now|currently) recruiting|recruit \d|vacanc\w+"
        r"|an opening|opening for|invit(?:es?|ing) (?:applications|proposals|\w+ manufacturers)|to join (?:our|us|a)"
        r"|join our|(?:trying to|to) fill|will take on|submissions)\b",
    ),
    (
        "learners",
        r"\b(?:apprentices?|trainees?|interns?|internships?|mentees?|juniors?|beginners|new grads?)\b",
    ),
    (
        "hired_before",
        r"\b(?:roles?|positions?|joined|hired|career|served as|promoted|held)\b",
    ),
    (
        "requirement",
        r"^(?:essential|requirements?|required|recommended skills|skills (?:wanted|needed)|expected outcome|tender|the task):"
        r"|\b(?:is required|are required|is a plus|(?:be|is) an advantage|^you (?:have|bring|speak)|must have"
        r"|^must \w+|must (?:hold|like|be able)|\bideally\b|ideal candidate|applicants (?:should|must)|at least \w+ years|recommended skills|skills (?:wanted|needed)|expected outcome|comfortable with)\b",
    ),
    ("wanted", r"\b(?:wanted|help wanted|also sought|calling on|urgent(?:ly)?|are welcome to apply)\b"),
    (
        "project_task",
        r"^(?:add|implement|create|improve|refactor|rewrite|port|extend|build|develop) (?:an?|the|support|some|and)\b"
        r"|\b(?:goal|aim|task|objective|purpose) of (?:the|this) (?:project|internship|placement|idea)\b|^the task\b"
        r"|\bthis project (?:involves|proposes)|\bwe (?:plan|propose|want|would like|aim) to\b|^you will (?:design|build|test|write|work)"
        r"|\b(?:this|the) (?:project|student|mentee|intern|contributor|volunteer|placement|aim of this|goal of this)"
        r"\w* (?:placement |project )?(?:will|is to|would|should|involves?|aims? to (?:build|design|implement|add))\b"
        r"|\bcontributors are\b",
    ),
    (
        "asks_who",
        r"^(?:(?:hello|hi|please|so|and|wanted to ask here)\W*(?:\w+\W+)?)?(?:does (?:any|some)|do any|any(?:one|body)?\b"
        r"|who (?:can|could|knows?|has|have|repairs|is|works)|can (?:any|some|you)|could (?:any|some)|would (?:any|some)"
        r"|is there an|is (?:any|some)(?:one|body)|which \w+ (?:would|do|should)|where (?:can i|to)|some(?:one|body) knows?|recommendations?"
        r"|know of any|what i)",
    ),
    (
        "if_you_know",
        r"\b(?:if (?:you|any\w+) (?:know|knows|hear|have|has|own|can recommend)|know (?:of )?any|let me know if you (?:hear|know|have"
        r"|come across)|point me to|in the market for|asking (?:for|if) any|asked if i know|any \w+ around\b)",
    ),
    ("someone", rf"\b{_SOMEONE}\b"),
    (
        "introduction",
        r"\bintro(?:s|duction|ductions|duce)?\b|\bin touch with\b|\bconnect (?:me|us)\b|\breferrals?\b"
        r"|\bcontacts? (?:at|in)\b",
    ),
    (
        "open_to_work",
        r"\b(?:open ?to ?work|opentowork|new opportunit\w+|(?:for|to|any) opportunit\w+ (?:in|to join)|open to (?:\w+ )?"
        r"(?:roles?|internships?|offers|opportunit\w+|work|positions?)|(?:new|next|first) (?:role|roles|position|positions"
        r"|contracts?|adventure|challenge|job)|(?:exploring|keen for|seeking|looking for|interested in|open to|hunting for) (?:[\w-]+ ){0,3}"
        r"(?:roles?|positions?|jobs?|internships?|opportunit\w+)\b|on the job market|job (?:hunt\w*|seek\w*)|between contracts"
        r"|freelance \w+ work|hire me)\b|transitioning (?:out|from)|#?hiring",
    ),
    (
        "please_give",
        r"\b(?:please|kindly|pls|plz|urgent)\b.{0,40}\b(?:send|help|share|provide|give|donate|contact|fill|bring|need)\b"
        r"|\bdonat(?:e|ion)s?\b|\blend me\b|\bborrow\b|\bto sponsor\b|\bto rent\b|\bon loan\b|\bloans? of\b",
    ),
    # Words of offering
    (
        "glad_to",
        r"\b(?:happy|glad|willing|pleased|delighted|free|happily|gladly|always|love|like|here|looking) (?:to )?"
        r"(?:\w+ )?(?:to )?(?:help|guide|give back|hear your|share|look|assist|jump|support|talk|speak|give|teach|review|explain|read|sit|answer|swap|chat about|host"
        r"|mentor|advise|introduce)\b",
    ),
    ("can_help", rf"\b(?:can|could|able to|will|would|i['’]ll|she['’]ll|he['’]ll) (?:\w+ )?{_HELP}\b"),
    (
        "ask_me",
        r"\b(?:(?:may|can) (?:call|shadow|use|borrow|have|rent)\b|(?:you|growers|firms) (?:can|may)|ask (?:me|her|him) (?:about|for|any)|ask me\b|talk to (?:me|her|him)|(?:dm|ping|message|write|call|contact|"
        r"link|tell) (?:to )?(?:me|her|him)|reach out|feel free|get in touch|help yourselves|ask and i|my door is open)\b",
    ),
    (
        "available_for",
        r"\b(?:available|open|booked|can be booked|bookable|welcome) (?:for|as|to (?:talk|speak)|any)"
        r"|\bavailable from\b|\bfor hire\b|\bopen to (?:speaking|advis|mentor|consult)",
    ),
    (
        "offers",
        r"\b(?:offers?|offered|offering|volunteered|agreed to|promised(?: to)?|lends?|to lend|give[sn]? away|to give"
        r"|spare|said (?:she|he)['’]?d|said she could|said he could|says? just ask|share[sd]? with)\b",
    ),
    (
        "for_free",
        r"\b(?:for nothing|unpaid|no fee|yours for the asking|for free|free of charge|no cost|no charge|no payment|without fee|pro bono|pay[- ]what|free)\b",
    ),
    (
        "teaches",
        r"\b(?:teach(?:es|ing)?|train(?:s|er|ing|ings)?|mentors?|mentored|coach(?:es|ing)?|consult(?:s|ing|ant)?"
        r"|advis(?:es|ing|or|er)|supervis(?:es|ion)|lectur(?:es|er)|workshops?|lessons|tutors?|speaker|talks on|clinics)\b",
    ),
    (
        "experience",
        r"\b(?:experienced?|expert(?:ise)?|special(?:ty|ist|ty|ises|izes|ising|izing|ised|ized|ity)|focus(?:ed|es)? on"
        r"|background in|years(?: of| in| behind)?|yrs|certified|licensed|registered|chartered|master|skilled"
        r"|knowledge of|knows|fluent|speaks|comfortable in|trained|interest in|proficient|proven|solid on|great (?:at|with)"
        r"|familiar with)\b",
    ),
    (
        "work_verb",
        rf"(?:^|\b(?:i|she|he|and|who|also) (?:also |currently |now |have |has |am |is |['’]ve )?){_WORK}\b",
    ),
    ("work_verb_later", rf"\b{_WORK}\b"),
    (
        "is_a",  # "I am a physiotherapist", "She is an attorney"
        r"(?:\b(?:i am|is|was|works as|working as|as)|['’](?:m|s)) (?:currently |also |now )?(?:an?|the) (?:[\w-]+ ){0,4}?(?!optimist)\w+"
        r"(?:ist|er|or|ian|eer|ect|ant|man|ive|ney|chief|ate|ier|head)\b",
    ),
    (
        "studies_now",
        r"\b(?:(?:ph\.?d|doctoral|graduate|master['’]?s|msc) (?:student|candidate|researcher)|pursuing (?:an?|my|his|her)"
        r"|doctorate in)\b",
    ),
    (
        "trade",
        r"\b(?!check|exist|resist|ass|cons|ins|pers|germ|hum|wom|twist|list|mist|man\b|woman\b)\w+(?:ist|icist|ologist|eer|ician|wright|smith|grapher|itect|onomist|man|woman)\b|\b(?:nurse|teacher|lawyer"
        r"|doctor|chef|designer|developer|researcher|writer|editor|translator|interpreter|consultant|manager|director"
        r"|officer|professor|lecturer|curator|trainer|instructor|coach|founder|maker|analyst|accountant|student|lead"
        r"|programmer|owner|producer|head of|cfo|coo|cto|ceo|vet|judge|builder|contractor|keeper|guide|author|surgeon"
        r"|mediator|physician|captain|mariner|inspector|auditor|counsel|professional|fellow|advisor|adviser)\b",
    ),
    (
        "has_for_you",
        r"\b(?:got|have|has) (?:a |an |two |some )?[\w ]{0,30}\b(?:you can|free|spare|to lend|to give|for)\b",
    ),
    (
        "templates",
        r"\b(?:template|checklist|handbook|manual|toolkit|library|package|newsletter|guide|book)s?\b",
    ),
    # Reasons to hold back
    (
        "negated_need",
        rf"\b(?:not|n['’]t|no longer|never|no more|stopped|gave up|nobody|without|neither)\b(?:\W+\w+){{0,3}}?\W+"
        rf"(?:{SEEK}|hiring|interested|taking|accept\w*|accepting|search\w*|renewed|give|do|work|need)\b",
    ),
    (
        "no_longer",
        r"\b(?:no longer|any ?more|no more|not\b.*\b(?:any ?more|until)|until further notice|not for now)\b",
    ),
    (
        "negation",
        r"\b(?:not|no|never|neither|nobody|nothing|without|don['’]?t|doesn['’]?t|isn['’]?t|can['’]?t|won['’]?t)\b",
    ),
    ("past_need", rf"(?<!are )(?<!is )(?<!still )\b{PAST_SEEK}\b|\bused to need\b|\bthere (?:was|used)\b"),
    (
        "long_ago",
        r"\b(?:ago|last (?:year|week|month|summer|time)|in (?:the|my|old) (?:past|day|days|times)|before,|previously|"
        r"earlier|back then|once|when i was|in (?:19|20)\d\d|in '?\d\ds?|formerly)\b",
    ),
    (
        "settled",
        r"\b(?:found (?:one|it)|filled|sorted|is full|are full|complete|finished|already|have all arrived|secured"
        r"|is done|has given|thanks all|thank you)\b",
    ),
    (
        "hypothetical",
        r"^(?:if|had|should|imagine|suppose|what if|perhaps|maybe|were)\b|\b(?:if (?:i|we|he|she|the|no|only|it)"
        r"|would have|might|perhaps|maybe|some ?day|one day|if ever|i['’]d hire)\b",
    ),
    ("if_you", r"\bif (?:you|any\w+)\b|\bwhoever\b|\bneed an?\b.*\?|\byou (?:need|want|['’]?d like)\b"),
    (
        "reader_invited",  # the same, said so plainly that nobody's need is meant
        r"^(?:hey|hi|hola|hello)?[,! ]*(?:want to|wanna|interested in|stuck|struggling with|confused|curious about"
        r"|need(?:ing)? (?:help|a hand|advice)|looking for (?:help|advice))\b(?!.*\b(?:any|some)(?:one|body)?\b|.*\bwho\b)"
        r".*(?:\?|talk to me|ping me|ask me)|\blet me know if you (?:want|need|would|['’]d)\b",
    ),
    ("let_me_know", r"\blet me know\b|\bdrop me\b|\bsend it\b"),
    (
        "others_seek",
        rf"\b{MANY}(?: \w+){{0,2}}? (?:are |is |were |who |that |also |always |often |only |mostly |still |just )*{SEEK}\b"
        rf"|\b(?!was|is|has|this|his|needs|wants|us|yes|always|as|business|class)[a-z]{{3,}}(?:s|men|ren)"
        rf" (?:(?:who|that|always|often|only|still|just|mostly|keep|are|there|here|in my \w+|from \w+) )*{SEEK}\b",
    ),
    (
        "seeking_after_noun",
        r"\w+-seeking\b|\b(?:help\w*|serve\w*|support\w*|for|of|ask\w*|from|represents?|pairs?) (?:\w+ ){1,4}"
        r"(?:(?:who|that) (?:are )?)?(?:looking (?:for|to)|seeking|in need|need(?:ing)?|want(?:ing)?|searching)\b",
    ),
    (
        "aims",
        r"\b(?:mission|vision|values|believ\w+|passion\w*|aims? (?:to|at)|strive|dream is|purpose|empower|inspire|thrive"
        r"|meaning|growth|making the world|we are the|impact)\b",
    ),
    (
        "betters_self",
        r"\b(?:always|constantly|forever|still) (?:looking|seeking|searching|learning|curious)\b|\blook(?:s|ing)? forward\b"
        r"|\bwhat i (?:wish|looked)\b",
    ),
    (
        "research_seeks",
        r"\b(?:research|project|study|work|experiment|thesis|collaboration|it|paper) (?:seeks|aims|looks|searches|wants|is seeking)\b",
    ),
    (
        "asks_world",
        r"^(?:what|why|how|would you|who wants|is it|has|whose|did|where is|do |is \w+ a|should|shall)\b",
    ),
    (
        "perks",
        r"\b(?:we offer (?:a|an|\d+|flexible)|contract of|pension|days of leave|flexible hours|salary|meal vouchers|job ticket"
        r"|you will report|start date|deadline|applications received|applications? (?:will|fees?)|reimbursed|bonus)\b",
    ),
    (
        "private_life",
        r"\b(?:born|grew up|lives? (?:in|with|near)|live in|married|kids|children|mum|dad|mother|father|grand\w+|wife|husband"
        r"|son|daughter|dogs?|cats?|hobb\w+|enjoys?|cooking|hiking|running|loves|plays|weekend|birthday|coffee|football"
        r"|spare time|originally|hometown|based in|vegetarian|beard|sunday)\b",
    ),
    (
        "schooling",
        r"\b(?:graduated|degree|holds? (?:a|an)|b\.?sc|bachelor|master['’]s|mba|alumn\w+|university|took her doctorate"
        r"|studied)\b",
    ),
    (
        "honours",
        r"\b(?:award\w*|prize|won|medal|honou?red?|named one|featured|recipient|shortlisted|fellow of|congratulations)\b",
    ),
    (
        "note_to_self",
        r"^(?:i |i['’](?:ll|m|d|ve) |my |me |follow up|send |see |remember|ask |call |check |birthday|flight|met |first met"
        r"|talked|we (?:ate|shared|met)|introduced by|sat next|next call|what was)\b",
    ),
    ("quotes", r"[\"“”«»]"),
    (
        "says_reported",
        r"\b(?:he|she|they|who) (?:says?|said|writes|argues|thinks|told|notes|describes)\b|\bis said to\b",
    ),
    # Shape
    ("comma_list", r"(?:[^,]{2,40},){2,}"),
    ("bare_list", r"^[\w#+./&'’ -]{2,40}(?:[,·|&] ?[\w#+./&'’ -]{2,40})+\.?$"),
    (
        "starts_with_colon_label",
        r"^(?:expertise|skills|experience|specialties|services|focus|offering|mentors)\b[^.]{0,20}:",
    ),
    ("exclaims", r"!"),
    ("figure", r"\d"),
    ("months", rf"\b{_MONTHS}\b"),
    ("verbless", r""),
)

NEEDING = (
    "looking_for", "after_a", "looking_to_deal", "needs", "cannot_find", "wants", "would_like", "hires",
    "requirement", "wanted", "project_task", "asks_who", "open_to_work", "please_give", "if_you_know", "starts_with_seeking",
)  # fmt: skip
OFFERING = (
    "glad_to",
    "can_help",
    "ask_me",
    "available_for",
    "offers",
    "teaches",
    "experience",
    "has_for_you",
)
HOLDING_BACK = (
    "negated_need", "no_longer", "past_need", "hypothetical", "others_seek", "seeking_after_noun", "betters_self",
    "research_seeks", "settled", "pursues", "asks_reader",
)  # fmt: skip
