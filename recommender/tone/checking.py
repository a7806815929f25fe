"""The message check: what a draft asks for, whether it can be declined, and what would be better left out."""

from __future__ import annotations

from collections.abc import Sequence

from recommender.encoder import Encoder
from recommender.reading.verdicts import Array
from recommender.tone.asking import announces
from recommender.tone.kinds import INSTEAD, PRESSING, WHY, Checked, Finding, Kind
from recommender.tone.missing import missing
from recommender.tone.model import JUDGED, ToneModel
from recommender.tone.reading import Sentence, sentences
from recommender.tone.rules import RULES

BEFORE_AN_ASK = frozenset({Kind.FLATTERY, Kind.FOOT_IN_THE_DOOR, Kind.HIDDEN_PURPOSE, Kind.VAGUE})
"""Kinds that are none where nothing is asked: praise in a letter of thanks is praise."""
UNASKED = 0.9
"""How likely a sentence that does not press must be unkind where nothing is asked: most letters that ask for nothing are
thanks, news and condolences, and a remark on those is the worst of nagging. What presses often never says what it wants;
heard like any other, it adds .1 to what is found of an author left out, and .01 to the good messages remarked on."""
DOUBT = 0.5
"""Of the probability from which a no is at hand: from so much on, its lack is not spoken of either."""
NOTHING = Checked(ask=False, ask_probability=0.0, easy_to_decline=False, findings=())


def check(text: str, encoder: Encoder, model: ToneModel) -> Checked:
    """See ``check_many``."""
    return check_many([text], encoder, model)[0]


def check_many(texts: Sequence[str], encoder: Encoder, model: ToneModel) -> tuple[Checked, ...]:
    """One answer a text. All sentences are encoded in one call; with an encoder the model was not fitted to, only
    plain words and rules decide."""
    read = [sentences(text) for text in texts]
    if not any(read):
        return tuple(NOTHING for _ in read)
    parts = zip(read, *model.judge(read, encoder), strict=True)
    return tuple(judged(*part, model) if part[0] else NOTHING for part in parts)


def judged(
    found: Sequence[Sentence], asks: Array, declines: Array, tones: Array, model: ToneModel
) -> Checked:
    """What is said of one message; the probabilities as from ``ToneModel.judge``."""
    chance = float(asks.max())
    asking = [
        bool(chance >= model.ask_from) or announces(one) for one, chance in zip(found, asks, strict=True)
    ]
    no_at_hand = float(declines.max())
    easy = no_at_hand >= model.decline_from
    findings = [
        finding
        for one, tone, no in zip(found, tones, declines, strict=True)
        for finding in _in_sentence(one, tone, model, asked=any(asking), declines=no >= model.decline_from)
        if any(asking) or finding.kind not in BEFORE_AN_ASK
    ]
    if any(asking):
        findings += missing(found, asking, easy=no_at_hand >= model.decline_from * DOUBT)
    ordered = sorted(findings, key=lambda one: (one.start, one.kind))
    return Checked(any(asking), round(chance, 4), easy, tuple(ordered))


def _in_sentence(
    one: Sentence, tone: Array, model: ToneModel, *, asked: bool, declines: bool
) -> list[Finding]:
    """What the rules find, and what the model is sure of where they find nothing. Of a sentence that hands over a no
    (``declines``) rules alone speak."""
    found = {rule.kind for rule in RULES if rule.phrases.stand_in(one.plain)}
    likeliest = JUDGED[int(tone[1:].argmax())]
    enough = model.unkind_from if asked or likeliest in PRESSING else max(model.unkind_from, UNASKED)
    if not found and not declines and 1 - tone[0] >= enough:
        found = {likeliest}
    return [Finding(kind, one.text, one.start, WHY[kind], INSTEAD[kind]) for kind in found]
