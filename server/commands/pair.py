"""comity pair: a fresh code to pair the side panel with, or a token for a script."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("pair")
@click.option(
    "--script", "name", metavar="NAME", help="Print a token for a script of yours instead of a code."
)
@pass_context
def pair_command(context: Context, name: str | None) -> None:
    """Show a pairing code for the browser's side panel (five minutes, five tries, once)."""
    from server import security

    if name:
        _, token = security.issue(context.db(), name=name, origin="", now=context.now())
        click.echo(token)
    else:
        click.echo(security.new_code(context.db(), context.now()))
