"""Beside one person's page: give first, both must gain, ask last, and an honest silence otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.learning.features import NAMES
from recommender.suggest import Limits, advise
from recommender.types import BarredPair, FacetKind, Kind, Resource, Strength, Tie, TieBand

ME = 9


@pytest.fixture
def say(world):
    def make(space, person=1, **other):
        return advise(space, person, ranker=world.ranker, **other)

    return make


def test_two_who_need_what_the_other_offers_are_introduced_with_both_reasons(
    pair_of_gardener_and_lawyer, say
):
    space = pair_of_gardener_and_lawyer(ties=[Tie(1, ME), Tie(2, ME)])
    (found,) = say(space).introductions
    assert (found.kind, found.person, found.other) == (Kind.INTRODUCE, 1, 2)
    assert found.title == "Introduce Ada and Ben"
    assert [reason.sentence for reason in found.reasons] == [
        "Ben offers “law”; Ada is looking for “law”.",
        "Ada offers “garden”; Ben is looking for “garden”.",
    ]
    assert found.reasons[0].need in space.entries[1].needs
    assert found.reasons[0].offer in space.entries[2].offers
    assert found.band is Strength.STRONG
    assert found.counter
    assert found.would_change
    assert found.decline


def test_everything_the_ranker_sees_is_one_of_its_named_features(pair_of_gardener_and_lawyer, say):
    (found,) = say(pair_of_gardener_and_lawyer()).introductions
    assert set(found.features) <= set(NAMES)
    assert found.features["log_benefit_a"] < 0
    assert found.features["kind_introduce"] == 1


@pytest.mark.parametrize("how", ["tie", "barred", "no introductions", "hidden", "colleagues"])
def test_who_know_each_other_or_do_not_want_to_are_not_introduced(world, say, how):
    ada = world.person(1, "garden", "law", organisation="Acme" if how == "colleagues" else "", place="Porto")
    ben = world.person(
        2,
        "law",
        "garden",
        organisation="Acme" if how == "colleagues" else "",
        place="Porto",
        introducible=how != "no introductions",
        suggestible=how != "hidden",
    )
    space = world.space(
        ada,
        ben,
        ties=[Tie(1, 2, TieBand.DISTANT)] if how == "tie" else [],
        barred=[BarredPair(1, 2, "You introduced them in May.")] if how == "barred" else [],
    )
    assert say(space).introductions == ()


def test_one_sided_gain_is_no_introduction(world, say):
    space = world.space(world.person(1, "garden", "law"), world.person(2, "law", "tax"))
    found = say(space)
    assert found.introductions == ()
    assert "Person2 could help Person1, but would gain nothing that is known of." in found.silence[0]


def test_two_who_offer_the_same_and_want_the_same_are_on_one_side_and_do_not_help_each_other(world, say):
    """Two gardeners who look for a garden's lawyer: each one's garden is what the other's need is about."""
    ada, ben = world.person(1, "garden", "garden law"), world.person(2, "garden", "garden law")
    assert say(world.space(ada, ben)).introductions == ()
    lawyer = world.person(2, "garden law", "garden")
    assert say(world.space(ada, lawyer)).introductions != (), "who wants and brings something else is met"


def test_a_faint_match_on_either_side_is_not_shown(world, say):
    def said(offer: str) -> tuple:
        return say(
            world.space(world.person(1, "garden", "law"), world.person(2, offer, "garden"))
        ).introductions

    assert said("law room office tax bees") != (), "a fair one is"
    assert said("law room office tax bees python bread sales") == ()


def test_a_need_four_years_old_is_not_acted_on(world, say):
    old = world.facet(FacetKind.NEED, "law", age=1400)
    space = world.space(world.person(1, "garden", [old]), world.person(2, "law", "garden"))
    assert say(space).introductions == ()


def test_unknown_stays_unknown_and_a_question_is_offered(world, say):
    space = world.space(world.person(1, "garden", name="Ada Green"), world.person(2, "law", "tax"))
    (said,) = say(space).silence
    assert said == "What Ada needs is not known. You could ask: “What are you looking for just now, Ada?”"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ({}, "Nothing is known yet of what"),
        ({"needs": "law"}, "offers is not known"),
        ({"offers": "law", "needs": "tax", "introducible": False}, "does not want to be introduced"),
        ({"offers": "law", "needs": "tax", "suggestible": False}, "do not suggest"),
    ],
)
def test_silence_says_why_and_what_would_help(world, say, who, said):
    space = world.space(world.person(1, **who), world.person(2, "piano", "bees"))
    found = say(space)
    assert (found.gives, found.introductions, found.asks) == ((), (), ())
    assert said in found.silence[0]


def test_nothing_is_said_about_oneself(pair_of_gardener_and_lawyer, say):
    found = say(pair_of_gardener_and_lawyer(), ME)
    assert (found.gives, found.introductions, found.asks) == ((), (), ())


def test_somebody_unknown_is_an_error(pair_of_gardener_and_lawyer, say):
    with pytest.raises(KeyError):
        say(pair_of_gardener_and_lawyer(), 404)


def test_giving_comes_with_its_reason_and_asking_points_back_to_it(world, say):
    space = world.space(
        world.person(1, "room", "feedback", name="Ada Green"),
        world.person(ME, "feedback", "room"),
        me=ME,
        ties=[Tie(1, ME)],
    )
    found = say(space)
    assert [one.kind for one in found.gives] == [Kind.FEEDBACK]
    (ask,) = found.asks
    assert ask.counter == "There is something to give first: offer Ada your feedback."
    assert ask.decline


def test_one_of_a_kind_and_a_handful_in_all(world, say):
    pages = [Resource(i, "law") for i in range(1, 6)]
    space = world.space(world.person(1, "tax", "law"), world.person(ME, "law"), me=ME, resources=pages)
    kinds = [one.kind for one in say(space).gives]
    assert sorted(kinds) == [Kind.MENTOR, Kind.SHARE]
    small = say(space, limits=Limits(gives=1))
    assert (len(small.gives), len(small.spare)) == (1, 1), "what finds no room is no worse for it"
    assert say(space).spare == ()


def test_what_rests_is_not_brought_up_again(world, say):
    space = world.space(world.person(1, "tax", "law"), world.person(ME, "law"), me=ME)
    assert [one.kind for one in say(space).gives] == [Kind.MENTOR]
    assert say(space, resting=[("mentor", 1, None, None, None)]).gives == ()


def test_who_came_up_often_comes_later(world, say):
    space = world.space(
        world.person(1, "garden", "law"), world.person(2, "law", "garden"), world.person(3, "law", "garden")
    )
    assert [one.other for one in say(space).introductions] == [2, 3]
    assert [one.other for one in say(space, exposure={2: 5}).introductions] == [3, 2]


def test_acquaintances_are_preferred_as_those_to_act_through(world, say):
    people = [
        world.person(1, "garden", "law"),
        world.person(2, "law", "garden"),
        world.person(3, "law", "garden"),
    ]
    space = world.space(
        *people, world.person(ME), me=ME, ties=[Tie(2, ME, TieBand.DISTANT), Tie(3, ME, TieBand.KNOWN)]
    )
    assert [one.other for one in say(space).introductions] == [3, 2]


def test_probable_acquaintance_lowers_the_place_and_is_said(world, say):
    people = [
        world.person(1, "garden", "law", organisation="Acme", place="Porto"),
        world.person(2, "law", "garden", organisation="Acme", place="Oslo"),
        world.person(3, "law", "garden"),
    ]
    found = say(world.space(*people)).introductions
    assert [one.other for one in found] == [3, 2]
    assert "may know each other already" in found[1].counter


WORDS = ["cto", "python", "law", "design", "bread"]
worlds = st.lists(
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=2), st.lists(st.sampled_from(WORDS), max_size=2)),
    min_size=2,
    max_size=7,
)


@settings(deadline=None, max_examples=30)
@given(worlds, st.sets(st.tuples(st.integers(1, 7), st.integers(1, 7)), max_size=8), st.randoms())
def test_never_two_who_know_each_other_and_the_same_answer_in_any_order(new_world, people, pairs, random):
    world = new_world()
    made = [world.person(i, offers, needs) for i, (offers, needs) in enumerate(people, start=1)]
    ties = [Tie(a, b) for a, b in sorted(pairs) if max(a, b) <= len(made)]
    space = world.space(*made, me=1, ties=ties)
    random.shuffle(made)
    random.shuffle(ties)
    turned = world.space(*made, me=1, ties=ties)
    for person in space.entries:
        one = advise(space, person, ranker=world.ranker)
        assert one == advise(turned, person, ranker=world.ranker)
        for found in (*one.introductions, *(give for give in one.gives if give.kind is Kind.REFER)):
            assert not space.known.why(found.person, found.other)
            assert found.person != found.other


def test_a_reason_names_only_what_the_score_used(pair_of_gardener_and_lawyer, say):
    """Taking the quoted need away takes the suggestion away."""
    space = pair_of_gardener_and_lawyer()
    (found,) = say(space).introductions
    used = {reason.need.id for reason in found.reasons}
    for need in used:
        for entry in space.entries.values():
            kept = tuple(one for one in entry.person.needs if one.id != need)
            if len(kept) != len(entry.person.needs):
                without = space.changed([replace(entry.person, needs=kept)])
                assert say(without).introductions == ()
