"""Who is taken for the same person, who is asked about, and who is kept apart."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlite_utils import Database

from server.folding import fold, fold_text
from server.identity import Candidate, Match, compare, likeness, match, same_house, same_name

Add = Callable[..., int]


def test_a_linkedin_address_is_the_same_person_whatever_the_name_is_by_now(db: Database, person: Add) -> None:
    ada = person("Ada Byron", url="https://www.linkedin.com/in/ada-example")
    found = match(db, Candidate("Ada Lovelace", urls=("http://de.linkedin.com/in/Ada-Example/?trk=x",)))
    assert found == Match(ada, "url")


def test_an_email_is_the_same_person_where_the_names_agree(db: Database, person: Add) -> None:
    ada = person("Ada Lovelace", email="ada@example.org")
    assert match(db, Candidate("Lovelace, Ada", emails=(" ADA@example.org",))) == Match(ada, "email")


def test_a_familys_shared_email_raises_a_question_and_settles_nothing(db: Database, person: Add) -> None:
    jane = person("Jane Smith", email="smiths@example.org")
    assert match(db, Candidate("John Smith", emails=("smiths@example.org",))) == Match(ambiguous=(jane,))


def test_a_mailbox_of_the_house_is_nobodys_own(db: Database, person: Add) -> None:
    person("Jane Smith", email="info@example.org")
    assert match(db, Candidate("Kofi Brown", emails=("info@example.org",))) == Match()
    assert match(db, Candidate(emails=("info@example.org",))) == Match()


def test_colleagues_who_give_the_firms_website_are_two_people(db: Database, person: Add) -> None:
    person("Jane Smith", url="https://firm.example.com/")
    assert match(db, Candidate("Kofi Brown", urls=("https://firm.example.com",))) == Match()


def test_ones_own_website_and_name_are_enough(db: Database, person: Add) -> None:
    jane = person("Jane Smith", url="https://jane.example.com/")
    assert match(db, Candidate("Jane A. Smith", urls=("https://jane.example.com",))) == Match(jane, "url")


def test_a_name_and_an_organisation_are_enough_together(db: Database, person: Add) -> None:
    priya = person("Priya Shah", organisation="Nestwise, Inc.")
    assert match(db, Candidate("Priya SHAH", "Nestwise")) == Match(priya, "name and organisation")


def test_a_name_and_a_telephone_number_are_enough_together(db: Database, person: Add) -> None:
    mum = person("Ona Example", phone="+351 (22) 000-000")
    assert match(db, Candidate("Ona Example", phones=("0035122000000",))) == Match(mum, "name and phone")
    assert match(db, Candidate("Zoe Example", phones=("0035122000000",))) == Match()


def test_a_name_alone_is_never_enough(db: Database, person: Add) -> None:
    priya = person("Priya Shah", organisation="Nestwise")
    assert match(db, Candidate("Priya Shah")) == Match(ambiguous=(priya,))
    assert match(db, Candidate("Priya Shah", "Fareloop")) == Match(ambiguous=(priya,))


def test_two_of_one_name_in_one_house_are_asked_about(db: Database, person: Add) -> None:
    one, two = (person("John Smith", organisation="Huge", headline=line) for line in ("a", "b"))
    found = match(db, Candidate("John Smith", "Huge"))
    assert found == Match(how="name and organisation", ambiguous=(one, two))


def test_namesakes_with_an_address_each_on_one_site_are_not_taken_for_one(db: Database, person: Add) -> None:
    john = person("John Smith", organisation="Huge", url="https://www.linkedin.com/in/john-one-example")
    other = "https://www.linkedin.com/in/john-two-example"
    assert match(db, Candidate("John Smith", "Huge", urls=(other,))) == Match(ambiguous=(john,))
    assert match(db, Candidate("John Smith", "Tiny", urls=(other,))) == Match()


def test_a_name_mistyped_within_one_organisation_is_asked_about(db: Database, person: Add) -> None:
    john = person("John Smith", organisation="Huge")
    assert match(db, Candidate("Jon Smith", "Huge")) == Match(ambiguous=(john,))
    assert match(db, Candidate("Jon Smith", "Tiny")) == Match()


def test_a_surer_sign_wins_over_a_weaker_one(db: Database, person: Add) -> None:
    person("Ann Lee", organisation="Mill")
    ann = person("Ann Lee", organisation="Forge", email="ann@example.org")
    assert match(db, Candidate("Ann Lee", "Mill", emails=("ann@example.org",))) == Match(ann, "email")


def test_names_of_any_script_are_told_apart(db: Database, person: Add) -> None:
    wang = person("王小明", organisation="山水")
    person("李小明", organisation="山水")
    assert match(db, Candidate("王小明", "山水")) == Match(wang, "name and organisation")
    ona = person("Ónà Zoé", organisation="Mill")
    assert match(db, Candidate("ona zoe", "mill")) == Match(ona, "name and organisation")


def test_nobody_is_found_by_nothing(db: Database, person: Add) -> None:
    person("Ann Lee")
    assert match(db, Candidate()) == Match()
    assert match(db, Candidate("  ", " ", ("",), ("",))) == Match()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Ada Lovelace", "Lovelace, Ada"),
        ("Ada Lovelace", "Ada M. Lovelace"),
        ("A. Lovelace", "Ada Lovelace"),
        ("Dr. Heiko Mustermann", "Heiko Mustermann"),
        ("Jean-Luc Petit", "jean luc PETIT"),
        ("Siobhán O’Neil", "Siobhan O'Neil"),
        ("王 小明", "王小明"),
        ("Ann", "ann"),
    ],
)
def test_names_that_are_one(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Jane Smith", "John Smith"),
        ("Ann", "Ann Lee"),
        ("Ann", "Anna Ann Annabel"),
        ("A. B.", "Ada Byron"),
        ("J. Smith", "Ada Smith"),
        ("Ann Lee", "Anna Lee"),
        ("王小明", "李小明"),
        ("", ""),
    ],
)
def test_names_that_are_two(a: str, b: str) -> None:
    assert not same_name(a, b)
    assert not same_name(b, a)


def test_an_organisation_is_the_same_without_its_legal_form_but_not_without_its_name() -> None:
    assert same_house("Nestwise, Inc.", "nestwise")
    assert same_house("Mühle GmbH & Co. KG", "Muhle")
    assert not same_house("Nestwise", "Nestwise Labs")
    assert not same_house("University of Leeds", "University of Leiden")
    assert not same_house("GmbH", "Ltd")


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold_text(fold_text(text)) == fold_text(text)


@given(st.text(), st.sampled_from(["name", "email", "phone", "organisation"]))
def test_case_and_surrounding_space_never_tell_two_values_apart(text: str, field: str) -> None:
    assert fold(field, f"  {text.upper()} ") == fold(field, text.upper())
    if text.isascii():
        assert fold(field, text.swapcase()) == fold(field, text)


WORDS = st.sampled_from(["ada", "a", "ann", "lee", "smith", "j", "jo", "王小明", "o'neil"])
NAMES = st.lists(WORDS, max_size=4).map(" ".join)
CANDIDATES = st.builds(
    Candidate,
    name=NAMES,
    organisation=st.sampled_from(["", "Mill", "Mill Ltd", "Forge"]),
    urls=st.lists(
        st.sampled_from(
            [
                "https://www.linkedin.com/in/a-example",
                "https://www.linkedin.com/in/b-example",
                "https://x.example/",
                "",
            ]
        ),
        max_size=2,
    ).map(tuple),
    emails=st.lists(st.sampled_from(["a@example.org", "info@example.org"]), max_size=2).map(tuple),
)


@given(CANDIDATES, CANDIDATES)
def test_what_speaks_for_two_being_one_speaks_both_ways(one: Candidate, other: Candidate) -> None:
    assert compare(likeness(one), likeness(other)) == compare(likeness(other), likeness(one))


@given(NAMES, NAMES)
def test_two_names_are_one_either_way_round(a: str, b: str) -> None:
    assert same_name(a, b) == same_name(b, a)


@given(NAMES.filter(bool))
def test_the_order_of_words_never_makes_a_name_another(name: str) -> None:
    for order in permutations(name.split()):
        assert same_name(name, " ".join(order))
