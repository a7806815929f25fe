"""Every sign is shown by a text that has it, and not by one that only looks like it."""

from __future__ import annotations

import pytest

from recommender.reading.signs import HOLDING_BACK, NEEDING, OFFERING, SIGNS, signs_in

EXAMPLES: dict[str, tuple[str, str]] = {
    # whose matter it is
    "i_first": ("And I bake", "She says I bake"),
    "the_first": ("The harbour sleeps", "Harbours sleep"),
    "writers_errand": ("Send her the slides", "She sends slides"),
    "opinion": ("Thinks cities should be greener", "Plants trees in cities"),
    "somebody_else_seeks": ("His brother-in-law is after a van", "Her team is after a van"),
    "many_seek": ("CEOs looking to build teams", "Olga is looking for a team"),
    "helps_those_who_seek": ("equity-seeking groups", "seeking a group"),
    # needing
    "seeking_first": ("Currently looking for a baker", "The baker is looking up"),
    "looking_for": ("He is after cheap ice", "He ran after the bus"),
    "wish_to_deal": ("keen to meet foresters", "met foresters"),
    "wish_to_learn": ("I'd love to learn Rust", "I learned Rust"),
    "needs": ("She needs a plumber", "meets clients' needs"),
    "lacks": ("two deckhands short", "a short walk"),
    "wants": ("wants a shop", "a shop"),
    "would_like": ("I'd welcome advice", "I'd love to help others"),
    "hopes_for": ("hoping for a stand", "keen to help others"),
    "called_for": ("Three tubas are sought", "things that are sought"),
    "hires": ("We are hiring", "a hire car"),
    "replaces": ("a successor for the warden", "Second career developer"),
    "asks_for": ("asked me straight out for ice", "asked the way"),
    "asks_who": ("Does anybody know a rigger", "Some of her work was shown"),
    "someone_who": ("someone who reads Finnish", "someone"),
    "open_to_work": ("open to new roles", "served in executive roles as a captain"),
    "please_give": ("please send blankets", "pleased with blankets"),
    "requirement": ("You hold a crane licence", "They hold a crane"),
    "project_task": ("Add a dark theme", "They add salt"),
    # offering
    "glad_to": ("happy to read your draft", "happy to hear from you"),
    "can_help": ("Olga can weld", "a can of soup"),
    "available_for": ("available for weddings", "available soon"),
    "offers": ("offered to call", "an officer called"),
    "teaches": ("She teaches chess", "She plays chess"),
    "experience": ("twelve years in oncology", "a year off"),
    "knows": ("knows every publisher", "knows what pain is"),
    "works_i": ("I braze frames", "I am late"),
    "works_they": ("Knut mends nets", "Knut likes nets"),
    "worked": ("Ada founded a clinic", "Ada wanted a clinic"),
    "works_field": ("in charge of payroll", "on the payroll"),
    "is_a": ("She is a stone mason and baker", "She is a riddle"),
    "trade": ("ceramicist", "the list"),
    "title_alone": ("Principal oboist", "She plays the oboe"),
    "label_list": ("Pavlo: carpentry, windows", "he said: carpentry"),
    "done_for_you": ("lessons are given here", "lessons for life"),
    # holding back
    "negated_need": ("I am not looking for a job", "I am looking for a job"),
    "past_need": ("We were looking for a van", "We are looking for a van"),
    "settled": ("the post has been filled", "the post is vacant"),
    "imagined": ("If I were rich I would hire him", "I will hire him"),
    "reader_invited": ("Want to learn Go? Talk to me", "Want someone to teach me Go?"),
    "betters_self": ("always looking for beauty", "looking for beauty"),
    "work_seeks": ("The project seeks to serve the poor", "Olga seeks a publisher"),
    # context
    "negation": ("no visitors", "visitors"),
    "long_ago": ("two years ago", "in two years"),
    "if_you": ("if you ask", "you ask"),
    "pursues": ("aims to please", "aims"),
    "perks": ("a contract of two years", "a contract lawyer"),
    "private_life": ("grew up in Tbilisi", "up in Tbilisi"),
    "points_elsewhere": ("may be read online", "may read it"),
    "finite": ("she sings", "choir singer"),
    "comma_list": ("oboe, flute, horn", "oboe and flute"),
    "quotes": ("a “find”", "a find"),
    "exclaims": ("Apply!", "Apply."),
}


@pytest.mark.parametrize("name", SIGNS)
def test_a_sign_is_shown_by_what_has_it_and_not_by_its_like(name: str) -> None:
    shows, does_not = EXAMPLES[name]
    assert name in signs_in(shows), f"{name}: {shows}"
    assert name not in signs_in(does_not), f"{name}: {does_not}"


def test_no_example_outlives_its_sign() -> None:
    assert EXAMPLES.keys() == SIGNS.keys()


def test_signs_are_grouped_once() -> None:
    groups = (*NEEDING, *OFFERING, *HOLDING_BACK)
    assert len(set(groups)) == len(groups)
    assert set(groups) <= SIGNS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "She is looking for restaurants that order vegetables every week.",
        "He is looking for schools that want a woodwork class.",
        "Hana seeks clinics that refer patients to physiotherapists.",
        "Looking for farms whose owners need pickers.",
        "wants to meet founders who are hiring",
    ],
)
def test_whom_one_looks_for_may_want_things_too(text: str) -> None:
    shown = signs_in(text)
    assert shown & set(NEEDING)
    assert not shown & set(HOLDING_BACK), "what follows “for” tells whom one looks for, not who seeks"
