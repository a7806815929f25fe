"""Arrays in one file that is mapped into memory, so that processes share its pages: written whole or not at all, closed to
others, and ignored where it is of another state or damaged."""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 1
ALIGNED = 64
"""Each array begins at a multiple of so many bytes: a line of the processor's cache."""
LENGTH = 8
"""Bytes at the beginning that say how long the header is; the header is JSON, the rest are the arrays."""
UNFINISHED = ".new-"

Arrays = Mapping[str, npt.NDArray[Any]]


def write(path: Path, state: Mapping[str, Any], arrays: Arrays) -> None:
    """Replaces the file at once. ``state``: what it is of, as JSON. Raises OSError."""
    clear_unfinished(path)
    parts, at, checked = {}, 0, 0
    for name, array in arrays.items():
        flat = np.ascontiguousarray(array)
        parts[name] = (flat.dtype.str, flat.shape, at)
        checked = zlib.crc32(_bytes(flat), checked)
        at += _up(flat.nbytes)
    about = {"format": FORMAT, "state": state, "arrays": parts, "size": at, "checked": checked}
    header = json.dumps(about).encode()
    header += b" " * (_up(LENGTH + len(header)) - LENGTH - len(header))
    handle, fresh = tempfile.mkstemp(prefix=f"{UNFINISHED}{path.name}-", dir=path.parent)  # mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(len(header).to_bytes(LENGTH, "little") + header)
            for array in arrays.values():
                flat = np.ascontiguousarray(array)
                file.write(_bytes(flat))
                file.write(bytes(_up(flat.nbytes) - flat.nbytes))
        os.replace(fresh, path)  # noqa: PTH105
    except BaseException:
        Path(fresh).unlink(missing_ok=True)
        raise


def read(path: Path, state: Mapping[str, Any]) -> Arrays | None:
    """The arrays, read-only and mapped; None where there is no file, or it is of another state, format or damaged."""
    try:
        with path.open("rb") as file:
            length = int.from_bytes(file.read(LENGTH), "little")
            if not LENGTH + length <= path.stat().st_size:
                return None
            about = json.loads(file.read(length))
        if (about["format"], about["state"]) != (FORMAT, json.loads(json.dumps(state))):
            return None
        data = np.memmap(path, np.uint8, "r", offset=LENGTH + length).view(np.ndarray)
        if len(data) != about["size"]:
            return None
        found, checked = {}, 0
        for name, (kind, shape, at) in about["arrays"].items():
            dtype = np.dtype(kind)
            part = data[at : at + int(np.prod(shape)) * dtype.itemsize]
            checked = zlib.crc32(part.data, checked)
            found[name] = part.view(dtype).reshape(shape)
        return found if checked == about["checked"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def clear_unfinished(path: Path) -> None:
    """Removes what an interruption left; whoever is writing just then writes again another time."""
    for left in path.parent.glob(f"{UNFINISHED}{path.name}-*"):
        left.unlink(missing_ok=True)


def _bytes(array: npt.NDArray[Any]) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def _up(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
