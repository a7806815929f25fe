"""Named rules and cues: a pattern, what it is a sign of, and nothing learnt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from recommender.tone.kinds import Kind
from recommender.tone.reading import Sentence


@dataclass(frozen=True)
class Rule:
    """A rule decides by itself: where ``pattern`` stands in a sentence and ``unless`` does not, ``kind`` is found."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None = None
    instead: str = ""
    """What to write in place of it; the kind's own advice where empty."""

    def holds(self, sentence: Sentence) -> bool:
        return bool(self.pattern.search(sentence.plain)) and not (
            self.unless and self.unless.search(sentence.plain)
        )


def rule(name: str, kind: Kind, pattern: str, unless: str = "", instead: str = "") -> Rule:
    """``pattern`` and ``unless`` are read without regard to case, with straight apostrophes."""
    return Rule(name, kind, reads(pattern), reads(unless) if unless else None, instead)


def reads(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def fired(rules: Sequence[Rule], sentence: Sentence) -> list[Rule]:
    return [one for one in rules if one.holds(sentence)]
