"""The card of a newly learnt ranker: what it learnt from, in counts and dates, and how it does on later
lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from models.card import Card, render
from recommender.learning.calibration import reliability
from recommender.learning.evaluation import compare, split_by_time
from recommender.learning.explain import differences
from recommender.learning.lessons import Lessons, Shown
from recommender.learning.ranker import FAIR, STRONG, Ranker
from recommender.learning.training import train

SEED = 6
"""Of the bootstrap: the same feedback gives the same card."""
FEWEST_HELD_BACK = 20
"""Decisions; fewer say nothing that an interval would not swallow."""
WHAT = (
    "Orders what Comity suggests to its one user: a logistic regression over named features, drawn toward"
    " hand-set weights and never letting more benefit lower a score."
)
PROMISE = (
    f"Strong: taken up at least {STRONG:.0%} of the times it was looked at. Fair: at least {FAIR:.0%}."
    " Faint: less. Below, what it said of the lists held back, and what came true."
)


def ranker_card(
    ranker: Ranker,
    rows: Lessons,
    shown: Sequence[Shown],
    *,
    prior: Ranker,
    champion: Ranker,
    now: datetime,
    against: Sequence[str] = (),
) -> str:
    """Markdown. The figures are those of a ranker learnt from the earlier lists only, tested on the latest
    fifth."""
    from numpy.random import default_rng

    earlier, later = split_by_time(rows)
    enough = len(later) >= FEWEST_HELD_BACK and len(earlier) > 0
    rankers = [train(prior, earlier, id=ranker.id), prior] if enough else []
    columns = ["learnt from the earlier lists", "the default"]
    if enough and champion.id != prior.id:
        rankers.append(champion)
        columns.append(f"{champion.id}, which serves and may have seen these lists")
    verdicts = Counter(item.verdict or "passed over or not seen" for item in shown)
    outcomes = Counter(f"came of it: {item.outcome}" for item in shown if item.outcome)
    days = sorted(item.at.date() for item in shown)
    lists = len({item.batch for item in shown})
    return render(
        Card(
            kind="ranker",
            version=ranker.id,
            made_on=now.date().isoformat(),
            parent=champion.id,
            what=WHAT,
            counts={"lists": lists, **dict(sorted(verdicts.items())), **dict(sorted(outcomes.items()))},
            first=days[0].isoformat(),
            last=days[-1].isoformat(),
            columns=columns,
            tested_on=f"Learnt from the earlier lists, tested on {len(later)} decisions of the latest fifth.",
            metrics=compare(rankers, later, default_rng(SEED)) if enough else (),
            reliability=reliability(rankers[0], later.x, later.clicked) if enough else (),
            promise=PROMISE,
            changes=(*differences(ranker, prior), *(f"Not tried: {sentence}" for sentence in against)),
        )
    )
