"""Draws the extension's icons: two equal circles that share a part of each other. `python tests/extension/draw_icons.py`"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

SIZES = (16, 32, 48, 128)
FOLDER = Path(__file__).parents[2] / "extension" / "icons"

CLAY = (178, 74, 42)
LEAF = (47, 110, 91)
SHARED = (250, 240, 224)
RADIUS = 0.318
CENTRES = ((0.335, 0.5), (0.665, 0.5))
STEPS = 8
"""Samples a side within one pixel, for smooth edges."""


def _sample(x: float, y: float) -> tuple[int, int, int] | None:
    left, right = ((x - cx) ** 2 + (y - cy) ** 2 <= RADIUS**2 for cx, cy in CENTRES)
    if left and right:
        return SHARED
    if left:
        return CLAY
    return LEAF if right else None


def _pixel(column: int, row: int, size: int) -> bytes:
    hits = [
        colour
        for i in range(STEPS)
        for j in range(STEPS)
        if (colour := _sample((column + (i + 0.5) / STEPS) / size, (row + (j + 0.5) / STEPS) / size))
    ]
    if not hits:
        return bytes(4)
    mean = [round(sum(hit[channel] for hit in hits) / len(hits)) for channel in range(3)]
    return bytes((*mean, round(255 * len(hits) / STEPS**2)))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def draw(size: int) -> bytes:
    """A PNG, RGBA, ``size`` by ``size``: the same bytes every time."""

    def rows() -> Iterator[bytes]:
        for row in range(size):
            yield b"\0" + b"".join(_pixel(column, row, size) for column in range(size))

    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    packed = zlib.compress(b"".join(rows()), 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", packed) + _chunk(b"IEND", b"")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for size in SIZES:
        (FOLDER / f"{size}.png").write_bytes(draw(size))
