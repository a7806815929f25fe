"""The sentences that the message check is fitted on, each with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.messages import DECLINES, UNKNOWN, Message, asks, declines, messages, phrases, public, tones
from recommender.tone.asking import hands_a_no
from recommender.tone.model import TONES, message_text
from recommender.tone.reading import Sentence, sentences

ALWAYS = ""
"""The group of the phrases, which are never left out."""
PUBLIC_WEIGHT = 0.1
"""Of a public sentence when tones are fitted: thousands of business sentences taken for calm must not drown the
project's own, and some of them do press."""
FAREWELL = 3
"""Words; what is shorter at the end of a letter is a greeting or a name."""


@dataclass
class Rows:
    found: list[Sentence] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    """Who wrote it; public sentences are dealt out among the authors, to be left out with one of them."""
    source: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    """The message a sentence stands in; of a phrase, itself."""

    def add(
        self, one: Sentence, target: int, weight: float, group: str, source: str = "", whole: str = ""
    ) -> None:
        self.whole.append(whole or one.text)
        self.found.append(one)
        self.target.append(target)
        self.weight.append(weight)
        self.group.append(group)
        self.source.append(source)


def read_tones(shared: Path) -> Rows:
    rows, dealt = Rows(), _authors()
    for message in messages("train"):
        for one, kind in tones(message):
            target = -1 if kind == UNKNOWN else TONES.index(kind)
            rows.add(one, target, 1.0, _author(message), message.id, message_text(sentences(message.text)))
    for kind, text in phrases():
        rows.add(_sentence(text), 0 if kind == DECLINES else TONES.index(kind), 1.0, ALWAYS)
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), 0, PUBLIC_WEIGHT, dealt[i % len(dealt)])
    urgent = {"Urgency": TONES.index("false_urgency"), "Scarcity": TONES.index("false_urgency")}
    for i, one in enumerate(public(shared, "dark_patterns.jsonl", "category")):
        if not one.for_figures and one.label in {*urgent, "Not Dark Pattern"}:
            rows.add(_sentence(one.text), urgent.get(one.label, 0), PUBLIC_WEIGHT, dealt[i % len(dealt)])
    return rows


def read_asks(shared: Path) -> Rows:
    rows, dealt = Rows(), _authors()
    for message in messages("train"):
        for one, says in asks(message):
            rows.add(one, -1 if says is None else int(says), 1.0, _author(message), message.id)
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), int(one.label), 1.0, dealt[i % len(dealt)], f"email {i}")
    return rows


def read_declines(shared: Path) -> Rows:
    """A message that is easy to decline and has no plain sign of it has it in its last words, before the farewell."""
    rows, dealt = Rows(), _authors()
    for message in messages("train"):
        found = declines(message)
        plain = any(says for _, says in found)
        long = [i for i, (one, _) in enumerate(found) if len(one.text.split()) >= FAREWELL]
        for i, (one, says) in enumerate(found):
            if message.easy_to_decline and not plain and long and i == long[-1]:
                says = True
            rows.add(one, -1 if says is None else int(says), 1.0, _author(message), message.id)
    for kind, text in phrases():
        unsure = kind == "calm" and hands_a_no(_sentence(text))
        rows.add(_sentence(text), -1 if unsure else int(kind == DECLINES), 1.0, ALWAYS)
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), 0, PUBLIC_WEIGHT, dealt[i % len(dealt)])
    return rows


def _author(message: Message) -> str:
    return f"author {message.author}"


def _authors() -> list[str]:
    return sorted({_author(message) for message in messages("train")})


def _sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text)
