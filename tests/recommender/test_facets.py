"""Offers and needs from text: what is found, quoted exactly, and left unsaid where nothing is sure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recommender.encoder import DemoEncoder, Vectors
from recommender.reading.facets import FacetModel, FoundFacet, extract, extract_many
from recommender.types import FacetKind

SHIPPED = Path(__file__).parents[2] / "models" / "default" / "facets.json"


@pytest.fixture(scope="module")
def model() -> FacetModel:
    return FacetModel.from_json(json.loads(SHIPPED.read_text("utf-8")))


@pytest.fixture(scope="module")
def demo() -> DemoEncoder:
    """Not of the family the model was fitted to: cues and words decide."""
    return DemoEncoder("cto python pricing")


def needs(found: Sequence[FoundFacet]) -> list[str]:
    return [facet.text for facet in found if facet.kind is FacetKind.NEED]


def offers(found: Sequence[FoundFacet]) -> list[str]:
    return [facet.text for facet in found if facet.kind is FacetKind.OFFER]


UNSURE = 0.5
"""Guesses surer than this are put to the user; the others serve searching, far down the list."""


class Counting:
    """The real vectors' shape, and how often they were asked for."""

    id = "all-MiniLM-L6-v2-counting"
    dimensions = 384

    def __init__(self) -> None:
        self.calls: list[int] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.calls.append(len(texts))
        vectors = np.zeros((len(texts), 384), np.float32)
        for row, text in zip(vectors, texts, strict=True):
            row[sum(text.encode("utf-8", "replace")) % 384] = 1
        return vectors

    def read(self, texts: Sequence[str]) -> tuple[Vectors, Vectors]:
        vectors = self.encode(texts)
        return vectors, vectors


def test_a_note_about_someone_looking_for_a_cto_states_their_need(
    model: FacetModel, demo: DemoEncoder
) -> None:
    (found,) = extract("met at PyCon, looking for a CTO", demo, model, voice="note")
    assert (found.kind, found.text, found.evidence) == (FacetKind.NEED, "CTO", "looking for a CTO")
    assert found.time == "now"
    assert found.confidence > 0.8


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("she's looking for a CTO", "CTO"),
        ("needs an intro to hospital buyers", "intro to hospital buyers"),
        ("wants to learn Rust", "learn Rust"),
    ],
)
def test_notes_are_about_the_person(text: str, need: str, model: FacetModel, encoder: object) -> None:
    assert needs(extract(text, encoder, model, voice="note")) == [need]  # type: ignore[arg-type]


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("text", "need"),
    [
        ("She is looking for restaurants that order vegetables every week.", "restaurants that order vegetables every week"),
        ("He is looking for schools that want a woodwork class.", "schools that want a woodwork class"),
        ("Hana seeks growers who deliver on Sundays.", "growers who deliver on Sundays"),
        ("Looking for farms whose owners need pickers.", "farms whose owners need pickers"),
    ],
)  # fmt: skip
def test_whom_one_looks_for_may_be_described(
    text: str, need: str, model: FacetModel, encoder: object
) -> None:
    assert needs(extract(text, encoder, model, voice="note")) == [need]  # type: ignore[arg-type]


@pytest.mark.encoder
@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("I am a market gardener growing salad for restaurants.", "marketing"),
        ("Train driver on the Basel line", "training"),
        ("Account manager at a brewery", "accounting"),
        ("Policy adviser to the ministry of transport", "policing"),
        ("I teach machine learning to journalists.", "machining"),
        ("Community organiser in Lyon", "communication"),
    ],
)  # fmt: skip
def test_a_skill_is_not_guessed_because_words_begin_alike(
    text: str, never: str, model: FacetModel, encoder: object
) -> None:
    found = extract(text, encoder, model)  # type: ignore[arg-type]
    assert never not in [facet.text for facet in found if facet.confidence > UNSURE]


@pytest.mark.encoder
@pytest.mark.parametrize(
    "text", ["can help with pricing", "offered to review decks", "could teach us how to prune apple trees"]
)
def test_what_they_said_they_would_do_is_an_offer(text: str, model: FacetModel, encoder: object) -> None:
    found = extract(text, encoder, model, voice="note")  # type: ignore[arg-type]
    assert [facet.kind for facet in found] == [FacetKind.OFFER]


@pytest.mark.encoder
def test_a_reader_of_the_page_sees_what_may_be_asked_for(model: FacetModel, encoder: object) -> None:
    found = extract("Open to speaking about battery recycling.", encoder, model, voice="self")  # type: ignore[arg-type]
    assert offers(found)[0] == "speaking about battery recycling"
    assert not needs(found)


@pytest.mark.encoder
@pytest.mark.parametrize(
    "text",
    [
        "The programme serves equity-seeking groups across Canada.",
        "CEOs looking to build remote teams read his newsletter.",
        "Users seeking refunds should write to support.",
        "She helps companies looking for greener packaging.",
        "I am no longer looking for a co-founder.",
        "Two years ago we were looking for our first customer.",
        "If I ever left, I would look for a job in Lisbon.",
        "Her clients need better contracts.",
        "Our mission is to help people find what they seek.",
        "Want to learn Go? Talk to me.",
    ],
)
def test_others_and_former_and_imagined_needs_are_nobodys(
    text: str, model: FacetModel, encoder: object
) -> None:
    assert needs(extract(text, encoder, model)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "   \n", "…", "Thank you for a lovely evening.", "🙂🙂🙂", "ok"])
def test_where_there_is_nothing_to_say_nothing_is_said(
    text: str, model: FacetModel, demo: DemoEncoder
) -> None:
    assert extract(text, demo, model) == ()


def test_what_i_must_do_is_not_about_them(model: FacetModel, demo: DemoEncoder) -> None:
    assert extract("I need to get back to him about the contract", demo, model, voice="note") == ()


def test_a_need_has_the_date_it_is_for(model: FacetModel, demo: DemoEncoder) -> None:
    (found,) = [
        facet
        for facet in extract(
            "Next spring she will be looking for a stage designer", demo, model, voice="note"
        )
        if facet.kind is FacetKind.NEED
    ]
    assert found.time == "future"


@pytest.mark.encoder
def test_a_bio_yields_skills_its_words_do_not_hold(model: FacetModel, encoder: object) -> None:
    found = extract(
        "Senior front-end developer\nI build design systems for banks and coach juniors.",
        encoder,  # type: ignore[arg-type]
        model,
    )
    assert "JavaScript" in offers(found)
    (guess,) = [facet for facet in found if facet.text == "JavaScript"]
    assert guess.evidence == "Senior front-end developer"
    assert guess.confidence < max(facet.confidence for facet in found), (
        "a guess is less sure than what was said"
    )


@pytest.mark.encoder
def test_in_a_note_nothing_is_guessed(model: FacetModel, encoder: object) -> None:
    assert offers(extract("can help with pricing", encoder, model, voice="note")) == ["pricing"]  # type: ignore[arg-type]


@pytest.mark.encoder
def test_alone_and_in_company_a_text_says_the_same(model: FacetModel, encoder: object) -> None:
    texts = [
        "I teach welding and orbital TIG.",
        "Looking for a baker.",
        "It rained.",
        "Palliative care nurse, 12 years",
    ]
    together = extract_many(texts, encoder, model)  # type: ignore[arg-type]
    assert together == tuple(extract(text, encoder, model) for text in texts)  # type: ignore[arg-type]


def test_many_texts_are_read_in_one_call(model: FacetModel) -> None:
    fresh = FacetModel.from_json(model.to_json())
    counting = Counting()
    extract_many(["I teach welding.", "I teach welding.", "It rained. We sang."], counting, fresh)
    assert counting.calls[0] == 3, "the same clause is read once"
    counting.calls.clear()
    extract_many(["I mend bicycles."] * 40, counting, fresh)
    assert len(counting.calls) == 1


def test_an_encoder_it_was_not_fitted_to_is_not_asked(model: FacetModel) -> None:
    class Stranger(Counting):
        id = "another-encoder"

    stranger = Stranger()
    assert needs(extract("looking for a CTO", stranger, model)) == ["CTO"]
    assert stranger.calls == []


def test_the_model_survives_its_json(model: FacetModel) -> None:
    assert FacetModel.from_json(json.loads(json.dumps(model.to_json()))).to_json() == model.to_json()


def test_a_model_with_cues_unknown_here_is_refused(model: FacetModel) -> None:
    record = model.to_json()
    record["bare"]["cues"]["a_cue_of_tomorrow"] = [0.0, 0.0, 0.0]
    with pytest.raises(ValueError, match="a_cue_of_tomorrow"):
        FacetModel.from_json(record)


def test_a_model_of_other_skill_features_is_refused(model: FacetModel) -> None:
    with pytest.raises(ValueError, match="features of skills"):
        FacetModel.from_json({**model.to_json(), "skill_features": ["luck"]})


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.text(max_size=200),
            st.sampled_from(
                [
                    "looking for a CTO",
                    "I teach Python, R and SQL.",
                    " — ",
                    "\n",
                    "Dr. ",
                    "?",
                    "needs help with ",
                    "王小明",
                ]
            ),
        ),
        max_size=12,
    ),
    st.sampled_from(["self", "note", "page"]),
)
def test_any_text_is_read_and_every_quote_stands_in_it(
    model: FacetModel, parts: list[str], voice: str
) -> None:
    text = "".join(parts)
    for facet in extract(text, Counting(), model, voice=voice, today=date(2026, 5, 4)):  # type: ignore[arg-type]
        assert facet.evidence in text
        assert facet.evidence
        assert facet.text.strip()
        assert 0 < facet.confidence <= 1


@pytest.mark.parametrize(
    "piece", ["looking for a CTO ", "a", " ", ", ", "and ", "seeking, ", "((((", "\u0000", "I teach R. "]
)
def test_a_huge_text_is_read_in_reasonable_time(piece: str, model: FacetModel, demo: DemoEncoder) -> None:
    text = piece * (60_000 // len(piece))
    for facet in extract(text, demo, model):
        assert facet.evidence in text
