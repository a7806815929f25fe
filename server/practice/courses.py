"""The courses that introductions and asks take: which step may follow which, and the sentence for one that may not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from server.errors import Problem


@dataclass(frozen=True, slots=True)
class Course:
    """States and the steps between them; whatever is not named is refused."""

    what: str
    """In a sentence: "This introduction"."""
    begins: str
    steps: Mapping[tuple[str, str], str]
    """(state, action) -> the state it leads to."""
    words: Mapping[str, str]
    """state -> how it is said: "waiting for the first answer"."""

    def after(self, state: str, action: str) -> str:
        """The state that the action leads to. Raises a Problem that says what may be done instead."""
        if (state, action) in self.steps:
            return self.steps[state, action]
        may = ", ".join(self.actions(state)) or "nothing more"
        raise Problem(
            "not_now",
            f"{self.what} is {self.words[state]}; “{action.replace('_', ' ')}” does not follow from there.",
            f"What can follow: {may.replace('_', ' ')}.",
            409,
        )

    def actions(self, state: str) -> tuple[str, ...]:
        return tuple(action for (at, action) in self.steps if at == state)

    def ended(self, state: str) -> bool:
        return not self.actions(state)


INTRODUCTION = Course(
    what="This introduction",
    begins="idea",
    steps={
        ("idea", "ask_first"): "asked_first",
        ("asked_first", "first_said_yes"): "first_agreed",
        ("asked_first", "declined"): "declined",
        ("asked_first", "lapse"): "lapsed",
        ("first_agreed", "ask_second"): "asked_second",
        ("asked_second", "second_said_yes"): "both_yes",
        ("asked_second", "declined"): "declined",
        ("asked_second", "lapse"): "lapsed",
        ("both_yes", "make"): "made",
        ("made", "met"): "met",
        ("made", "did_not_meet"): "not_met",
        ("met", "thank"): "thanked",
        ("idea", "withdraw"): "withdrawn",
        ("asked_first", "withdraw"): "withdrawn",
        ("first_agreed", "withdraw"): "withdrawn",
        ("asked_second", "withdraw"): "withdrawn",
        ("both_yes", "withdraw"): "withdrawn",
    },
    words={
        "idea": "an idea",
        "asked_first": "waiting for the first answer",
        "first_agreed": "agreed to by one of the two",
        "asked_second": "waiting for the second answer",
        "both_yes": "agreed to by both",
        "made": "made",
        "met": "made, and they met",
        "thanked": "made, met and thanked for",
        "not_met": "made, though they have not met",
        "declined": "declined",
        "lapsed": "lapsed: no answer is a no",
        "withdrawn": "withdrawn",
    },
)
"""Double opt-in: each of the two is asked alone, and only after both said yes are they written to together."""

ASK = Course(
    what="This ask",
    begins="prepared",
    steps={
        ("prepared", "sent"): "sent",
        ("prepared", "drop"): "dropped",
        ("sent", "yes"): "yes",
        ("sent", "no"): "no",
        ("sent", "no_answer"): "no_answer",
        ("yes", "thank"): "thanked",
        ("no", "thank"): "thanked",
    },
    words={
        "prepared": "prepared, not sent",
        "sent": "waiting for an answer",
        "yes": "answered with a yes",
        "no": "answered with a no",
        "no_answer": "without an answer, which is a no",
        "thanked": "answered and thanked for",
        "dropped": "dropped",
    },
)
"""Nobody is nudged twice: there is no way back from "no answer" to "sent"."""

Power = Literal[
    "", "their manager", "their client", "hiring them", "their mentor", "grading them", "funding them"
]
"""What the user is to the person, where that makes a no costly."""
