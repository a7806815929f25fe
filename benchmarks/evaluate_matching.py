"""How good the matching is, on public data, with baselines and intervals from the same run.

`python -m benchmarks.evaluate_matching` prints four tables: mentors ranked for projects (`comity rank`,
as shipped), what the bands of a match mean, how many plain matches reach them, and who says yes on both sides
when benefits are put together in different ways.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks.fit_matching import OUT
from benchmarks.mentors import Cohort, Scorer, cohorts, interval, over_all, reciprocal_ranks
from benchmarks.shared import prepared_encoder, shared_data
from benchmarks.two_sided_networks import table
from recommender.benefit import met
from recommender.encoder import Encoder
from recommender.matching import Matching
from recommender.meaning import Meaning
from recommender.ranking import Candidate, joined, likeness, parts, pieces, rank, weighed
from recommender.remembering import Remembering

PLAIN = Path(__file__).parent / "plain_matches.tsv"
"""Need and offer a line, in the words of forty trades; read while it was chosen where *fair* begins."""
LEXICAL = (0.0, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0)
PIECES = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The grid from which leaving a cohort out chooses."""


def tfidf(cohort: Cohort) -> np.ndarray:
    needs = [project.description for project in cohort.projects]
    offers = [one.bio + " " + ", ".join(one.expertise) for one in cohort.mentors]
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
    vectorizer.fit(needs + offers)
    return np.asarray((vectorizer.transform(needs) @ vectorizer.transform(offers).T).todense())


def dense(encoder: Encoder) -> Scorer:
    def score(cohort: Cohort) -> np.ndarray:
        needs = encoder.encode([project.description for project in cohort.projects])
        offers = [one.bio + " " + ", ".join(one.expertise) or "-" for one in cohort.mentors]
        return needs @ encoder.encode(offers).T

    return score


def nearest(encoder: Encoder, count: int) -> Scorer:
    """The mean of the ``count`` nearest of a mentor's texts, dense only."""

    def score(cohort: Cohort) -> np.ndarray:
        needs = encoder.encode([project.description for project in cohort.projects])
        columns = []
        for mentor in cohort.mentors:
            likenesses = np.sort(needs @ encoder.encode(pieces(mentor.texts) or ["-"]).T, axis=1)
            columns.append(likenesses[:, ::-1][:, :count].mean(axis=1))
        return np.stack(columns, axis=1)

    return score


def shipped(encoder: Encoder, matching: Matching, titled: bool = True) -> Scorer:
    """``rank`` itself, called as ``comity rank`` calls it."""

    def score(cohort: Cohort) -> np.ndarray:
        candidates = [Candidate(mentor.id, mentor.texts) for mentor in cohort.mentors]
        rows = []
        for project in cohort.projects:
            needs = [project.name, project.description] if titled else [project.description]
            scores = {one.id: one.score for one in rank(needs, candidates, encoder, matching)}
            rows.append([scores[mentor.id] for mentor in cohort.mentors])
        return np.array(rows)

    return score


def one_text(encoder: Encoder, matching: Matching) -> Scorer:
    """``rank`` where each mentor comes as one text, to see how much it hangs on the form."""

    def score(cohort: Cohort) -> np.ndarray:
        offers = [[joined(mentor.texts) or "-"] for mentor in cohort.mentors]
        return np.stack([likeness([one.description], offers, encoder, matching) for one in cohort.projects])

    return score


def chosen_elsewhere(found: Sequence[Cohort], encoder: Encoder, matching: Matching) -> tuple[np.ndarray, str]:
    """Reciprocal ranks of each cohort with weights chosen on the other cohorts, and which those were."""
    grid = [
        replace(matching, rank_lexical=weight, rank_pieces=share) for weight in LEXICAL for share in PIECES
    ]
    seen = [
        [
            parts([one.name, one.description], [mentor.texts or ("-",) for mentor in cohort.mentors], encoder)
            for one in cohort.projects
        ]
        for cohort in found
    ]
    ranks = [
        [
            reciprocal_ranks(cohort, np.stack([weighed(row, one) for row in rows]))
            for cohort, rows in zip(found, seen, strict=True)
        ]
        for one in grid
    ]
    out, said = [], []
    for held in range(len(found)):
        means = [np.concatenate([r for c, r in enumerate(row) if c != held]).mean() for row in ranks]
        best = int(np.argmax(means))
        out.append(ranks[best][held])
        said.append(f"{grid[best].rank_lexical:g}/{grid[best].rank_pieces:g}")
    return np.concatenate(out), ", ".join(said)


def mentors(encoder: Encoder, matching: Matching) -> None:
    found = cohorts(shared_data())
    random = np.random.default_rng(0)
    base = dense(encoder)
    rows: dict[str, np.ndarray] = {
        "at random": over_all(found, lambda c: random.random((len(c.projects), len(c.mentors)))),
        "TF-IDF": over_all(found, tfidf),
        "MiniLM (int8), whole texts": over_all(found, base),
        "their sum": over_all(found, lambda c: tfidf(c) + base(c)),
        "MiniLM, mean of the three nearest texts": over_all(found, nearest(encoder, 3)),
        "comity rank, words only": over_all(found, shipped(encoder, replace(matching, rank_lexical=1e6))),
        "comity rank, vectors only": over_all(found, shipped(encoder, replace(matching, rank_lexical=0.0))),
        "comity rank, description only": over_all(found, shipped(encoder, matching, titled=False)),
        "comity rank, each mentor one text": over_all(found, one_text(encoder, matching)),
        "comity rank, as shipped": over_all(found, shipped(encoder, matching)),
    }
    rows["the same, weights chosen on other cohorts"], weights = chosen_elsewhere(found, encoder, matching)
    ours = rows["comity rank, as shipped"]
    print("Mentors ranked for projects, MRR (95 % bootstrap over projects); ours less it (95 %)")
    for name, values in rows.items():
        low, high = interval(values)
        less, more = interval(ours - values)
        print(
            f"  {name:42s} {values.mean():.3f} ({low:.3f} to {high:.3f})"
            f"   {(ours - values).mean():+.3f} ({less:+.3f} to {more:+.3f})"
        )
    by_cohort = ", ".join(f"{c.name} {over_all([c], shipped(encoder, matching)).mean():.3f}" for c in found)
    count = sum(len(c.projects) for c in found)
    print(
        f"  {count} projects; as shipped by cohort: {by_cohort}; chosen elsewhere (words/pieces): {weights}\n"
    )


def plain_matches(encoder: Encoder, matching: Matching) -> None:
    """What is missed: plain matches across trades, and every crossing of one's need with another's offer."""
    pairs = [line.split("\t") for line in PLAIN.read_text("utf-8").splitlines()]
    needs, offers = [need for need, _ in pairs], [offer for _, offer in pairs]
    meaning = Meaning.of(encoder, matching, [*needs, *offers])
    how = met(meaning.vectors(needs) @ meaning.vectors(offers).T, matching)
    theirs = np.eye(len(pairs), dtype=bool)
    print(
        f"Of {len(pairs)} plain matches written by one of the authors, and of their {(~theirs).sum()} crossings"
    )
    for name, least in (
        ("strong", matching.strong),
        ("at least fair", matching.fair),
        ("counted at all", 1e-9),
    ):
        print(f"  {name:16s}{(how[theirs] >= least).mean():6.0%}{(how[~theirs] >= least).mean():8.1%}")
    print(
        f"  best of all     {(how.argmax(axis=1) == np.arange(len(pairs)))[how[theirs] > 0].mean():6.0%} of those counted\n"
    )


def main() -> None:
    matching = Matching.from_json(json.loads(OUT.read_text("utf-8")))
    encoder = Remembering(prepared_encoder())
    mentors(encoder, matching)
    print("What the bands of a match mean (each half judged by a step fitted on the other source)")
    for line in matching.sources["bands"].split("; "):
        print(f"  {line}")
    print()
    plain_matches(encoder, matching)
    table()


if __name__ == "__main__":
    main()
