"""Needs with what meets them, from public data: mentors really assigned, and the skills projects ask for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.mentors import Cohort, cohorts

Floats = NDArray[np.float64]

FOLDS = 5


@dataclass(frozen=True)
class Case:
    """One need, everything that might meet it, and which of that does."""

    need: str
    candidates: tuple[str, ...]
    right: frozenset[int]


@dataclass(frozen=True)
class Split:
    """Pairs to learn from, and cases that share no project, person or text with them."""

    pairs: tuple[tuple[str, str], ...]
    cases: tuple[Case, ...]


def mentor_splits(shared: Path) -> list[Split]:
    """Each cohort held out in turn, with all its mentors."""
    found = cohorts(shared)
    return [_without(found, held) for held in found]


def _without(found: Sequence[Cohort], held: Cohort) -> Split:
    unseen = {mentor.id for mentor in held.mentors}
    pairs = []
    for cohort in found:
        texts = {mentor.id: mentor.texts for mentor in cohort.mentors}
        for project in cohort.projects:
            for mentor in sorted(project.mentors & texts.keys()):
                if cohort is not held and mentor not in unseen and texts[mentor]:
                    pairs.append((project.description, ". ".join(texts[mentor])))
    texts = tuple(". ".join(mentor.texts) or "-" for mentor in held.mentors)
    ids = [mentor.id for mentor in held.mentors]
    cases = tuple(
        Case(project.description, texts, frozenset(i for i, one in enumerate(ids) if one in project.mentors))
        for project in held.projects
    )
    return Split(tuple(pairs), cases)


def skill_splits(shared: Path) -> list[Split]:
    """Projects and the skills their authors ask for; five folds by the project's organisation."""
    rows = [json.loads(line) for line in (shared / "project_needs.jsonl").read_text("utf-8").splitlines()]
    kept = {row["description"]: row for row in rows if row["description"] and row["recommended_skills"]}
    named = [
        (row["title"].split()[0].strip(":").casefold(), row) for row in kept.values() if row["title"].split()
    ]
    groups = sorted({name for name, _ in named})
    fold = dict(zip(groups, np.random.default_rng(1).permutation(len(groups)) % FOLDS, strict=True))
    splits = []
    for number in range(FOLDS):
        test = [row for name, row in named if fold[name] == number]
        skills = sorted({row["recommended_skills"] for row in test})
        cases = tuple(
            Case(row["description"], tuple(skills), frozenset({skills.index(row["recommended_skills"])}))
            for row in test
        )
        pairs = tuple(
            (row["description"], row["recommended_skills"]) for name, row in named if fold[name] != number
        )
        splits.append(Split(pairs, cases))
    return splits
