"""The message check: what a draft asks for, whether it can be declined, and what would be better left out."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.encoder import Encoder
from recommender.tone.asking import hands_a_no
from recommender.tone.cues import cue_matrix
from recommender.tone.kinds import Checked, Finding
from recommender.tone.model import ToneModel
from recommender.tone.reading import Sentence, sentences
from recommender.verdicts import Array


def check(text: str, encoder: Encoder, model: ToneModel) -> Checked:
    """See ``check_many``."""
    return check_many([text], encoder, model)[0]


def check_many(texts: Sequence[str], encoder: Encoder, model: ToneModel) -> tuple[Checked, ...]:
    """One answer a text. All sentences are encoded in one call; with an encoder the model was not fitted to, only
    cues and words decide."""
    read = [sentences(text) for text in texts]
    flat = [sentence for found in read for sentence in found]
    if not flat:
        return tuple(Checked(False, 0.0, False, ()) for _ in texts)
    head, vectors = model.bare, None
    if model.fits(encoder):
        head, vectors = model.full, encoder.encode([sentence.text for sentence in flat])
    chances = head.probabilities(vectors, cue_matrix(flat), [one.text for one in flat], model.words)
    answers, start = [], 0
    for found in read:
        answers.append(_judge(found, chances[start : start + len(found)], head.at_least))
        start += len(found)
    return tuple(answers)


def _judge(found: Sequence[Sentence], chances: Array, at_least: Array) -> Checked:
    if not found:
        return Checked(False, 0.0, False, ())
    ask = float(chances[:, 0].max())
    findings: list[Finding] = []
    return Checked(bool(ask >= at_least[0]), round(ask, 4), any(map(hands_a_no, found)), tuple(findings))
