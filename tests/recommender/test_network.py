"""Who knows whom: what two people share, communities, bridges, ways, and who must not be proposed."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.communities import communities, modularity
from recommender.known import MANY_COMMON, Known, probably
from recommender.network import DORMANT_AFTER, HUMP, Graph, hump
from recommender.roster import TEAM, employer
from recommender.types import BarredPair, Network, Person, Tie, TieBand


def graph(*pairs, me=None, **bands):
    return Graph(me, {}).with_ties(Tie(a, b, bands.get(f"t{a}_{b}", TieBand.KNOWN)) for a, b in pairs)


def weights(found: networkx.Graph):
    return {a: {b: float(d.get("weight", 1)) for b, d in found[a].items() if b != a} for a in found}


def test_acquaintances_are_the_best_to_act_through_and_strangers_the_worst():
    order = sorted(HUMP, key=HUMP.__getitem__, reverse=True)
    assert order == [TieBand.KNOWN, TieBand.CLOSE, TieBand.DORMANT, TieBand.DISTANT]
    assert hump(None) == 0
    assert hump(Tie(1, 2, TieBand.KNOWN)) == 1


def test_the_user_is_nobodys_common_contact():
    found = graph((1, 9), (2, 9), (1, 3), (3, 2), me=9)
    assert found.common(1, 2) == (3,)
    assert found.contacts(1) == {3}
    assert found.mine(1) is not None
    assert found.mine(3) is None


def test_a_common_contact_who_knows_few_says_more():
    quiet = graph((1, 3), (2, 3))
    busy = graph((1, 3), (2, 3), *((3, other) for other in range(10, 30)))
    assert quiet.adamic_adar(1, 2) > busy.adamic_adar(1, 2) > 0
    assert quiet.adamic_adar(1, 99) == 0


def test_adamic_adar_is_networkx_s():
    karate = networkx.karate_club_graph()
    ours = Graph(None, {}).with_ties(Tie(a, b) for a, b in karate.edges)
    expected = {(a, b): value for a, b, value in networkx.adamic_adar_index(karate)}
    assert all(ours.adamic_adar(a, b) == pytest.approx(value) for (a, b), value in expected.items())


def test_two_circles_joined_by_one_tie_are_two_communities_and_the_joiners_are_bridges():
    a = [(i, j) for i in range(1, 6) for j in range(1, i)]
    b = [(i + 10, j + 10) for i, j in a]
    found = graph(*a, *b, (5, 11), me=99)
    assert set(found.community.values()) == {1, 11}
    assert found.across(1, 12)
    assert not found.across(1, 2)
    assert found.bridges() == ((5, 2), (11, 2))


def test_somebody_new_joins_the_community_most_of_their_contacts_are_in():
    a = [(i, j) for i in range(1, 6) for j in range(1, i)]
    found = graph(*a, *((i + 10, j + 10) for i, j in a), me=99)
    assert found.community[1] != found.community[11]
    more = found.with_ties([Tie(50, 11), Tie(50, 12), Tie(50, 1), Tie(60, 99)])
    assert more.community[50] == found.community[11]
    assert 60 not in more.community or more.community[60] == 60
    assert 50 not in found.community


def test_who_knows_nobody_belongs_nowhere_and_crosses_nothing():
    found = graph((1, 2))
    assert not found.across(1, 77)


def test_communities_are_about_as_good_as_networkx_s():
    for known in (
        networkx.karate_club_graph(),
        networkx.les_miserables_graph(),
        networkx.caveman_graph(6, 5),
    ):
        plain = networkx.convert_node_labels_to_integers(known)
        ours = modularity(weights(plain), communities(weights(plain)))
        theirs = networkx.community.modularity(plain, networkx.community.louvain_communities(plain, seed=0))
        assert ours >= 0.95 * theirs


def test_modularity_is_networkx_s():
    known = networkx.karate_club_graph()
    found = communities(weights(known))
    groups: dict[int, set[int]] = {}
    for person, community in found.items():
        groups.setdefault(community, set()).add(person)
    assert modularity(weights(known), found) == pytest.approx(
        networkx.community.modularity(known, groups.values())
    )


@settings(deadline=None, max_examples=30)
@given(st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40), st.randoms())
def test_communities_do_not_depend_on_the_order_ties_come_in(pairs, random):
    shuffled = sorted(pairs)
    random.shuffle(shuffled)
    one, other = graph(*sorted(pairs)), graph(*shuffled)
    assert dict(one.community) == dict(other.community)


@settings(deadline=None, max_examples=30)
@given(
    st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=30),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_a_way_is_as_short_as_networkx_finds_where_all_ties_are_alike(pairs, start, goal):
    plain = networkx.Graph([(a, b) for a, b in pairs if a != b])
    plain.add_nodes_from((start, goal))
    way = graph(*pairs).way(start, goal, steps=3)
    if networkx.has_path(plain, start, goal) and networkx.shortest_path_length(plain, start, goal) <= 3:
        assert len(way) == len(networkx.shortest_path(plain, start, goal))
        assert all(plain.has_edge(a, b) for a, b in pairwise(way))
    else:
        assert way == ()


def test_two_close_ties_are_a_better_way_than_one_distant_one():
    found = graph((1, 2), (2, 3), (1, 3), t1_2=TieBand.CLOSE, t2_3=TieBand.CLOSE, t1_3=TieBand.DISTANT)
    assert found.way(1, 3) == (1, 2, 3)


def test_the_best_introducer_knows_both_well():
    found = graph((1, 3), (2, 3), (1, 4), (2, 4), t1_3=TieBand.CLOSE, t2_3=TieBand.DISTANT)
    assert found.introducer(1, 2) == 4
    assert found.introducer(1, 77) is None


def test_a_tie_sleeps_when_it_is_said_to_or_when_nothing_was_seen_of_it_for_two_years(world):
    found = graph()
    long_ago = world.today - timedelta(days=DORMANT_AFTER + 1)
    assert found.is_dormant(Tie(1, 2, TieBand.DORMANT), world.today)
    assert found.is_dormant(Tie(1, 2, on=long_ago), world.today)
    assert not found.is_dormant(Tie(1, 2, TieBand.CLOSE, on=long_ago), world.today)
    assert not found.is_dormant(Tie(1, 2), world.today)


def known(*people, ties=(), barred=()):
    network = Network(None, people, ties, barred)
    return Known.of(network, Graph.of(network))


def at(id, organisation="", place="", name=""):
    return Person(id, name or f"Given{id} Family{id}", organisation=organisation, place=place)


def test_declared_ties_and_barred_pairs_are_out_and_say_why():
    found = known(
        at(1),
        at(2),
        at(3),
        ties=(Tie(1, 2, evidence="Met at the fair."),),
        barred=(BarredPair(3, 1, "You tried."),),
    )
    assert found.why(2, 1) == "They know each other: Met at the fair."
    assert found.why(1, 3) == "You tried."
    assert found.why(2, 3) == ""
    assert found.why(2, 2)


def test_a_small_employer_in_one_place_is_a_team_and_a_large_or_spread_one_is_not():
    small = known(at(1, "Acme Ltd.", "Porto, Portugal"), at(2, "ACME", "porto"), at(3, "Acme", "Oslo"))
    assert small.why(1, 2) == "Both are at Acme Ltd. in Porto."
    assert not small.why(1, 3)
    large = known(*(at(i, "Big University", "Porto") for i in range(TEAM + 1)))
    assert not large.why(1, 2)


def test_freelancers_are_not_colleagues():
    assert employer(at(1, "Freelance")) == ""
    assert not known(at(1, "Self-employed", "Porto"), at(2, "self-employed", "Porto")).why(1, 2)


def test_the_matrix_for_the_kernel_holds_every_pair_both_ways_once():
    found = known(at(5), at(6), at(7), ties=(Tie(6, 5), Tie(5, 6)), barred=(BarredPair(5, 7, "No."),))
    indptr, indices = found.matrix({5: 0, 6: 1, 7: 2})
    assert [indices[indptr[i] : indptr[i + 1]].tolist() for i in range(3)] == [[1, 2], [0], [0]]


def test_one_employer_many_contacts_or_a_rare_name_in_one_town_make_an_acquaintance_probable():
    assert "work at Acme" in probably(at(1, "Acme"), at(2, "Acme"), known())
    shared = known(ties=[Tie(person, 10 + i) for person in (1, 2) for i in range(MANY_COMMON)])
    assert "share 6 contacts" in probably(at(1), at(2), shared)
    two = (at(1, place="Porto", name="Ana Quillon"), at(2, place="Porto", name="Rui Quillon"))
    assert "family name" in probably(*two, known(*two))


def test_a_common_family_name_keeps_nobody_from_anything():
    two = (at(1, place="Porto", name="Ana Silva"), at(2, place="Porto", name="Rui Silva"))
    assert probably(*two, known(*two, at(3, name="Eva Silva"))) == ""
    elsewhere = (at(1, place="Porto", name="Ana Silva"), at(2, place="Oslo", name="Rui Silva"))
    assert probably(*elsewhere, known(*elsewhere)) == ""
