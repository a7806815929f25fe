"""comity gave, got, thanked: what passed between you and somebody. Told one by one; nothing is added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from server.commands.context import Context, pass_context

if TYPE_CHECKING:
    from server.practice.exchanges import Way


@click.command("gave")
@click.argument("person")
@click.argument("what")
@click.option("--passes-on", type=int, metavar="NUMBER", help="The help you received that you pass on by it.")
@pass_context
def gave_command(context: Context, person: str, what: str, passes_on: int | None) -> None:
    """Record that you gave PERSON something, e.g. "read her draft"."""
    _record(context, person, "from_me" if passes_on is None else "onward", what, passes_on)


@click.command("got")
@click.argument("person")
@click.argument("what")
@pass_context
def got_command(context: Context, person: str, what: str) -> None:
    """Record that PERSON helped you, e.g. "read my draft"; thanks are then brought up."""
    _record(context, person, "to_me", what, None)


@click.command("thanked")
@click.argument("person")
@pass_context
def thanked_command(context: Context, person: str) -> None:
    """Record that you thanked PERSON for all that was still to be thanked for."""
    from server.practice import exchanges
    from server.store import exchanges as rows

    card = context.person(person)
    due = [row for row in rows.of(context.db(), card["id"]) if exchanges.thanks_due(row)]
    for row in due:
        _said(exchanges.thank(context.db(), row["id"], now=context.now()))
    if not due:
        click.echo(f"Nothing of {card['name']}'s is waiting for thanks. Thanking twice does no harm.")


def _record(context: Context, person: str, way: Way, what: str, passes_on: int | None) -> None:
    from server.practice import exchanges, keeping

    card = context.person(person)
    now = context.now()
    _said(exchanges.record(context.db(), card["id"], way, what, on=now.date(), now=now, passes_on=passes_on))
    shown = keeping.at_a_glance(context.db(), card["id"], now.date())
    for line in (shown["balance"], shown["next"]):
        if line:
            click.echo(line)


def _said(done: dict[str, Any]) -> None:
    click.echo(f"{done['sentence']}  (number {done['id']}; `comity undo {done['edit']}` takes it back)")
