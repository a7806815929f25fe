"""The original encoders on PyTorch, by path: the yardstick of the served one, and the way to use any other model."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from models.encoder import Vectors, normal_form, says_something
from models.errors import ModelError
from models.files import file_digest


class SentenceTransformerEncoder:
    """Any sentence-transformers model as an encoder. Slower than the prepared one by an order of magnitude.

    Each text runs alone, since PyTorch rounds differently in company: the same text always has the same vector.
    """

    def __init__(self, directory: Path, threads: int = 1) -> None:
        """Loads a directory that sentence-transformers wrote. ModelError if there is none, or no PyTorch."""
        if not (directory / "modules.json").is_file():
            raise ModelError(f"There is no sentence-transformers model in {directory}: name its directory.")
        self._id = f"{directory.resolve().name}-{_digest(directory)[:16]}"
        self._threads = threads
        with hushed():
            try:
                from sentence_transformers import SentenceTransformer
            except ImportError as error:
                raise ModelError("This takes PyTorch. Run `pip install 'comity[train]'` first.") from error
            try:
                # A name would be looked up on a hub; a path and local_files_only never ask anybody.
                self._model: Any = SentenceTransformer(str(directory), device="cpu", local_files_only=True)
            except Exception as error:  # whatever its files make PyTorch or the tokenizer raise
                raise ModelError(f"sentence-transformers cannot load the model in {directory}.") from error

    @property
    def id(self) -> str:
        return self._id

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension())

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), dimensions), float32, rows of length one; all zero for a text without letter or digit."""
        import torch

        vectors = np.zeros((len(texts), self.dimensions), np.float32)
        before = torch.get_num_threads()
        torch.set_num_threads(self._threads)
        try:
            for row, form in enumerate(map(normal_form, texts)):
                if says_something(form):
                    vectors[row] = self._model.encode(
                        form, normalize_embeddings=True, show_progress_bar=False
                    )
        finally:
            torch.set_num_threads(before)
        return vectors

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """Of how a text is said it knows nothing: (len(texts), 0)."""
        return self.encode(texts), np.zeros((len(texts), 0), np.float32)


def load_sentence_transformer(directory: Path | str, threads: int = 1) -> SentenceTransformerEncoder:
    """Any other model, by the path of its directory; it needs the extra `comity[train]`."""
    return SentenceTransformerEncoder(Path(directory), threads)


@contextmanager
def hushed() -> Iterator[None]:
    """Keeps loading bars, reports and deprecation notes of libraries from the user's terminal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            from transformers.utils import logging
        except ImportError:
            yield
            return
        verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        try:
            yield
        finally:
            logging.set_verbosity(verbosity)
            if bars:
                logging.enable_progress_bar()


def _digest(directory: Path) -> str:
    """Of all its weight files together."""
    weights = sorted([*directory.rglob("*.safetensors"), *directory.rglob("pytorch_model*.bin")])
    if not weights:
        raise ModelError(f"The model in {directory} has no weights.")
    return hashlib.sha256("".join(map(file_digest, weights)).encode()).hexdigest()
