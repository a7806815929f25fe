"""The words two texts share, weighed by how rare they are: what sentence vectors blur (names, tools,
places)."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from zlib import crc32

import numpy as np

from recommender.encoder import Vectors

WORD = re.compile(r"[^\W_](?:[\w+#.&/'’-]*[\w+#])?")

_STOP = """
a about above across after again against all almost along also although always am among an and another
any anyone anything are around as at back be became because become been before being below best better
between both but by can cannot could did do does doing done down due during each either else enough etc
even ever every everyone everything few first for from full further get give given going good great had
has have having he her here hers him his how however i if in indeed into is it its just keep know last
least less like look looking made mainly make making many may me might more most mostly much must my
near need needs neither never next no nor not nothing now of off often on once one only onto or other
others otherwise our out over own part per perhaps please put rather re really same see seem several she
should show since so some someone something sometimes still such take than that the their them then
there therefore these they thing things this those though three through throughout thus to together too
toward towards two under until up upon us use used using various very via want wants was way we well
were what whatever when where whether which while who whole whom whose why will with within without
would yet you your yours
"""
STOP = frozenset(_STOP.split())
"""English words that say nothing of a subject, "looking", "need" and "want" among them: every need has
those."""

LETTERS = frozenset("cr")
"""Programming languages of one letter; any other letter alone says nothing."""

_ENDINGS = "isation ization ations ation ings ing ities ity ers er ies ed es ly al y s e"
ENDINGS = tuple(_ENDINGS.split())
SHORTEST_STEM = 4
"""An ending is cut only where this much is left: "designing" meets "designer", "king" stays."""
CACHED_WORDS = 65_536


@lru_cache(CACHED_WORDS)
def stem(word: str) -> str:
    """A light English stemmer; words of other languages mostly pass through it whole."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            cut = word[: -len(ending)]
            doubled = len(cut) > SHORTEST_STEM and cut[-1] == cut[-2] and cut[-1] not in "lsz"
            return cut[:-1] if doubled else cut
    return word


def terms(text: str) -> list[str]:
    """The stems of the words that carry a subject, in order, repeated as often as they stand there."""
    words = (match.group() for match in WORD.finditer(text.casefold()))
    return [stem(word) for word in words if (len(word) > 1 or word in LETTERS) and word not in STOP]


@lru_cache(CACHED_WORDS)
def _place(term: str) -> tuple[int, float]:
    """A term's hash and sign: Weinberger et al. 2009, so that collisions cancel on average."""
    code = crc32(term.encode())
    return code >> 1, 1.0 if code & 1 else -1.0


@dataclass(frozen=True)
class Lexicon:
    """How rare each term is among the texts seen; a term never seen counts as the rarest."""

    texts: int = 0
    frequency: Mapping[str, int] = field(default_factory=dict)
    """term -> number of texts it stands in."""

    @classmethod
    def of(cls, texts: Iterable[str]) -> Lexicon:
        frequency: Counter[str] = Counter()
        count = 0
        for text in texts:
            count += 1
            frequency.update(set(terms(text)))
        return cls(count, frequency)

    def rarity(self, term: str) -> float:
        """Smoothed inverse document frequency, at least 1."""
        return math.log((1 + self.texts) / (1 + self.frequency.get(term, 0))) + 1

    def weigh(self, text: str) -> dict[str, float]:
        """term -> weight, of length one together; empty for a text of no subject."""
        weighed = {term: count * self.rarity(term) for term, count in Counter(terms(text)).items()}
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        return {term: weight / length for term, weight in weighed.items()}

    def similarity(self, one: str, other: str) -> float:
        """Cosine of the weighed terms, exact, 0 to 1."""
        a, b = self.weigh(one), self.weigh(other)
        return sum(weight * b[term] for term, weight in a.items() if term in b)

    def vectors(self, texts: Sequence[str], dimensions: int) -> Vectors:
        """(len(texts), dimensions) float32 rows of length one whose dot product is about ``similarity``."""
        rows = np.zeros((len(texts), dimensions), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term, weight in self.weigh(text).items():
                code, sign = _place(term)
                row[code % dimensions] += sign * weight
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.divide(rows, lengths, out=rows, where=lengths > 0)
