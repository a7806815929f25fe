"""The message check: what a draft asks for, whether it can be declined, and what would be better left out."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.encoder import Encoder
from recommender.tone import flattering, hiding, obliging, pressing
from recommender.tone.asking import says_so
from recommender.tone.kinds import INSTEAD, WHY, Checked, Finding, Kind
from recommender.tone.missing import missing
from recommender.tone.model import JUDGED, ToneModel
from recommender.tone.reading import Sentence, sentences
from recommender.tone.rules import Rule, fired
from recommender.verdicts import Array

RULES: tuple[Rule, ...] = (*pressing.RULES, *obliging.RULES, *flattering.RULES, *hiding.RULES)
BEFORE_AN_ASK = frozenset({Kind.FLATTERY, Kind.FOOT_IN_THE_DOOR, Kind.HIDDEN_PURPOSE, Kind.VAGUE})
"""Kinds that are none where nothing is asked: praise in a letter of thanks is praise."""
UNASKED = 0.9
"""How likely a sentence must be unkind where nothing is asked: most letters that ask for nothing are thanks, news and
condolences, and a remark on those is the worst of nagging."""
SURE = 1.01
"""More than any probability: of a sentence that hands over a no the model finds nothing, and rules alone speak."""
DOUBT = 0.5
"""Of the probability from which a no is at hand: from so much on, its lack is not spoken of either."""
NOTHING = Checked(ask=False, ask_probability=0.0, easy_to_decline=False, findings=())


def check(text: str, encoder: Encoder, model: ToneModel) -> Checked:
    """See ``check_many``."""
    return check_many([text], encoder, model)[0]


def check_many(texts: Sequence[str], encoder: Encoder, model: ToneModel) -> tuple[Checked, ...]:
    """One answer a text. All sentences are encoded in one call; with an encoder the model was not fitted to, only
    cues, words and rules decide."""
    read = [sentences(text) for text in texts]
    flat = [one for found in read for one in found]
    if not flat:
        return tuple(NOTHING for _ in texts)
    asks, declines, tones = model.judge(flat, encoder)
    answers, start = [], 0
    for found in read:
        part = slice(start, start + len(found))
        answers.append(_judge(found, asks[part], declines[part], tones[part], model) if found else NOTHING)
        start += len(found)
    return tuple(answers)


def _judge(
    found: Sequence[Sentence], asks: Array, declines: Array, tones: Array, model: ToneModel
) -> Checked:
    chance = float(asks.max())
    asking = [bool(chance >= model.ask_from) or says_so(one) for one, chance in zip(found, asks, strict=True)]
    no_at_hand = float(declines.max())
    easy = no_at_hand >= model.decline_from
    at_least = UNASKED if not any(asking) else 0.0
    findings = [
        finding
        for one, tone, no in zip(found, tones, declines, strict=True)
        for finding in _in_sentence(one, tone, model, SURE if no >= model.decline_from else at_least)
        if any(asking) or finding.kind not in BEFORE_AN_ASK
    ]
    if any(asking):
        findings += missing(found, asking, easy=no_at_hand >= model.decline_from * DOUBT)
    once: dict[tuple[Kind, int], Finding] = {(one.kind, one.start): one for one in findings}
    ordered = sorted(once.values(), key=lambda one: (one.start, one.kind))
    return Checked(any(asking), round(chance, 4), easy, tuple(ordered))


def _in_sentence(one: Sentence, tone: Array, model: ToneModel, at_least: float) -> list[Finding]:
    """What the rules find, and what the model is sure of beside them."""
    found = {rule.kind: rule.instead for rule in fired(RULES, one)}
    likeliest = int(tone[1:].argmax())
    kind, sure = JUDGED[likeliest], tone[1 + likeliest] if found else 1 - tone[0]
    if sure >= max(model.unkind_from[kind], at_least):
        found.setdefault(kind, "")
    return [finding(kind, one, instead) for kind, instead in found.items()]


def finding(kind: Kind, one: Sentence, instead: str = "") -> Finding:
    return Finding(kind, one.text, one.start, WHY[kind], instead or INSTEAD[kind])
