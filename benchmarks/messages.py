"""The project's own labelled messages and phrases, and the public sentences: what the message check is fitted and
judged on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from benchmarks.shared import REPOSITORY
from recommender.tone.asking import ASKING, hands_a_no, signs
from recommender.tone.model import JUDGED
from recommender.tone.reading import Sentence, sentences

MESSAGES = REPOSITORY / "tests" / "recommender" / "data" / "messages.jsonl"
PHRASES = REPOSITORY / "benchmarks" / "tone_phrases.json"
DECLINES = "declines"
"""The phrases that hand over a no."""
UNKNOWN = "unknown"
"""A sentence that the label of its message may or may not be about: neither trained nor judged on."""
OVERLAP = 0.5
"""Share of a marked stretch, or of the sentence if that is shorter, from which the sentence has its label."""
FIGURES = 4
"""One public sentence in so many, by a hash of its words, is kept for figures and never fitted on."""


@dataclass(frozen=True)
class Message:
    id: str
    scenario: str
    author: int
    split: str
    text: str
    ask: bool
    easy_to_decline: bool
    kinds: frozenset[str]
    spans: tuple[tuple[str, str], ...]
    """(kind, the words it stands in)"""
    veiled: bool | None
    """Whether what is amiss was written with none of the usual words; None where its author was not asked to."""

    @property
    def good(self) -> bool:
        return not self.kinds


def messages(split: str | None = None, path: Path = MESSAGES) -> list[Message]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Message(
            r["id"], r["scenario"], r["author"], r["split"], r["text"], r["ask"], r["easy_to_decline"],
            frozenset(r["kinds"]), tuple((span["kind"], span["quote"]) for span in r["spans"]),
            r.get("veiled"),
        )
        for r in records
        if split in (None, r["split"])
    ]  # fmt: skip


def tones(message: Message) -> list[tuple[Sentence, str]]:
    """Each sentence with its kind, "calm" in a good message, or unknown beside what was marked in another."""
    return [(one, _tone(message, one)) for one in sentences(message.text)]


def _tone(message: Message, one: Sentence) -> str:
    for kind, quote in message.spans:
        start = message.text.index(quote)
        shared = min(start + len(quote), one.end) - max(start, one.start)
        if kind in JUDGED and shared > OVERLAP * min(len(quote), one.end - one.start):
            return kind
    return "calm" if message.good else UNKNOWN


def asks(message: Message) -> list[tuple[Sentence, bool | None]]:
    """Each sentence with whether it asks: of a message that does, the sentences with a plain sign of asking; the
    others are not known."""
    found = sentences(message.text)
    return [(one, (True if signs(one) & ASKING else None) if message.ask else False) for one in found]


def declines(message: Message) -> list[tuple[Sentence, bool | None]]:
    """Each sentence with whether it hands over a no: of a message that makes it easy, those with a plain sign of it;
    the others are not known."""
    easy = message.easy_to_decline
    return [(one, (True if hands_a_no(one) else None) if easy else False) for one in sentences(message.text)]


def phrases(path: Path = PHRASES) -> list[tuple[str, str]]:
    """(kind, phrase), written for training only."""
    return [(kind, text) for kind, held in json.loads(path.read_text("utf-8")).items() for text in held]


@dataclass(frozen=True)
class PublicSentence:
    text: str
    label: str

    @property
    def for_figures(self) -> bool:
        return hashlib.sha256(self.text.strip().casefold().encode()).digest()[0] % FIGURES == 0


def public(shared: Path, name: str, field: str) -> list[PublicSentence]:
    """The sentences of a public set, each once."""
    records = [json.loads(line) for line in (shared / name).read_text("utf-8").splitlines()]
    held = {r["text"].strip().casefold(): PublicSentence(r["text"].strip(), str(r[field])) for r in records}
    return list(held.values())
