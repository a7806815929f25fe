"""Clauses, cues, time sense, short forms and skill guesses: each alone, on inputs whose answer is obvious."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from recommender.reading.cues import NAMES, SHORT, Voice, cue_matrix, cues_of
from recommender.reading.normalform import short_forms
from recommender.reading.sentences import MAX_CLAUSE, Clause, clauses
from recommender.reading.skills import FEATURES, MEANT_FROM, Vocabulary, guess_skills, skill_features
from recommender.reading.stems import stem, stems
from recommender.reading.timesense import time_of
from recommender.reading.verdicts import tokens, word_matrix
from recommender.types import FacetKind


def texts(whole: str) -> list[str]:
    return [clause.text for clause in clauses(whole)]


def test_a_comma_parts_clauses_only_where_an_offer_or_need_begins() -> None:
    assert texts("met at PyCon, looking for a CTO") == ["met at PyCon", "looking for a CTO"]
    assert texts("welding, brazing, soldering") == ["welding, brazing, soldering"]


def test_headlines_bullets_and_lines_are_parted() -> None:
    assert texts("CFO | SaaS · Bogotá\n- open to board roles") == [
        "CFO",
        "SaaS",
        "Bogotá",
        "open to board roles",
    ]


def test_a_title_before_a_name_ends_no_sentence() -> None:
    assert texts("Dr. Mensah teaches. He sings.") == ["Dr. Mensah teaches.", "He sings."]


def test_each_clause_knows_where_it_stood() -> None:
    whole = "  Hello — I bake; need flour?  "
    for clause in clauses(whole):
        assert whole[clause.start : clause.end] == clause.text
    assert [clause.asks for clause in clauses(whole)][-1]


def test_a_clause_without_end_is_cut_at_spaces() -> None:
    assert all(len(text) <= MAX_CLAUSE for text in texts("word " * 1000))


def cues(text: str, voice: Voice = "page", *, asks: bool = False) -> frozenset[str]:
    return cues_of(Clause(0, len(text), text, asks=asks), voice)


def test_how_signs_meet_is_a_cue_of_its_own() -> None:
    assert "any_need" in cues("looking for a baker")
    assert "any_offer" in cues("happy to help")
    assert "neither" in cues("rain again")
    assert "need_held_back" in cues("I am not looking for a job")
    assert "need_held_back" not in cues("I am looking for a job")
    assert "many_needs" in cues("looking for a baker, desperate for a cook")
    assert "need_and_negation" in cues("No, we need none")
    assert "need_and_opinion" in cues("Thinks schools need money")
    assert "trade_alone" in cues("ceramicist")
    assert "trade_alone" not in cues("she is a ceramicist")
    assert "asks" in cues("Any rigger around", asks=True)


def test_a_headline_is_short() -> None:
    assert "short" in cues("x" * (SHORT - 1))
    assert "short" not in cues("x" * SHORT)
    assert SHORT == 30


def test_who_seeks_may_stand_before_the_comma() -> None:
    clause = Clause(10, 30, "looking for work", before="Young families")
    assert "many_seek" in cues_of(clause, "page")
    assert "many_seek" not in cues("looking for work")


def test_what_is_imagined_may_stand_before_the_comma() -> None:
    clause = Clause(16, 40, "I would look for a job", before="If I ever left")
    assert "imagined" in cues_of(clause, "page")
    assert "imagined" not in cues_of(Clause(9, 40, "I am looking for a job", before="If you can"), "page")


def test_the_same_words_in_a_note_are_the_users() -> None:
    assert "i_first_in_a_note" in cues("I need to send her the report", "note")
    assert "i_first_in_a_note" not in cues("I need to send her the report", "self")


def test_cues_are_named_once_and_have_a_column_each() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert cue_matrix([Clause(0, 1, "x")], "page").shape == (1, len(NAMES))


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("looking for a CTO", "now"),
        ("used to teach chemistry", "past"),
        ("Former head of treasury at a bank", "past"),
        ("next spring I will need an intern", "future"),
        ("From July she'll have time to mentor", "future"),
        ("Former nurse, now a lecturer", "now"),
        ("planning a move in 2031", "future"),
    ],
)
def test_time_sense(text: str, when: str) -> None:
    assert time_of(text, date(2026, 5, 4)) == when


def test_a_year_tells_nothing_without_today() -> None:
    assert time_of("Lead of the 2031 exhibition") == "now"
    assert time_of("Lead of the 2031 exhibition", date(2026, 5, 4)) == "future"


@pytest.mark.parametrize(
    ("text", "kind", "forms"),
    [
        ("looking for a CTO", FacetKind.NEED, ("CTO",)),
        (
            "We urgently need foster homes for eleven kittens.",
            FacetKind.NEED,
            ("foster homes for eleven kittens",),
        ),
        ("Does anyone know a good rigger?", FacetKind.NEED, ("rigger",)),
        ("She is after partners in Ghana", FacetKind.NEED, ("partners in Ghana",)),
        ("Looking for people who can weld", FacetKind.NEED, ("can weld",)),
        ("Looking for people who want to learn", FacetKind.NEED, ("people who want to learn",)),
        ("A driving licence B is required.", FacetKind.NEED, ("driving licence B",)),
        (
            "Skills wanted: carpentry, sewing, subtitling.",
            FacetKind.NEED,
            ("carpentry", "sewing", "subtitling"),
        ),
        ("Ask me about plain-language contracts", FacetKind.OFFER, ("plain-language contracts",)),
        ("happy to look at your deck", FacetKind.OFFER, ("look at your deck",)),
        ("Java, Kafka, Postgres", FacetKind.OFFER, ("Java", "Kafka", "Postgres")),
        ("She is an architect who likes stone", FacetKind.OFFER, ("architect",)),
        ("Do you know a good tax adviser?", FacetKind.NEED, ("tax adviser",)),
    ],
)
def test_short_forms(text: str, kind: FacetKind, forms: tuple[str, ...]) -> None:
    assert short_forms(text, kind) == forms


@pytest.mark.parametrize("text", ["", "???", "the", "needs", "looking for", "offers", "   ", "I am a"])
def test_a_short_form_of_next_to_nothing_does_not_fail(text: str) -> None:
    assert len(short_forms(text, FacetKind.NEED)) == len(short_forms(text, FacetKind.OFFER)) == 1


def test_word_families_share_a_stem() -> None:
    assert stem("oceanographer") == stem("oceanography")
    assert stems("Front-End Developer") == stems("frontend development")
    assert stems("C++ and C#") == ["c++", "c#"]


def test_words_and_neighbouring_pairs_are_looked_up() -> None:
    assert "happy to" in tokens("Happy to help!")
    assert word_matrix(["Happy to help"], ["happy to", "sad"]).tolist() == [[1.0, 0.0]]


VOCABULARY = Vocabulary(
    ("welding", "JavaScript", "HTML", "first aid"), {"front-end developer": ("JavaScript", "HTML")}
)


def test_a_trade_brings_its_usual_skills_the_most_usual_first() -> None:
    stands, usual = VOCABULARY.by_words("Senior frontend developer in Cork", None)
    assert usual.tolist() == pytest.approx([0, 1, 0.9, 0])
    assert stands.tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "skill"),
    [("market gardener", "marketing"), ("train driver", "training"), ("account manager", "accounting"),
     ("customer service", "customs"), ("public policy", "policing"), ("machine learning", "machining")],
)  # fmt: skip
def test_words_that_only_begin_alike_count_where_the_meaning_agrees(text: str, skill: str) -> None:
    vocabulary = Vocabulary((skill,))
    near, far = np.array([MEANT_FROM], np.float32), np.array([MEANT_FROM - 0.01], np.float32)
    assert vocabulary.by_words(text, near)[0].tolist() == [1]
    assert vocabulary.by_words(text, far)[0].tolist() == [0]
    assert vocabulary.by_words(text, None)[0].tolist() == [0], "without vectors nothing tells them apart"
    assert vocabulary.by_words(f"{skill} and so on", None)[0].tolist() == [1]


def test_a_skill_is_guessed_from_the_clause_that_points_to_it_most() -> None:
    features = skill_features(VOCABULARY, ["it rained", "teaches first aid"], None, np.array([0.0, 0.9]))
    assert features.shape == (2, 4, len(FEATURES))
    weights = np.zeros(len(FEATURES))
    weights[FEATURES.index("bias")], weights[FEATURES.index("all_words")] = -2, 4
    (guess,) = guess_skills(features, weights, least=0.5)
    assert (VOCABULARY.skills[guess.skill], guess.clause) == ("first aid", 1)
    assert guess.probability == pytest.approx(1 / (1 + np.exp(-2)))


def test_of_no_text_nothing_is_guessed() -> None:
    assert guess_skills(np.zeros((0, 4, len(FEATURES)), np.float32), np.zeros(len(FEATURES)), 0.1) == ()
