"""Who belongs together, read from who knows whom: modularity by the Louvain method, the same answer every
time.

Blondel et al. 2008 (J. Stat. Mech.): move people to the neighbouring community that gains most, then treat
communities as people, until nothing gains. Visits are in order and ties in gain go to the smaller number,
so that no random seed is needed.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy import sparse

LEAST_GAIN = 1e-9
"""Below this a move is rounding, and could go on for ever."""
MOST_ROUNDS = 50
TURNS = 4
"""Of four turns a round; fewer let neighbours change places for ever, more are slower and hardly better."""
ROUND = 12
"""Decimals: sums in another order must not decide between equals."""


def communities(weights: Mapping[int, Mapping[int, float]]) -> dict[int, int]:
    """person -> community, numbered by its smallest member. ``weights`` is symmetric; who has no tie is
    left out."""
    people = sorted(person for person, ties in weights.items() if ties)
    if not people:
        return {}
    row = {person: i for i, person in enumerate(people)}
    entries = [(row[a], row[b], w) for a in people for b, w in sorted(weights[a].items()) if b in row]
    if not entries:
        return {person: person for person in people}
    a, b, w = (np.array(column) for column in zip(*entries, strict=True))
    graph = sparse.csr_array((w.astype(float), (a, b)), shape=(len(people), len(people)))
    label = np.arange(len(people))
    for _ in range(MOST_ROUNDS):
        merged = _move(graph)
        if len(np.unique(merged)) == graph.shape[0]:
            break
        label = merged[label]
        graph = _merge(graph, merged)
    first = {int(community): people[int(np.argmax(label == community))] for community in np.unique(label)}
    return {person: first[int(label[i])] for person, i in row.items()}


def modularity(weights: Mapping[int, Mapping[int, float]], community: Mapping[int, int]) -> float:
    """Newman & Girvan 2004: the share of ties inside communities, less what chance would give."""
    total = sum(sum(ties.values()) for ties in weights.values())
    if not total:
        return 0.0
    inside = sum(w for a, ties in weights.items() for b, w in ties.items() if community[a] == community[b])
    degree: dict[int, float] = {}
    for person, ties in weights.items():
        degree[community[person]] = degree.get(community[person], 0.0) + sum(ties.values())
    return float(inside / total - sum((d / total) ** 2 for d in degree.values()))


def _move(graph: sparse.csr_array) -> np.ndarray:
    """(n,) labels 0..m-1 after local moves.

    A turn moves every so-many-th person at once, by what the others were before it: neighbours seldom move
    together, and whole arrays are worked through instead of one person after the other.
    """
    n = graph.shape[0]
    degree = np.asarray(graph.sum(axis=1)).ravel()
    others = graph - sparse.diags_array(graph.diagonal(), format="csr")
    label = np.arange(n)
    for _ in range(MOST_ROUNDS):
        moved = False
        for turn in range(TURNS):
            moved |= _turn(others, degree, label, np.arange(turn, n, TURNS))
        if not moved:
            break
    return np.unique(label, return_inverse=True)[1]


def _turn(graph: sparse.csr_array, degree: np.ndarray, label: np.ndarray, rows: np.ndarray) -> bool:
    """Moves these people to the community near them that gains most, in ``label``; says whether any moved."""
    n = len(label)
    member = sparse.csr_array((np.ones(n), (np.arange(n), label)), shape=(n, n))
    near = sparse.csr_array(graph[rows] @ member)
    near.sort_indices()
    owner = np.repeat(np.arange(len(rows)), np.diff(near.indptr))
    own = label[rows]
    weight_of = np.bincount(label, degree, minlength=n)
    per = degree[rows] / degree.sum()
    weight = weight_of[near.indices] - np.where(near.indices == own[owner], degree[rows][owner], 0)
    gain = np.round(near.data - per[owner] * weight, ROUND)
    stay = -per * (weight_of[own] - degree[rows])
    at_home = near.indices == own[owner]
    stay[owner[at_home]] = gain[at_home]
    if not near.nnz:
        return False
    best = np.full(len(rows), -np.inf)
    some = np.flatnonzero(np.diff(near.indptr))
    best[some] = np.maximum.reduceat(gain, near.indptr[some])
    top = np.flatnonzero(gain == best[owner])
    first = top[np.unique(owner[top], return_index=True)[1]]
    better = first[gain[first] > stay[owner[first]] + LEAST_GAIN]
    label[rows[owner[better]]] = near.indices[better]
    return bool(len(better))


def _merge(graph: sparse.csr_array, label: np.ndarray) -> sparse.csr_array:
    """Communities as people; ties inside one become its own loop, so that its degree is kept."""
    n, m = len(label), int(label.max()) + 1
    member = sparse.csr_array((np.ones(n), (np.arange(n), label)), shape=(n, m))
    return sparse.csr_array(member.T @ graph @ member)
