"""Vectors: what the encoder made of a text, kept so that no text is encoded twice."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from sqlite_utils import Database

from recommender.encoder import Encoder, Vectors
from server.db import writing

PART = 500
"""Keys asked for at once; SQLite bounds the number of arguments."""


class CachedEncoder:
    """An encoder that remembers in the database, by hash of (encoder, normalised text)."""

    def __init__(self, encoder: Encoder, db: Database) -> None:
        self._encoder = encoder
        self._db = db

    @property
    def id(self) -> str:
        return self._encoder.id

    @property
    def dimensions(self) -> int:
        return self._encoder.dimensions

    def encode(self, texts: Sequence[str]) -> Vectors:
        """As the encoder does; only texts never seen before cost its time. Shape (len(texts), dimensions)."""
        keys = [hashlib.sha256(" ".join(text.split()).encode()).digest() for text in texts]
        known = self._known(list(dict.fromkeys(keys)))
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in known}
        if missing:
            fresh = self._encoder.encode(list(missing.values()))
            with writing(self._db):
                self._db.conn.executemany(
                    "insert or ignore into vectors (encoder, key, vector) values (?, ?, ?)",
                    [(self.id, key, row.tobytes()) for key, row in zip(missing, fresh, strict=True)],
                )
            known.update(zip(missing, fresh, strict=True))
        if not keys:
            return np.zeros((0, self.dimensions), np.float32)
        return np.stack([known[key] for key in keys])

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        """As the encoder does. Not remembered: a sentence of a page is read once, what is kept of it is compared often."""
        return self._encoder.read(texts)

    def _known(self, keys: list[bytes]) -> dict[bytes, Vectors]:
        found: dict[bytes, Vectors] = {}
        for start in range(0, len(keys), PART):
            part = keys[start : start + PART]
            marks = ", ".join("?" * len(part))
            rows = self._db.execute(
                f"select key, vector from vectors where encoder = ? and key in ({marks})",  # noqa: S608
                [self.id, *part],
            )
            found.update((row[0], np.frombuffer(row[1], np.float32)) for row in rows)
        return found
