"""Fits models/default/facets.json from the labelled sentences: python -m benchmarks.train_facets [--out FILE].

Reads the scenarios marked "train" only. Calibration and thresholds come from predictions on authors left out in
turn: whoever uses Comity is one more author, and no known one. Which skills a text points to is fitted on the development half of the public bios. Deterministic.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import LeaveOneGroupOut

from benchmarks.facet_rows import Rows, read, surest, with_pages
from benchmarks.labelled import Bio, Labelled, bios, labelled
from benchmarks.shared import REPOSITORY, prepared_encoder, shared_data
from recommender.encoder import Encoder
from recommender.reading.cues import NAMES
from recommender.reading.facets import FacetModel, judge
from recommender.reading.sentences import clauses
from recommender.reading.skills import FEATURES, Vocabulary, skill_features
from recommender.reading.verdicts import NEED, OFFER, Array, Head, tokens, word_matrix

FAMILY = "all-MiniLM-L6-v2"
SCALES = {"wording": 9.0, "cues": 1.5, "words": 0.8}
"""How strongly each group of features may speak under one penalty. Wording is of length one but mostly what all texts
share, hence so much. Authors left out in turn: flat from 6 to 12."""
PENALTY = 0.2
"""scikit-learn's C; cross-validation is flat between .1 and 1."""
CLOSE_ENOUGH = 1e-3
"""scikit-learn's tolerance: left-out figures are the same to the third digit at a tenth of it, for twice the time."""
SEEN = 3
"""A word or pair of words counts from as many training clauses on."""
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
FALSE_NEEDS = 0.0
"""Of real pages left out in turn, the share in which a need without any word of needing may be found, true ones among
them: wanted is .01 on the other half, for needs of all kinds."""
UNSAID_GRID = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95)


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
    people = [bio for bio in bios(shared_data()) if bio.development]
    words, full, _ = fit_heads(rows, with_wording=True)
    rows = with_pages(rows, people, encoder, replace(model, words=words, full=full))
    words, full, held_out = fit_heads(rows, with_wording=True)
    _, bare, held_out_bare = fit_heads(rows, with_wording=False)
    model = replace(model, words=words, full=full, bare=bare)
    model = choose_unsaid(model, rows, held_out)
    model = choose_thresholds(model, texts, rows, held_out)
    score = macro_f1(texts, rows, held_out_bare, model)
    print(f"without vectors, same thresholds: macro-F1 {score:.3f} on authors left out in turn")
    model = fit_skills(model, encoder, [bio for bio in people if bio.skills])
    out.write_text(json.dumps(model.to_json(), ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"wrote {out} ({out.stat().st_size // 1024} kB)")


def read_vocabulary() -> Vocabulary:
    record = json.loads((REPOSITORY / "benchmarks" / "skills.json").read_text("utf-8"))
    skills = tuple(skill for area in record["areas"].values() for skill in area)
    return Vocabulary(skills, {trade: tuple(brings) for trade, brings in record["trades"].items()})


def _none() -> Head:
    return Head(*(np.zeros((0, 3)) for _ in range(3)), np.zeros(3), np.eye(3), np.zeros(3))


def fit_heads(rows: Rows, *, with_wording: bool) -> tuple[tuple[str, ...], Head, Array]:
    """The words used, the head, and the calibrated probabilities (clauses, 3) of authors left out in turn."""
    usable = np.flatnonzero(rows.target >= 0)
    told = usable[rows.own[usable]]
    counted = Counter(token for i in told for token in set(tokens(rows.found[i].text)))
    words = tuple(sorted(token for token, n in counted.items() if n >= SEEN))
    word_rows = word_matrix([clause.text for clause in rows.found], words)
    blocks = [rows.cues * SCALES["cues"], word_rows * SCALES["words"]]
    if with_wording:
        blocks.append(rows.wording * SCALES["wording"])
    design = np.hstack(blocks).astype(np.float64)
    logits = np.zeros((len(rows.found), 3))
    for train, test in LeaveOneGroupOut().split(design, groups=rows.author):
        train = train[rows.target[train] >= 0]
        logits[test] = _fitted(design, rows, train).decision_function(design[test])
    calibrator = LogisticRegression(max_iter=2000).fit(logits[told], rows.target[told])
    final = _fitted(design, rows, usable)
    weights = final.coef_.T
    n_cues, n_words = len(NAMES), len(words)
    head = Head(
        wording=weights[n_cues + n_words :] * SCALES["wording"],
        cues=weights[:n_cues] * SCALES["cues"],
        words=weights[n_cues : n_cues + n_words] * SCALES["words"],
        bias=final.intercept_,
        calibration=calibrator.coef_.T,
        offset=calibrator.intercept_,
    )
    return words, head, calibrator.predict_proba(logits)


def _fitted(design: Array, rows: Rows, train: np.ndarray) -> LogisticRegression:
    model = LogisticRegression(C=PENALTY, max_iter=2000, tol=CLOSE_ENOUGH)
    return model.fit(design[train], rows.target[train], sample_weight=rows.weight[train])


def decide(texts: Sequence[Labelled], rows: Rows, chances: Array, model: FacetModel) -> list[str]:
    """A text is what its surest clause is, if one passes the thresholds."""
    best: list[tuple[float, str]] = [(0.0, "neither")] * len(texts)
    said = rows.said
    for i in np.flatnonzero(rows.own):
        source = rows.source[i]
        if chances[i, NEED] >= model.need_at_least(texts[source].voice, said=bool(said[i])):
            best[source] = max(best[source], (float(chances[i, NEED]), "need"))
        if chances[i, OFFER] >= model.offer_from:
            best[source] = max(best[source], (float(chances[i, OFFER]), "offer"))
    return [verdict for _, verdict in best]


def macro_f1(texts: Sequence[Labelled], rows: Rows, chances: Array, model: FacetModel) -> float:
    """The mean over authors: the first wrote the most, and the cues were written after."""
    verdicts = decide(texts, rows, chances, model)
    scores = []
    for author in sorted({one.author for one in texts}):
        single = [i for i, one in enumerate(texts) if one.author == author and "+" not in one.label]
        right = [texts[i].label for i in single]
        scores.append(f1_score(right, [verdicts[i] for i in single], average="macro"))
    return float(np.mean(scores))


def choose_unsaid(model: FacetModel, rows: Rows, chances: Array) -> FacetModel:
    """The least threshold of a need without any word of needing at which few enough pages are said to hold one."""
    likely = surest(rows, chances, NEED)
    shares = {at: float(np.mean(likely >= at)) for at in UNSAID_GRID}
    chosen = min((at for at, share in shares.items() if share <= FALSE_NEEDS), default=1.0)
    print(
        "pages left out in turn with an unsaid need:", {at: round(share, 4) for at, share in shares.items()}
    )
    return replace(model, need_unsaid_from=chosen)


def choose_thresholds(model: FacetModel, texts: Sequence[Labelled], rows: Rows, chances: Array) -> FacetModel:
    """The best macro-F1 on authors left out in turn; of equals, the one that says less."""
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
        for candidate in [replace(model, need_from=need, offer_from=offer)]
    ]
    score, need, offer, best = max(tried, key=lambda one: one[:3])
    print(f"thresholds: need {need}, unsaid need {best.need_unsaid_from}, offer {offer}; "
          f"macro-F1 {score} on authors left out in turn")  # fmt: skip
    return best


def fit_skills(model: FacetModel, encoder: Encoder, people: Sequence[Bio]) -> FacetModel:
    """How far closeness, words and trades foretell that a person declares a skill; one row a person and skill."""
    skills = model.skill_vectors(encoder)
    designs, bare_designs, targets = [], [], []
    for bio in people:
        found = clauses(bio.text)
        if not found:
            continue
        vectors, wording = encoder.read([clause.text for clause in found])
        chances, _ = judge(found, wording, model, "page")
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
