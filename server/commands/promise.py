"""comity promise: what you said you would do, and what others said; confirmed, kept, or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from server.commands.context import Context, pass_context
from server.errors import Problem

if TYPE_CHECKING:
    from datetime import date

STEPS = ("confirm", "dismiss", "kept", "release")


@click.group("promise")
def promise_command() -> None:
    """Promises, yours and other people's."""


@promise_command.command("make")
@click.argument("person")
@click.argument("what")
@click.option("--theirs", is_flag=True, help="They promised it to you.")
@click.option("--by", help="A day, as you would say it: Friday, “next week”, 2026-06-01.")
@pass_context
def make(context: Context, person: str, what: str, theirs: bool, by: str | None) -> None:
    """Record a promise to PERSON (or, with --theirs, of theirs): WHAT was promised."""
    from server.practice import promises

    card, now = context.person(person), context.now()
    due = _day(by, now.date()) if by else None
    _show(promises.make(context.db(), card["id"], "theirs" if theirs else "mine", what, due=due, now=now))


@promise_command.command("step")
@click.argument("promise", type=int)
@click.argument("action", type=click.Choice(STEPS))
@click.option("--as-exchange", is_flag=True, help="With kept: it was help that passed, too.")
@pass_context
def step(context: Context, promise: int, action: Any, as_exchange: bool) -> None:
    """Confirm or dismiss what was read in a note; record that one was kept, or release whoever gave it."""
    from server.practice import promises

    _show(promises.step(context.db(), promise, action, now=context.now(), as_exchange=as_exchange))


@promise_command.command("list")
@click.option("--proposed", is_flag=True, help="Those read in notes, not confirmed yet.")
@pass_context
def listing(context: Context, proposed: bool) -> None:
    """Those that are open, yours and overdue first."""
    from server.practice import promises
    from server.store import promises as rows

    db, today = context.db(), context.now().date()
    found = promises.first_things_first(rows.standing(db, "proposed" if proposed else "open"), today)
    for row in found:
        one = promises.shown(db, row, today)
        click.echo(f"{one['id']:>5}  {one['sentence']}")
    if not found:
        click.echo("No promise is waiting.")


def _day(words: str, today: date) -> date:
    from recommender.reading.due import due_in

    found = due_in(words, today) or due_in(f"by {words}", today)
    if found is None:
        raise Problem(
            "no_day", f"“{words}” is no day to come, as far as Comity can tell.", "Try 2026-06-01, or Friday."
        )
    return found.on


def _show(one: dict[str, Any]) -> None:
    click.echo(f"{one['id']:>5}  {one['sentence']}  ({one['state_words']})")
    if one["actions"]:
        click.echo(f"       next: {', '.join(one['actions'])}")
    click.echo(f"`comity undo {one['edit']}` takes it back.")
