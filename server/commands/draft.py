"""comity draft: the letter for something suggested, asked, promised, begun or cared about; to stdout, for you to send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from server.commands.context import Context, pass_context

if TYPE_CHECKING:
    from server.practice.letters import Letter

NAME_ONE = "Name one: --suggestion, --ask, --promise, --introduction (with --to), or --cause (with --person)."


@click.command("draft")
@click.option("--suggestion", type=int, help="Its number, as `comity suggest` shows it.")
@click.option("--ask", type=int)
@click.option("--promise", type=int)
@click.option("--introduction", type=int)
@click.option("--to", type=click.Choice(["a", "b", "both"]), help="With --introduction.")
@click.option("--cause", type=int)
@click.option("--person", help="With --cause: a name or number.")
@click.option(
    "--reword", is_flag=True, help="Put in other words by your own language model, if one is set up."
)
@pass_context
def draft_command(context: Context, reword: bool, **named: Any) -> None:
    """Print the letter that fits, to read, change and send. Comity sends nothing."""
    from server.practice import drafts, rewording
    from server.practice.checking import check_letter
    from server.practice.voice import voice

    db, advisor = context.db(), context.advisor()
    letter = _letter(context, {name: value for name, value in named.items() if value is not None})
    if reword:

        def kinds(text: str) -> list[str]:
            found = check_letter(advisor, db, text)
            return [one["kind"] for one in found["findings"]] + ["ask"] * found["ask"]

        letter = rewording.reword(letter, voice(db), context.settings.writer, kinds=kinds).letter
    for reader in drafts.readers(db, letter):
        click.echo(f"To: {reader['name']}{' <' + reader['email'] + '>' if reader['email'] else ''}")
    click.echo(f"Subject: {letter.subject}\n\n{letter.text}", nl=False)
    if letter.note:
        click.echo(f"\n({letter.note})", err=True)
    for one in check_letter(advisor, db, letter.text)["findings"]:
        click.echo(f"\n“{one['quote']}”: {one['why']} {one['instead']}", err=True)


def _letter(context: Context, named: dict[str, Any]) -> Letter:
    from server.practice import drafts

    db = context.db()
    match named:
        case {"suggestion": suggestion, **rest} if not rest:
            return drafts.for_suggestion(db, suggestion)
        case {"ask": ask, **rest} if not rest:
            return drafts.for_ask(db, ask)
        case {"promise": promise, **rest} if not rest:
            return drafts.for_promise(db, promise)
        case {"introduction": introduction, "to": to, **rest} if not rest:
            return drafts.for_introduction(db, introduction, to)
        case {"cause": cause, "person": person, **rest} if not rest:
            return drafts.for_cause(db, cause, context.person(person)["id"])
    raise click.UsageError(NAME_ONE)
