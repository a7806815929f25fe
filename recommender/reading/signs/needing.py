"""Signs of needing: words of searching, lacking, wishing, hiring and asking."""

from __future__ import annotations

from recommender.reading.signs.wording import sign

SIGNS = {
    "seeking_first": sign(r"""
        ^{lead}(?:(?:i|we|she|he) |i['’]m |we['’]re |she['’]s |he['’]s |who )?{so}{seeks}
    """),
    "looking_for": sign(r"""
        (?:look|looks|looking) (?:out )?for
        looking after an?
        seeks?(?! to\b| any opportun)|seeking(?! to\b| any opportun)
        search(?:es|ing)? (?:for|a|an|since)
        in (?:the )?search of
        on the (?:look-?out|hunt)
        hunting for|chasing|iso|begging
        in the market for
        {am} after (?!all\b|the\b|this\b|that\b)[\w-]+
        ^after an? \w+|^after \w+ (?:student|person)
    """),
    "wish_to_deal": sign(r"""
        {wish} (?:to )?(?:be )?(?:hire|meet|buy|sell|rent|join|find|talk|speak|chat|hear|connect)
        {wish} to (?:borrow|commission|visit|team up|collaborate|partner|get in touch|exchange)
        {wish} to (?:pair|switch|publish|reach|replace)
        interested in (?:meeting|hiring|buying|joining|collaborat\w+|partner\w+|an? \w+)
        (?:love|happy) to hear from
    """),
    "wish_to_learn": sign(r"""
        {wish} (?:to )?(?:learn|improve my|get|understand|practi[cs]e|try|do my)
        who could teach|get better at
    """),
    "needs": sign(r"""
        (?<!['’]s )(?<!s['’] )(?<!the )(?<!their )(?<!user )needs(?! of)
        need|need:|(?<!that )requires?
        could (?:really )?(?:do with|use)
    """),
    "lacks": sign(r"""
        lack(?:s|ing)?|missing|we miss
        short (?:of|on|in)|(?:\w+ )?\w+s short
        what (?:i|she|he|we) (?:miss|lacks?)
        (?:been|be|is|are) without an?|no place to|nobody to (?:ask|help)|has no \w+er
        hasn['’]t anyone
        (?:can['’]?t|cannot|has ?n['’]t|have ?n['’]t) (?:yet )?(?:find|found|get|got)
        struggl\w+ (?:with|to find)|stuck (?:for|w/|with)|feels? lost
    """),
    "wants": sign("""
        wants?|wish(?:es)?|wanting|wanna|wished for
        dream(?:s|ing)? of
    """),
    "would_like": sign(r"""
        {would} {so}(?:like|love|pay)(?! to (?:\w+ )?(?:help|share|teach|mentor|guide|read))
        {would} {so}(?:welcome|appreciate|value)
        {would} {so}(?:be )?{so}(?:grateful|thankful|glad|obliged|nice|relieved|useful|welcomed?)
        be (?:gratefully received|good to have)
        would ?n['’]t mind|mean a lot|appreciated|kill for
        (?:are|be|most|very) welcome
    """),
    "hopes_for": sign(r"""
        hop(?:es|ing) (?:to find|for an?|to meet|\w+ here)|hopes for
        (?:keen|eager) (?:on|to) (?!help|bridge|improve|continue|keep|grow|change|give|make|build|see|hear)\w+
        open to (?:an?|one|new|offers|roles?|positions?|secondments?)
        open for submissions
        exploring (?:an?|\w+ )?(?:positions?|roles?|sabbatical)
    """),
    "called_for": sign(r"""
        ^wanted|wanted(?=:|[.!,]|$| urgently| already| now)|help wanted|also sought
        (?<!that )(?<!which )(?<!what )(?<!things )(?<!aspect )(?:is|are) {so}(?:\w+ly |being )?{sought}
        ^needed|needed (?:from|for|by)|help (?:is )?(?:needed|wanted|welcome)
        urgent(?:ly)?|desperate for|badly|asap|to be found|sign up|get in touch
        may (?:register|apply)|(?:is|are) (?:\w+ly )?invited|calling on|is asking for
        invit(?:es?|ing) (?:applications|proposals|\w+ \w+rs)
    """),
    "hires": sign("""
        hiring|vacanc(?:y|ies)|opening for|an opening|reinforcement|positions? to fill
        {am} recruiting|(?:to|will|want to) (?:hire|recruit)
        to join (?:our|us|a)|join our|(?:to|trying to) fill|will take on
    """),
    "replaces": sign(r"""
        successors?|replacement|cover for|take over
        (?:an?|our) (?:second|third) \w+(?:er|ist)|another \w+(?:er|ist)|second pair
    """),
    "asks_for": sign(r"""
        asks (?:me )?(?:for|whether|if i|everybody)
        asked (?:me )?(?:\w+ ){0,2}(?:for|whether|if i|who|if any)
    """),
    "asks_who": sign(r"""
        (?:does|do|can|could|would|is there|has) (?:any|some)(?:one|body)?
        ^{lead}(?:{someone}|any) (?!who wants|who has|knows who|curious)\w+
        ^{lead}who (?:can|could|has|have|repairs|passed)
        (?:please|asking) .{0,6}who (?:can|could|knows?|has)
        any \w+ around|any tips|^recommendations?|recommendations? (?:for|on)|can recommend
        ^(?:which|where) .*\?
        if (?:you|any\w+) (?:know|knows|hear|have|has|own|can)|know of any|point me to
    """),
    "someone_who": sign("""
        {someone} (?:who|to|that|with|selling|able|willing|could|in|at)
    """),
    "open_to_work": sign(r"""
        open ?to ?work|opentowork|hire me
        new opportunit\w+|open to (?:\w+ )?(?:roles?|internships?|offers|opportunit\w+|work|positions?)
        next (?:roles?|positions?|contract|challenge|job)|(?:first|shore|new) job
        {hunts} (?:[\w-]+ ){0,3}(?:roles?|positions?|jobs?|internships?|apprenticeship|traineeship)
        job (?:hunt|seek)\w*|between contracts|transitioning (?:out|from)|get attachment
    """),
    "please_give": sign(r"""
        (?:please|kindly|pls) .{0,30}(?:send|help|assist|share|provide|give|donate|contact|bring)
        donat(?:e|ion)s?|to borrow|borrowing|to sponsor|to rent|on loan|loans? of|lend me
    """),
    "requirement": sign(r"""
        ^(?:essential|requirements?|required|recommended skills|expected outcome|tender|the task)(?=:)
        ^skills (?:wanted|needed)
        (?:is|are|be) (?:required|a plus|an advantage|an asset)
        (?:is|are|be) (?:indispensable|desirable|essential|preferred)(?=\.|$)|: desirable
        must (?:have|hold|like|be able|speak)|ideally|ideal candidate|applicants (?:should|must)
        ^you (?:have|hold|bring|speak|know|enjoy)|^(?:nice|good) to have|what we expect
        successful candidate|at least \w+ years|comfortable with
    """),
    "project_task": sign(r"""
        ^(?:add|implement|create|improve|refactor|rewrite|port|extend) (?:an?|the|support|some|and)
        ^(?:build|develop|write|fix|test) (?:an?|the|support|some|and)
        (?:goal|aim|task|objective|purpose) of (?:the|this) (?:project|internship|placement|idea)
        (?:this|the) (?:student|mentee|intern|contributor|volunteer|participant) (?:will|is|should)
        ^you will (?:design|build|test|write)|contributors are|project involves
        we (?:propose|plan) to
    """),
}
