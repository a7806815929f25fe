"""comity introduce: the way of one introduction, each of the two asked alone; the user writes, Comity never does."""

from __future__ import annotations

from typing import get_args

import click

from server.commands.context import Context, pass_context

STEPS = (
    "ask_first", "first_said_yes", "ask_second", "second_said_yes", "declined", "make", "met", "did_not_meet", "thank",
    "withdraw",
)  # fmt: skip


@click.group("introduce")
def introduce_command() -> None:
    """Take an introduction from an idea to a thank-you."""


@introduce_command.command("begin")
@click.argument("one")
@click.argument("other")
@pass_context
def begin(context: Context, one: str, other: str) -> None:
    """Keep the introduction of ONE and OTHER (names or numbers) as an idea."""
    from server.practice import introductions

    a, b = context.person(one), context.person(other)
    _show(context, introductions.begin(context.db(), a["id"], b["id"], now=context.now()))


@introduce_command.command("show")
@click.argument("introduction", type=int)
@pass_context
def show(context: Context, introduction: int) -> None:
    """Show how far it has come, what comes next, and its history."""
    _show(context, introduction, history=True)


@introduce_command.command("step")
@click.argument("introduction", type=int)
@click.argument("action", type=click.Choice(STEPS))
@click.option("--share", default="", help="With a yes: what they are happy for you to pass on.")
@click.option("--note", default="", help="For yourself; it stands in no letter.")
@pass_context
def step(context: Context, introduction: int, action: str, share: str, note: str) -> None:
    """Record what you did or heard."""
    from server.practice import introductions

    done = introductions.step(context.db(), introduction, action, now=context.now(), note=note, share=share)
    _show(context, introduction)
    click.echo(f"`comity undo {done['edit']}` takes it back.")


@introduce_command.command("draft")
@click.argument("introduction", type=int)
@click.argument("to", type=click.Choice(("a", "b", "both")))
@pass_context
def draft(context: Context, introduction: int, to: str) -> None:
    """Print the letter that fits how far it has come: to one of the two, or to both."""
    from server.practice.drafts import To, for_introduction

    (whom,) = (one for one in get_args(To) if one == to)
    click.echo(for_introduction(context.db(), introduction, whom).text)


@introduce_command.command("list")
@pass_context
def listing(context: Context) -> None:
    """Those begun, the latest first."""
    from server.store import introductions

    rows = introductions.everyones(context.db())
    for row in rows:
        _show(context, row["id"])
    if not rows:
        click.echo("None is begun. `comity introductions` proposes some.")


def _show(context: Context, introduction: int, *, history: bool = False) -> None:
    from server.practice import introductions

    one = introductions.shown(context.db(), introduction)
    click.echo(f"{one['id']:>5}  {one['a']['name']} (a) and {one['b']['name']} (b): {one['state_words']}")
    click.echo(f"       {one['next']}")
    if one["actions"]:
        click.echo(f"       can follow: {', '.join(one['actions'])}")
    for past in one["history"] if history else ():
        click.echo(f"       {past['at'][:10]}  {past['action']}{': ' + past['note'] if past['note'] else ''}")
