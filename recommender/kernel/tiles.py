"""Scores everybody in one block with everybody in another: a matrix product, a maximum a slot, a smooth
step."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.kernel.crowd import Curve, Floats
from recommender.kernel.engines import Scratch
from recommender.kernel.layout import Block
from recommender.kernel.topk import LEAST, TopLists


def benefit_of_slots(unmet: Floats, lengths: tuple[int, ...]) -> Floats:
    """(rows, m): one minus the product over each person's needs. A view: overwrites the first slot's
    columns."""
    product = unmet[:, : lengths[0]]
    start = lengths[0]
    for length in lengths[1:]:
        np.multiply(product[:, :length], unmet[:, start : start + length], out=product[:, :length])
        start += length
    np.subtract(np.float32(1), product, out=product)
    return product


def directed(nearest: Floats, givers: Block, takers: Block, curve: Curve, scratch: Scratch) -> Floats:
    """(givers, takers): what each taker gains from each giver, both in their block's order.

    ``nearest`` (givers, takers' needs) is overwritten.
    """
    curve.unmet_in_place(nearest, takers.weights, scratch.shaped("square", *nearest.shape))
    benefit: Floats = benefit_of_slots(nearest, takers.needs.lengths).take(takers.need_columns, axis=1)
    return benefit


class Known:
    """Pairs never to be proposed, as blanks in the tiles of one block's row."""

    def __init__(
        self, block: Block, indptr: npt.NDArray[Any], indices: npt.NDArray[Any], place: npt.NDArray[np.int64]
    ) -> None:
        """``place`` (n,): where each person stands in the order of all blocks, or -1."""
        counts = indptr[block.people + 1] - indptr[block.people]
        rows = np.repeat(np.arange(len(block.people)), counts)
        columns = [indices[indptr[person] : indptr[person + 1]] for person in block.people]
        at = place[np.concatenate(columns).astype(np.int64)] if len(rows) else np.empty(0, np.int64)
        keep = at >= 0
        order = np.argsort(at[keep], kind="stable")
        self._rows, self._places = rows[keep][order], at[keep][order]

    def blank(self, mutual: Floats, first: int) -> None:
        """Sets to nought what is known between this block and the one whose people stand from ``first``
        on."""
        a, b = np.searchsorted(self._places, (first, first + mutual.shape[1]))
        mutual[self._rows[a:b], self._places[a:b] - first] = 0


def keep_best(mutual: Floats, rows: Block, columns: Block, lists: TopLists) -> None:
    """Adds what is good enough for the rows' lists and, unless it is the same block, for the columns'."""
    values = mutual.reshape(-1)
    at = np.flatnonzero(mutual >= floors(mutual, rows, lists)[:, None])
    row, column = np.divmod(at, mutual.shape[1])
    lists.add(rows.people, row, columns.people[column], values[at])
    if rows is not columns:
        at = np.flatnonzero(mutual >= floors(mutual.T, columns, lists))
        row, column = np.divmod(at, mutual.shape[1])
        order = np.argsort(column, kind="stable")
        lists.add(columns.people, column[order], rows.people[row[order]], values[at[order]])


def floors(mutual: Floats, block: Block, lists: TopLists) -> Floats:
    """(m,) what each of ``block`` (the rows of ``mutual``) must reach: the k-th of this very tile while lists
    are young, so that they are not filled with what will be pruned."""
    known: Floats = lists.floor[block.people]
    beyond = mutual.shape[1] - lists.k
    if beyond <= 0 or np.median(known) > LEAST:
        return known
    return np.maximum(known, np.partition(mutual, beyond, axis=1)[:, beyond])
