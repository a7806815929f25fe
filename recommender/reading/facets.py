"""Reads offers and needs out of text, each with the words it was read from; says nothing where it is not sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from recommender.encoder import Encoder, Vectors
from recommender.reading.cues import NAMES, NEEDING, Voice, cue_matrix
from recommender.reading.normalform import short_forms
from recommender.reading.sentences import Clause, clauses
from recommender.reading.skills import FEATURES, Vocabulary, guess_skills, skill_features, unlike
from recommender.reading.stems import stems
from recommender.reading.timesense import Time, time_of
from recommender.reading.verdicts import NEED, OFFER, Array, Head, word_matrix
from recommender.types import FacetKind

SAME_SKILL = 0.85
"""Cosine from which two skills of the vocabulary are one for a reader ("open science", "open research")."""
FEW_WORDS = 4
"""A short form of no more words names a skill; a longer one describes a deed ("led the retrofit of eleven ...")."""
GUESSES_A_TURN = 3
"""Skills guessed for each offer said: found on the development half of the public bios, as FEW_WORDS was."""
_INVITED = NAMES.index("reader_invited")
_NEEDING = [i for i, name in enumerate(NAMES) if name in NEEDING]


@dataclass(frozen=True, slots=True)
class FoundFacet:
    """``evidence`` is an exact stretch of the text; ``confidence`` a calibrated probability."""

    kind: FacetKind
    text: str
    evidence: str
    confidence: float
    time: Time = "now"


@dataclass(frozen=True)
class FacetModel:
    """Everything that was learnt (benchmarks/train_facets.py), as it stands in models/default/facets.json."""

    encoder: str
    """The family of encoders whose vectors the weights were fitted to: ids begin with it."""
    words: tuple[str, ...]
    full: Head
    """How it is said, cues and words."""
    bare: Head
    """Cues and words alone: for any other encoder, whose vectors these weights would misread."""
    need_from: float
    """The probability from which a clause is taken for a need; below it, the answer is nothing."""
    need_unsaid_from: float
    """The same for a clause of a page without any word of needing: pages hold a thousand clauses for each need. Who
    writes a note has had a reason to."""
    offer_from: float
    vocabulary: Vocabulary
    skill_weights: Array
    """One a feature of ``recommender.reading.skills.FEATURES``."""
    skill_weights_bare: Array
    skill_from: float
    """The probability from which a skill is guessed."""
    aside_from: float
    """How likely an offer a clause must be for skills to be read from it in a text that does offer something: what
    someone studied or likes is not an offer, but tells of skills."""
    about: str = ""
    """What it was fitted on, for the reader of the file."""
    _vectors: dict[str, Vectors] = field(default_factory=dict, compare=False, repr=False)

    def fits(self, encoder: Encoder) -> bool:
        return encoder.id.startswith(self.encoder)

    def need_at_least(self, voice: Voice, *, said: bool) -> float:
        return self.need_from if said or voice == "note" else self.need_unsaid_from

    def skill_vectors(self, encoder: Encoder) -> Vectors:
        """Of the vocabulary, made at the first call for an encoder (about a second) and kept."""
        if encoder.id not in self._vectors:
            self._vectors[encoder.id] = encoder.encode(list(self.vocabulary.skills))
        return self._vectors[encoder.id]

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> FacetModel:
        """ValueError or KeyError for a record that this version cannot use."""
        words = tuple(record["full"]["words"])
        if tuple(record["skill_features"]) != FEATURES:
            raise ValueError("The facet model weighs other features of skills than this version computes.")
        return cls(
            encoder=str(record["encoder"]),
            words=words,
            full=Head.from_json(record["full"], NAMES, words),
            bare=Head.from_json(record["bare"], NAMES, words),
            need_from=float(record["need_from"]),
            need_unsaid_from=float(record["need_unsaid_from"]),
            offer_from=float(record["offer_from"]),
            vocabulary=Vocabulary(
                tuple(record["skills"]), {name: tuple(brings) for name, brings in record["trades"].items()}
            ),
            skill_weights=np.array(record["skill_weights"], np.float64),
            skill_weights_bare=np.array(record["skill_weights_bare"], np.float64),
            skill_from=float(record["skill_from"]),
            aside_from=float(record["aside_from"]),
            about=str(record.get("about", "")),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "about": self.about,
            "encoder": self.encoder,
            "need_from": self.need_from,
            "need_unsaid_from": self.need_unsaid_from,
            "offer_from": self.offer_from,
            "skill_from": self.skill_from,
            "aside_from": self.aside_from,
            "skill_features": list(FEATURES),
            "skill_weights": self.skill_weights.tolist(),
            "skill_weights_bare": self.skill_weights_bare.tolist(),
            "bare": self.bare.to_json(NAMES, self.words),
            "full": self.full.to_json(NAMES, self.words),
            "trades": {name: list(brings) for name, brings in self.vocabulary.trades.items()},
            "skills": list(self.vocabulary.skills),
        }


def extract(
    text: str, encoder: Encoder, model: FacetModel, *, voice: Voice = "page", today: date | None = None
) -> tuple[FoundFacet, ...]:
    """See ``extract_many``."""
    return extract_many([text], encoder, model, voice=voice, today=today)[0]


def extract_many(
    texts: Sequence[str],
    encoder: Encoder,
    model: FacetModel,
    *,
    voice: Voice = "page",
    today: date | None = None,
) -> tuple[tuple[FoundFacet, ...], ...]:
    """One tuple a text: its needs in the order said, then its offers, the most telling first.

    ``voice``: "self" and "page" read "I" as the person the text is about, "note" reads it as the user, who
    writes about that person, and nothing is guessed beyond what they wrote. All clauses of all texts are read
    in one call. With an encoder the model was not fitted to, only cues and words decide, and skills are guessed
    by their words.
    """
    read = [clauses(text) for text in texts]
    flat = [clause for found in read for clause in found]
    if not flat:
        return tuple(() for _ in texts)
    about, wording = _read(flat, encoder) if model.fits(encoder) else (None, None)
    chances, cues = judge(flat, wording, model, voice)
    answers: list[tuple[FoundFacet, ...]] = []
    start = 0
    for found in read:
        part = slice(start, start + len(found))
        start += len(found)
        needs = _needs(found, chances[part], cues[part], model, voice, today)
        offers = _offers(found, chances[part], model, today)
        if offers and voice != "note":
            guesses = _guesses(found, chances[part], None if about is None else about[part], model, encoder)
            offers = _by_turns(offers, _unsaid(guesses, offers, found, today))
        answers.append((*needs, *offers))
    return tuple(answers)


def judge(
    found: Sequence[Clause], wording: Vectors | None, model: FacetModel, voice: Voice
) -> tuple[Array, npt.NDArray[np.float32]]:
    """The probabilities (clauses, 3) of neither, an offer and a need, and the cues (clauses, names)."""
    cues = cue_matrix(found, voice)
    words = word_matrix([clause.text for clause in found], model.words)
    told = wording is not None and wording.shape[1] == len(model.full.wording)
    head = model.full if told else model.bare
    return head.probabilities(wording, cues, words), cues


def _read(found: Sequence[Clause], encoder: Encoder) -> tuple[Vectors, Vectors]:
    """The same clause is read once: boilerplate repeats from profile to profile."""
    once = {text: i for i, text in enumerate(dict.fromkeys(clause.text for clause in found))}
    about, wording = encoder.read(list(once))
    rows = [once[clause.text] for clause in found]
    return about[rows], wording[rows]


def _needs(
    found: Sequence[Clause],
    chances: Array,
    cues: npt.NDArray[np.float32],
    model: FacetModel,
    voice: Voice,
    today: date | None,
) -> list[FoundFacet]:
    facets: dict[str, FoundFacet] = {}
    for clause, chance, cue in zip(found, chances, cues, strict=True):
        if voice != "note" and cue[_INVITED]:
            continue  # "Want to learn Go? Talk to me": the need is the reader's
        if chance[NEED] < model.need_at_least(voice, said=bool(cue[_NEEDING].any())):
            continue
        when = time_of(clause.text, today)
        if when == "past":
            continue  # a need that is over is none
        for form in short_forms(clause.text, FacetKind.NEED):
            facet = FoundFacet(FacetKind.NEED, form, clause.text, float(chance[NEED]), when)
            facets.setdefault(form.casefold(), facet)
    return list(facets.values())


def _offers(
    found: Sequence[Clause],
    chances: Array,
    model: FacetModel,
    today: date | None,
) -> list[FoundFacet]:
    """What is said in so many words, the surest first."""
    offering = [i for i, chance in enumerate(chances) if chance[OFFER] >= model.offer_from]
    said: dict[str, FoundFacet] = {}
    for i in sorted(offering, key=lambda i: -chances[i, OFFER]):
        when = time_of(found[i].text, today)
        for form in short_forms(found[i].text, FacetKind.OFFER):
            facet = FoundFacet(FacetKind.OFFER, form, found[i].text, float(chances[i, OFFER]), when)
            said.setdefault(" ".join(stems(form)) or form, facet)
    return list(said.values())


def _unsaid(
    guesses: Sequence[tuple[str, int, float]],
    said: Sequence[FoundFacet],
    found: Sequence[Clause],
    today: date | None,
) -> list[FoundFacet]:
    """The guesses that were not said anyway, as offers whose evidence is the clause that pointed to them."""
    already = {" ".join(stems(facet.text)) for facet in said}
    return [
        FoundFacet(FacetKind.OFFER, skill, found[i].text, probability, time_of(found[i].text, today))
        for skill, i, probability in guesses
        if " ".join(stems(skill)) not in already
    ]


def _guesses(
    found: Sequence[Clause],
    chances: Array,
    vectors: Vectors | None,
    model: FacetModel,
    encoder: Encoder,
) -> list[tuple[str, int, float]]:
    """Skills, each with the clause that points to it most and its probability, best first, no two alike."""
    telling = [i for i, chance in enumerate(chances) if chance[OFFER] >= model.aside_from]
    texts = [found[i].text for i in telling]
    if vectors is None:
        weights, skills, closeness = model.skill_weights_bare, None, None
    else:
        weights, skills = model.skill_weights, model.skill_vectors(encoder)
        closeness = np.einsum("ij,kj->ik", vectors[telling], skills)
    chosen: list[int] = []
    kept = []
    features = skill_features(model.vocabulary, texts, closeness, chances[telling, OFFER])
    for guess in guess_skills(features, weights, model.skill_from):
        if skills is None or unlike(skills, chosen, guess.skill, SAME_SKILL):
            chosen.append(guess.skill)
            kept.append((model.vocabulary.skills[guess.skill], telling[guess.clause], guess.probability))
    return kept


def _by_turns(said: list[FoundFacet], guessed: list[FoundFacet]) -> list[FoundFacet]:
    """One short offer as it was said, two guessed, and so on; what could not be said in a few words comes last."""
    short = [facet for facet in said if len(facet.text.split()) <= FEW_WORDS]
    turns = max(len(short), (len(guessed) + 1) // GUESSES_A_TURN)
    mixed = [
        facet
        for i in range(turns)
        for facet in (*short[i : i + 1], *guessed[i * GUESSES_A_TURN : (i + 1) * GUESSES_A_TURN])
    ]
    return [*mixed, *(facet for facet in said if len(facet.text.split()) > FEW_WORDS)]
