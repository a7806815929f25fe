"""A database full of SIMULATED feedback, to time retraining on."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

import numpy as np
from numpy.random import Generator
from sqlite_utils import Database

from benchmarks.simulated_users import pool, user
from recommender.learning.features import NAMES
from server.db import writing

LIST = 6
"""Suggestions a list; every one of them is decided on."""


def fill(db: Database, rows: int, *, start: datetime, rng: Generator) -> None:
    """Lists of six about invented people, ten an hour, each suggestion accepted or dismissed."""
    who = user(rng, 1.0)
    with writing(db):
        people = 500
        db.conn.executemany(
            "insert into people (id, created_at) values (?, ?)",
            [(i + 1, start.isoformat()) for i in range(people)],
        )
        for number in range(0, rows, LIST):
            x = pool(rng, min(LIST, rows - number))
            at = (start + timedelta(minutes=number)).isoformat(timespec="seconds")
            yes = rng.random(len(x)) < who.says_yes(x)
            shown = []
            for position, row in enumerate(x):
                named = {NAMES[i]: float(row[i]) for i in np.flatnonzero(row)}
                a, b = (int(one) + 1 for one in rng.choice(people, 2, replace=False))
                place = (number + position + 1, at, "panel", str(number), position)
                shown.append((*place, "introduce", a, b, "fair", 0.0, json.dumps(named), "{}", "default"))
            db.conn.executemany(
                "insert into suggestions (id, shown_at, surface, batch, position, kind, person, other, band, score,"
                " features, body, model) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                shown,
            )
            db.conn.executemany(
                "insert into feedback (suggestion, verdict, reason, at) values (?, ?, ?, ?)",
                [
                    (
                        number + i + 1,
                        "accepted" if taken else "dismissed",
                        "" if taken else "not_relevant",
                        at,
                    )
                    for i, taken in enumerate(yes)
                ],
            )
