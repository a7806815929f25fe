"""drafts: the letter for what the user is about to do, to read, change and send; Comity sends nothing."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field

from server.api.context import blueprint, db, services
from server.api.schemas import Id, Incoming, Text
from server.errors import Problem
from server.practice import drafts
from server.practice.checking import check_letter
from server.practice.letters import Letter
from server.practice.rewording import reword
from server.practice.voice import voice

api = blueprint("drafts")


class LetterIn(Incoming):
    """Exactly one of what it is for, and with it whom it is to where that is not plain."""

    suggestion: Id | None = None
    ask: Id | None = None
    promise: Id | None = None
    introduction: Id | None = None
    to: Literal["a", "b", "both"] | None = None
    """With an introduction."""
    cause: Id | None = None
    person: Id | None = None
    """With a cause."""
    reword: bool = False
    """Put in other words by the language model on this machine, where one is set up."""


class ReaderOut(BaseModel):
    id: int
    name: str
    email: str | None


class DraftFinding(BaseModel):
    """A span of the draft that its reader may take amiss, and what could stand there instead."""

    kind: str
    quote: str
    start: int
    why: str
    instead: str


class LetterOut(BaseModel):
    to: list[ReaderOut]
    subject: str
    text: str
    findings: list[DraftFinding]
    note: str
    """For the user alone: what to look at before it goes."""
    reworded: bool
    """Whether the words are the language model's."""


class CheckIn(Incoming):
    text: Text = Field(min_length=1)


class CheckOut(BaseModel):
    ask: bool
    easy_to_decline: bool
    findings: list[DraftFinding]


@api.post("/drafts", responses={200: LetterOut})
def write(body: LetterIn) -> dict[str, Any]:
    """A POST, though it stores nothing: a draft is for one reader, and no address of it is kept anywhere."""
    letter, reworded = _letter(body), False
    if body.reword:
        done = reword(letter, voice(db()), services().settings.writer, kinds=_kinds)
        letter, reworded = done.letter, done.by_model
    findings, note = _findings(letter)
    return {
        "to": drafts.readers(db(), letter),
        "subject": letter.subject,
        "text": letter.text,
        "findings": findings,
        "note": note,
        "reworded": reworded,
    }


@api.post("/drafts/check", responses={200: CheckOut})
def check(body: CheckIn) -> dict[str, Any]:
    """What a reader may take amiss in a text the user wrote or changed. Findings, never a block."""
    return check_letter(services().advisor, db(), body.text)


def _letter(body: LetterIn) -> Letter:
    match body.model_dump(exclude_none=True, exclude={"reword"}):
        case {"suggestion": suggestion, **rest} if not rest:
            return drafts.for_suggestion(db(), suggestion)
        case {"ask": ask, **rest} if not rest:
            return drafts.for_ask(db(), ask)
        case {"promise": promise, **rest} if not rest:
            return drafts.for_promise(db(), promise)
        case {"introduction": introduction, "to": to, **rest} if not rest:
            return drafts.for_introduction(db(), introduction, to)
        case {"cause": cause, "person": person, **rest} if not rest:
            return drafts.for_cause(db(), cause, person)
    raise Problem(
        "which_draft",
        "Say what the draft is for: one suggestion, ask, promise, introduction or cause.",
        "Name exactly one; with an introduction `to` (a, b or both), with a cause `person`.",
    )


def _kinds(text: str) -> list[str]:
    """What the message check finds; that a text asks for something counts too."""
    found = check_letter(services().advisor, db(), text)
    return [one["kind"] for one in found["findings"]] + ["ask"] * found["ask"]


def _findings(letter: Letter) -> tuple[list[dict[str, Any]], str]:
    """What the message check found, and the note; a draft is there for its user though nothing can check it."""
    try:
        return check_letter(services().advisor, db(), letter.text)["findings"], letter.note
    except Problem as problem:
        return [], f"{letter.note} It could not be checked: {problem.message}".strip()
