"""A suggestion in the terminal: the title, why, the words it rests on, and the reason against."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any

import click

WIDTH = 96


def show_suggestion(suggestion: dict[str, Any]) -> None:
    minutes = f", {suggestion['minutes']} min" if suggestion["minutes"] else ""
    click.echo(
        f"\n• {click.style(suggestion['title'], bold=True)}  ({suggestion['band']}{minutes}; number {suggestion['id']})"
    )
    for reason in suggestion["reasons"]:
        _say(reason["sentence"], "  ")
        for side in ("need", "offer"):
            if quote := reason[side]:
                _say(f"{side}: “{quote['evidence'] or quote['text']}”  ({_where(quote)})", "      ")
    if suggestion["counter"]:
        _say(f"But: {suggestion['counter']}", "  ")
    if suggestion["would_change"]:
        _say(f"What would change that: {suggestion['would_change']}", "  ")
    if suggestion["decline"]:
        _say(f"To make no easy: “{suggestion['decline']}”", "  ")


def show_account(sentences: Iterable[str]) -> None:
    click.secho("\nHow they were shared out", bold=True)
    for sentence in sentences:
        _say(sentence, "  ")


def show_silence(sentences: Iterable[str]) -> None:
    for sentence in sentences:
        click.echo()
        _say(sentence, "")


def _where(quote: dict[str, Any]) -> str:
    return ", ".join(part for part in (quote["source"], quote["on"]) if part)


def _say(text: str, indent: str) -> None:
    click.echo(textwrap.fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent))
