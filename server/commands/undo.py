"""comity undo: takes an edit back."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("undo")
@click.argument("edit", type=int, required=False)
@pass_context
def undo_command(context: Context, edit: int | None) -> None:
    """Take EDIT back; without a number, list what was done lately."""
    from server.store import journal, undoing

    if edit is None:
        done = journal.history(context.db(), 20)
        if not done:
            click.echo("Nothing has been done yet.", err=True)
        for row in reversed(done):
            click.echo(
                f"{row['id']:>6}  {row['at'][:16]}  {row['what']}{'  (undone)' if row['undone'] else ''}"
            )
        return
    undoing.undo(context.db(), edit, at=context.now())
    click.echo("Undone.")
