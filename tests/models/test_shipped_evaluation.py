"""The evaluation that ships: every need has its own offer, and a good encoder finds most of them."""

import numpy as np
import pytest

from models.shipped_evaluation import pairs, reciprocal_ranks, shipped_ranks
from recommender.encoder import DemoEncoder


def test_every_line_is_a_need_and_an_offer_of_its_own():
    needs, offers = zip(*pairs(), strict=True)
    assert len(set(needs)) == len(set(offers)) == 60


def test_ranks_are_counted_from_one_and_ties_count_against():
    encoder = DemoEncoder("wool silk")
    ranks = reciprocal_ranks(encoder, ["wool", "silk", "linen"], ["wool", "silk"], [0, 0, 0])
    assert ranks.tolist() == [1.0, 0.5, 0.5]


@pytest.mark.encoder
def test_the_prepared_encoder_finds_most_and_not_all(encoder):
    """Room to lose and room to gain: a set that is all right or all wrong would guard nothing."""
    assert 0.5 < np.mean(shipped_ranks(encoder)) < 0.95
