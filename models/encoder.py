"""Turns texts into unit vectors with the prepared int8 model: on ONNX Runtime, without torch, without a network."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.errors import ModelError

Vectors = npt.NDArray[np.float32]

MAX_TOKENS = 256
"""What all-MiniLM-L6-v2 was trained to read (its sentence_bert_config.json); the rest of a longer text is not seen."""
BATCH_TOKENS = 512
"""Tokens in one call of the runtime: large enough to fill the matrix units, small enough to stay in cache."""
SHIPPED = Path(__file__).parent / "default" / "encoder"
"""Where a release wheel carries a prepared encoder."""
REMEDY = "Run `comity models prepare` to make it again."


def normal_form(text: str) -> str:
    """The text as the encoder reads it, and as a cache of vectors should key it.

    NFKC turns the "bold" letters, ligatures and full-width signs of profile headlines into plain ones; control,
    zero-width and unpaired surrogate characters become spaces; runs of white space become one. Case and accents
    are left to the tokenizer, which folds both.
    """
    plain = unicodedata.normalize("NFKC", text)
    return " ".join("".join(" " if unicodedata.category(c)[0] == "C" else c for c in plain).split())


@dataclass(frozen=True)
class Manifest:
    """encoder.json: what the files beside it are, and how near the original they were when they were made."""

    id: str
    dimensions: int
    files: dict[str, str]
    """File name to sha256, of every file the encoder reads."""

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        try:
            record = json.loads((directory / "encoder.json").read_text("utf-8"))
            return cls(str(record["id"]), int(record["dimensions"]), dict(record["files"]))
        except FileNotFoundError as error:
            raise ModelError(f"There is no sentence encoder in {directory}. {REMEDY}") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"The description of the encoder in {directory} cannot be read. {REMEDY}") from error

    def check(self, directory: Path) -> None:
        """Refuses files that are missing, cut short or changed since they were prepared."""
        for name, expected in self.files.items():
            file = directory / name
            if not file.is_file():
                raise ModelError(f"The encoder's file {name} is missing. {REMEDY}")
            with file.open("rb") as stream:
                if hashlib.file_digest(stream, "sha256").hexdigest() != expected:
                    raise ModelError(f"The encoder's file {name} is damaged or was changed. {REMEDY}")


class OnnxEncoder:
    """The same text has exactly the same vector, bit for bit, alone and in any company.

    Two things make it so: activations are quantised with fixed scales, and texts run together only with texts of
    just as many tokens, so that nothing is ever padded. Safe to share between threads.
    """

    def __init__(self, directory: Path, threads: int = 1) -> None:
        """Loads model.onnx and tokenizer.json as encoder.json describes them; ModelError if they differ from it."""
        manifest = Manifest.read(directory)
        manifest.check(directory)
        self._id, self._dimensions = manifest.id, manifest.dimensions
        self._session = _session(directory / "model.onnx", threads)
        self._tokenizer = _tokenizer(directory / "tokenizer.json")

    @property
    def id(self) -> str:
        return self._id

    @property
    def dimensions(self) -> int:
        return self._dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, rows of length one; all zero for a text without a letter or digit."""
        vectors = np.zeros((len(texts), self._dimensions), np.float32)
        rows: dict[str, list[int]] = {}
        for row, text in enumerate(texts):
            form = normal_form(text)
            if any(map(str.isalnum, form)):
                rows.setdefault(form, []).append(row)
        forms = list(rows)
        tokens = [e.ids for e in self._tokenizer.encode_batch_fast(forms)] if forms else []
        for batch in _batches(tokens):
            ids = np.array([tokens[i] for i in batch], np.int64)
            (found,) = self._session.run(None, {"input_ids": ids})
            for i, vector in zip(batch, found, strict=True):
                vectors[rows[forms[i]]] = vector
        return vectors


def _batches(tokens: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """Positions of texts with equally many tokens, at most BATCH_TOKENS a batch."""
    lengths: dict[int, list[int]] = {}
    for i, ids in enumerate(tokens):
        lengths.setdefault(len(ids), []).append(i)
    for length, members in sorted(lengths.items()):
        size = max(1, BATCH_TOKENS // length)
        yield from (members[i : i + size] for i in range(0, len(members), size))


def _session(model: Path, threads: int) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions share no base of their own
        raise ModelError(f"ONNX Runtime cannot load the encoder. {REMEDY}") from error


def _tokenizer(file: Path) -> Any:
    from tokenizers import Tokenizer

    try:
        tokenizer = Tokenizer.from_file(str(file))
    except Exception as error:  # tokenizers raises bare Exception
        raise ModelError(f"The encoder's tokenizer cannot be read. {REMEDY}") from error
    tokenizer.no_padding()  # the published file pads everything to 128 tokens: 5.5 times the work
    tokenizer.enable_truncation(MAX_TOKENS)
    return tokenizer


def find_encoder(models_home: Path) -> Path:
    """The directory of the encoder in use: the user's own `current`, else the one a release ships. ModelError if none."""
    kind = models_home / "encoder"
    try:
        version = (kind / "current").read_text("utf-8").strip()
    except FileNotFoundError:
        if (SHIPPED / "encoder.json").exists():
            return SHIPPED
        raise ModelError("The sentence encoder is not prepared yet. Run `comity models prepare` once.") from None
    if not version or Path(version).name != version or not (kind / version).is_dir():
        raise ModelError(f"The encoder that {kind / 'current'} names does not exist. {REMEDY}")
    return kind / version


def load_encoder(models_home: Path, threads: int = 1) -> OnnxEncoder:
    """The encoder in use, ready to encode; ModelError with the way out if it is not prepared or is damaged."""
    return OnnxEncoder(find_encoder(models_home), threads)
