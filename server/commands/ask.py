"""comity ask: prepare an ask with a coach, and record what came of it. The user sends it, or lets it be."""

from __future__ import annotations

from typing import Any, get_args

import click

from server.commands.context import Context, pass_context
from server.practice.courses import Power

STEPS = ("sent", "yes", "no", "no_answer", "thank", "drop")


@click.group("ask")
def ask_command() -> None:
    """Ask for something, small, clear, and easy to decline."""


@ask_command.command("prepare")
@click.argument("person")
@click.argument("what")
@click.option("--why", default="", help="Why you ask them of all people.")
@click.option("--minutes", default=15, show_default=True, type=click.IntRange(1, 480))
@click.option("--power", default="", type=click.Choice(get_args(Power)), help="What you are to them.")
@pass_context
def prepare(context: Context, person: str, what: str, why: str, minutes: int, power: Any) -> None:
    """Prepare to ask PERSON (a name or number) for WHAT, and hear what would make it better."""
    from server.practice import asks, coach

    card = context.person(person)
    db = context.db()
    ask = asks.prepare(db, card["id"], what, why_them=why, minutes=minutes, power=power, now=context.now())
    if told := coach.encouragement(db):
        click.echo(f"{told}\n")
    _show(asks.shown(db, ask), with_draft=context)


@ask_command.command("show")
@click.argument("ask", type=int)
@pass_context
def show(context: Context, ask: int) -> None:
    """Show ASK, what speaks for and against sending it, and its draft."""
    from server.practice import asks

    _show(asks.shown(context.db(), ask), with_draft=context)


@ask_command.command("step")
@click.argument("ask", type=int)
@click.argument("action", type=click.Choice(STEPS))
@pass_context
def step(context: Context, ask: int, action: str) -> None:
    """Record what you did or heard: sent, yes, no, no_answer, thank, drop."""
    from server.practice import asks

    done = asks.step(context.db(), ask, action, now=context.now())
    _show(done)
    click.echo(f"`comity undo {done['edit']}` takes it back.")


@ask_command.command("list")
@pass_context
def listing(context: Context) -> None:
    """All asks, the latest first."""
    from server.practice import asks
    from server.store.asks import everything

    rows = everything(context.db())
    for row in rows:
        one = asks.shown(context.db(), row["id"])
        click.echo(f"{one['id']:>5}  {one['person']['name']}: {one['what']}  ({one['state_words']})")
    if not rows:
        click.echo("You have asked nobody for anything yet. `comity ask prepare` helps you begin.")


def _show(one: dict[str, Any], with_draft: Context | None = None) -> None:
    click.echo(f"Ask {one['id']} to {one['person']['name']}: {one['what']}  ({one['state_words']})")
    for note in one["advice"]:
        click.echo(f"  - {note}")
    click.echo(f"  {one['next']}")
    if with_draft is not None and one["state"] == "prepared" and one["why_them"]:
        from server.practice.letters import about_ask

        click.echo(f"\n{about_ask(with_draft.db(), one['id']).text}")
