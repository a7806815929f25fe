"""Signs of whose matter it is: the writer's, the person's own team's, or somebody else's."""

from __future__ import annotations

from recommender.reading.signs.wording import sign

SIGNS = {
    "i_first": sign(r"""
        ^{lead}(?:i|i['’](?:m|ve|d|ll)|my)
    """),
    "the_first": sign("""
        ^(?:the|this|a|an|every|each|our|its|all|some|most)
    """),
    "writers_errand": sign(r"""
        ^(?:i|my|me) (?!can|could|would|teach|offer|do)\w+
        ^(?:(?:must|should) )?(?:follow up|send|dm|text|email|e-mail|forward|ping|call|remind|bring)
        ^(?:(?:must|should) )?(?:ask|check|print|remember)
        ^(?:nb|next step|flight|birthday|met|first met|talked|sat next|introduced by)
    """),
    "opinion": sign(r"""
        thinks?|believes?|according to|ought to|deserves?|should be|must not|hates?
        wish(?:es)? (?:that|they|he|she|\w+s (?:would|could))
        in general|everywhere|full stop|complain\w*|sighs?|sighed
        (?:he|she|they|who) (?:says?|said|writes|argues|told|notes|describes)
        (?:says?|said) (?:he|she|they|that)
    """),
}
SOMEBODY_ELSES = {
    "somebody_else_seeks": sign(r"""
        (?:her|his|their|my|\w+['’]s) (?:(?!{own}\b)[\w-]+(?:['’]s)? ){1,2}{seeks}
    """),
    "many_seek": sign(r"""
        {many}(?: \w+){0,2}? (?:(?:who|that|were) )?{so}(?:keep )?{seeks}
        (?!{idle}\b|needs|always|business|friends)[a-z]{3,}s (?:who |that |there )?{so}{seeks}
    """),
    "helps_those_who_seek": sign(r"""
        \w+-seeking
        (?:help|serve|support|ask|represent|pair)\w* (?:\w+ ){1,4}{seeks}
        (?:of|from) (?:\w+s) (?:looking for|seeking|in need|needing|wanting|searching)
    """),
}
"""Needs that are not the person's."""
