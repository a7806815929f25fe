"""Feedback: what the user made of a suggestion, and which ones are therefore not to be shown now."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from server.store.journal import Edit, Row

REASONS = ("not_relevant", "know_each_other", "bad_timing", "wrong_facts", "too_much", "other")


def add(edit: Edit, suggestion: int, verdict: str, *, reason: str = "", until: str | None = None) -> int:
    row = {"suggestion": suggestion, "verdict": verdict, "reason": reason, "until": until, "at": edit.at}
    return edit.insert("feedback", row)


def gave(db: Database, person: int) -> bool:
    """Whether the user ever took up a way to give something to this person."""
    return bool(
        db.execute(
            "select 1 from feedback f join suggestions s on s.id = f.suggestion"
            " where s.person = ? and s.kind != 'ask' and f.verdict = 'accepted' limit 1",
            [person],
        ).fetchone()
    )


def without_outcome(db: Database, person: int, since: datetime) -> list[Row]:
    """(suggestion, kind, title, at) of what was accepted since then and nothing is known to have come of; latest first."""
    return list(
        db.query(
            "select s.id as suggestion, s.kind, json_extract(s.body, '$.title') as title, max(f.at) as at"
            " from feedback f join suggestions s on s.id = f.suggestion"
            " where s.person = ? and f.verdict = 'accepted' and f.at >= ? and not exists"
            " (select 1 from feedback o where o.suggestion = s.id and o.verdict = 'outcome')"
            " group by s.id order by at desc, s.id desc",
            [person, since.isoformat(timespec="seconds")],
        )
    )


def settled(db: Database, now: datetime) -> list[Row]:
    """(kind, person, other, resource, occasion, verdict, reason, at) of suggestions dismissed, accepted, or still asleep."""
    return list(
        db.query(
            "select s.kind, s.person, s.other, s.resource, json_extract(s.body, '$.occasion') as occasion, f.verdict, f.reason, f.at"
            " from feedback f"
            " join suggestions s on s.id = f.suggestion"
            " where f.verdict in ('dismissed', 'accepted') or (f.verdict = 'snoozed' and f.until > ?)"
            " order by f.id",
            [now.isoformat(timespec="seconds")],
        )
    )


def minutes_given(db: Database, since: datetime) -> int:
    """Of everything taken up since then but asks: what the user meant to spend on giving."""
    found = db.execute(
        "select coalesce(sum(json_extract(s.body, '$.minutes')), 0) from feedback f join suggestions s on s.id = f.suggestion"
        " where f.verdict = 'accepted' and s.kind != 'ask' and f.at >= ?",
        [since.isoformat(timespec="seconds")],
    ).fetchone()
    return int(found[0])
