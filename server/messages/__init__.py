"""Drafts: short, warm, plain texts that the user sends; Comity never does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from server.errors import Problem

PHRASES: Mapping[str, str] = {
    "greeting": "Hello",
    "sign_off": "Warm wishes",
    "decline": "If it does not suit you, just say so, or let it rest; you need not explain.",
}
"""What stands where the user has no phrase of their own."""

SUBJECT = "Subject: "
"""How the first line of every template begins."""


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    from importlib.resources import files

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(str(files("server.messages").joinpath("templates"))),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,
    )


@dataclass(frozen=True, slots=True)
class Written:
    """A template filled in."""

    subject: str
    text: str


def written(name: str, phrases: Mapping[str, str], **values: Any) -> Written:
    """The template filled in, with every placeholder; one that is empty or missing refuses the whole draft.

    None is a place that may stay open: the template says what stands there instead.
    """
    held = {**PHRASES, **{key: text for key, text in phrases.items() if text.strip()}}
    empty = [key.replace("_", " ") for key, value in values.items() if value == ""]
    if empty:
        raise Problem(
            "unfinished_draft", f"The draft lacks: {', '.join(empty)}.", "Fill it in, then try again.", 409
        )
    try:
        whole = _environment().get_template(f"{name}.txt.jinja").render(**held, **values)
    except TemplateError as error:
        raise Problem("unfinished_draft", "The draft has a place that nothing fills.", "", 409) from error
    subject, _, text = whole.strip().partition("\n")
    return Written(" ".join(subject.removeprefix(SUBJECT).split()), _tidy(text))


def _tidy(text: str) -> str:
    """No line ends in blanks, no two blank lines follow each other, and a newline ends it."""
    lines = [line.rstrip() for line in text.strip().splitlines()]
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept) + "\n"
