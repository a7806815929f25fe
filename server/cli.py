"""comity: the one way in. `comity serve` is the service; the other commands do the same work without a browser."""

from __future__ import annotations

import importlib
import os
import sys

import click

from server.commands.context import Context
from server.errors import Problem

COMMANDS = {
    "primer": "server.commands.primer",
    "serve": "server.commands.serve",
    "pair": "server.commands.pair",
    "import": "server.commands.import_",
    "sample": "server.commands.sample",
    "people": "server.commands.people",
    "person": "server.commands.person",
    "note": "server.commands.note",
    "news": "server.commands.news",
    "suggest": "server.commands.suggest",
    "answer": "server.commands.answer",
    "introductions": "server.commands.introductions",
    "introduce": "server.commands.introduce",
    "ask": "server.commands.ask",
    "digest": "server.commands.digest",
    "touch": "server.commands.touch",
    "rhythm": "server.commands.touch",
    "gave": "server.commands.gave",
    "got": "server.commands.gave",
    "thanked": "server.commands.gave",
    "promise": "server.commands.promise",
    "cause": "server.commands.cause",
    "draft": "server.commands.draft",
    "phrases": "server.commands.phrases",
    "page": "server.commands.page",
    "undo": "server.commands.undo",
    "retrain": "server.commands.retrain",
    "models": "server.commands.models",
    "extract": "server.commands.pipes",
    "rank": "server.commands.pipes",
    "pairs": "server.commands.pipes",
    "check": "server.commands.pipes",
}


class LazyGroup(click.Group):
    """Imports a command's module when the command is named, so that `comity --help` stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        found: click.Command = getattr(importlib.import_module(COMMANDS[cmd_name]), f"{cmd_name}_command")
        return found


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="comity", message="Comity %(version)s")
@click.pass_context
def comity(ctx: click.Context) -> None:
    """Whom to introduce, what to give, and only then what to ask. Everything stays on this machine.

    Begin with `comity import FILE`, then `comity serve`.
    """
    if ctx.invoked_subcommand:
        from server.settings import load_settings

        ctx.obj = Context(load_settings(os.environ))


def main() -> None:
    try:
        sys.exit(comity.main(standalone_mode=False))
    except click.exceptions.Abort:
        click.echo("Stopped; nothing is half done.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except Problem as problem:
        click.echo(problem.message, err=True)
        if problem.hint:
            click.echo(problem.hint, err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
