"""comity note: a line about somebody, and the offers and needs read in it."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("note")
@click.argument("person")
@click.argument("text")
@pass_context
def note_command(context: Context, person: str, text: str) -> None:
    """Keep a note about PERSON (a name or number), e.g. "met at X, looking for a CTO"."""
    from server import proposals

    card = context.person(person)
    taken = proposals.take_note(context.db(), context.advisor(), card["id"], text, now=context.now())
    click.echo(f"Noted about {card['name']}.")
    for facet in taken.proposed:
        click.echo(f"  {facet['kind']}: {facet['text']}   (“{facet['evidence']}”)")
    for promise in taken.promises:
        click.echo(f"  {promise['sentence']}   (`comity promise step {promise['id']} confirm`)")
    if not taken.proposed and not taken.promises:
        click.echo("  No offer, need or promise is plain from it; nothing is assumed.")
    click.echo(f"`comity undo {taken.edit}` takes it back.")
