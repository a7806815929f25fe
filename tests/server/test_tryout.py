"""Two rankers share one section of the panel: one of a kind still, and whose pick is whose."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from recommender.learning.interleaving import Team
from recommender.types import Kind, Strength, Suggestion
from server.tryout import model_of, note_of, share

GIVES = (Kind.SHARE, Kind.REFER, Kind.MENTOR, Kind.FEEDBACK, Kind.THANK)


def suggestion(kind: Kind, other: int | None = None) -> Suggestion:
    return Suggestion(kind, 1, "Something", (), "", Strength.FAIR, 0.3, other=other)


def shared(
    champion: Sequence[Suggestion], challenger: Sequence[Suggestion], *, limit: int = 4, seed: int = 0
) -> list[tuple[Kind, int | None, Team]]:
    mixed = share(champion, challenger, limit=limit, rng=default_rng(seed))
    return [(one.kind, one.other, team) for one, team in mixed]


def test_two_choices_of_one_kind_of_give_are_shown_as_one() -> None:
    mine, yours = [suggestion(Kind.REFER, 2)], [suggestion(Kind.REFER, 3)]
    assert shared(mine, yours) == [(Kind.REFER, 2, Team.BOTH)]


def test_two_introductions_are_two() -> None:
    mine, yours = [suggestion(Kind.INTRODUCE, 2)], [suggestion(Kind.INTRODUCE, 3)]
    assert {team for _, _, team in shared(mine, yours)} == {Team.CHAMPION, Team.CHALLENGER}


def test_the_order_of_kinds_is_what_is_tried() -> None:
    mine = [suggestion(Kind.SHARE), suggestion(Kind.REFER, 2)]
    yours = [suggestion(Kind.REFER, 3), suggestion(Kind.SHARE)]
    assert set(shared(mine, yours)) == {
        (Kind.SHARE, None, Team.CHAMPION),
        (Kind.REFER, 2, Team.CHALLENGER),
    }


def test_what_had_no_room_may_be_a_wild_card_in_the_last_place_and_says_so() -> None:
    ranked = [suggestion(kind) for kind in GIVES[:4]]
    spare = [suggestion(GIVES[4]), suggestion(GIVES[0], 9)]
    mixed = share(ranked, ranked, limit=4, rng=default_rng(0), unranked=spare)
    assert [team for _, team in mixed] == [Team.BOTH, Team.BOTH, Team.BOTH, Team.EXPLORE]
    assert mixed[-1][0].kind is GIVES[4], "never a second one of a kind"
    models = [model_of(team, "default", "r-1") for _, team in mixed]
    assert [bool(note_of(model)) for model in models] == [False, False, False, True]


@given(st.permutations(GIVES), st.permutations(GIVES), st.integers(1, 6), st.integers(0, 99))
def test_never_two_gives_of_a_kind_and_never_more_than_asked_for(
    first: list[Kind], second: list[Kind], limit: int, seed: int
) -> None:
    mine = [suggestion(kind, i) for i, kind in enumerate(first[:4])]
    yours = [suggestion(kind, 10 + i) for i, kind in enumerate(second[:4])]
    kinds = [kind for kind, _, _ in shared(mine, yours, limit=limit, seed=seed)]
    assert len(kinds) == len(set(kinds)) <= limit
