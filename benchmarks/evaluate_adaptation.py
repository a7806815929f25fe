"""Does adapting the encoder help? Public data, held out by cohort and organisation, with paired intervals.

    python -m benchmarks.evaluate_adaptation               the low-rank map, seconds a fold
    python -m benchmarks.evaluate_adaptation --fine-tune   the encoder itself too, minutes a fold

"No gain" is an answer: what is printed is what the gate of encoders (models/admission.py) would decide.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.adaptation_data import Case, Split, mentor_splits, skill_splits
from benchmarks.shared import prepared_encoder, shared_data
from models.adapter import AdaptedEncoder, Encodes, fit_adapter
from models.admission import admitted, compare
from recommender.remembering import Remembering

Floats = NDArray[np.float64]
Learn = Callable[[Encodes, Sequence[tuple[str, str]]], Encodes]


def reciprocal_ranks(encoder: Encodes, cases: Sequence[Case]) -> Floats:
    found = []
    for case in cases:
        score = encoder.encode(list(case.candidates)) @ encoder.encode([case.need])[0]
        order = np.argsort(-np.round(score, 9), kind="stable")
        found.append(1 / (1 + next(place for place, one in enumerate(order) if int(one) in case.right)))
    return np.array(found)


def adapter(encoder: Encodes, pairs: Sequence[tuple[str, str]]) -> Encodes:
    needs, offers = zip(*pairs, strict=True)
    return AdaptedEncoder(encoder, fit_adapter(encoder.encode(needs), encoder.encode(offers)))


def fine_tuned(encoder: Encodes, pairs: Sequence[tuple[str, str]]) -> Encodes:
    from models.finetune import fine_tune
    from models.reference import load_sentence_transformer

    with tempfile.TemporaryDirectory() as folder:
        return Remembering(load_sentence_transformer(fine_tune(pairs, into=Path(folder) / "tuned")))


def judge(title: str, splits: Sequence[Split], encoder: Encodes, learn: Learn) -> None:
    began, before, after = time.perf_counter(), [], []
    for split in splits:
        before.append(reciprocal_ranks(encoder, split.cases))
        after.append(reciprocal_ranks(learn(encoder, split.pairs), split.cases))
    seconds = (time.perf_counter() - began) / len(splits)
    base, new = np.concatenate(before), np.concatenate(after)
    found = compare(title, new, base)
    _, why = admitted([found])
    print(
        f"{title:44} {len(splits[0].pairs):5} pairs, {len(base):4} cases: MRR {base.mean():.3f} -> {new.mean():.3f},"
        f" {found.value:+.3f} [{found.low:+.3f}, {found.high:+.3f}], {seconds:.0f} s a fold\n    {why}",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--fine-tune", action="store_true")
    asked = parser.parse_args()
    shared, encoder = shared_data(), Remembering(prepared_encoder())
    ways: dict[str, Learn] = {"map": adapter}
    if asked.fine_tune:
        ways["fine-tuned"] = fine_tuned
    for name, learn in ways.items():
        judge(f"{name}: mentors for projects", mentor_splits(shared), encoder, learn)
        judge(f"{name}: skills for projects", skill_splits(shared), encoder, learn)


if __name__ == "__main__":
    main()
