"""The named features a suggestion is ranked by: what each means, what is expected of it, how it is explained.

The prior means are the hand-set weights that rank before anything is learnt; the prior sds say how wrong a
mean may be, in the same units: the change of the log-odds of a yes for one unit of the feature. They restate,
on the features' own scales, a standardised prior that held up in simulation (benchmarks/bench_learning.py).
Research behind the signs: the inverted U of common contacts, Rajkumar et al. 2022 (Science); bridging, Burt
2004; both must gain, Pizzato et al. 2010 (RECON).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from recommender.types import Kind


@dataclass(frozen=True, slots=True)
class Feature:
    """One column of what the ranker sees."""

    name: str
    meaning: str
    mean: float
    """The weight expected before anything is learnt."""
    sd: float
    """How far a user's own weight may well be from it."""
    sign: Literal[-1, 0, 1] = 0
    """1: the weight is never below 0; -1: never above; 0: either, the user decides."""
    more: str = ""
    """The sentence for a user whose weight is above the default's."""
    less: str = ""
    """The sentence for a user whose weight is below it."""


KIND_SD = 1.0
"""Kinds start level; one sd turns a yes in two into a yes in four."""

KIND_WORDS: Mapping[Kind, str] = {
    Kind.INTRODUCE: "introductions",
    Kind.SHARE: "things to share",
    Kind.FEEDBACK: "offers of feedback",
    Kind.MENTOR: "offers to mentor",
    Kind.REFER: "referrals",
    Kind.LEARN: "questions about what somebody needs",
    Kind.ENDORSE: "endorsements",
    Kind.AMPLIFY: "things to amplify",
    Kind.CONGRATULATE: "congratulations",
    Kind.THANK: "thanks",
    Kind.RECONNECT: "reconnections",
    Kind.ASK: "asks",
}


def _kind(kind: Kind) -> Feature:
    words = KIND_WORDS[kind]
    return Feature(
        f"kind_{kind}",
        f"1 for {words}, else 0",
        0.0,
        KIND_SD,
        more=f"You take up {words} more often than the default expects, so they come earlier.",
        less=f"You mostly dismiss {words}, so they come later.",
    )


FEATURES: tuple[Feature, ...] = (
    Feature(
        "bias",
        "always 1, filled in by to_array",
        -1.7,  # a middling introduction (both benefits 0.5, known ties) is then taken up one time in three
        1.0,
        more="You take up suggestions more often than the default expects.",
        less="You take up suggestions less often than the default expects.",
    ),
    Feature(
        "log_benefit_a",
        "log of the benefit (0, 1] to the first person, or to the receiver of a give or ask",
        1.0,  # weights of 1 on both logs are the product of the benefits: both would say yes
        0.5,
        sign=1,
        more="How much the first person gains counts for more with you than the default expects.",
        less="How much the first person gains counts for less with you than the default expects.",
    ),
    Feature(
        "log_benefit_b",
        "log of the benefit (0, 1] to the second person; 0 for what has only one side",
        1.0,
        0.5,
        sign=1,
        more="How much the second person gains counts for more with you than the default expects.",
        less="How much the second person gains counts for less with you than the default expects.",
    ),
    Feature(
        "imbalance",
        "the absolute difference of the two logs; 0 for what has only one side",
        -0.3,
        0.4,
        sign=-1,
        more="You mind uneven introductions less than the default expects.",
        less="You favour introductions where both gain alike, more than the default expects.",
    ),
    Feature(
        "common_contacts",
        "log1p of the people both know",
        0.5,  # with the square: best near log1p = 1.6, four common contacts
        0.5,
        more="You favour people who already share contacts more than the default expects.",
        less="Shared contacts count for less with you than the default expects.",
    ),
    Feature(
        "common_contacts_squared",
        "the square of common_contacts: many common contacts would have met without you",
        -0.16,
        0.2,
        more="Many shared contacts put you off less than the default expects.",
        less="Many shared contacts put you off more than the default expects.",
    ),
    Feature(
        "tie_to_a",
        "how near you are to the first person, 0 to 1, a hump over the bands",
        1.2,
        1.2,
        more="You act for people you are near to more often than the default expects.",
        less="You act for people you hardly know more often than the default expects.",
    ),
    Feature(
        "tie_to_b",
        "how near you are to the second person, 0 to 1; 0 for what has only one side",
        1.2,
        1.2,
        more="You introduce people to those you are near to more often than the default expects.",
        less="You introduce people to those you hardly know more often than the default expects.",
    ),
    Feature(
        "recency",
        "freshness of the facets used, 0 to 1",
        1.0,
        1.2,
        more="Fresh facts count for more with you than the default expects.",
        less="Older facts are as good to you as fresh ones, more than the default expects.",
    ),
    Feature(
        "confirmed",
        "share of the facets used that you confirmed, 0 to 1",
        0.8,
        0.9,
        more="What you have confirmed counts for more with you than the default expects.",
        less="What you have not confirmed is welcome to you more often than the default expects.",
    ),
    Feature(
        "cross_community",
        "1 where the two belong to different clusters of the network",
        0.4,
        0.9,
        more="You accept introductions across fields more often than the default expects.",
        less="You accept introductions within one field more often than the default expects.",
    ),
    Feature(
        "recent_exposure",
        "log1p of how often they were shown or introduced lately",
        -0.6,
        0.7,
        sign=-1,  # so that no amount of feedback makes the often shown be shown more for it
        more="You mind seeing the same people again less than the default expects.",
        less="You mind seeing the same people again more than the default expects.",
    ),
    Feature(
        "effort",
        "log of the minutes it takes",
        -0.2,
        0.4,
        more="You take on longer favours more often than the default expects.",
        less="You prefer short favours more than the default expects.",
    ),
    *(_kind(kind) for kind in Kind),
)

NAMES: tuple[str, ...] = tuple(feature.name for feature in FEATURES)
INDEX: Mapping[str, int] = {name: i for i, name in enumerate(NAMES)}


def prior_mean() -> NDArray[np.float64]:
    return np.array([feature.mean for feature in FEATURES])


def prior_sd() -> NDArray[np.float64]:
    return np.array([feature.sd for feature in FEATURES])


def to_array(rows: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """(n, len(FEATURES)), columns in the order of FEATURES; what is missing is 0, the bias is 1.

    Raises ValueError with a sentence for a name that is no feature and for a value that is no finite number.
    """
    array = np.zeros((len(rows), len(NAMES)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name not in INDEX:
                raise ValueError(f"{name!r} is not a feature the ranker knows.")
            array[i, INDEX[name]] = value
    array[:, INDEX["bias"]] = 1.0
    if not np.isfinite(array).all():
        column = int(np.flatnonzero(~np.isfinite(array).all(axis=0))[0])
        raise ValueError(f"The feature {NAMES[column]!r} holds a value that is no finite number.")
    return array
