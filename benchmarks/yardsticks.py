"""What the recommender's speed is held against: bare matrix products, approximate indexes, torch's
integers."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from recommender.kernel.crowd import Crowd, Floats

SHAPES = ((1920, 960), (1280, 640), (640, 640))
"""Of the bare products tried."""


class Roof:
    """What the bare float32 products of all offers with all needs would take, in processor seconds.

    Sampled between the pieces of the run it is held against (as that run's ``on_progress``), so that whatever
    else the machine does slows both alike. Of several shapes the quickest counts.
    """

    def __init__(self, crowd: Crowd) -> None:
        self._multiplies = len(crowd.offers) * len(crowd.needs)
        self._sides = [(crowd.offers[:rows], crowd.needs[:columns]) for rows, columns in SHAPES]
        self._outs = [np.empty((len(offers), len(needs)), np.float32) for offers, needs in self._sides]
        self._rates: list[list[float]] = [[] for _ in SHAPES]
        self.spent = 0.0
        """Processor seconds that the samples themselves took."""
        with threadpool_limits(1, user_api="blas"):
            self.sample()
        self._rates = [[] for _ in SHAPES]  # the first ones touched fresh memory
        self.spent = 0.0

    def sample(self, _share: float = 0.0) -> None:
        for (offers, needs), out, rates in zip(self._sides, self._outs, self._rates, strict=True):
            started = time.thread_time()
            np.dot(offers, needs.T, out=out)
            taken = time.thread_time() - started
            rates.append(out.size / taken)
            self.spent += taken

    def seconds(self) -> float:
        return self._multiplies / max(median(rates) for rates in self._rates)


class TorchKernel:
    """``torch._int_mm`` (oneDNN) as an integer kernel. Shapes are rounded up, or it compiles a routine for
    each."""

    name = "torch"
    rows_at_once = 2048
    _STEP = 64

    def __init__(self) -> None:
        import torch

        torch.set_num_threads(1)
        self._torch = torch

    def prepare(self, offers: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
        return offers

    def pack(self, needs: npt.NDArray[np.int8]) -> Any:
        return self._torch.from_numpy(self._padded(needs)).T

    def multiply(self, offers: npt.NDArray[np.int8], packed: Any, out: npt.NDArray[np.int32]) -> None:
        products = self._torch._int_mm(self._torch.from_numpy(self._padded(offers)), packed).numpy()
        out[:] = products[: out.shape[0], : out.shape[1]]

    def _padded(self, integers: npt.NDArray[np.int8]) -> npt.NDArray[np.int8]:
        return np.pad(integers, ((0, -len(integers) % self._STEP), (0, 0)))


Search = Callable[[Floats, int], npt.NDArray[np.int64]]
"""(queries, how many) -> (queries, how many) rows of the indexed vectors."""


def faiss_ivf(vectors: Floats) -> Search:
    import faiss

    cells = int(4 * np.sqrt(len(vectors)))
    quantiser = faiss.IndexFlatIP(vectors.shape[1])
    index = faiss.IndexIVFFlat(quantiser, vectors.shape[1], cells, faiss.METRIC_INNER_PRODUCT)
    index.train(vectors[:: max(1, len(vectors) // (cells * 40))])
    index.add(vectors)
    index.nprobe = 16
    return lambda queries, count: index.search(queries, count)[1]


def hnsw(vectors: Floats) -> Search:
    import hnswlib

    index = hnswlib.Index(space="ip", dim=vectors.shape[1])
    index.init_index(max_elements=len(vectors), ef_construction=100, M=16)
    index.add_items(vectors)

    def search(queries: Floats, count: int) -> npt.NDArray[np.int64]:
        index.set_ef(max(count, 64))
        return index.knn_query(queries, count)[0].astype(np.int64)

    return search


def usearch_bf16(vectors: Floats) -> Search:
    from usearch.index import Index

    index = Index(ndim=vectors.shape[1], metric="ip", dtype="bf16")
    index.add(np.arange(len(vectors)), vectors)
    return lambda queries, count: index.search(queries, count).keys.astype(np.int64)


APPROXIMATE: dict[str, Callable[[Floats], Search]] = {
    "faiss-cpu": faiss_ivf,
    "hnswlib": hnsw,
    "usearch": usearch_bf16,
}
