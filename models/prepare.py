"""comity models prepare: from the published weights to the encoder that serves, once, without a network."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from models.adapter import ADAPTER
from models.encoder import OnnxEncoder, find_encoder, normal_form
from models.errors import ModelError
from models.files import digest, file_digest
from models.manifest import NAME, Manifest
from models.registry import DEFAULT, Registry
from models.tokens import MAX_TOKENS, Tokens
from models.weights import PUBLISHED, Bert, check_published, published_weights, read_bert

PUBLISHED_NAME = "all-MiniLM-L6-v2"
MEAN_COSINE = 0.997
LEAST_COSINE = 0.99
"""What the served encoder owes the original, on sentences that had no part in its making."""
METHOD = "4"
"""Count it up when a change to graph.py or quantise.py should make encoders anew."""
CALIBRATION = Path(__file__).parent / "calibration.txt"
PARITY = Path(__file__).parent / "parity.txt"
TOGETHER, APART = 9, 10
"""Every 10 sentences of the sample, 9 are also read as one long text: positions far from the start matter too."""
WITNESSES = 3
"""Sentences whose vectors are stored, for a loader to compare its own with."""


@dataclass(frozen=True)
class Parity:
    mean: float
    least: float
    sentences: int


def prepare_encoder(
    models_home: Path,
    on_progress: Callable[[str], None],
    *,
    source: Path | None = None,
    now: datetime | None = None,
) -> Path:
    """The directory of the encoder that serves; where it is ready already, at once.

    ``source`` is a model fine-tuned from all-MiniLM-L6-v2, by its directory; without it the published weights are
    taken, and refused if they are not, byte for byte, what was published. A new encoder serves only once it was
    found to agree with the original. Raises ModelError with a sentence, and leaves what served before in place.
    """
    registry = Registry(models_home)
    ready = _ready(models_home, source) or (_shipped(registry) if source is None else None)
    if ready:
        return ready
    directory = source or published_weights()
    name = source.resolve().name if source else PUBLISHED_NAME
    on_progress(f"Reading the weights of {name}…")
    if source is None:
        check_published(directory)
    bert = read_bert(directory, name)
    now = now or datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="comity-") as scratch:
        made = Path(scratch)
        manifest = _make(bert, made, on_progress)
        version = f"e-{now:%Y%m%d-%H%M%S}"
        files: dict[str, bytes | Path] = {file: made / file for file in (*manifest.files, NAME)}
        files["card.md"] = _card(manifest, version, now).encode()
        parent = registry.serving("encoder")
        registry.register("encoder", version, files, made_at=now, parent=parent)
    registry.promote("encoder", version)
    on_progress(f"The encoder {manifest.id} is ready.")
    return registry.directory("encoder", version)


def _ready(models_home: Path, source: Path | None) -> Path | None:
    """What serves, if it is sound and was made as it would be made now."""
    try:
        directory = find_encoder(models_home)
        manifest = Manifest.read(directory)
        manifest.check(directory)
    except ModelError:
        return None
    own = manifest.source.get("sha256") != PUBLISHED or (directory / ADAPTER).exists()
    if source is None and own:
        return directory  # fitted to its user: preparing anew would take that back
    sha256 = file_digest(source / "model.safetensors") if source else PUBLISHED
    return directory if manifest.recipe == _recipe(sha256) else None


def _shipped(registry: Registry) -> Path | None:
    """The one a release carries, serving from now on; None where there is none, or it will not do either."""
    directory = registry.directory("encoder", DEFAULT)
    try:
        manifest = Manifest.read(directory)
        manifest.check(directory)
    except ModelError:
        return None
    if manifest.recipe != _recipe(PUBLISHED):
        return None
    registry.promote("encoder", DEFAULT)
    return directory


def _recipe(weights_sha256: str) -> str:
    parts = (METHOD, weights_sha256, file_digest(CALIBRATION))
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()


def _make(bert: Bert, into: Path, on_progress: Callable[[str], None]) -> Manifest:
    """Writes model.onnx, tokenizer.json and encoder.json. ModelError if the result is too far from the original."""
    from models.graph import assemble
    from models.observe import observe
    from models.quantise import quantise

    (into / "tokenizer.json").write_bytes((bert.directory / "tokenizer.json").read_bytes())
    on_progress("Watching it read sample sentences…")
    observed = observe(bert, list(map(Tokens(into / "tokenizer.json"), _sample())), MAX_TOKENS)
    on_progress("Rounding it to eight bits…")
    model, _ = assemble(bert, quantise(bert, observed), MAX_TOKENS, small=True)
    (into / "model.onnx").write_bytes(model.SerializeToString())
    files = {file: file_digest(into / file) for file in ("model.onnx", "tokenizer.json")}
    identity = digest("".join(files.values()).encode())[:16]

    def manifest(witnesses: dict[str, list[float]], parity: dict[str, float]) -> Manifest:
        return Manifest(
            id=f"{bert.name}-int8-{identity}",
            dimensions=bert.width,
            files=files,
            witnesses=witnesses,
            recipe=_recipe(bert.sha256),
            parity=parity,
            source={"name": bert.name, "sha256": bert.sha256},
        )

    (into / NAME).write_bytes(manifest({}, {}).as_json())
    on_progress("Comparing it with the original on other sentences…")
    texts = _lines(PARITY)
    vectors, parity = _compare(OnnxEncoder(into), bert, texts)
    witnesses = {text: [round(float(x), 6) for x in vectors[i]] for i, text in enumerate(texts[:WITNESSES])}
    complete = manifest(
        witnesses, {"mean": parity.mean, "least": parity.least, "sentences": parity.sentences}
    )
    (into / NAME).write_bytes(complete.as_json())
    on_progress(f"Cosine to the original: {parity.mean:.4f} on average, {parity.least:.4f} at least.")
    return complete


def _compare(made: OnnxEncoder, bert: Bert, texts: list[str]) -> tuple[Any, Parity]:
    from models.reference import SentenceTransformerEncoder

    original = SentenceTransformerEncoder(bert.directory)
    vectors = made.encode(texts)
    cosines = np.sum(vectors * original.encode(texts), axis=1)
    parity = Parity(float(cosines.mean()), float(cosines.min()), len(texts))
    if parity.mean < MEAN_COSINE or parity.least < LEAST_COSINE:
        raise ModelError(
            f"The small encoder strays too far from {bert.name} on this machine: its cosine is {parity.mean:.4f} on"
            f" average and {parity.least:.4f} at least, where {MEAN_COSINE} and {LEAST_COSINE} are asked for."
        )
    return vectors, parity


def _sample() -> list[str]:
    lines = _lines(CALIBRATION)
    return lines + [" ".join(lines[i : i + TOGETHER]) for i in range(0, len(lines), APART)]


def _lines(file: Path) -> list[str]:
    return [form for line in file.read_text("utf-8").splitlines() if (form := normal_form(line))]


def _card(manifest: Manifest, version: str, made_at: datetime) -> str:
    return f"""# encoder {version}

Made on {made_at:%Y-%m-%d}, on this machine, from {manifest.source["name"]}. Nothing in it was learnt from you.

## What it is
{manifest.id}: turns a text into {manifest.dimensions} numbers, so that texts of like meaning lie close together. A
sentence encoder (BERT, mean of its tokens), its products rounded to eight bits with fixed scales. It reads English
best, and the first {MAX_TOKENS} tokens of a text.

## How near the original it is
Cosine to {manifest.source["name"]} on {manifest.parity["sentences"]} sentences that had no part in the rounding:
{manifest.parity["mean"]:.4f} on average, {manifest.parity["least"]:.4f} at least.
Weights of the original: sha256 {manifest.source["sha256"]}.

## What it must not be used for
- Judging people: that two texts are alike says nothing of anybody's worth, skill or character.
- Hiring, promotion, credit, grading or any other decision about a person.
- Telling facts from falsehoods: "has built" and "has never built" lie close together.
"""
