"""Fits models/default/tone.json from the labelled messages: python -m benchmarks.train_tone [--out FILE].

Reads the scenarios marked "train", the phrases, and the part of the public sets that is not kept for figures.
Thresholds come from predictions on scenarios left out in turn. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from benchmarks.messages import UNKNOWN, asks, messages, phrases, public, tones
from benchmarks.shared import REPOSITORY, prepared_encoder, shared_data
from recommender.encoder import Encoder
from recommender.tone.cues import NAMES, cue_matrix
from recommender.tone.model import ASKS, TONES, ToneHead, ToneModel
from recommender.tone.reading import Sentence
from recommender.verdicts import Array, tokens, word_matrix

FAMILY = "all-MiniLM-L6-v2"
SCALES = {"vector": 3.0, "cues": 1.0, "words": 0.8}
"""How strongly each group of features may speak under one penalty; found by cross-validation over scenarios."""
PENALTY = 1.0
"""scikit-learn's C; cross-validation is flat between .3 and 3."""
SEEN = 3
"""A word or pair of words counts from as many training sentences on."""
FOLDS = 6
PUBLIC_WEIGHT = 0.1
"""Of a public sentence when tones are fitted: thousands of business sentences taken for calm must not drown the
project's own, and some of them do press."""
NAGGED = 0.03
"""The share of good messages left out in turn in which the model may find something; the rules need the rest of the
one in twenty."""
ASK_GRID = np.arange(0.3, 0.71, 0.05)


@dataclass
class Rows:
    found: list[Sentence] = field(default_factory=list)
    target: list[int] = field(default_factory=list)
    weight: list[float] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)

    def add(self, one: Sentence, target: int, weight: float, group: str, source: str = "") -> None:
        self.found.append(one)
        self.target.append(target)
        self.weight.append(weight)
        self.group.append(group)
        self.source.append(source)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / "default" / "tone.json")
    out = parser.parse_args().out
    encoder, shared = prepared_encoder(), shared_data()
    tone_rows, ask_rows = read_tones(shared), read_asks(shared)
    print(f"tones: {len(tone_rows.found)} sentences", dict(Counter(tone_rows.target)), "encoder", encoder.id)
    print(f"asks: {len(ask_rows.found)} sentences", dict(Counter(ask_rows.target)))
    tone, chances = fit(tone_rows, encoder, TONES, vectors=True)
    unkind_from = choose_unkind(tone_rows, 1 - chances[:, 0])
    ask, ask_chances = fit(ask_rows, encoder, ASKS, vectors=True)
    ask_bare, _ = fit(ask_rows, encoder, ASKS, vectors=False)
    ask_from = choose_ask(ask_rows, ask_chances[:, 0])
    trained = messages("train")
    model = ToneModel(
        encoder=FAMILY, ask=ask, ask_bare=ask_bare, tone=tone, ask_from=ask_from, unkind_from=unkind_from,
        about=f"{len(trained)} labelled messages of {len({m.scenario for m in trained})} scenarios, "
        f"{len(phrases())} phrases, public e-mail and shop sentences; see benchmarks/train_tone.py",
    )  # fmt: skip
    out.write_text(json.dumps(model.to_json(), ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"wrote {out} ({out.stat().st_size // 1024} kB)")


def read_tones(shared: Path) -> Rows:
    rows = Rows()
    for message in messages("train"):
        for one, kind in tones(message):
            rows.add(one, -1 if kind == UNKNOWN else TONES.index(kind), 1.0, message.scenario, message.id)
    for i, (kind, text) in enumerate(phrases()):
        rows.add(_sentence(text), TONES.index(kind), 1.0, f"phrases {i % FOLDS}")
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), 0, PUBLIC_WEIGHT, f"public {i % FOLDS}")
    urgent = {"Urgency": TONES.index("false_urgency"), "Scarcity": TONES.index("false_urgency")}
    for i, one in enumerate(public(shared, "dark_patterns.jsonl", "category")):
        if not one.for_figures and one.label in {*urgent, "Not Dark Pattern"}:
            rows.add(_sentence(one.text), urgent.get(one.label, 0), PUBLIC_WEIGHT, f"public {i % FOLDS}")
    return rows


def read_asks(shared: Path) -> Rows:
    rows = Rows()
    for message in messages("train"):
        for one, says in asks(message):
            rows.add(one, -1 if says is None else int(says), 1.0, message.scenario, message.id)
    for i, one in enumerate(public(shared, "email_asks.jsonl", "contains_ask")):
        if not one.for_figures:
            rows.add(_sentence(one.text), int(one.label), 1.0, f"public {i % FOLDS}", f"email {i}")
    return rows


def _sentence(text: str) -> Sentence:
    return Sentence(0, len(text), text)


def fit(rows: Rows, encoder: Encoder, columns: Sequence[str], *, vectors: bool) -> tuple[ToneHead, Array]:
    """The head, and the probabilities of groups left out in turn: (sentences, columns)."""
    target, weight = np.array(rows.target), np.array(rows.weight)
    usable = np.flatnonzero(target >= 0)
    own = [i for i in usable if weight[i] == 1]
    counted = Counter(token for i in own for token in set(tokens(rows.found[i].text)))
    words = tuple(sorted(token for token, n in counted.items() if n >= SEEN))
    texts = [one.text for one in rows.found]
    blocks = [cue_matrix(rows.found) * SCALES["cues"], word_matrix(texts, words) * SCALES["words"]]
    if vectors:
        blocks.append(encoder.encode(texts) * SCALES["vector"])
    design = np.hstack(blocks).astype(np.float32)
    held_out = np.zeros((len(texts), max(2, len(columns))))
    for train, test in GroupKFold(FOLDS).split(design, groups=np.array(rows.group)):
        train = train[target[train] >= 0]
        held_out[test] = _fitted(design[train], target[train], weight[train]).predict_proba(design[test])
    final = _fitted(design[usable], target[usable], weight[usable])
    weights, n_cues, n_words = final.coef_.T.astype(np.float64), len(NAMES), len(words)
    head = ToneHead(
        words=words,
        vector=weights[n_cues + n_words :] * SCALES["vector"],
        cues=weights[:n_cues] * SCALES["cues"],
        word_weights=weights[n_cues : n_cues + n_words] * SCALES["words"],
        bias=final.intercept_.astype(np.float64),
    )
    return head, held_out if len(columns) > 1 else held_out[:, 1:]


def _fitted(design: Array, target: Array, weight: Array) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=400).fit(design, target, sample_weight=weight)


def choose_unkind(rows: Rows, unkind: Array) -> float:
    """The least probability at which no more than ``NAGGED`` of the good messages have a sentence above it."""
    good = {message.id for message in messages("train") if message.good}
    worst: dict[str, float] = {}
    for source, chance in zip(rows.source, unkind, strict=True):
        if source in good:
            worst[source] = max(worst.get(source, 0.0), float(chance))
    ordered = sorted(worst.values(), reverse=True)
    chosen = round(float(np.ceil(ordered[int(NAGGED * len(ordered))] * 100) / 100), 2)
    marked = [i for i, target in enumerate(rows.target) if target > 0 and rows.weight[i] == 1]
    print(f"a sentence is quoted from {chosen}; of {len(marked)} marked ones left out in turn "
          f"{np.mean([unkind[i] >= chosen for i in marked]):.3f} pass, by the model alone")  # fmt: skip
    return chosen


def choose_ask(rows: Rows, chances: Array) -> float:
    """The best mean of macro-F1 over own messages and over public sentences, both left out in turn."""
    truth = {message.id: message.ask for message in messages("train")}
    truth |= {s: bool(t) for s, t in zip(rows.source, rows.target, strict=True) if s not in truth}
    most: dict[str, float] = {}
    for source, chance in zip(rows.source, chances, strict=True):
        most[source] = max(most.get(source, 0.0), float(chance))
    tried = []
    for at in ASK_GRID:
        scores = [
            f1_score([truth[s] for s in part], [most[s] >= at for s in part], average="macro")
            for part in (
                [s for s in most if not s.startswith("email ")],
                [s for s in most if s.startswith("email ")],
            )
        ]
        tried.append((float(np.mean(scores)), round(float(at), 2), scores))
    best = max(tried)
    print(f"asks from {best[1]}: macro-F1 {best[2][0]:.3f} own, {best[2][1]:.3f} public, left out in turn")
    return best[1]


if __name__ == "__main__":
    main()
