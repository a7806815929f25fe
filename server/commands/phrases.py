"""comity phrases: the words every letter is drafted with."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("phrases")
@click.option("--greeting", help="How letters begin, e.g. “Dear”.")
@click.option("--sign-off", help="How they end; your first name is put under it.")
@click.option("--decline", help="How you make a no easy.")
@pass_context
def phrases_command(context: Context, **wanted: str | None) -> None:
    """Show the phrases of your letters, or change them. An empty one goes back to Comity's own."""
    from server.practice import voice

    given = {name: text for name, text in wanted.items() if text is not None}
    held = voice.put(context.db(), given) if given else voice.shown(context.db())
    for name in ("greeting", "sign_off", "decline"):
        whose = "yours" if name in held["own"] else "Comity's"
        click.echo(f"{name.replace('_', '-'):>9}: {held[name]}  ({whose})")
