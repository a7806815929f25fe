"""comity page: reads a saved profile page as the panel would, and prints what it says."""

from __future__ import annotations

import json
from pathlib import Path

import click

from server.commands.context import Context, pass_context


@click.command("page")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--url", required=True, help="Where the page was.")
@pass_context
def page_command(context: Context, file: Path, url: str) -> None:
    """Read a saved page and print the profile, each field with its source, as JSON. Stores nothing."""
    from server import proposals
    from server.pages import profile_as_json, read_page
    from server.pages.page import Page

    profile = read_page(Page.from_html(file.read_bytes(), url), context.now().date())
    found = proposals.from_profile(profile, context.advisor(), context.db(), today=context.now().date())
    shape = profile_as_json(profile) | {
        kind + "s": [
            {"text": one.text, "evidence": one.evidence, "confidence": one.confidence, "source": one.source}
            for one in found
            if one.kind == kind
        ]
        for kind in ("offer", "need")
    }
    click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
