"""comity answer: what you make of a suggestion; it is how Comity learns what to show you."""

from __future__ import annotations

from datetime import datetime

import click

from server.commands.context import Context, pass_context

SAID = {
    "accept": "Accepted",
    "dismiss": "Dismissed",
    "snooze": "Put off",
    "helped": "Good to hear",
    "nothing": "Kept",
}
WHY = ("not_relevant", "know_each_other", "bad_timing", "wrong_facts", "too_much", "other")


@click.command("answer")
@click.argument("suggestion", type=int)
@click.argument("answer", type=click.Choice(list(SAID)))
@click.option("--why", type=click.Choice(WHY), help="With dismiss: why it does not fit.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="With snooze: the day to come back on.")
@pass_context
def answer_command(
    context: Context, suggestion: int, answer: str, why: str | None, until: datetime | None
) -> None:
    """Say what you make of SUGGESTION (its number): accept, dismiss or snooze it, and later whether it helped."""
    from server.practice import answers

    verdict, reason = {
        "accept": ("accepted", ""),
        "dismiss": ("dismissed", why or ""),
        "snooze": ("snoozed", ""),
    }.get(answer, ("outcome", answer))
    day = until.date() if until else None
    taken = answers.answer(context.db(), suggestion, verdict, reason=reason, until=day, now=context.now())
    click.echo(f"{SAID[answer]}. `comity undo {taken.edit}` takes it back.")
    if taken.introduction is not None:
        click.echo(
            f"It is introduction {taken.introduction} now: `comity introduce show {taken.introduction}`."
        )
