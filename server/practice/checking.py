"""Reads a draft before its writer sends it: what was found stands beside the text, and never in the way of it."""

from __future__ import annotations

from typing import Any, Protocol

from sqlite_utils import Database

from recommender.tone.kinds import Checked


class Checker(Protocol):
    """The advisor, which holds the models."""

    def check(self, db: Database, text: str) -> Checked: ...


def check_letter(checker: Checker, db: Database, text: str) -> dict[str, Any]:
    """{ask, easy_to_decline, findings: [{kind, quote, start, why, instead}]}, the findings in the order of the text."""
    found = checker.check(db, text)
    return {
        "ask": found.ask,
        "easy_to_decline": found.easy_to_decline,
        "findings": [
            {
                "kind": str(one.kind),
                "quote": one.quote,
                "start": one.start,
                "why": one.why,
                "instead": one.instead,
            }
            for one in found.findings
        ],
    }
