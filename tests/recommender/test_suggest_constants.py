"""Every number that ranks, in one table: it is changed on purpose, with the reason beside the constant,
or not at all."""

from __future__ import annotations

import math

import pytest

from recommender import (
    asks,
    doubts,
    entry,
    introductions,
    known,
    learn,
    lexical,
    meetings,
    network,
    roster,
    weighing,
)
from recommender.gives.attention import MINUTES as ATTENTION
from recommender.gives.attention import RECENT_DAYS, WORTH
from recommender.gives.gratitude import ENDORSE_MINUTES, ENDORSEMENT_WORTH, THANK_MINUTES, THANKS_WORTH
from recommender.gives.help import FEEDBACK_MINUTES, HELP_MINUTES, TALK_MINUTES
from recommender.gives.opinion import WORTH as OPINION
from recommender.gives.reconnect import MINUTES as RECONNECT
from recommender.gives.reconnect import WORTH as HEARING_AGAIN
from recommender.gives.refer import MINUTES as REFER
from recommender.gives.share import MINUTES as SHARE
from recommender.ideas import LEAST_GAIN
from recommender.kernel import crowd
from recommender.types import FacetKind, TieBand

PINNED = {
    "no need counts for more": (crowd.CAP, 0.9),
    "rarity, least": (weighing.LEAST, 0.2),
    "rarity, most": (weighing.MOST, 0.9),
    "people asked how common a need is": (weighing.SAMPLE, 512),
    "counts as able to meet a need": (weighing.ALIKE, 0.5),
    "half-life of needs and offers": (
        weighing.HALF_LIFE,
        {FacetKind.NEED: 365.0, FacetKind.OFFER: 1460.0},
    ),
    "freshness without a date": (weighing.UNDATED, 0.7),
    "freshness, least": (weighing.STALEST, 0.1),
    "trust in what is unconfirmed": (weighing.UNCONFIRMED, 0.85),
    "acted on unconfirmed": (weighing.LEAST_CONFIDENCE, 0.5),
    "said twice": (entry.SAME, 0.84),
    "shortest stem": (lexical.SHORTEST_STEM, 4),
    "hump of ties": (
        dict(network.HUMP),
        {TieBand.CLOSE: 0.8, TieBand.KNOWN: 1.0, TieBand.DORMANT: 0.5, TieBand.DISTANT: 0.4},
    ),
    "strength of ties": (
        dict(network.STRENGTH),
        {TieBand.CLOSE: 1.0, TieBand.KNOWN: 0.7, TieBand.DORMANT: 0.4, TieBand.DISTANT: 0.35},
    ),
    "dormant after": (network.DORMANT_AFTER, 730),
    "a team": (roster.TEAM, 12),
    "many common contacts": (known.MANY_COMMON, 6),
    "stale": (doubts.STALE, {FacetKind.NEED: 270, FacetKind.OFFER: 1095}),
    "unsure": (doubts.UNSURE, 0.6),
    "uneven": (doubts.UNEVEN, math.log(2)),
    "rivals": (doubts.RIVALS, 0.75),
    "asked often": (doubts.ASKED_OFTEN, 2),
    "left where acquainted": (doubts.ACQUAINTED, 0.5),
    "left between rivals": (doubts.COMPETING, 0.7),
    "worth of an opinion nobody asked for": (OPINION, 0.3),
    "least benefit of an introduction": (meetings.LEAST, 0.2),
    "offers of one field": (meetings.ONE_FIELD, 0.5),
    "partners the ranker sees": (meetings.BEST_OF_EACH, 50),
    "least benefit": (LEAST_GAIN, 1e-3),
    "temperature of the allocation": (introductions.BETA, 0.1),
    "half worth of an answer": (learn.HALF_WORTH, 0.3),
    "an answer worth asking for": (learn.LEAST_EXPECTED, 0.02),
    "thanks": (THANKS_WORTH, 0.8),
    "an endorsement": (ENDORSEMENT_WORTH, 0.5),
    "attention": (WORTH, 0.5),
    "recent": (RECENT_DAYS, 45),
    "hearing again": (HEARING_AGAIN, 0.4),
    "minutes of each": (
        (
            meetings.MINUTES,
            SHARE,
            REFER,
            learn.MINUTES,
            ATTENTION,
            RECONNECT,
            THANK_MINUTES,
            ENDORSE_MINUTES,
            FEEDBACK_MINUTES,
            TALK_MINUTES,
            HELP_MINUTES,
            asks.MINUTES,
        ),
        (10, 3, 5, 5, 2, 5, 3, 10, 20, 30, 15, 10),
    ),
}


@pytest.mark.parametrize("what", PINNED)
def test_a_number_that_ranks_is_what_it_is_said_to_be(what):
    value, expected = PINNED[what]
    assert value == expected
