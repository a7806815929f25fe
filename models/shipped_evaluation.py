"""Needs and what meets them, written for Comity: no encoder may rank these worse than the one it would
replace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

PAIRS = Path(__file__).parent / "default" / "needs_and_offers.tsv"

Floats = npt.NDArray[np.float64]


class Encodes(Protocol):
    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]: ...


def pairs() -> tuple[tuple[str, str], ...]:
    """(need, the offer among all of them that meets it)."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return tuple((need, offer) for need, offer in (line.split("\t") for line in lines))


def reciprocal_ranks(
    encoder: Encodes, needs: Sequence[str], offers: Sequence[str], right: Sequence[int]
) -> Floats:
    """(len(needs),): one over the place of offer ``right[i]`` for need i, among all the offers; ties count
    against."""
    scores = encoder.encode(list(needs)) @ encoder.encode(list(offers)).T
    own = scores[np.arange(len(needs)), list(right)][:, None]
    return np.asarray(1.0 / np.maximum(1, (scores >= own).sum(axis=1)))


def shipped_ranks(encoder: Encodes) -> Floats:
    needs, offers = zip(*pairs(), strict=True)
    return reciprocal_ranks(encoder, needs, offers, range(len(needs)))
