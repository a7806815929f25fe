"""comity extract, rank, pairs, check: JSON lines on standard input, JSON lines on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable

import click

from server.commands.context import Context, pass_context


def _print(lines: Iterable[str]) -> None:
    """UTF-8 in any locale; half a character, which has no bytes, is written as JSON's escape for it."""
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.buffer.flush()


@click.command("extract")
@pass_context
def extract_command(context: Context) -> None:
    """{id, text} a line -> {id, offers, needs}, each with its quote and how sure it is."""
    from server import pipes

    equipment = context.equipment()
    _print(pipes.extract(sys.stdin.buffer, equipment.encoder, equipment.facets))


@click.command("check")
@pass_context
def check_command(context: Context) -> None:
    """{id, text} a line -> {id, ask, easy_to_decline, findings}, each finding with its quote, why, and what instead."""
    from server import pipes

    equipment = context.equipment()
    _print(pipes.check(sys.stdin.buffer, equipment.encoder, equipment.tone))


@click.command("rank")
@pass_context
def rank_command(context: Context) -> None:
    """{id, needs, candidates: [{id, offers}]} a line -> {id, ranking}, the best first."""
    from server import pipes

    equipment = context.equipment()
    _print(pipes.rank(sys.stdin.buffer, equipment.encoder, equipment.matching))


@click.command("pairs")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 100_000))
@pass_context
def pairs_command(context: Context, limit: int) -> None:
    """One person a line {id, offers, needs, knows} -> the best mutual pairs, each with what both gain and why."""
    from server import pipes

    equipment = context.equipment()
    _print(pipes.pairs(sys.stdin.buffer, equipment.encoder, equipment.matching, limit=limit))
