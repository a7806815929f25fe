"""comity serve: the local service, until Ctrl-C."""

from __future__ import annotations

import os
import shlex
import sys

import click

from server.commands.context import Context, pass_context


@click.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), help="Default: 8417, or as set in comity.toml.")
@click.option("--no-code", is_flag=True, help="Do not open a pairing code at the start.")
@pass_context
def serve_command(context: Context, port: int | None, no_code: bool) -> None:
    """Start the local service on 127.0.0.1; Ctrl-C stops it."""
    from server.serving import serve

    settings = context.settings.model_copy(update={"port": port}) if port else context.settings
    elsewhere = f"COMITY_HOME={shlex.quote(str(settings.home))} {shlex.quote(sys.argv[0])} pair"
    again = elsewhere if os.environ.get("COMITY_HOME") else "comity pair"
    serve(settings, show=click.echo, code_again=None if no_code else again)
