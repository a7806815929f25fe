"""comity models: what was learnt, what serves, and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from server.commands.context import Context, pass_context
from server.errors import Problem

if TYPE_CHECKING:
    from models.registry import Registry

KINDS = ("ranker", "facets", "matching", "tone", "encoder")
KIND = click.argument("kind", type=click.Choice(KINDS))


@click.group("models")
def models_command() -> None:
    """The models that rank, read and compare: list, show, promote, roll back, read their cards."""


@models_command.command("list")
@click.option("--kind", type=click.Choice(KINDS), help="Only these.")
@pass_context
def list_command(context: Context, kind: str | None) -> None:
    """Every version kept, the newest first; * marks the one that serves."""
    from server import trial

    registry = context.equipment().registry
    on_trial = trial.current(context.db(), registry).gate.challenger
    with _in_words():
        kinds = (kind,) if kind else KINDS
        for version in (one for each in kinds for one in _registry(context, each).versions(each)):
            mark = "*" if version.serving else " "
            made = version.made_at[:16].replace("T", " ") or "ships with Comity"
            state = version.fault or ("on trial" if version.version == on_trial else "")
            click.echo(f"{mark} {version.kind:<9}{version.version:<22}{made:<20}{state}".rstrip())


@models_command.command("show")
@KIND
@click.argument("version", required=False)
@pass_context
def show_command(context: Context, kind: str, version: str | None) -> None:
    """One version (the one that serves, if none is named): where it is, and how the trial stands."""
    from server import trial

    registry = _registry(context, kind)
    with _in_words():
        found = registry.show(kind, version or registry.serving(kind))
    click.echo(f"{found.kind} {found.version}{'  (serves)' if found.serving else ''}")
    click.echo(f"  made:   {found.made_at or 'ships with Comity'}")
    if found.parent:
        click.echo(f"  beside: {found.parent}")
    click.echo(f"  files:  {found.directory}")
    if found.fault:
        click.echo(f"  {found.fault}")
    gate = trial.current(context.db(), context.equipment().registry).gate
    if kind == "ranker" and gate.challenger:
        click.echo(
            f"  on trial: {gate.challenger} against {gate.champion}, {gate.sessions} lists counted;"
            f" evidence {gate.evidence:.2f} of the {gate.needed:.0f} it takes"
        )


@models_command.command("card")
@KIND
@click.argument("version", required=False)
@pass_context
def card_command(context: Context, kind: str, version: str | None) -> None:
    """What it learnt from, how well it does, what changed, what it must not be used for."""
    registry = _registry(context, kind)
    with _in_words():
        click.echo(registry.card(kind, version or registry.serving(kind)), nl=False)


@models_command.command("promote")
@KIND
@click.argument("version")
@pass_context
def promote_command(context: Context, kind: str, version: str) -> None:
    """Let VERSION serve at once, without waiting for its trial."""
    with _in_words():
        found = _registry(context, kind).promote(kind, version)
    click.echo(f"{found.kind} {found.version} serves from now on. `comity models rollback {kind}` goes back.")


@models_command.command("rollback")
@KIND
@pass_context
def rollback_command(context: Context, kind: str) -> None:
    """Let the version serve that served before."""
    with _in_words():
        found = _registry(context, kind).rollback(kind)
    click.echo(f"{found.kind} {found.version} serves again.")


@models_command.command("prepare")
@pass_context
def prepare_command(context: Context) -> None:
    """Make the sentence encoder ready, once; later calls find it ready."""
    from models.errors import ModelError
    from models.prepare import prepare_encoder

    try:
        where: Path = prepare_encoder(context.settings.encoder_home, lambda line: click.echo(line, err=True))
    except ModelError as error:
        raise Problem("not_prepared", str(error)) from error
    click.echo(f"The sentence encoder is ready in {where}.")


def _registry(context: Context, kind: str) -> Registry:
    """The encoder may be kept apart from the other models (COMITY_ENCODER)."""
    from models.registry import Registry

    return Registry(context.settings.encoder_home if kind == "encoder" else context.settings.models)


@contextmanager
def _in_words() -> Iterator[None]:
    """The registry's refusals as the command line says them."""
    from models.errors import ModelError

    try:
        yield
    except ModelError as error:
        raise Problem("no_such_model", str(error), status=404) from error
