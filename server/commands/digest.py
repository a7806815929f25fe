"""comity digest: at most five things to do today."""

from __future__ import annotations

import json

import click

from server.commands.context import Context, pass_context


@click.command("digest")
@click.option("--json", "as_json", is_flag=True, help="As the API answers it.")
@pass_context
def digest_command(context: Context, as_json: bool) -> None:
    """What to do today, your own word first; who is left in peace, and why."""
    from server import reasons
    from server.practice import digest, exchanges

    db, now = context.db(), context.now()
    answer = digest.digest(
        db, now=now, reasons=lambda people: reasons.to_write(context.advisor(), db, people, now=now)
    )
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for item in answer["items"]:
        click.echo(f"- {item['sentence']}\n    {item['why']}")
    if not answer["items"]:
        click.echo("Nothing is due today.")
    for one in answer["quiet"]:
        click.echo(f"  ({one['why']})")
    if answer["habit"]:
        click.echo(f"\n{answer['habit']}")
        exchanges.habit_was_told(db, now.date())
