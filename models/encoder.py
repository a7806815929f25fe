"""Turns texts into unit vectors with the prepared int8 model: on ONNX Runtime, without PyTorch, without a
network."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.adapter import ADAPTER, AdaptedEncoder, Adapter
from models.errors import ModelError
from models.graph import EMBEDDING, WORDING
from models.manifest import REMEDY, Manifest
from models.registry import SHIPPED, Registry
from models.tokens import Tokens

Vectors = npt.NDArray[np.float32]

BATCH_TOKENS = 256
"""Tokens in one call of the runtime: enough to fill the matrix units, few enough to stay in the cache."""
SAME = 0.99
"""Least cosine to the stored vectors: what preparation asks of the worst sentence, against the original."""


def normal_form(text: str) -> str:
    """The text as the encoder reads it, and as a cache of vectors should key it.

    NFKC turns the "bold" letters, ligatures and full-width signs of profile headlines into plain ones;
    control, zero-width and unpaired surrogate characters are dropped; runs of white space become one space.
    Case and accents are left alone: the tokenizer folds both.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if plain.isprintable():
        return plain
    return " ".join("".join(filter(str.isprintable, plain)).split())


def says_something(form: str) -> bool:
    """Whether there is a letter or a digit in it; what has neither gets no vector."""
    return any(map(str.isalnum, form))


class OnnxEncoder:
    """The same text has exactly the same vector, bit for bit, alone and in any company, on any number of
    threads.

    Activations are rounded on fixed scales, and texts run together only with texts of just as many tokens,
    so that nothing is ever padded. Threads take whole batches. Safe to share between threads.
    """

    def __init__(self, directory: Path, threads: int = 1) -> None:
        """Loads what encoder.json describes; ModelError if the files or what they compute differ from it."""
        manifest = Manifest.read(directory)
        manifest.check(directory)
        self._id, self._dimensions, self._threads = manifest.id, manifest.dimensions, threads
        self._session = _session(directory / "model.onnx")
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._tokens = Tokens(directory / "tokenizer.json")
        self._prove(manifest)

    @property
    def id(self) -> str:
        return self._id

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, rows of length one; all zero for a text without letter
        or digit."""
        return self._encode(texts, [EMBEDDING])[0]

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """What each text is about, as from ``encode``, and how it is said: two of that shape, in one pass. An encoder
        that was prepared before it could tell the second gives it without columns."""
        if WORDING not in self._outputs:
            return self.encode(texts), np.zeros((len(texts), 0), np.float32)
        about, wording = self._encode(texts, [EMBEDDING, WORDING])
        return about, wording

    def _encode(self, texts: Sequence[str], outputs: list[str]) -> list[Vectors]:
        vectors = [np.zeros((len(texts), self._dimensions), np.float32) for _ in outputs]
        rows: dict[str, list[int]] = {}
        for row, form in enumerate(map(normal_form, texts)):
            if says_something(form):
                rows.setdefault(form, []).append(row)
        forms = list(rows)
        tokens = [self._tokens(form) for form in forms]
        work = list(batches(tokens))
        if self._threads > 1 and len(work) > 1:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(self._threads) as pool:
                found = list(pool.map(lambda batch: self._run(tokens, batch, outputs), work))
        else:
            found = [self._run(tokens, batch, outputs) for batch in work]
        for batch, made in zip(work, found, strict=True):
            for kind, part in zip(vectors, made, strict=True):
                for i, vector in zip(batch, part, strict=True):
                    kind[rows[forms[i]]] = vector
        return vectors

    def _run(self, tokens: list[list[int]], batch: list[int], outputs: list[str]) -> list[Vectors]:
        ids = np.array([tokens[i] for i in batch], np.int64)
        found: list[Vectors] = self._session.run(outputs, {"input_ids": ids})
        return found

    def _prove(self, manifest: Manifest) -> None:
        """A processor without VNNI may overflow where the one that prepared the model did not: better
        refused."""
        found = self.encode(list(manifest.witnesses))
        if any(
            row @ np.array(stored) < SAME
            for row, stored in zip(found, manifest.witnesses.values(), strict=True)
        ):
            raise ModelError(
                f"On this processor the sentence encoder does not compute what it should. {REMEDY}"
            )


def batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Positions of texts with equally many tokens, at most BATCH_TOKENS a batch; the longest first."""
    lengths: dict[int, list[int]] = {}
    for i, ids in enumerate(tokens):
        lengths.setdefault(len(ids), []).append(i)
    for length, members in sorted(lengths.items(), reverse=True):
        size = max(1, BATCH_TOKENS // length)
        yield from (members[i : i + size] for i in range(0, len(members), size))


def _session(model: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    # The graph is laid out as it should run: rewriting it would cost time at each start and undo some of it.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's exceptions have no base of their own
        raise ModelError(f"ONNX Runtime cannot load the sentence encoder. {REMEDY}") from error


def find_encoder(models_home: Path, shipped: Path = SHIPPED) -> Path:
    """Where the encoder in use is: the user's own, else the one a release ships. ModelError if there is neither."""
    registry = Registry(models_home, shipped=shipped)
    try:
        directory = registry.directory("encoder", registry.serving("encoder"))
    except ModelError as error:
        raise ModelError(f"The sentence encoder in use is gone. {REMEDY}") from error
    if directory == shipped:  # nothing of the kind is shipped
        raise ModelError(
            "The sentence encoder is not prepared yet. Run `comity models prepare` once; it takes a few minutes."
        )
    return directory


def load_encoder(models_home: Path, threads: int = 1) -> OnnxEncoder | AdaptedEncoder:
    """The encoder in use, ready to encode; ModelError with the way out if it is not prepared or is
    damaged."""
    return load_directory(find_encoder(models_home), threads)


def load_directory(directory: Path, threads: int = 1) -> OnnxEncoder | AdaptedEncoder:
    """One version of the encoder, with the map learnt from its user behind it where there is one."""
    encoder, adapter = OnnxEncoder(directory, threads), directory / ADAPTER
    if not adapter.is_file():
        return encoder
    try:
        return AdaptedEncoder(encoder, Adapter.from_bytes(adapter.read_bytes()))
    except (OSError, ValueError) as error:
        raise ModelError(
            "The encoder's adapter cannot be read. `comity models rollback encoder` goes back."
        ) from error
