"""Integer matrix products from an optional package, for machines where they are faster than float32 ones."""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int8]


class Int8Kernel(Protocol):
    """Whatever multiplies int8 into int32 exactly can be plugged in (benchmarks/yardsticks.py plugs in
    torch)."""

    @property
    def name(self) -> str: ...

    @property
    def rows_at_once(self) -> int:
        """Offers worth multiplying in one call: fewer keep the products in the cache, more save packing."""
        ...

    def prepare(self, offers: Integers) -> Any:
        """The offers as this kernel wants them; will be sliced by rows."""
        ...

    def pack(self, needs: Integers) -> Any: ...

    def multiply(self, offers: Any, packed: Any, out: npt.NDArray[np.int32]) -> None:
        """Writes all products into ``out`` (offers, needs), C-contiguous."""
        ...


class NumKong:
    """Kernels for AMX, VNNI, NEON and others in one small wheel; fastest of those tried (torch, ONNX
    Runtime)."""

    name = "numkong"
    rows_at_once = 192

    def __init__(self) -> None:
        """Raises ImportError where numkong is not installed."""
        import numkong

        self._numkong = numkong

    def prepare(self, offers: Integers) -> Integers:
        return offers

    def pack(self, needs: Integers) -> Any:
        return self._numkong.dots_pack(needs)

    def multiply(self, offers: Integers, packed: Any, out: npt.NDArray[np.int32]) -> None:
        self._numkong.dots_packed(offers, packed, out=self._numkong.from_dlpack(out))


def is_exact(kernel: Int8Kernel, dimensions: int) -> bool:
    """Whether products come out to the last unit, extremes included: some processors' instructions
    saturate."""
    rows = np.arange(-127, 128, dtype=np.int16).astype(np.int8)
    offers = np.resize(rows, (40, dimensions))
    needs = np.resize(rows[::-1], (24, dimensions))
    offers[0], offers[1], needs[0], needs[1] = 127, -127, 127, -127
    out = np.empty((len(offers), len(needs)), np.int32)
    kernel.multiply(kernel.prepare(offers), kernel.pack(needs), out)
    return bool(np.array_equal(out, offers.astype(np.int32) @ needs.T.astype(np.int32)))
