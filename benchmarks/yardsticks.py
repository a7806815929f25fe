"""What the recommender's speed is held against: bare matrix products, approximate indexes, torch's
integers."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any

import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from recommender.crowd import Crowd, Floats

SHAPES = ((1920, 960), (1280, 1280), (3200, 3200))
"""Of the bare products tried; the quickest counts."""
SAMPLES = 7


def roof(crowd: Crowd, threads: int) -> float:
    """Processor seconds that the bare float32 products of all offers with all needs would take on
    ``threads``.

    The median of a few samples of the quickest shape: neighbours on the machine slow both sides alike.
    """
    multiplies = len(crowd.offers) * len(crowd.needs)
    rates = []
    with threadpool_limits(1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        for rows, columns in SHAPES:
            offers, needs = crowd.offers[:rows], crowd.needs[:columns]
            outs = [np.empty((len(offers), len(needs)), np.float32) for _ in range(threads)]

            def sample(out: Floats, offers: Floats = offers, needs: Floats = needs) -> float:
                started = time.thread_time()
                np.dot(offers, needs.T, out=out)
                return time.thread_time() - started

            times = [taken for _ in range(SAMPLES) for taken in pool.map(sample, outs)]
            rates.append(len(offers) * len(needs) / median(times[threads:]))
    return multiplies / max(rates)


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
