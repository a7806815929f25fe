"""Fitting the encoder to its user, when asked: a small map first, fine-tuning if wanted, and only what
ranks better serves.

It learns from needs and offers the user confirmed by accepting, and from what was dismissed as not
relevant; the latest matches, and every text that occurs in them, are held back to judge it. The vectors of
the whole network are made under the new encoder before it is swapped in, at once; the old one stays for
going back.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlite_utils import Database

from models.errors import ModelError
from recommender.abbreviations import spelt_out
from server.jobs import RetrainReport
from server.store import learning
from server.store.learning import Match
from server.store.vectors import CachedEncoder

if TYPE_CHECKING:
    from models.admission import Comparison
    from models.registry import Registry
    from recommender.encoder import Encoder

FEWEST = 100
"""Confirmed matches; with fewer, no gain could be told from luck."""
HELD_BACK = 0.3
"""Of the matches, the latest: enough cases for an interval."""
PART = 200
"""Texts encoded between two looks at whether it was cancelled."""


def retrain_encoder(
    db: Database,
    registry: Registry,
    *,
    now: datetime,
    fine_tune: bool = False,
    on_progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> RetrainReport:
    """Tries the map, and with ``fine_tune`` the encoder itself; promotes what is let in. Changes nothing
    otherwise."""
    confirmed = [match for match in learning.matches(db) if match.confirmed]
    if len(confirmed) < FEWEST:
        return RetrainReport(
            f"{len(confirmed)} matches were confirmed so far; fitting the encoder takes {FEWEST}.",
            decisions=len(confirmed),
        )
    tell = on_progress or (lambda share: None)
    try:
        with tempfile.TemporaryDirectory(prefix="comity-") as scratch:
            return _retrain(db, registry, now, fine_tune, tell, cancelled, Path(scratch))
    except (ModelError, OSError, ValueError) as error:
        reason = str(error).rstrip(".")
        return RetrainReport(f"The encoder stays as it is: {reason}.", decisions=len(confirmed), failed=True)


def _retrain(
    db: Database,
    registry: Registry,
    now: datetime,
    fine_tune: bool,
    tell: Callable[[float], None],
    cancelled: Callable[[], bool] | None,
    scratch: Path,
) -> RetrainReport:
    from models.adapted import export, register_adapter, register_fine_tuned
    from models.adapter import AdaptedEncoder, fit_adapter
    from models.admission import admitted
    from models.encoder import load_directory

    base = load_directory(registry.directory("encoder", registry.serving("encoder")))
    cached = CachedEncoder(base, db)
    learnt_from, held, dismissed = split([_as_compared(match) for match in learning.matches(db)])
    needs, offers = [match.need for match in learnt_from], [match.offer for match in learnt_from]
    against = [dismissed.get(need, "") for need in needs]
    matches = len(learnt_from) + len(held)
    tell(0.1)
    bare = getattr(base, "encoder", base)  # a map is never put behind a map
    plain = CachedEncoder(bare, db)
    turned_down = plain.encode(against) if any(against) else None
    adapter = fit_adapter(plain.encode(needs), plain.encode(offers), turned_down)
    found = judged(AdaptedEncoder(bare, adapter), cached, held)
    let_in, why = admitted(found)
    tell(0.3)
    if let_in:
        made = register_adapter(registry, adapter, found, matches=matches, now=now)
    elif fine_tune:
        from models.finetune import fine_tune as tune

        tuned = tune(
            list(zip(needs, offers, strict=True)),
            into=scratch / "tuned",
            dismissed=against,
            on_progress=lambda share: tell(0.3 + 0.4 * share),
            cancelled=cancelled,
        )
        directory = export(tuned, scratch, now)
        found = judged(load_directory(directory), cached, held)
        let_in, why = admitted(found)
        if let_in:
            made = register_fine_tuned(registry, directory, found, matches=matches, now=now)
    if not let_in:
        return RetrainReport(f"The encoder stays as it is. {why}", decisions=matches)
    warm(db, load_directory(made.directory), cancelled, lambda share: tell(0.8 + 0.2 * share))
    registry.promote("encoder", made.version)
    return RetrainReport(
        f"From now on {made.version} compares texts. {why} `comity models rollback encoder` goes back.",
        made.version,
        matches,
    )


def split(matches: Sequence[Match]) -> tuple[list[Match], list[Match], dict[str, str]]:
    """(to learn from, held back, need -> what was dismissed for it). No held-back text is learnt from."""
    confirmed = [match for match in matches if match.confirmed]
    first_held = len(confirmed) - round(HELD_BACK * len(confirmed))
    held = confirmed[first_held:]
    unseen = {text for match in held for text in (match.need, match.offer)}
    learnt_from = [match for match in confirmed[:first_held] if not {match.need, match.offer} & unseen]
    dismissed = {
        match.need: match.offer
        for match in matches
        if not match.confirmed and not {match.need, match.offer} & unseen
    }
    return learnt_from, held, dismissed


def _as_compared(match: Match) -> Match:
    return replace(match, need=spelt_out(match.need), offer=spelt_out(match.offer))


def judged(candidate: Encoder, serving: Encoder, held: Sequence[Match]) -> list[Comparison]:
    """Both on the user's held-back matches and on the evaluation that ships with Comity."""
    from models.admission import compare
    from models.shipped_evaluation import reciprocal_ranks, shipped_ranks

    offers = list(dict.fromkeys(match.offer for match in held))
    needs, right = [match.need for match in held], [offers.index(match.offer) for match in held]
    ranks = [reciprocal_ranks(encoder, needs, offers, right) for encoder in (candidate, serving)]
    return [
        compare("your own matches", *ranks),
        compare("the shipped evaluation", shipped_ranks(candidate), shipped_ranks(serving)),
    ]


def warm(
    db: Database, encoder: Encoder, cancelled: Callable[[], bool] | None, tell: Callable[[float], None]
) -> None:
    """Makes and keeps the vectors of everything that is compared, so that swapping encoders costs nobody a
    wait."""
    cached, texts = CachedEncoder(encoder, db), [spelt_out(text) for text in learning.facet_texts(db)]
    for start in range(0, len(texts), PART):
        if cancelled is not None and cancelled():
            raise ModelError("it was stopped before the vectors were ready")
        cached.encode(texts[start : start + PART])
        tell(min(1.0, (start + PART) / len(texts)))
