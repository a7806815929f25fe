"""comity touch, comity rhythm: record that you were in touch, and how often you want to be."""

from __future__ import annotations

from datetime import datetime

import click

from server.commands.context import Context, pass_context

DAY = click.DateTime(["%Y-%m-%d"])
HOW = ("met", "call", "message", "letter", "event")


@click.command("touch")
@click.argument("person")
@click.option("--how", type=click.Choice(HOW), default="message", show_default=True)
@click.option("--on", type=DAY, help="The day, if it was not today.")
@click.option(
    "--mine", "direction", flag_value="mine", help="You wrote or called, and they have not answered."
)
@click.option("--theirs", "direction", flag_value="theirs", help="They did.")
@click.option("--note", default="", help="A word on it.")
@pass_context
def touch_command(
    context: Context, person: str, how: str, on: datetime | None, direction: str | None, note: str
) -> None:
    """Record that you were in touch with PERSON (a name or number). Only what took place starts a rhythm anew."""
    from typing import Any, cast

    from server.practice import keeping, touches
    from server.store.journal import edit

    card = context.person(person)
    now = context.now()
    with edit(context.db(), what=f"In touch with {card['name']}", who="you", at=now) as opened:
        touches.record(
            opened,
            card["id"],
            on=on.date() if on else now.date(),
            how=cast(Any, how),
            direction=cast(Any, direction or "both"),
            source="you",
            note=note,
        )
    click.echo(keeping.at_a_glance(context.db(), card["id"], now.date())["next"])
    if opened.seq:
        click.echo(f"`comity undo {opened.id}` takes it back.")


@click.command("rhythm")
@click.argument("person", required=False)
@click.option("--group", help="Instead of a person: everybody with this tag.")
@click.option("--days", type=click.IntRange(0, 3650), help="Between contacts; 0 takes the rhythm away.")
@click.option("--mode", type=click.Choice(("building", "exchange")), help="What the relationship is for.")
@click.option("--tag", "tags", multiple=True, help="Their tags from now on; several are allowed.")
@click.option("--until", type=DAY, help="Remind me of them no sooner than that day.")
@click.option("--pause/--wake", "pause", default=None, help="No reminders until further word; or again.")
@pass_context
def rhythm_command(
    context: Context,
    person: str | None,
    group: str | None,
    days: int | None,
    mode: str | None,
    tags: tuple[str, ...],
    until: datetime | None,
    pause: bool | None,
) -> None:
    """Set how often to be in touch with PERSON (or a --group); without options, show it."""
    from server.practice import keeping, rhythms
    from server.store import people
    from server.store.journal import edit

    db, now = context.db(), context.now()
    if group is not None:
        if days is None:
            raise click.UsageError("Say how often: --days.")
        rhythms.of_tag(db, group, days or None, now=now)
        click.echo(f"“{group}”: {f'every {days} days' if days else 'no rhythm'}.")
        return
    if person is None:
        raise click.UsageError("Name a PERSON, or a --group.")
    card = context.person(person)
    who = card["id"]
    if mode:
        with edit(db, what=f"Changed {card['name']}", who="you", at=now) as opened:
            people.set_flags(opened, who, mode=mode)
    if days is not None:
        rhythms.of_person(db, who, days or None, now=now)
    if tags:
        rhythms.tag(db, who, tags, now=now)
    if until is not None or pause is not None:
        rhythms.rest(db, who, until=until.date() if until else "paused" if pause else None, now=now)
    shown = keeping.at_a_glance(db, who, now.date())
    often = f"every {shown['rhythm_days']} days" if shown["rhythm_days"] else "no rhythm"
    click.echo(f"{card['name']}: {shown['mode'] or 'no mode chosen'}, {often}.")
    click.echo(shown["quiet"] or shown["next"])
