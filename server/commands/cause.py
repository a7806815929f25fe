"""comity cause: who might care about something, asked one by one, and thanked."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import click

from server.commands.context import Context, pass_context


@click.group("cause")
def cause_command() -> None:
    """A cause of yours: who might care and why. You ask them one by one; leaving is one step."""


@cause_command.command("new")
@click.argument("name")
@click.argument("what_for")
@click.option("--angle", "angles", multiple=True, help="A side from which it may matter to somebody.")
@pass_context
def new(context: Context, name: str, what_for: str, angles: tuple[str, ...]) -> None:
    """Begin the cause NAME; WHAT_FOR in a line."""
    from server.practice import causes

    _show(causes.begin(context.db(), name, what_for, angles, now=context.now()))


@cause_command.command("list")
@pass_context
def listing(context: Context) -> None:
    """List causes, the open ones first."""
    from server.store import causes

    rows = causes.everything(context.db())
    for row in rows:
        click.echo(
            f"{row['id']:>4}  {row['name']}: {row['what_for']}{'  (closed)' * (row['state'] == 'closed')}"
        )
    if not rows:
        click.echo("No cause yet: `comity cause new NAME WHAT_FOR --angle …` begins one.")


@cause_command.command("show")
@click.argument("cause", type=int)
@pass_context
def show(context: Context, cause: int) -> None:
    """Show CAUSE, its angles, and how far it has come with whom."""
    from server.practice import causes

    _show(causes.shown(context.db(), cause))


@cause_command.command("people")
@click.argument("cause", type=int)
@pass_context
def who_might_care(context: Context, cause: int) -> None:
    """Who among those you know might care about CAUSE, and through which of their own words."""
    from server.practice import causes

    db = context.db()
    found = causes.who_might_care(db, context.advisor().space(db, context.now()), cause)
    for one in found:
        click.echo(
            f"\n• {click.style(one['person']['name'], bold=True)} ({one['person']['id']}, {one['band']})"
        )
        click.echo(f"  {one['sentence']}")
        click.echo(f"  But: {one['counter']}")
        angle = f" --angle {one['angle']}" if one["angle"] else ""
        click.echo(
            f"  comity cause consider {cause} {one['person']['id']}{angle} --interest {one['interest']['facet']}"
        )
    if not found:
        click.echo("Nobody you know has said anything near it. Another angle may show somebody.")


@cause_command.command("consider")
@click.argument("cause", type=int)
@click.argument("person")
@click.option("--angle", type=int, help="The number of the angle that fits them.")
@click.option("--interest", type=int, help="The number of the offer or need of theirs that speaks for it.")
@pass_context
def consider(context: Context, cause: int, person: str, angle: int | None, interest: int | None) -> None:
    """Keep PERSON as somebody to ask, and print the letter you might send."""
    from server.practice import causes
    from server.practice.cause_letters import about_cause

    card = context.person(person)
    causes.consider(context.db(), cause, card["id"], angle=angle, interest=interest, now=context.now())
    click.echo(about_cause(context.db(), cause, card["id"]).text)


@cause_command.command("step")
@click.argument("cause", type=int)
@click.argument("person")
@click.argument("action", type=click.Choice(["ask", "yes", "no", "leave"]))
@pass_context
def step(context: Context, cause: int, person: str, action: str) -> None:
    """Record what you did or heard: ask, yes, no; leave takes them out at once."""
    from server.practice import causes

    card, db, now = context.person(person), context.db(), context.now()
    if action == "leave":
        done = causes.leave(db, cause, card["id"], now=now)
        click.echo(f"{card['name']} is out of it, and is not asked again.")
    else:
        shown = causes.step(db, cause, card["id"], action, now=now)
        done = shown["edit"]
        click.echo(f"{card['name']}: {shown['state_words']}.")
    click.echo(f"`comity undo {done}` takes it back.")


@cause_command.command("did")
@click.argument("cause", type=int)
@click.argument("person")
@click.argument("what")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day; today if left out.")
@pass_context
def did(context: Context, cause: int, person: str, what: str, on: datetime | None) -> None:
    """Record WHAT a supporter did, and print a letter of thanks."""
    from server.practice import causes
    from server.practice.cause_letters import about_cause

    card, db, now = context.person(person), context.db(), context.now()
    causes.did(db, cause, card["id"], what, on=(on or now).date(), now=now)
    click.echo(about_cause(db, cause, card["id"]).text)


def _show(cause: dict[str, Any]) -> None:
    click.echo(f"{cause['id']}  {click.style(cause['name'], bold=True)}: {cause['what_for']}")
    for angle in cause["angles"]:
        click.echo(f"   angle {angle['id']}: {angle['text']}")
    for one in cause["supporters"]:
        click.echo(f"   {one['person']['name']}: {one['state_words']}")
        for deed in one["deeds"]:
            thanked = "thanked" if deed["thanked_on"] else "not thanked yet"
            click.echo(f"      {deed['on']}  {deed['what']} ({thanked})")
