"""The project's own labelled sentences, and the halves of the public bios: what facets are fitted and judged on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from benchmarks.shared import REPOSITORY
from recommender.reading.cues import Voice
from recommender.reading.sentences import Clause, clauses
from recommender.reading.verdicts import NEED, NEITHER, OFFER

LABELLED = REPOSITORY / "tests" / "recommender" / "data" / "facets.jsonl"
UNKNOWN = -1
"""A clause of a labelled text that the label may or may not be about: neither trained nor judged on."""


@dataclass(frozen=True)
class Labelled:
    scenario: str
    author: int
    split: Literal["train", "test", "fresh"]
    """"test" was written by the author of most training scenarios and has been looked at often; "fresh" by others,
    who saw nothing of the rest."""
    voice: Voice
    text: str
    labels: frozenset[str]
    forms: tuple[str, ...] = ()
    time: str = ""

    @property
    def label(self) -> str:
        return "+".join(sorted(self.labels)) or "neither"


def labelled(path: Path = LABELLED) -> list[Labelled]:
    records = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [
        Labelled(
            record["scenario"],
            record["author"],
            record["split"],
            cast(Voice, record["voice"]),
            record["text"],
            frozenset(record["labels"]),
            tuple(record.get("forms", ())),
            record.get("time", ""),
        )
        for record in records
    ]


def clause_labels(one: Labelled) -> list[tuple[Clause, int]]:
    """Each clause with its class. A label belongs to the clauses in which its short form stands; of a text with
    both, the offer's form is written first."""
    found = clauses(one.text)
    answers = []
    for clause in found:
        here = [i for i, form in enumerate(one.forms) if form.casefold() in clause.text.casefold()]
        if not one.labels:
            answers.append((clause, NEITHER))
        elif len(one.labels) > 1:
            answers.append((clause, (OFFER, NEED)[here[0]] if len(here) == 1 else UNKNOWN))
        elif here or len(found) == 1 or (not one.forms and clause is found[0]):
            answers.append((clause, OFFER if "offer" in one.labels else NEED))
        else:
            answers.append((clause, UNKNOWN))
    return answers


@dataclass(frozen=True)
class Bio:
    id: str
    source: str
    title: str
    bio: str
    skills: tuple[str, ...]

    @property
    def text(self) -> str:
        """As a profile page has it: the headline, then the bio."""
        return f"{self.title}\n{self.bio}" if self.title else self.bio

    @property
    def development(self) -> bool:
        """Half of the people, by a hash of who they are: looked at while building. The other half is for figures."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 0


def bios(shared: Path) -> list[Bio]:
    records = [json.loads(line) for line in (shared / "bios.jsonl").read_text("utf-8").splitlines()]
    return [
        Bio(r["id"], r["source"], r["title"], r["bio"], tuple(r["self_declared_skills"])) for r in records
    ]
