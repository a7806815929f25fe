"""What the served encoder is measured against: sentence-transformers on PyTorch, and plain ONNX Runtime, both in float."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from models.encoder import Vectors, batches
from models.reference import hushed
from models.tokens import Tokens


class Torch:
    """sentence-transformers as everybody uses it: its own batches of 32, its own padding."""

    def __init__(self, directory: Path) -> None:
        with hushed():
            from sentence_transformers import SentenceTransformer

            self.model: Any = SentenceTransformer(str(directory), device="cpu", local_files_only=True)

    def encode(self, texts: Sequence[str], threads: int = 1) -> Vectors:
        import torch

        torch.set_num_threads(threads)
        return np.asarray(self.model.encode(list(texts), show_progress_bar=False), np.float32)


class OnnxFloat:
    """The same network as PyTorch's exporter writes it, with every optimisation of ONNX Runtime, batched as ours is."""

    def __init__(self, torch_model: Torch, directory: Path, scratch: Path) -> None:
        import onnxruntime

        file = scratch / "float.onnx"
        _export(torch_model, file)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(file), options, providers=["CPUExecutionProvider"])
        self._tokens = Tokens(directory / "tokenizer.json")

    def encode(self, texts: Sequence[str]) -> Vectors:
        tokens = [self._tokens(text) for text in texts]
        vectors = np.zeros((len(texts), 384), np.float32)
        for batch in batches(tokens):
            ids = np.array([tokens[i] for i in batch], np.int64)
            (vectors[batch],) = self._session.run(None, {"input_ids": ids})
        return vectors


def _export(torch_model: Torch, file: Path) -> None:
    import torch

    class Pooled(torch.nn.Module):
        def __init__(self, bert: torch.nn.Module) -> None:
            super().__init__()
            self.bert = bert

        def forward(self, ids: torch.Tensor) -> torch.Tensor:
            mean = self.bert(input_ids=ids).last_hidden_state.mean(1)
            return mean / mean.norm(dim=1, keepdim=True)

    bert = torch_model.model[0].auto_model
    bert.set_attn_implementation("eager")
    with hushed(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Pooled(bert).eval(),
            (torch.ones(2, 8, dtype=torch.long),),
            str(file),
            input_names=["input_ids"],
            output_names=["embedding"],
            dynamic_axes={"input_ids": {0: "batch", 1: "tokens"}, "embedding": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
    bert.set_attn_implementation("sdpa")
