"""Plain words: all that a language model may add to a letter. None of them is a fact, a name or a day, and none asks."""

from __future__ import annotations

_WORDS = """
a about after again all also am an and another any anything are around as at away back be because been before
best better between both but by came can come comes could do does done easily easy either else enough even ever
every everything few find first fit fits for found from further glad gladly go goes going good great had handy
happen happy have having hope how i idea if in interest interested interesting into is it its itself just kind
know known learn like liked likely little look looked looking many matter matters may maybe me mean might mind
moment more most much my myself near news nice not now of off offer on once one only open or other others our
ourselves out over own part pass perhaps person pleased point possible rather read really reason rest right said
same saw say see seems seen shall short should show simply since small so some somebody someone something
sometimes sort still such suit suits sure take than thank thanks that the their them then there these they thing
things think this those thought through time to together too try under up upon use useful very warm was way we
welcome well were what whatever when whenever where whether which while who whole whom whose why will with
within without wonder worth would you your yours yourself
"""
PLAIN_WORDS = frozenset(_WORDS.split())
