"""Fits models/default/facets.json from the labelled sentences: python -m benchmarks.train_facets [--out FILE].

Reads the scenarios marked "train" only. Calibration and thresholds come from predictions on scenarios left out in
turn; which skills a text points to is fitted on the development half of the public bios. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from benchmarks.labelled import Bio, Labelled, bios, clause_labels, labelled
from benchmarks.shared import REPOSITORY, prepared_encoder, shared_data
from recommender.encoder import Encoder, Vectors
from recommender.reading.cues import NAMES, NEEDING, cue_matrix
from recommender.reading.facets import FacetModel, judge
from recommender.reading.sentences import Clause, clauses
from recommender.reading.skills import FEATURES, Vocabulary, skill_features
from recommender.reading.verdicts import NEED, OFFER, Array, Head, tokens, word_matrix

FAMILY = "all-MiniLM-L6-v2"
SCALES = {"vector": 3.0, "cues": 1.5, "words": 0.8}
"""How strongly each group of features may speak under one penalty; found by cross-validation over scenarios."""
PENALTY = 0.2
"""scikit-learn's C; cross-validation is flat between .1 and 1."""
CLOSE_ENOUGH = 1e-3
"""scikit-learn's tolerance: left-out figures are the same to the third digit at a tenth of it, for twice the time."""
SEEN = 3
"""A word or pair of words counts from as many training clauses on."""
FOLDS = 8
DEALS = 4
"""The scenarios are dealt into folds anew so often: with one deal, thresholds follow its luck."""
AGREES = 0.6
"""Cosine from which a declared skill names the same skill as a guess, when skills are fitted."""
ASIDE_FROM = 0.1
"""Of the development bios' clauses, those under it are about private life, organisations and the weather."""
SKILL_FROM = 0.02
"""A guess this likely to be declared is kept. People declare four skills on average, of dozens they have, so that
the true rate is a multiple of it; it is also what the reader sees as its confidence."""


SKILL_PULLS = (10.0, 3.0, 3.5, 0.3)
"""How strongly closeness, all words, a trade and being an offer pull a skill to the front: tried on the development
half of the bios, for the share of declared skills met by the first ten offers."""
UNSAID_FROM = 0.85
"""A need without any word of needing must be nearly certain: real bios hold 1,000 clauses for each need, the labelled
sentences four."""


@dataclass(frozen=True)
class Rows:
    """Every clause of the training scenarios, in order."""

    source: list[int]
    found: list[Clause]
    target: np.ndarray
    scenario: np.ndarray
    cues: np.ndarray
    vectors: Vectors


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=REPOSITORY / "models" / "default" / "facets.json")
    out = parser.parse_args().out
    encoder = prepared_encoder()
    texts = [one for one in labelled() if one.split == "train"]
    rows = read(texts, encoder)
    print(
        f"{len(texts)} texts of {len({one.scenario for one in texts})} training scenarios, {len(rows.found)} clauses"
    )
    print("labels", dict(Counter(one.label for one in texts)), "encoder", encoder.id)
    vocabulary = read_vocabulary()
    model = FacetModel(
        encoder=FAMILY, words=(), full=_none(), bare=_none(), need_from=0.5, need_unsaid_from=0.8, offer_from=0.5,
        vocabulary=vocabulary, skill_weights=np.zeros(len(FEATURES)), skill_weights_bare=np.zeros(len(FEATURES)),
        skill_from=SKILL_FROM, aside_from=ASIDE_FROM,
        about=f"{len(texts)} labelled texts, {len({one.scenario for one in texts})} scenarios; "
        "skills: development half of the public bios; see benchmarks/train_facets.py",
    )  # fmt: skip
    words, full, held_out = fit_heads(rows, with_vectors=True)
    _, bare, held_out_bare = fit_heads(rows, with_vectors=False)
    model = replace(model, words=words, full=full, bare=bare)
    model = choose_thresholds(model, texts, rows, held_out)
    score = macro_f1(texts, rows, held_out_bare, model)
    print(f"without vectors, same thresholds: macro-F1 {score:.3f} on scenarios left out in turn")
    model = fit_skills(model, encoder, [bio for bio in bios(shared_data()) if bio.development and bio.skills])
    out.write_text(json.dumps(model.to_json(), ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"wrote {out} ({out.stat().st_size // 1024} kB)")


def read(texts: Sequence[Labelled], encoder: Encoder) -> Rows:
    source, found, target, cues = [], [], [], []
    for i, one in enumerate(texts):
        pairs = clause_labels(one)
        cues.append(cue_matrix([clause for clause, _ in pairs], one.voice))
        for clause, label in pairs:
            source.append(i)
            found.append(clause)
            target.append(label)
    scenario = np.array([texts[i].scenario for i in source])
    vectors = encoder.encode([clause.text for clause in found])
    return Rows(source, found, np.array(target), scenario, np.vstack(cues), vectors)


def read_vocabulary() -> Vocabulary:
    record = json.loads((REPOSITORY / "benchmarks" / "skills.json").read_text("utf-8"))
    skills = tuple(skill for area in record["areas"].values() for skill in area)
    return Vocabulary(skills, {trade: tuple(brings) for trade, brings in record["trades"].items()})


def _none() -> Head:
    return Head(*(np.zeros((0, 3)) for _ in range(3)), np.zeros(3), np.eye(3), np.zeros(3))


def fit_heads(rows: Rows, *, with_vectors: bool) -> tuple[tuple[str, ...], Head, list[Array]]:
    """The words used, the head, and the calibrated probabilities of scenarios left out in turn, one array a deal."""
    usable = np.flatnonzero(rows.target >= 0)
    counted = Counter(token for i in usable for token in set(tokens(rows.found[i].text)))
    words = tuple(sorted(token for token, n in counted.items() if n >= SEEN))
    word_rows = word_matrix([clause.text for clause in rows.found], words)
    blocks = [rows.cues * SCALES["cues"], word_rows * SCALES["words"]]
    if with_vectors:
        blocks.append(rows.vectors * SCALES["vector"])
    design = np.hstack(blocks).astype(np.float64)
    logits = np.zeros((DEALS, len(rows.found), 3))
    for deal in range(DEALS):
        folds = GroupKFold(FOLDS, shuffle=True, random_state=deal)
        for train, test in folds.split(design, groups=rows.scenario):
            train = train[rows.target[train] >= 0]
            fitted = LogisticRegression(C=PENALTY, max_iter=2000, tol=CLOSE_ENOUGH).fit(
                design[train], rows.target[train]
            )
            logits[deal, test] = fitted.decision_function(design[test])
    seen, told = np.concatenate(logits[:, usable]), np.tile(rows.target[usable], DEALS)
    calibrator = LogisticRegression(C=1.0 / DEALS, max_iter=2000).fit(seen, told)
    final = LogisticRegression(C=PENALTY, max_iter=2000, tol=CLOSE_ENOUGH).fit(
        design[usable], rows.target[usable]
    )
    weights = final.coef_.T
    n_cues, n_words = len(NAMES), len(words)
    head = Head(
        vector=weights[n_cues + n_words :] * SCALES["vector"],
        cues=weights[:n_cues] * SCALES["cues"],
        words=weights[n_cues : n_cues + n_words] * SCALES["words"],
        bias=final.intercept_,
        calibration=calibrator.coef_.T,
        offset=calibrator.intercept_,
    )
    return words, head, [calibrator.predict_proba(one) for one in logits]


def decide(texts: Sequence[Labelled], rows: Rows, chances: Array, model: FacetModel) -> list[str]:
    """A text is what its surest clause is, if one passes the thresholds."""
    said = rows.cues[:, [i for i, name in enumerate(NAMES) if name in NEEDING]].any(1)
    need_from = np.where(said, model.need_from, model.need_unsaid_from)
    best: list[tuple[float, str]] = [(0.0, "neither")] * len(texts)
    for i, source in enumerate(rows.source):
        if chances[i, NEED] >= need_from[i]:
            best[source] = max(best[source], (float(chances[i, NEED]), "need"))
        if chances[i, OFFER] >= model.offer_from:
            best[source] = max(best[source], (float(chances[i, OFFER]), "offer"))
    return [verdict for _, verdict in best]


def macro_f1(texts: Sequence[Labelled], rows: Rows, deals: Sequence[Array], model: FacetModel) -> float:
    """The mean over deals."""
    single = [i for i, one in enumerate(texts) if "+" not in one.label]
    right = [texts[i].label for i in single]
    verdicts = (decide(texts, rows, chances, model) for chances in deals)
    return float(np.mean([f1_score(right, [one[i] for i in single], average="macro") for one in verdicts]))


def choose_thresholds(
    model: FacetModel, texts: Sequence[Labelled], rows: Rows, chances: Sequence[Array]
) -> FacetModel:
    """The best macro-F1 on scenarios left out in turn; of equals, the one that says less."""
    grid = [0.4, 0.45, 0.5, 0.55, 0.6, 0.65]
    tried = [
        (
            round(macro_f1(texts, rows, chances, candidate), 3),
            candidate.need_from,
            candidate.offer_from,
            candidate,
        )
        for need in grid
        for offer in grid
        for unsaid in (UNSAID_FROM,)
        for candidate in [replace(model, need_from=need, offer_from=offer, need_unsaid_from=unsaid)]
    ]
    score, need, offer, best = max(tried, key=lambda one: (*one[:3], one[3].need_unsaid_from))
    print(f"thresholds: need {need}, unsaid need {best.need_unsaid_from}, offer {offer}; "
          f"macro-F1 {score} on scenarios left out in turn")  # fmt: skip
    return best


def fit_skills(model: FacetModel, encoder: Encoder, people: Sequence[Bio]) -> FacetModel:
    """How far closeness, words and trades foretell that a person declares a skill; one row a person and skill."""
    skills = model.skill_vectors(encoder)
    designs, bare_designs, targets = [], [], []
    for bio in people:
        found = clauses(bio.text)
        if not found:
            continue
        vectors = encoder.encode([clause.text for clause in found])
        chances, _ = judge(found, vectors, model, "page")
        offering = np.flatnonzero(chances[:, OFFER] >= model.aside_from)
        if not len(offering):
            continue
        texts = [found[i].text for i in offering]
        features = skill_features(
            model.vocabulary, texts, vectors[offering] @ skills.T, chances[offering, OFFER]
        )
        pick = (features[:, :, 1] + features[:, :, 2] * 0.2 + features[:, :, 3] * 0.25).argmax(0)
        best = features[pick, np.arange(len(skills))]
        declared = encoder.encode(list(bio.skills))
        designs.append(best)
        bare_designs.append(best)
        targets.append((skills @ declared.T).max(1) >= AGREES)
    target = np.concatenate(targets)
    pulls = np.array([0.0, *SKILL_PULLS])
    weights, without = (_calibrated(np.vstack(rows) , pulls * use, target) for rows, use in (
        (designs, np.ones(len(FEATURES))), (bare_designs, np.array([0, 0, 1, 1, 1])),
    ))  # fmt: skip
    print(
        f"skills: {len(designs)} people, {target.mean():.4f} of skills declared;",
        dict(zip(FEATURES, weights.tolist(), strict=True)),
    )
    return replace(model, skill_weights=weights, skill_weights_bare=without)


def _calibrated(design: Array, pulls: Array, target: np.ndarray) -> Array:
    """The pulls, scaled and shifted so that the probabilities are right as often as they say."""
    score = (design @ pulls)[:, None]
    fitted = LogisticRegression(C=1e6, max_iter=2000).fit(score, target)
    weights = pulls * fitted.coef_[0, 0]
    weights[0] = fitted.intercept_[0]
    return np.round(weights, 3)


if __name__ == "__main__":
    main()
