"""comity people: who is in the network."""

from __future__ import annotations

import click

from server.commands.context import Context, pass_context


@click.command("people")
@click.argument("words", nargs=-1)
@click.option("--limit", default=50, show_default=True)
@pass_context
def people_command(context: Context, words: tuple[str, ...], limit: int) -> None:
    """List people, or those in whose entry all WORDS occur."""
    from server.store import people

    db = context.db()
    found = people.find(db, " ".join(words), limit=limit + 1)
    if not found:
        click.echo(
            "Nobody here answers to that." if words else "Nobody is here yet: `comity import FILE`.", err=True
        )
    for card in people.cards(db, found[:limit]).values():
        where = " · ".join(part for part in (card["headline"] or card["role"], card["organisation"]) if part)
        click.echo(f"{card['id']:>6}  {card['name']}{' (you)' if card['is_me'] else ''}  {where}")
    if len(found) > limit:
        click.echo(f"… and more: add words, or `--limit {10 * limit}`.", err=True)
