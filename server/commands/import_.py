"""comity import: address books and exports into the network, calendars and mail boxes into touches."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from server.commands.context import Context, pass_context
from server.errors import Problem

if TYPE_CHECKING:
    from sqlite_utils import Database

    from server.importers import ImportReport

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
    panel reads it. A file that cannot be read does not stop the others.
    """
    from server.store.rehearsal import rehearsal

    headers = dict(_pair(item) for item in mapping) or None
    db = context.db()
    unread = 0
    with (
        rehearsal(db) if dry_run else nullcontext(db) as store
    ):  # so that a later file finds who an earlier one brings
        for file in files:
            try:
                report = _bring(context, store, file, headers, mine, url)
            except Problem as problem:
                click.echo(f"{file.name}: {problem.message} {problem.hint}", err=True)
                unread += 1
            else:
                _tell(file.name, report, dry_run)
    if unread:
        raise click.exceptions.Exit(1)


def _bring(
    context: Context,
    db: Database,
    file: Path,
    headers: Mapping[str, str] | None,
    mine: Sequence[str],
    url: str,
) -> ImportReport:
    from server import importers, saved_pages

    with click.progressbar(length=100, label=file.name, file=sys.stderr) as bar:
        content = _content(file)
        if saved_pages.is_page(content):
            return saved_pages.bring(db, context.advisor(), file.name, content, url=url, now=context.now())
        return importers.import_file(
            db,
            file.name,
            content,
            now=context.now(),
            mapping=headers,
            mine=mine,
            on_progress=partial(_advance, bar),
        )


def _tell(name: str, report: ImportReport, dry_run: bool) -> None:
    counts = ", ".join(f"{number} {word}" for word, number in report.counts.items())
    click.echo(f"{name}: {counts}{' (nothing was changed: a dry run)' if dry_run else ''}")
    for refused in report.refused[:SHOWN]:
        click.echo(f"  line {refused.line}: {refused.reason}")
    if len(report.refused) > SHOWN:
        click.echo(f"  … and {len(report.refused) - SHOWN} more")
    for remark in report.remarks[:SHOWN]:
        where = f"line {remark.line}, kept all the same: " if remark.line else ""
        click.echo(f"  {where}{remark.reason}")
    if report.edit_id and not dry_run:
        click.echo(f"  `comity undo {report.edit_id}` takes this import back.")


def _content(file: Path) -> bytes:
    """Of a mail box only the headers that are wanted: it may be larger than the memory, as any file that is too large."""
    from server.importers import mbox
    from server.importers.archive import LARGEST

    with file.open("rb") as stream:
        is_mail = mbox.BEGINS.match(stream.readline(1000))
        stream.seek(0)
        return mbox.headers_only(stream) if is_mail else stream.read(LARGEST + 1)


def _advance(bar: Any, done: int, total: int) -> None:
    bar.update(100 * done // max(total, 1) - bar.pos)


def _pair(item: str) -> tuple[str, str]:
    header, _, field = item.partition("=")
    if not field:
        raise click.BadParameter(f"{item!r} is not HEADER=FIELD.", param_hint="--map")
    return header, field
