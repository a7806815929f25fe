"""What anybody would hear in a message is heard, and what nobody would remark on is left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from recommender.tone import Kind, ToneModel, check
from recommender.tone.kinds import PRESSING

REPOSITORY = Path(__file__).parents[2]
PRESSES = (
    "You owe me one, so I'm counting on you.",
    "I need an answer by tonight or I'll have to go to your boss.",
    "After all I've done for you, I thought you would at least come on Sunday.",
    "Surely you can spare ten minutes.",
    "Hi Tom, I've told the committee you'll chair it, so please don't embarrass me now. Ana",
    "Dear Ruth,\n\nEverybody else in the team has signed. It would look odd if yours were the only name missing.\n\nMark",
    "Hello Ben, I helped you when you had nobody. Now I need you to do the same for me. Will you sign?",
    "I won't stop calling until you agree to meet me.",
    "Only today: say yes now or the place goes to somebody else.",
)
LEFT_ALONE = (
    "Can you send me the slides?",
    "Thanks for Tuesday",
    "What are you looking for just now?",
    "Hi Ana, are you free on Thursday at ten?",
    "Dear Ruth,\n\nthank you for your time yesterday. I have added your two points to the plan.\n\nWarm wishes\nMark",
    "Hi Tom, could you look over page two before Friday? The printer needs it at noon. If you are busy, I'll ask Eva.",
    "I am so sorry about your mother. I'm thinking of you.",
    "Congratulations on the new job, you will be splendid at it.",
    "Hello Ben, I read your note on seed banks and have one question: how do you keep the beans dry?",
    "The invoice is attached; it is due on 30 June.",
    "Would you like to meet Leila? She mends violins, and you said you were looking for somebody who does.",
    "Happy to lend you the tent. Pick it up whenever suits.",
    "Is it all right if I bring my sister on Saturday?",
    "It was good to see you. Let's walk again in spring.",
)


@pytest.fixture(scope="module")
def model() -> ToneModel:
    return ToneModel.from_json(
        json.loads((REPOSITORY / "models" / "default" / "tone.json").read_text("utf-8"))
    )


def found(text: str, encoder: Any, model: ToneModel) -> set[Kind]:
    return {one.kind for one in check(text, encoder, model).findings}


@pytest.mark.parametrize("text", PRESSES)
def test_plain_pressure_is_heard(text: str, encoder: Any, model: ToneModel) -> None:
    assert found(text, encoder, model) & PRESSING


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_ordinary_messages_are_left_alone(text: str, encoder: Any, model: ToneModel) -> None:
    assert found(text, encoder, model) == set()


def test_none_of_these_was_trained_on() -> None:
    held = json.loads((REPOSITORY / "benchmarks" / "tone_phrases.json").read_text("utf-8"))
    records = (
        (REPOSITORY / "tests" / "recommender" / "data" / "messages.jsonl").read_text("utf-8").splitlines()
    )
    learnt = {text for texts in held.values() for text in texts} | {
        json.loads(one)["text"] for one in records
    }
    assert learnt & {*PRESSES, *LEFT_ALONE} == set()
