"""encoder.json: what the files of a prepared encoder are, what they should compute, and how they were made."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from models.errors import ModelError
from models.files import file_digest

NAME = "encoder.json"
REMEDY = "Run `comity models prepare` to make it again."


@dataclass(frozen=True)
class Manifest:
    id: str
    """Holds the digest of the weights: vectors of different ids are never compared."""
    dimensions: int
    files: Mapping[str, str]
    """File name to sha256, of every file the encoder reads."""
    witnesses: Mapping[str, list[float]]
    """Texts and the vectors they had where the encoder was prepared."""
    recipe: str
    """Digest of all that decides the outcome: source weights, sample sentences, method."""
    parity: Mapping[str, float]
    """Cosine to the original on sentences not used in the making: mean, least, how many."""
    source: Mapping[str, str]
    """Name and sha256 of the original weights."""

    @classmethod
    def read(cls, directory: Path) -> Manifest:
        """ModelError if it is missing, cut short, or not what this version of Comity writes."""
        try:
            record = json.loads((directory / NAME).read_text("utf-8"))
            manifest = cls(**record)
            whole = manifest.id and {"model.onnx", "tokenizer.json"} <= set(manifest.files)
            if not whole or any(len(v) != manifest.dimensions for v in manifest.witnesses.values()):
                raise ValueError(NAME)
        except FileNotFoundError as error:
            raise ModelError(f"There is no sentence encoder in {directory}. {REMEDY}") from error
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise ModelError(f"The description of the sentence encoder cannot be read. {REMEDY}") from error
        return manifest

    def check(self, directory: Path) -> None:
        """Refuses files that are missing, cut short or changed since they were made."""
        for name, expected in self.files.items():
            file = directory / name
            if not file.is_file():
                raise ModelError(f"The sentence encoder lacks its file {name}. {REMEDY}")
            if file_digest(file) != expected:
                raise ModelError(f"The sentence encoder's file {name} is damaged or was changed. {REMEDY}")

    def as_json(self) -> bytes:
        return (json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n").encode()
