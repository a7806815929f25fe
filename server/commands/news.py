"""comity news: something happened to somebody, or they showed work of theirs; a ground for a kind word."""

from __future__ import annotations

from datetime import date, datetime

import click

from server.commands.context import Context, pass_context


@click.command("news")
@click.argument("person")
@click.argument("what")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if it is left out.")
@click.option("--shows", is_flag=True, help="Work of theirs: a talk, a post, a launch.")
@click.option("--sad", is_flag=True, help="Something to be sorry for.")
@pass_context
def news_command(
    context: Context, person: str, what: str, on: datetime | None, shows: bool, sad: bool
) -> None:
    """Keep WHAT happened to PERSON, as it stands after "congratulations on": "winning the county prize"."""
    from server.errors import Problem
    from server.store import occasions
    from server.store.journal import edit

    card, today = context.person(person), context.now().date()
    day: date = on.date() if on else today
    if day > today:
        raise Problem("not_yet", "That day has not come yet.", "Keep it when it has taken place.")
    db = context.db()
    kind = "shows" if shows else "event"
    with edit(db, what=f"Kept news of {card['name']}", who="you", at=context.now()) as opened:
        occasions.put(opened, card["id"], kind, what.strip(), on=day, sad=sad, source="you")
    click.echo(f'Kept: {card["name"]}, {what.strip()}. `comity suggest "{card["name"]}"` brings it up.')
    if opened.seq:
        click.echo(f"`comity undo {opened.id}` takes it back.")
