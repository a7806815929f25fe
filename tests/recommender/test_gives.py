"""Ways to give: each grounded in something known, none where there is no ground."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from recommender.gives import gives
from recommender.ideas import Scene
from recommender.occasions import Occasion, OccasionKind
from recommender.types import FacetKind, Kind, Resource, Tie, TieBand

ME = 9


@pytest.fixture
def give(world):
    """What could be given to person 1 in a world of these people, the user (9) among them."""

    def make(*people, occasions=(), **other):
        space = world.space(*people, me=ME, **other)
        return gives(space.entries[1], Scene(space, world.ranker), occasions)

    return make


def kinds(ideas):
    return {idea.kind for idea in ideas}


def test_who_needs_and_offers_nothing_known_is_given_nothing(world, give):
    assert give(world.person(1), world.person(ME, "law", "tax")) == []


def test_who_wants_to_learn_what_i_know_is_offered_half_an_hour(world, give):
    (idea,) = give(world.person(1, (), "learning law", name="Ida Baker"), world.person(ME, "law"))
    assert (idea.title, idea.minutes) == ("Offer Ida half an hour of yours", 30)


def test_what_i_offer_and_they_need_is_help_of_mine(world, give):
    (idea,) = give(world.person(1, (), "law", name="Ida Baker"), world.person(ME, "law"))
    assert (idea.kind, idea.title, idea.minutes) == (Kind.MENTOR, "Offer Ida your help", 15)
    assert idea.reasons[0].sentence == "You offer “law”; Ida is looking for “law”."
    assert idea.reasons[0].need.evidence == "I mean law"


def test_who_asks_for_feedback_is_offered_feedback(world, give):
    (idea,) = give(world.person(1, (), "feedback website"), world.person(ME, "website feedback"))
    assert (idea.kind, idea.minutes) == (Kind.FEEDBACK, 20)


def test_a_fair_match_is_not_enough_where_nobody_would_notice_a_wrong_one(world, give):
    assert give(world.person(1, (), "law"), world.person(ME, "law office room piano")) == []


def test_a_page_about_what_they_need_is_shared(world, give):
    pages = [Resource(3, "Tax for bakers"), Resource(4, "Bees"), Resource(5, "No words", about="tax")]
    ideas = give(world.person(1, (), "tax", name="Ida Baker"), world.person(ME), resources=pages)
    assert {idea.resource for idea in ideas} == {3, 5}
    assert ideas[0].title == "Send Ida “Tax for bakers”"
    assert ideas[0].reasons[0].sentence == "Ida is looking for “tax”; “Tax for bakers” is about that."


def test_an_old_page_is_doubted(world, give):
    page = Resource(3, "Tax", on=world.today - timedelta(days=2000))
    (idea,) = give(world.person(1, (), "tax"), world.person(ME), resources=[page])
    assert any("out of date" in doubt.sentence for doubt in idea.doubts)


def test_who_offers_what_somebody_i_know_needs_is_referred(world, give):
    ideas = give(
        world.person(1, "law", "piano", name="Ida Baker"),
        world.person(2, (), "law", name="Bo Player"),
        world.person(ME),
        ties=[Tie(2, ME)],
    )
    (idea,) = [idea for idea in ideas if idea.kind is Kind.REFER]
    assert (idea.title, idea.person, idea.other) == ("Tell Bo about Ida", 1, 2)
    assert idea.decline


@pytest.mark.parametrize("why", ["I do not know them", "they know each other", "they gain too", "unwilling"])
def test_nobody_is_referred_where_it_would_be_wrong(world, give, why):
    other = world.person(2, "piano" if why == "they gain too" else (), "law", introducible=why != "unwilling")
    ties = [] if why == "I do not know them" else [Tie(2, ME)]
    ties += [Tie(1, 2)] if why == "they know each other" else []
    ideas = give(world.person(1, "law", "piano"), other, world.person(ME), ties=ties)
    assert Kind.REFER not in kinds(ideas)


def test_whose_needs_are_unknown_is_asked_what_they_are(world, give):
    ideas = give(world.person(1, "law"), world.person(2, "piano", "law"), world.person(ME))
    assert Kind.LEARN in kinds(ideas)


def test_thanks_come_before_vouching_and_both_need_help_received(world, give):
    helped = Occasion(OccasionKind.HELPED, 1, "read my application", on=world.today - timedelta(days=20))
    people = world.person(1, name="Ida Baker"), world.person(ME)
    (thank,) = give(*people, occasions=[helped])
    assert (thank.kind, thank.title) == (Kind.THANK, "Thank Ida for read my application")
    (endorse,) = give(*people, occasions=[replace(helped, thanked=True)])
    assert endorse.kind is Kind.ENDORSE
    long_ago = replace(helped, thanked=True, on=world.today - timedelta(days=2000))
    assert give(*people, occasions=[long_ago]) == []


def test_only_what_is_new_and_dated_is_passed_on_or_congratulated(world, give):
    recent = world.today - timedelta(days=5)
    talk = Occasion(OccasionKind.SHOWS, 1, "talk on soil", source="soil.example", on=recent)
    prize = Occasion(OccasionKind.EVENT, 1, "Won the bread prize", source="page", on=recent)
    people = world.person(1, name="Ida Baker"), world.person(ME)
    found = give(*people, occasions=[talk, prize])
    assert {idea.title for idea in found} == {"Pass on Ida's talk on soil", "Congratulate Ida"}
    assert give(*people, occasions=[replace(prize, sad=True)])[0].title == "Write Ida a few lines"
    old = replace(talk, on=world.today - timedelta(days=90))
    assert give(*people, occasions=[old, replace(talk, on=None), replace(talk, person=2)]) == []


def test_a_dormant_tie_is_woken_only_with_something_for_them(world, give):
    dormant = [Tie(1, ME, TieBand.DORMANT, on=world.today - timedelta(days=900))]
    with_reason = give(world.person(1, (), "law", name="Ida Baker"), world.person(ME, "law"), ties=dormant)
    (idea,) = [idea for idea in with_reason if idea.kind is Kind.RECONNECT]
    assert idea.reasons[0].sentence == "You and Ida have not been in touch since November 2023."
    assert idea.reasons[1].offer.text == "law"
    only_i_want = give(world.person(1, "law"), world.person(ME, "tax", "law"), ties=dormant)
    assert Kind.RECONNECT not in kinds(only_i_want)
    awake = give(world.person(1, (), "law"), world.person(ME, "law"), ties=[Tie(1, ME)])
    assert Kind.RECONNECT not in kinds(awake)


def test_every_give_has_a_reason_minutes_and_a_person(world, give):
    pages = [Resource(3, "law")]
    need = world.facet(FacetKind.NEED, "law")
    ideas = give(
        world.person(1, "tax", [need]),
        world.person(2, (), "tax"),
        world.person(ME, "law"),
        resources=pages,
        ties=[Tie(2, ME), Tie(1, ME, TieBand.DORMANT)],
    )
    assert kinds(ideas) == {Kind.MENTOR, Kind.SHARE, Kind.REFER, Kind.RECONNECT}
    assert all(idea.reasons and idea.minutes > 0 and idea.person == 1 for idea in ideas)


def test_work_shown_in_a_field_i_know_is_offered_an_opinion_and_only_offered(world, give):
    talk = Occasion(OccasionKind.SHOWS, 1, "law talk", 4, evidence="I gave a law talk.", on=world.today)
    found = {
        one.kind: one
        for one in give(world.person(1, name="Ida Baker"), world.person(ME, "law talk"), occasions=[talk])
    }
    idea = found[Kind.FEEDBACK]
    assert (idea.title, idea.occasion) == ("Offer Ida your opinion of the law talk", 4)
    assert "has not asked for an opinion" in max(idea.doubts, key=lambda one: one.weight).sentence
    assert idea.reasons[1].sentence == "In their words: “I gave a law talk”."
    unlike = give(world.person(1), world.person(ME, "tax"), occasions=[talk])
    assert Kind.FEEDBACK not in kinds(unlike), "of what I know nothing about, I hold no opinion"
