"""comity retrain: learn from what was accepted and dismissed."""

from __future__ import annotations

import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.commands.context import Context, pass_context
from server.errors import Problem

if TYPE_CHECKING:
    from models.registry import Registry


@click.group("retrain", invoke_without_command=True)
@click.option("--if-due", is_flag=True, help="Only when it is due; for cron and timers.")
@click.option("--background", is_flag=True, help="Below normal priority, without a progress bar.")
@click.option("--encoder", is_flag=True, help="Fit the sentence encoder to your matches instead.")
@click.option("--fine-tune", is_flag=True, help="With --encoder: train it itself too (needs comity[train]).")
@click.pass_context
def retrain_command(
    click_context: click.Context, if_due: bool, background: bool, encoder: bool, fine_tune: bool
) -> None:
    """Learn a ranker from what you accepted and dismissed, and put it on trial beside the one that serves."""
    if click_context.invoked_subcommand:
        return
    from server import encoder_job, jobs
    from server.schedule import step_back

    context = click_context.find_object(Context)
    if context is None:
        raise click.UsageError("This command needs the settings.")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if background:
        step_back()
    db, registry, now = context.db(), context.equipment().registry, context.now()
    bar_file = sys.stderr
    hidden = background or not bar_file.isatty()
    with click.progressbar(length=100, label="Learning", file=bar_file, hidden=hidden) as bar:

        def tell(share: float) -> None:
            bar.update(int(100 * share) - bar.pos)

        if encoder:
            home = registry_of_encoder(context)
            report = encoder_job.retrain_encoder(
                db, home, now=now, fine_tune=fine_tune, on_progress=tell, cancelled=stop.is_set
            )
        elif if_due:
            days = context.settings.retrain_days
            report = jobs.retrain_if_due(
                db, registry, now=now, days=days, on_progress=tell, cancelled=stop.is_set
            )
        else:
            report = jobs.retrain(db, registry, now=now, on_progress=tell, cancelled=stop.is_set)
    for sentence in (*report.judged, report.sentence):
        click.echo(sentence)
    if report.version:
        kind = "encoder" if encoder else "ranker"
        click.echo(f"Its card: comity models card {kind} {report.version}")
    if report.failed:
        click_context.exit(1)


def registry_of_encoder(context: Context) -> Registry:
    """The encoder may be kept apart from the other models (COMITY_ENCODER)."""
    from models.registry import Registry

    return Registry(context.settings.encoder_home)


@retrain_command.command("units")
@click.argument("kind", type=click.Choice(("cron", "systemd", "launchd")))
@click.option("--write", is_flag=True, help="Put the files where the system looks for them.")
@pass_context
def units_command(context: Context, kind: str, write: bool) -> None:
    """Unit files that run `comity retrain --if-due` every hour, for when `comity serve` does not always
    run."""
    from server import units

    program = Path(sys.executable).with_name("comity")
    files = units.units(kind, program=program, home=context.settings.home)
    folder = units.where(kind, Path.home())
    if write and folder is None:
        raise Problem("no_unit_file", "cron has no file of its own to write.", units.afterwards(kind))
    for name, text in files.items():
        if write and folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
            click.echo(f"Written: {folder / name}")
        else:
            click.echo(f"# {name}" if folder else "", nl=bool(folder))
            click.echo(text, nl=False)
    click.echo(units.afterwards(kind), err=not write)
