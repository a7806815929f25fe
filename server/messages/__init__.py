"""Drafts: short, warm, plain texts that the user sends; Comity never does."""

from __future__ import annotations

from collections.abc import Mapping
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


def draft(name: str, phrases: Mapping[str, str], **values: Any) -> str:
    """The template filled in, with every placeholder; one that is empty or missing refuses the whole draft."""
    held = {**PHRASES, **{key: text for key, text in phrases.items() if text.strip()}}
    empty = [key for key, value in values.items() if value == ""]
    if empty:
        raise Problem(
            "unfinished_draft", f"The draft lacks: {', '.join(empty)}.", "Fill it in, then try again.", 409
        )
    try:
        text = _environment().get_template(f"{name}.txt.jinja").render(**held, **values)
    except TemplateError as error:
        raise Problem("unfinished_draft", "The draft has a place that nothing fills.", "", 409) from error
    return "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n"
