"""comity import: address books and exports into the network, calendars and mail boxes into touches."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from server.commands.context import Context, pass_context

SHOWN = 20
"""Refusals printed in full; the rest are counted."""


@click.command("import")
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--dry-run", is_flag=True, help="Show what would happen; change nothing.")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="HEADER=FIELD",
    help="For other CSV files: which column is which.",
)
@click.option(
    "--mine",
    multiple=True,
    metavar="ADDRESS",
    help="An e-mail address of yours; a mail box then tells who wrote to whom.",
)
@click.option("--url", default="", help="Of a saved page: where it was, if it does not say so itself.")
@pass_context
def import_command(
    context: Context,
    files: tuple[Path, ...],
    dry_run: bool,
    mapping: tuple[str, ...],
    mine: tuple[str, ...],
    url: str,
) -> None:
    """Import FILES: LinkedIn's Connections.csv or its export .zip, vCards, Google contacts, any CSV.

    Calendars (.ics) and mail boxes (.mbox) tell when you were last in touch: only the addresses and days of those you
    hold already are read, never a title, a subject or a word of a message. A saved profile page (.html) is read as the
    panel reads it.
    """
    from server import importers, saved_pages

    headers = dict(_pair(item) for item in mapping) or None
    for file in files:
        with click.progressbar(length=100, label=file.name, file=sys.stderr) as bar:
            content = _content(file)
            if saved_pages.is_page(content):
                report = saved_pages.bring(
                    context.db(),
                    context.advisor(),
                    file.name,
                    content,
                    url=url,
                    now=context.now(),
                    dry_run=dry_run,
                )
            else:
                report = importers.import_file(
                    context.db(),
                    file.name,
                    content,
                    now=context.now(),
                    dry_run=dry_run,
                    mapping=headers,
                    mine=mine,
                    on_progress=partial(_advance, bar),
                )
        counts = ", ".join(f"{number} {word}" for word, number in report.counts.items())
        click.echo(f"{file.name}: {counts}{' (nothing was changed: a dry run)' if dry_run else ''}")
        for refused in report.refused[:SHOWN]:
            click.echo(f"  line {refused.line}: {refused.reason}")
        if len(report.refused) > SHOWN:
            click.echo(f"  … and {len(report.refused) - SHOWN} more")
        for remark in report.remarks[:SHOWN]:
            where = f"line {remark.line}, kept all the same: " if remark.line else ""
            click.echo(f"  {where}{remark.reason}")
        if report.edit_id:
            click.echo(f"  `comity undo {report.edit_id}` takes this import back.")


def _content(file: Path) -> bytes:
    """Of a mail box only the headers that are wanted: it may be larger than the memory."""
    from server.importers import mbox

    with file.open("rb") as stream:
        if not mbox.BEGINS.match(stream.readline(1000)):
            return file.read_bytes()
        stream.seek(0)
        return mbox.headers_only(stream)


def _advance(bar: Any, done: int, total: int) -> None:
    bar.update(100 * done // max(total, 1) - bar.pos)


def _pair(item: str) -> tuple[str, str]:
    header, _, field = item.partition("=")
    if not field:
        raise click.BadParameter(f"{item!r} is not HEADER=FIELD.", param_hint="--map")
    return header, field
