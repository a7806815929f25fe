"""A run over the whole network that begins from the one before finds what a run over all pairs would have found."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender import partners, roster
from recommender.introductions import plan
from recommender.kernel.blocks import Cancelled
from recommender.learning.fusion import Willing
from recommender.partners import MANY, Partners
from recommender.types import BarredPair, Tie
from recommender.worth import Worth

WORDS = ["cto", "python", "law", "design", "bread"]


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many people were in each comparison of all pairs."""
    found: list[int] = []
    plain = partners.mutual_top

    def counted(*crowd, **other):
        found.append(len(crowd[1]) - 1)
        return plain(*crowd, **other)

    monkeypatch.setattr(partners, "mutual_top", counted)
    return found


@pytest.fixture
def town(world, runs):
    """Thirty who each find six of thirty others."""
    ways = [(WORDS[i % 5], WORDS[(i + 1) % 5]) for i in range(30)]
    people = [*ways, *(turned[::-1] for turned in ways)]
    space = world.space(*[world.person(i, *words) for i, words in enumerate(people, start=1)])
    assert len(Partners.of(space).pairs()) == 180
    runs.clear()
    return space


@pytest.fixture(autouse=True)
def few_are_many_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(partners, "MANY", 0.1)


def same(space, before, world, **other):
    """Both plans, without what they hand on."""
    kept = plan(space, ranker=world.ranker, before=before, **other)
    anew = plan(space, ranker=world.ranker, **other)
    assert kept.run.partners.pairs().tolist() == anew.run.partners.pairs().tolist()
    assert kept.run.worth.scores.tolist() == anew.run.worth.scores.tolist()
    assert replace(kept, run=None, account=None) == replace(anew, run=None, account=None)
    if anew.account:
        assert list(kept.account.sentences(5)) == list(anew.account.sentences(5))
    return kept


def test_somebody_new_is_compared_with_everybody_and_nobody_else_is(world, town, runs, monkeypatch) -> None:
    judged: list[int] = []
    plain = partners.Scan.mutual
    monkeypatch.setattr(
        partners.Scan, "mutual", lambda scan, person: judged.append(person) or plain(scan, person)
    )
    first = plan(town, ranker=world.ranker).run
    after = town.changed([world.person(61, "law", "garden"), world.person(62, "garden", "law")])
    found = plan(after, ranker=world.ranker, before=first)
    assert (61, 62) in [(one.person, one.other) for one in found.introductions]
    assert runs == [60]
    assert judged == [61, 62]


def test_only_pairs_of_those_who_changed_are_judged_again(world, town, monkeypatch) -> None:
    from recommender import worth

    first = plan(town, ranker=world.ranker).run
    looked_at: list[tuple[int, int]] = []
    plain = worth.meeting
    monkeypatch.setattr(
        worth, "meeting", lambda a, b, scene: looked_at.append((a.id, b.id)) or plain(a, b, scene)
    )
    kept = plan(town.changed([world.person(7, "cto", "python")]), ranker=world.ranker, before=first)
    assert looked_at
    assert all(7 in pair for pair in looked_at)
    plan(kept.run.space, ranker=world.ranker, before=kept.run)
    assert all(7 in pair for pair in looked_at), "nothing new is nothing to do"


def test_much_changed_is_compared_anew(world, town, runs) -> None:
    first = plan(town, ranker=world.ranker).run
    six = [world.person(i, "cto", "python") for i in range(1, 7)]
    assert first.partners.brought_up(town.changed(six)) is not None
    seven = [*six, world.person(7, "cto", "python")]
    same(town.changed(seven), first, world)
    assert runs == [60, 60, 60], "the first, and two by `same`"


def test_read_anew_is_compared_anew(world, town, runs) -> None:
    first = plan(town, ranker=world.ranker).run
    again = world.space(*[entry.person for entry in town.entries.values()])
    plan(again, ranker=world.ranker, before=first)
    assert runs == [60, 60]


def test_another_ranker_judges_all_pairs_but_compares_nobody(world, town, runs) -> None:
    first = plan(town, ranker=world.ranker).run
    other = replace(world.ranker, slope=world.ranker.slope * 2)
    kept = plan(town, ranker=other, before=first)
    assert runs == [60]
    anew = plan(town, ranker=other)
    assert kept.run.worth.scores.tolist() == anew.run.worth.scores.tolist() != first.worth.scores.tolist()


def test_a_list_is_filled_again_where_too_many_left_it(world, monkeypatch) -> None:
    """One gardener and seven lawyers, of whom the lists hold two: when three are gone, others come up."""
    monkeypatch.setattr(partners, "PAIRS_AT_MOST", 1)
    monkeypatch.setattr(partners, "FEWEST", 1)
    monkeypatch.setattr(partners, "SPARE", 1)
    monkeypatch.setattr(partners, "MANY", 1.0)
    lawyers = [world.person(i, "law", "garden") for i in range(2, 9)]
    space = world.space(world.person(1, "garden", "law"), *lawyers)
    kept = plan(space, ranker=world.ranker).run
    for gone in (2, 3, 4):
        space = space.changed(gone=[gone])
        kept = same(space, kept, world).run
    assert [1, 5] in kept.partners.pairs().tolist()


def test_it_can_be_stopped_before_anybody_is_compared(world, town) -> None:
    first = plan(town, ranker=world.ranker).run
    with pytest.raises(Cancelled):
        plan(
            town.changed([world.person(7, "cto", "python")]),
            ranker=world.ranker,
            before=first,
            cancelled=lambda: True,
        )


def test_a_list_holds_some_to_spare_and_one_person_in_two_hundred_is_many() -> None:
    assert (MANY, partners.SPARE) == (0.005, 8)
    assert (partners.PAIRS_AT_MOST, partners.FEWEST) == (100_000, 5)


def test_what_a_pair_is_worth_is_found_again_whatever_stands_beside_it(world, town) -> None:
    whole = plan(town.changed(ties=[Tie(i, i + 30) for i in range(1, 9)]), ranker=world.ranker).run.worth
    alone = [Worth.of(whole.pairs[i : i + 1], whole.scene).scores[0] for i in range(len(whole.pairs))]
    assert alone == whole.scores.tolist()


BAKERS = ((["bread"], ["law"]), (["bread", "cto"], ["law"]), (["bread"], ["law", "python"]))
LAWYERS = ((["law"], ["bread"]), (["law"], ["bread", "design"]), (["law", "python"], ["bread"]))
OTHERS = (([], ["law"]), (["design"], ["cto"]))


@st.composite
def described(draw: st.DrawFn) -> dict:
    """Mostly somebody whom half of the others would meet."""
    offers, needs = draw(st.sampled_from((*BAKERS, *LAWYERS, *BAKERS, *LAWYERS, *OTHERS)))
    mostly = st.sampled_from((True,) * 7 + (False,))
    return {
        "offers": offers,
        "needs": needs,
        "introducible": draw(mostly),
        "suggestible": draw(mostly),
        "organisation": draw(st.sampled_from(("", "", "", "Mill"))),
        "name": draw(st.sampled_from(("", "", "", "Ada Rare", "Ben Rare"))),
        "place": "Town",
        "capacity": draw(st.integers(0, 3)),
    }


ids = st.integers(1, 9)
pairs = st.tuples(ids, ids).filter(lambda pair: pair[0] < pair[1])
steps = st.fixed_dictionaries(
    {
        "people": st.dictionaries(ids, described(), max_size=2),
        "gone": st.sets(ids, max_size=1),
        "ties": st.sets(pairs, max_size=2),
        "untied": st.sets(pairs, max_size=2),
        "barred": st.sets(pairs, max_size=2),
        "exposure": st.dictionaries(ids, st.integers(1, 5), max_size=3),
        "answers": st.lists(st.tuples(ids, ids, st.booleans()), max_size=3),
    }
)


@settings(deadline=None, max_examples=60)
@given(st.lists(described(), min_size=4, max_size=8), st.lists(steps, min_size=1, max_size=4))
def test_after_any_changes_the_answer_is_that_of_a_run_over_all_pairs(new_world, people, changes) -> None:
    """Lists of one and one to spare, teams of two: a few people are then enough for all that can happen."""
    world = new_world()
    with pytest.MonkeyPatch.context() as patch:
        for number, small in (("PAIRS_AT_MOST", 1), ("FEWEST", 1), ("SPARE", 1), ("MANY", 1.0)):
            patch.setattr(partners, number, small)
        patch.setattr(roster, "TEAM", 2)
        space = world.space(*[world.person(i, **said) for i, said in enumerate(people, start=1)], me=9)
        run = plan(space, ranker=world.ranker).run
        for step in changes:
            gone = step["gone"] - step["people"].keys()
            there = (space.entries.keys() | step["people"].keys()) - gone
            space = space.changed(
                [world.person(one, **said) for one, said in sorted(step["people"].items())],
                gone=gone,
                ties=[Tie(*pair) for pair in sorted(step["ties"]) if there.issuperset(pair)],
                untied=step["untied"] - step["ties"],
                barred=[BarredPair(*pair, "No.") for pair in sorted(step["barred"])],
            )
            answers = [one for one in step["answers"] if one[0] != one[1]]
            run = same(
                space,
                run,
                world,
                exposure=step["exposure"],
                willing=Willing.of(answers) if answers else None,
            ).run


def test_every_score_is_that_of_the_comparison_of_all_pairs(world, town) -> None:
    changed = town.changed([world.person(3, "cto", "python")], gone=[5], ties=[Tie(1, 2)])
    scan, whole = partners.Scan(changed), Partners.of(changed)
    values, indices = whole.table.lists()
    for person in changed.entries:
        mutual = scan.mutual(person)
        some = indices[person] >= 0
        assert np.array_equal(mutual[indices[person][some]], values[person][some])
