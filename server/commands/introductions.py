"""comity introductions: which two people should meet."""

from __future__ import annotations

import json
import os
import sys

import click

from server.commands.context import Context, pass_context
from server.commands.show import show_account, show_silence, show_suggestion


@click.command("introductions")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 200))
@click.option("--explain", is_flag=True, help="Also: how fairly they are spread, and what that costs.")
@click.option("--json", "as_json", is_flag=True, help="As the API answers it.")
@pass_context
def introductions_command(context: Context, limit: int, explain: bool, as_json: bool) -> None:
    """Propose the best introductions of the whole network."""
    with click.progressbar(length=100, label="Looking", file=sys.stderr) as bar:
        answer = context.advisor().introductions(
            context.db(),
            limit=limit,
            surface="cli",
            now=context.now(),
            explain=explain,
            threads=os.cpu_count() or 1,
            on_progress=lambda share: bar.update(int(100 * share) - bar.pos),
        )
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    for suggestion in answer["introductions"]:
        show_suggestion(suggestion)
    show_silence(answer["silence"])
    if answer.get("explained"):
        show_account(answer["explained"])
