"""comity suggest: what to give somebody, whom they should meet, and, last, what to ask."""

from __future__ import annotations

import json

import click

from server.commands.context import Context, pass_context
from server.commands.show import show_silence, show_suggestion


@click.command("suggest")
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="As the API answers it.")
@pass_context
def suggest_command(context: Context, person: str, as_json: bool) -> None:
    """Suggest for PERSON (a name or number): give, introduce, ask."""
    card = context.person(person)
    answer = context.advisor().advise(context.db(), card["id"], surface="cli", now=context.now())
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for title, found in (("Give", "gives"), ("Introduce", "introductions"), ("Ask", "asks")):
        if answer[found]:
            click.secho(f"\n{title}", bold=True)
            for suggestion in answer[found]:
                show_suggestion(suggestion)
    show_silence(answer["silence"])
