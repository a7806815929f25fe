"""Outcomes: what came of a suggestion weeks later, read off the steps that were recorded anyway; learning weighs them most."""

from __future__ import annotations

from collections.abc import Mapping

from server.store import feedback
from server.store.journal import Edit

OF_STEP: Mapping[str, str] = {
    # introductions
    "met": "met",
    "did_not_meet": "nothing",
    "declined": "declined",
    "lapse": "nothing",
    # asks
    "yes": "helped",
    "no": "declined",
    "no_answer": "nothing",
}
"""Step -> outcome. Steps on the way are none; taking something back says nothing of the suggestion."""


def note(opened: Edit, suggestion: int | None, action: str) -> None:
    """Part of the edit that keeps the step, so that one undo takes both back."""
    if suggestion is not None and action in OF_STEP:
        feedback.add(opened, suggestion, "outcome", reason=OF_STEP[action])
