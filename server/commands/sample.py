"""comity sample: an invented network to try things on."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("sample")
@pass_context
def sample_command(context: Context) -> None:
    """Load the sample network of invented people (twice does no harm; `comity undo` takes it back)."""
    from server.sample import load_sample
    from server.store import people

    load_sample(context.db(), context.now())
    click.echo(f"The sample network is here: {people.count(context.db())} people.")
