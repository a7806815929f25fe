"""Clauses, cues, time sense, short forms and skill guesses: each alone, on inputs whose answer is obvious."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from recommender import pagesigns
from recommender.cues import NAMES, cue_matrix, cues_of
from recommender.normalform import short_forms
from recommender.sentences import MAX_CLAUSE, Clause, clauses
from recommender.signs import HOLDING_BACK, NEEDING, OFFERING
from recommender.skills import FEATURES, Vocabulary, guess_skills, skill_features
from recommender.stems import stem, stems
from recommender.timesense import time_of
from recommender.types import FacetKind
from recommender.verdicts import tokens, word_matrix


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


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("A second projectionist is being sought.", "called_for"),
        ("A tall ladder would be very welcome.", "would_be_welcome"),
        ("You hold a licence for forklifts", "applicant_has"),
        ("The student is going to write a parser", "task_given"),
        ("She hopes to find a viola", "hopes_for"),
        ("Cruise chef", "agent_title"),
        ("Ada Obi coordinates three clinics", "named_does"),
        ("He has restored nine organs", "has_done"),
        ("Shelves are built to measure", "done_for_you"),
        ("The tide is a source for poets", "thing_described"),
        ("For licensing, see the site", "points_elsewhere"),
        ("You will work in a team of nine", "workplace"),
        ("They were short of chairs until last year", "was_so_once"),
        ("Anyone who has rowed knows", "whoever"),
    ],
)
def test_pages_speak_in_ways_of_their_own(text: str, cue: str) -> None:
    assert cue in cues_of(Clause(0, len(text), text), "page")
    assert cue not in cues_of(Clause(0, len(text), text), "self")


def test_what_is_needed_of_something_is_not_called_for() -> None:
    text = "the standards that are required of every department"
    assert "called_for" not in cues_of(Clause(0, len(text), text), "page")


def test_every_page_cue_has_a_name_of_its_own() -> None:
    names = [name for name, _ in pagesigns.PATTERNS]
    assert len(set(NAMES)) == len(NAMES)
    assert {*pagesigns.NEEDING, *pagesigns.OFFERING, *pagesigns.HOLDING_BACK} == set(names)


def test_who_needs_decides() -> None:
    def said(text: str) -> frozenset[str]:
        return cues_of(Clause(0, len(text), text), "page")

    assert "needed_by_writer" in said("I need a mentor")
    assert "needed_by_many" in said("Patients need a mentor")
    assert "needed_by_she_or_he" in said("She is looking for a mentor")
    assert "needed_by_nobody_named" in said("looking for a mentor")
    assert "others_seek" in said("CEOs looking to build")
    assert "seeking_after_noun" in said("equity-seeking groups")
    assert "negated_need" in said("I am not looking for a job")
    assert "reader_invited" in said("Let me know if you need help")


def test_who_seeks_may_stand_before_the_comma() -> None:
    clause = Clause(10, 30, "looking for work", before="Young families")
    assert "others_seek" in cues_of(clause, "page")


def test_the_same_words_in_a_note_are_the_users() -> None:
    clause = Clause(0, 0, "I need to send her the report")
    assert "note_about_me" in cues_of(clause, "note")
    assert "note_about_me" not in cues_of(clause, "self")


def test_cues_are_named_once_and_every_group_names_cues_that_exist() -> None:
    assert len(set(NAMES)) == len(NAMES)
    assert {*NEEDING, *OFFERING, *HOLDING_BACK} <= set(NAMES)
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
    share, usual = VOCABULARY.by_words("Senior frontend developer in Cork")
    assert usual.tolist() == pytest.approx([0, 1, 0.9, 0])
    assert share.tolist() == [0, 0, 0, 0]


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
