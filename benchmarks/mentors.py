"""Projects and the mentors that people really assigned to them, cohort by cohort, from the shared data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

Floats = np.ndarray


@dataclass(frozen=True)
class Project:
    cohort: str
    name: str
    description: str
    mentors: frozenset[str]


@dataclass(frozen=True)
class Mentor:
    id: str
    bio: str
    expertise: tuple[str, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(text for text in (self.bio, *self.expertise) if text)


@dataclass(frozen=True)
class Cohort:
    name: str
    projects: tuple[Project, ...]
    """Those that were given a mentor."""
    mentors: tuple[Mentor, ...]
    """Everybody who mentored in it."""


Scorer = Callable[[Cohort], Floats]
"""(projects, mentors) scores."""


def words(markup: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def cohorts(shared: Path) -> tuple[Cohort, ...]:
    people = {}
    for line in (shared / "mentor_matching_people.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        people[row["id"]] = Mentor(row["id"], words(row["bio"]), tuple(row["expertise"]))
    projects = [
        Project(row["cohort"], words(row["name"]), words(row["description"]), frozenset(row["mentors"]))
        for row in map(
            json.loads, (shared / "mentor_matching_projects.jsonl").read_text("utf-8").splitlines()
        )
    ]
    found = []
    for name in sorted({project.cohort for project in projects}):
        mine = [project for project in projects if project.cohort == name and project.mentors]
        ids = sorted({mentor for project in mine for mentor in project.mentors})
        found.append(Cohort(name, tuple(mine), tuple(people[one] for one in ids)))
    return tuple(found)


def reciprocal_ranks(cohort: Cohort, scores: Floats) -> Floats:
    """(projects,): one over the place of the first mentor who was really assigned."""
    places = []
    for project, row in zip(cohort.projects, scores, strict=True):
        order = np.argsort(-np.round(row, 9), kind="stable")
        right = [mentor.id in project.mentors for mentor in cohort.mentors]
        places.append(1 / (1 + int(np.flatnonzero(np.array(right)[order])[0])))
    return np.array(places)


def over_all(found: Sequence[Cohort], scorer: Scorer) -> Floats:
    """(projects of all cohorts,) in order."""
    return np.concatenate([reciprocal_ranks(cohort, scorer(cohort)) for cohort in found])


def interval(values: Floats, draws: int = 4000) -> tuple[float, float]:
    """95 % by bootstrap over projects, always the same draws."""
    random = np.random.default_rng(0)
    means = values[random.integers(0, len(values), (draws, len(values)))].mean(axis=1)
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)
