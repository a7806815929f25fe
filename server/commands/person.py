"""comity person: all that is known of somebody, each thing with where it is from."""

from __future__ import annotations

import json
from typing import Any

import click

from server.commands.context import Context, pass_context


@click.command("person")
@click.argument("person")
@click.option("--json", "as_json", is_flag=True, help="As the API answers it: everything, to the last field.")
@pass_context
def person_command(context: Context, person: str, as_json: bool) -> None:
    """Show what is known of PERSON (a name or number), and how things stand between you."""
    from server.api import present

    card = context.person(person)
    known = present.person(context.db(), card["id"], context.now().date())
    if as_json:
        click.echo(json.dumps(known, ensure_ascii=False, indent=2))
        return
    click.secho(f"{known['name']}{' (you)' if known['is_me'] else ''}", bold=True)
    if known["keeping"]["next"]:
        click.echo(known["keeping"]["next"])
    for title, lines in _parts(known):
        if lines:
            click.secho(f"\n{title}", bold=True)
            for line in lines:
                click.echo(f"  {line}")


def _parts(known: dict[str, Any]) -> list[tuple[str, list[str]]]:
    facets = [one for one in known["facets"] if one["state"] != "rejected"]
    return [
        ("Offers", [_facet(one) for one in facets if one["kind"] == "offer"]),
        ("Needs", [_facet(one) for one in facets if one["kind"] == "need"]),
        ("Known", [f"{one['field']}: {one['value']}   ({_origin(one)})" for one in known["fields"]]),
        ("Knows", [f"{one['person']['name']} ({one['band']})" for one in known["ties"]]),
        ("Notes", [f"{one['written_at'][:10]}  {one['text']}" for one in known["notes"]]),
        ("Promises", [f"{one['sentence']}   ({one['state_words']})" for one in known["promises"]]),
        ("Passed between you", [f"{one['on']}  {one['sentence']}" for one in known["exchanges"]]),
        ("Contacts", [f"{one['on']}  {one['how']}" for one in known["touches"]]),
        (
            "Introductions",
            [f"with {one['other']['name']}: {one['state_words']}" for one in known["introductions"]],
        ),
        ("Asks", [f"{one['what']}: {one['state_words']}" for one in known["asks"]]),
        (
            "It is not known yet whether this helped",
            [f"{one['on']}  {one['title']}   (number {one['suggestion']})" for one in known["given"]],
        ),
    ]


def _facet(one: dict[str, Any]) -> str:
    sure = "" if one["state"] == "confirmed" else ", not confirmed"
    return f"{one['text']}   (“{one['evidence'] or one['text']}”, {_origin(one)}{sure})"


def _origin(one: dict[str, Any]) -> str:
    return ", ".join(part for part in (one["source"], one["observed_on"]) if part) or "no source"
