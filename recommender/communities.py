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
    """(n,) labels 0..m-1 after local moves, in order of first appearance."""
    n = graph.shape[0]
    degree = np.asarray(graph.sum(axis=1)).ravel()
    total = float(degree.sum())
    label = list(range(n))
    weight_of = degree.tolist()
    for _ in range(MOST_ROUNDS):
        moved = False
        for i in range(n):
            near: dict[int, float] = {label[i]: 0.0}
            span = slice(graph.indptr[i], graph.indptr[i + 1])
            for j, w in zip(graph.indices[span].tolist(), graph.data[span].tolist(), strict=True):
                if j != i:
                    near[label[j]] = near.get(label[j], 0.0) + w
            old = label[i]
            weight_of[old] -= degree[i]
            gain = {c: w - degree[i] * weight_of[c] / total for c, w in near.items()}
            best = min(near, key=lambda c: (-round(gain[c], 12), c))
            if gain[best] <= gain[old] + LEAST_GAIN:
                best = old
            weight_of[best] += degree[i]
            label[i] = best
            moved = moved or best != old
        if not moved:
            break
    order = {c: k for k, c in enumerate(dict.fromkeys(label))}
    return np.array([order[c] for c in label])


def _merge(graph: sparse.csr_array, label: np.ndarray) -> sparse.csr_array:
    """Communities as people; ties inside one become its own loop, so that its degree is kept."""
    n, m = len(label), int(label.max()) + 1
    member = sparse.csr_array((np.ones(n), (np.arange(n), label)), shape=(n, m))
    return sparse.csr_array(member.T @ graph @ member)
