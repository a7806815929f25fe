"""Three rankings of public data by nothing but an encoder's cosines: what rounding the encoder costs where it counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np

from benchmarks.mentors import Cohort, cohorts, over_all
from models.encoder import Vectors

Encode = Callable[[list[str]], Vectors]


def mentors(data: Path, encode: Encode) -> float:
    """For a project, its cohort's mentors: mean reciprocal rank of the first who was really assigned."""

    def scores(cohort: Cohort) -> np.ndarray:
        projects = encode([f"{project.name}. {project.description}" for project in cohort.projects])
        people = encode([". ".join(mentor.texts) or mentor.id for mentor in cohort.mentors])
        return projects @ people.T

    return float(over_all(cohorts(data), scores).mean())


def skills(data: Path, encode: Encode) -> float:
    """For a bio, every skill that anybody declares: mean average precision of the person's own."""
    rows = [json.loads(line) for line in (data / "bios.jsonl").read_text("utf-8").splitlines()]
    people = [row for row in rows if row["bio"].strip() and row["self_declared_skills"]]
    return _own_first(encode, [row["bio"] for row in people], [row["self_declared_skills"] for row in people])


def recommended(data: Path, encode: Encode) -> float:
    """For a project idea, every skill that any idea recommends: mean average precision of its own."""
    rows = [json.loads(line) for line in (data / "project_needs.jsonl").read_text("utf-8").splitlines()]
    wanted = [[part for part in row["recommended_skills"].split(",") if part.strip()] for row in rows]
    kept = [i for i, row in enumerate(rows) if row["description"].strip() and wanted[i]][::2]
    return _own_first(encode, [rows[i]["description"] for i in kept], [wanted[i] for i in kept])


def _own_first(encode: Encode, texts: list[str], own: list[list[str]]) -> float:
    own = [[label.strip().casefold() for label in labels] for labels in own]
    every = sorted({label for labels in own for label in labels})
    place = {label: i for i, label in enumerate(every)}
    order = np.argsort(-(encode(texts) @ encode(every).T), axis=1, kind="stable")
    found = []
    for row, labels in zip(order, own, strict=True):
        right = np.isin(row, [place[label] for label in labels])
        found.append(float(np.mean(np.cumsum(right)[right] / (1 + np.flatnonzero(right)))))
    return float(np.mean(found))


RANKINGS: dict[str, Callable[[Path, Encode], float]] = {
    "mentors for projects, mean reciprocal rank": mentors,
    "declared skills for bios, mean average precision": skills,
    "recommended skills for projects, the same": recommended,
}
