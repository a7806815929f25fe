"""Versions of the encoder that learnt from its user, beside the one that serves: made whole, served only
when let in."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from models.adapter import ADAPTER, Adapter
from models.admission import Comparison
from models.card import Card, render
from models.registry import Registry, Version


def register_adapter(
    registry: Registry, adapter: Adapter, comparisons: Sequence[Comparison], *, matches: int, now: datetime
) -> Version:
    """The encoder that serves, with the map behind it, as a version of its own."""
    serving = registry.serving("encoder")
    directory = registry.directory("encoder", serving)
    what = "The sentence encoder as it was, with a small linear map behind it, learnt from confirmed matches."
    return _register(registry, directory, adapter.to_bytes(), what, comparisons, matches=matches, now=now)


def register_fine_tuned(
    registry: Registry, tuned: Path, comparisons: Sequence[Comparison], *, matches: int, now: datetime
) -> Version:
    """A fine-tuned encoder, exported and rounded by models.prepare in ``tuned``."""
    what = "The sentence encoder, fine-tuned on confirmed matches and rounded to eight bits."
    return _register(registry, tuned, b"", what, comparisons, matches=matches, now=now)


def export(directory: Path, scratch: Path, now: datetime) -> Path:
    """Exports, rounds and checks a fine-tuned model in a scratch registry. ModelError where parity is not
    reached."""
    from models.prepare import prepare_encoder

    home = Path(tempfile.mkdtemp(dir=scratch))
    return prepare_encoder(home, lambda line: None, source=directory, now=now)


def _register(
    registry: Registry,
    directory: Path,
    adapter: bytes,
    what: str,
    comparisons: Sequence[Comparison],
    *,
    matches: int,
    now: datetime,
) -> Version:
    left_out = {"card.md", "manifest.json", ADAPTER}
    files: dict[str, bytes | Path] = {
        path.name: path for path in directory.iterdir() if path.name not in left_out
    }
    if adapter:
        files[ADAPTER] = adapter
    parent, version = registry.serving("encoder"), f"e-{now:%Y%m%d-%H%M%S}"
    lines = [
        f"{one.name}: {one.value:+.3f} [{one.low:+.3f}, {one.high:+.3f}] on {one.cases} cases, against {parent}"
        for one in comparisons
    ]
    card = Card(
        kind="encoder",
        version=version,
        made_on=now.date().isoformat(),
        parent=parent,
        what=what,
        counts={"confirmed matches": matches},
        changes=("Texts of needs and offers you matched lie closer together.", *lines),
        promise="An encoder shows no words: it finds candidates, the ranker says how likely they are.",
    )
    files["card.md"] = render(card).encode()
    return registry.register("encoder", version, files, made_at=now, parent=parent)
