"""Pairs of a need and an offer that one of the authors read, looked up in the shared data."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.mentors import words

HERE = Path(__file__).parent / "matching_reading.json"
SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
LONGEST_SKILL = 6
"""Words; a longer item of "recommended skills" is a sentence."""


@dataclass(frozen=True)
class Read:
    source: str
    """Where the need is from: "project_needs" or "mentor_projects"."""
    need: str
    offer: str
    agree: float


class Texts:
    """Looks "bios:39:sentence:0" up."""

    def __init__(self, shared: Path) -> None:
        files = {
            "bios": "bios.jsonl",
            "project_needs": "project_needs.jsonl",
            "mentor_projects": "mentor_matching_projects.jsonl",
        }
        self.rows = {
            name: [json.loads(line) for line in (shared / file).read_text("utf-8").splitlines()]
            for name, file in files.items()
        }

    def at(self, reference: str) -> str:
        file, line, field, *index = reference.split(":")
        row, i = self.rows[file][int(line)], int(index[0]) if index else 0
        match file, field:
            case "project_needs", "skill":
                return skills_asked(row)[i]
            case "bios", "skill":
                return str(row["self_declared_skills"][i])
            case "bios", "sentence":
                return sentences(words(row["bio"]))[i]
            case _:
                return str(row[field])


def skills_asked(row: dict) -> list[str]:
    found = [skill.strip() for skill in re.split(r"[,;\n]", row["recommended_skills"])]
    return [skill for skill in found if skill and len(skill.split()) < LONGEST_SKILL]


def sentences(text: str) -> list[str]:
    return [s.strip() for s in SENTENCE.split(text) if len(s.split()) > 2] or [text]


def read_pairs(texts: Texts) -> list[Read]:
    pairs = json.loads(HERE.read_text("utf-8"))["pairs"]
    return [
        Read(
            pair["need"].split(":")[0],
            texts.at(pair["need"]),
            texts.at(pair["offer"]),
            pair["agree"],
        )
        for pair in pairs
    ]
