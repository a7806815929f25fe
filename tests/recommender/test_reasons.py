"""What is said: sentences that are grammatical and true, evidence that was used, a reason against for everything."""

from __future__ import annotations

import pytest

from recommender.doubts import (
    ACQUAINTED,
    COMPETING,
    UNASKED,
    about_balance,
    about_exposure,
    about_facets,
    about_match,
    about_pair,
    about_ties,
    heaviest,
)
from recommender.match import best_match, matches
from recommender.phrases import first_name, listed, names, quoted, where_from
from recommender.types import FacetKind, Person, Tie, TieBand


@pytest.mark.parametrize("text", ["a CTO.", " a\n CTO ", "a CTO"])
def test_a_facet_is_quoted_in_one_line_without_its_full_stop(text):
    assert quoted(text) == "“a CTO”"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ada Lovelace", "Ada"),
        ("Dr. Ada Lovelace", "Dr. Ada Lovelace"),
        ("王小明", "王小明"),
        ("Nguyễn Trúc Mây", "Nguyễn Trúc Mây"),
        ("", "this person"),
    ],
)
def test_people_are_called_as_one_would_call_them(name, called):
    assert first_name(Person(1, name)) == called


def test_two_of_the_same_first_name_are_told_apart():
    assert names(Person(1, "Ana Silva"), Person(2, "Ana Reis")) == ("Ana Silva", "Ana Reis")


def test_lists_are_joined_as_in_speech():
    assert [listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_where_a_facet_is_from_is_said_with_its_month(world):
    note = world.facet(FacetKind.NEED, "law")
    assert where_from(note) == "your note of May 2026"
    assert where_from(world.facet(FacetKind.NEED, "law", source="github.com")) == "github.com, May 2026"


def test_the_reason_is_the_best_met_need_and_the_offer_that_meets_it(world):
    space = world.space(
        world.person(1, ["bread", "law office"], name="Ida Baker"),
        world.person(2, "tax", ["law", "piano"], name="Bo Player"),
    )
    found = list(matches(space.entries[1], space.entries[2], world.matching))
    assert [(match.need.text, match.offer.text) for match in found] == [("law", "law office")]
    reason = found[0].reason()
    assert reason.sentence == "Ida offers “law office”; Bo is looking for “law”."
    assert reason.need in space.entries[2].needs
    assert reason.offer in space.entries[1].offers
    assert reason.met == pytest.approx(1)


def test_to_the_user_it_is_said_as_to_the_user(world):
    space = world.space(world.person(1, "law", "tax"), world.person(2, "tax", "law"), me=1)
    mine = best_match(space.entries[1], space.entries[2], world.matching)
    theirs = best_match(space.entries[2], space.entries[1], world.matching)
    assert mine.reason(1).sentence == "You offer “law”; Person2 is looking for “law”."
    assert theirs.reason(1).sentence == "Person2 offers “tax”; you are looking for “tax”."


def test_no_match_no_reason(world):
    space = world.space(world.person(1, "law"), world.person(2, "tax", "piano"))
    assert best_match(space.entries[1], space.entries[2], world.matching) is None


def test_an_old_need_is_doubted_with_its_month_and_an_older_one_more(world):
    space = world.space(world.person(1, "law", "tax", name="Ida Baker"))
    ages = [
        list(about_facets([world.facet(FacetKind.NEED, "tax", age=days)], [space.entries[1]], world.today))
        for days in (100, 400, 1400)
    ]
    assert ages[0] == []
    assert ages[1][0].sentence == "What is known of Ida's need is from March 2025; it may be out of date."
    assert ages[2][0].weight > ages[1][0].weight


def test_what_was_read_without_certainty_is_doubted_until_it_is_confirmed(world):
    space = world.space(world.person(1, "law"))
    unsure = world.facet(FacetKind.OFFER, "law", confidence=0.4, confirmed=False)
    sure = world.facet(FacetKind.OFFER, "law", confidence=0.4, confirmed=True)
    assert "misread" in next(about_facets([unsure], [space.entries[1]], world.today)).sentence
    assert list(about_facets([sure], [space.entries[1]], world.today)) == []


def test_colleagues_and_rivals_are_doubted_and_their_benefits_cut(world):
    space = world.space(
        world.person(1, "bread", "law", organisation="Acme"),
        world.person(2, "bread", "tax", organisation="Acme"),
        world.person(3, "piano", "tax"),
    )
    one, two, three = (space.entries[i] for i in (1, 2, 3))
    found = {doubt.factor for doubt in about_pair(space, one, two)}
    assert found == {ACQUAINTED, COMPETING}
    assert list(about_pair(space, one, three)) == []


def test_an_uneven_introduction_names_who_gains_more(world):
    space = world.space(world.person(1, name="Ida Baker"), world.person(2, name="Bo Player"))
    one, two = space.entries[1], space.entries[2]
    assert next(about_balance(space, one, two, 0.9, 0.3)).sentence == "Ida would gain clearly more than Bo."
    assert next(about_balance(space, one, two, 0.3, 0.9)).sentence == "Bo would gain clearly more than Ida."
    assert list(about_balance(space, one, two, 0.6, 0.5)) == []


@pytest.mark.parametrize(
    ("band", "said"),
    [
        (None, "not recorded"),
        (TieBand.DORMANT, "for long"),
        (TieBand.DISTANT, "slightly"),
        (TieBand.KNOWN, ""),
    ],
)
def test_how_well_the_user_knows_them_is_said_where_it_matters(world, band, said):
    ties = [Tie(1, 9, band)] if band else []
    space = world.space(world.person(1), world.person(9), me=9, ties=ties)
    found = list(about_ties(space, [space.entries[1]]))
    assert (said in found[0].sentence) if said else not found


def test_who_came_up_often_lately_may_be_tired_of_it(world):
    space = world.space(world.person(1, name="Ida Baker"))
    assert list(about_exposure([space.entries[1]], {1: 1})) == []
    assert "Ida came up" in next(about_exposure([space.entries[1]], {1: 2})).sentence


def test_a_fair_match_is_said_to_be_near_but_perhaps_not_it(world):
    space = world.space(world.person(1, "law office room piano"), world.person(2, "tax", "law"))
    match = best_match(space.entries[1], space.entries[2], world.matching)
    assert world.matching.fair <= match.met < world.matching.strong
    assert any("perhaps not quite" in doubt.sentence for doubt in about_match(match, space))


def test_the_weightiest_doubt_is_the_one_shown_and_there_always_is_one(world):
    space = world.space(world.person(1, organisation="Acme"), world.person(2, organisation="Acme"))
    doubts = [*about_ties(space, [space.entries[1]]), *about_pair(space, space.entries[1], space.entries[2])]
    assert "know each other already" in heaviest(doubts).sentence
    assert heaviest([]) is UNASKED
