"""What was shown and what became of it, as training reads it; the trial's state; the trainings there were."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from recommender.learning.lessons import Shown
from server.db import writing
from server.store.journal import Row


def shown(db: Database, *, after: int = 0) -> list[Shown]:
    """Every list that holds a suggestion the user decided on, whole, in the order shown.

    ``after`` leaves out lists shown before the suggestion of that id. A later verdict replaces an earlier
    one.
    """
    verdicts: dict[int, tuple[Any, str, str]] = {}
    outcomes: dict[int, Any] = {}
    for suggestion, verdict, reason, at in db.execute(
        "select suggestion, verdict, reason, at from feedback where suggestion > ? order by id", [after]
    ):
        if verdict == "outcome":
            outcomes[suggestion] = reason
        else:
            verdicts[suggestion] = (verdict, reason, at)
    rows = db.execute(
        "select id, batch, position, shown_at, features, model, person, other from suggestions"
        " where id > ? and batch in"
        " (select s.batch from feedback f join suggestions s on s.id = f.suggestion) order by id",
        [after],
    )
    # Plain rows: this reads everything that was ever decided on.
    found = []
    for number, batch, position, shown_at, features, model, person, other in rows:
        verdict, reason, at = verdicts.get(number, ("", "", ""))
        found.append(
            Shown(
                batch=batch,
                position=position,
                at=datetime.fromisoformat(shown_at),
                features=json.loads(features),
                verdict=verdict,
                reason=reason,
                outcome=outcomes.get(number, ""),
                model=model,
                people=(person,) if other is None else (person, other),
                id=number,
                decided=datetime.fromisoformat(at) if at else None,
            )
        )
    return found


def answers(db: Database) -> list[tuple[int, int, bool]]:
    """(who was asked, about whom, said yes), as introductions went; silence is a no. For the arithmetic
    only: a decline is never shown with who declined."""
    rows = db.execute(
        "select i.a, i.b, i.asked_first, s.action,"
        " (select p.state from steps p where p.introduction = s.introduction and p.id < s.id"
        "  order by p.id desc limit 1)"
        " from steps s join introductions i on i.id = s.introduction"
        " where i.asked_first is not null"
        " and s.action in ('first_said_yes', 'second_said_yes', 'declined', 'lapse') order by s.id"
    )
    found = []
    for a, b, first, action, before in rows:
        second = b if first == a else a
        about_first = before == "asked_first"
        who, whom = (first, second) if about_first else (second, first)
        found.append((who, whom, action.endswith("_said_yes")))
    return found


@dataclass(frozen=True, slots=True)
class Match:
    """A need and what was proposed to meet it, as the user judged it."""

    need: str
    offer: str
    confirmed: bool
    at: str


def matches(db: Database) -> list[Match]:
    """Oldest first: accepted suggestions' needs with their offers, and those dismissed as not relevant."""
    rows = db.execute(
        "select s.body, f.verdict, f.at from feedback f join suggestions s on s.id = f.suggestion"
        " where f.verdict = 'accepted' or (f.verdict = 'dismissed' and f.reason = 'not_relevant') order by f.id"
    )
    found: dict[tuple[str, str], Match] = {}
    for body, verdict, at in rows:
        for reason in json.loads(body).get("reasons", ()):
            need, offer = reason.get("need"), reason.get("offer")
            if need and offer:
                pair = need["text"], offer["text"]
                found[pair] = Match(*pair, verdict == "accepted", at)
    return sorted(found.values(), key=lambda match: match.at)


def facet_texts(db: Database) -> list[str]:
    """Every text that is compared, once."""
    rows = db.execute("select distinct text from facets where state <> 'rejected' order by text")
    return [row[0] for row in rows]


def last_shown(db: Database, *, until: datetime) -> int:
    """The id of the last suggestion shown until then; 0 for none."""
    stamp = until.isoformat(timespec="seconds")
    return int(
        db.execute("select coalesce(max(id), 0) from suggestions where shown_at <= ?", [stamp]).fetchone()[0]
    )


def outcomes(db: Database, *, after: int) -> Iterator[tuple[int, str, str]]:
    """(id of the feedback, whose pick it was, what came of it), oldest first, of what was told after that
    id."""
    rows = db.query(
        "select f.id, f.reason, s.model from feedback f join suggestions s on s.id = f.suggestion"
        " where f.verdict = 'outcome' and f.id > ? order by f.id",
        [after],
    )
    return ((row["id"], row["model"], row["reason"]) for row in rows)


def decisions(db: Database, *, since: datetime | None = None) -> int:
    """How many times the user decided on something shown, ever or since then."""
    stamp = since.isoformat(timespec="seconds") if since else ""
    return int(db.execute("select count(*) from feedback where at > ?", [stamp]).fetchone()[0])


def state(db: Database, kind: str) -> dict[str, Any]:
    """The trial's state as it was kept; empty where none was."""
    found = db.execute("select state from gates where kind = ?", [kind]).fetchone()
    return dict(json.loads(found[0])) if found else {}


def keep_state(db: Database, kind: str, state: Mapping[str, Any], *, at: datetime) -> None:
    with writing(db):
        db.execute(
            "insert into gates (kind, state, changed_at) values (?, ?, ?)"
            " on conflict (kind) do update set state = excluded.state, changed_at = excluded.changed_at",
            [kind, json.dumps(dict(state)), at.isoformat(timespec="seconds")],
        )


def trained(
    db: Database, kind: str, *, at: datetime, version: str, decisions: int, failed: bool, sentence: str
) -> None:
    with writing(db):
        db.execute(
            "insert into trainings (at, kind, version, decisions, failed, sentence)"
            " values (?, ?, ?, ?, ?, ?)",
            [at.isoformat(timespec="seconds"), kind, version, decisions, int(failed), sentence],
        )


def last_training(db: Database, kind: str) -> Row | None:
    """(at, version, decisions, failed, sentence) of the latest one."""
    rows = db.query(
        "select at, version, decisions, failed, sentence from trainings where kind = ?"
        " order by id desc limit 1",
        [kind],
    )
    return next(iter(rows), None)
