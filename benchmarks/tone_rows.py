"""The sentences that the message check is fitted on, each with what is known of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.messages import DECLINES, UNKNOWN, asks, declines, messages, phrases, public, tones
from recommender.tone.asking import hands_a_no
from recommender.tone.model import TONES, message_text
from recommender.tone.reading import Sentence, sentences

FOLDS = 6
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
    rows = Rows()
    for message in messages("train"):
        for one, kind in tones(message):
            target = -1 if kind == UNKNOWN else TONES.index(kind)
            rows.add(one, target, 1.0, message.scenario, message.id, message_text(sentences(message.text)))
    for i, (kind, text) in enumerate(phrases()):
        rows.add(_sentence(text), 0 if kind == DECLINES else TONES.index(kind), 1.0, f"phrases {i % FOLDS}")
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), 0, PUBLIC_WEIGHT, f"public {i % FOLDS}")
    urgent = {"Urgency": TONES.index("false_urgency"), "Scarcity": TONES.index("false_urgency")}
    for i, one in enumerate(public(shared, "dark_patterns.jsonl", "category")):
        if not one.for_figures and one.label in {*urgent, "Not Dark Pattern"}:
            rows.add(_sentence(one.text), urgent.get(one.label, 0), PUBLIC_WEIGHT, f"public {i % FOLDS}")
    return rows


def read_asks(shared: Path) -> Rows:
    rows = Rows()
    for message in messages("train"):
        for one, says in asks(message):
            rows.add(one, -1 if says is None else int(says), 1.0, message.scenario, message.id)
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), int(one.label), 1.0, f"public {i % FOLDS}", f"email {i}")
    return rows


def read_declines(shared: Path) -> Rows:
    """A message that is easy to decline and has no plain sign of it has it in its last words, before the farewell."""
    rows = Rows()
    for message in messages("train"):
        found = declines(message)
        plain = any(says for _, says in found)
        long = [i for i, (one, _) in enumerate(found) if len(one.text.split()) >= FAREWELL]
        for i, (one, says) in enumerate(found):
            if message.easy_to_decline and not plain and long and i == long[-1]:
                says = True
            rows.add(one, -1 if says is None else int(says), 1.0, message.scenario, message.id)
    for i, (kind, text) in enumerate(phrases()):
        unsure = kind == "calm" and hands_a_no(_sentence(text))
        rows.add(_sentence(text), -1 if unsure else int(kind == DECLINES), 1.0, f"phrases {i % FOLDS}")
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), 0, PUBLIC_WEIGHT, f"public {i % FOLDS}")
    return rows


def _sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text)
