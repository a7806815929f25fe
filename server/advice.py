"""The one place where rows meet the recommender: store -> recommender -> suggestions with reasons, each one
logged."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Literal

from numpy.random import Generator, default_rng
from sqlite_utils import Database

from recommender.types import Facet, Suggestion
from server import learnt, snapshot
from server.db import writing
from server.equipment import Equipment
from server.settings import Settings
from server.spaces import Apart, Spaces
from server.store import feedback, learning, people, resources, suggestions
from server.store.vectors import CachedEncoder

if TYPE_CHECKING:
    from recommender.learning.fusion import Willing
    from recommender.learning.ranker import Ranker
    from recommender.reading.facets import FoundFacet
    from recommender.space import Space
    from recommender.tone import Checked

EXPOSURE_WINDOW = timedelta(days=30)
"""Capacities are by the month, so is what is counted against them."""
GIVING_WINDOW = timedelta(days=7)
GIVING_LEFT = "Of the {budget} minutes you set aside for giving in a week, {left} are left."
WHO_NEEDS = 5
"""People shown for a page: enough to choose from, few enough to read."""


class Advisor:
    """Holds the models and the last snapshot of the network; safe to share between the server's threads."""

    def __init__(
        self,
        settings: Settings,
        equipment: Equipment | None = None,
        rng: Callable[[], Generator] = default_rng,
        apart: Apart | None = None,
    ) -> None:
        """``rng`` draws whose turn it is while two rankers share the panel; ``apart``: see ``Spaces``."""
        self._rng = rng
        self._settings = settings
        self._equipment = equipment or Equipment(settings)
        self._spaces = Spaces(settings, apart)

    def models_in_use(self) -> dict[str, str]:
        return self._equipment.in_use()

    def extract(
        self, db: Database, texts: Sequence[str], *, voice: Literal["self", "note", "page"], today: date
    ) -> list[tuple[FoundFacet, ...]]:
        """Offers and needs in each text, in the order of the texts."""
        from recommender.reading.facets import extract_many

        encoder = CachedEncoder(self._equipment.encoder, db)
        return list(extract_many(list(texts), encoder, self._equipment.facets, voice=voice, today=today))

    def check(self, db: Database, text: str) -> Checked:
        """What a draft asks for, and what would be better left out before it is sent."""
        from recommender.tone import check

        return check(text, CachedEncoder(self._equipment.encoder, db), self._equipment.tone)

    def space(self, db: Database, now: datetime) -> Space:
        """The network as vectors, with all that was written until now."""
        return self._spaces.current(db, self._equipment.encoder, self._equipment.matching, now=now)

    def advise(self, db: Database, person: int, *, surface: str, now: datetime) -> dict[str, Any]:
        """What to give a person, whom they should meet, what to ask; every suggestion answered is logged as
        shown."""
        from recommender.suggest import Limits, advise

        given = feedback.minutes_given(db, now - GIVING_WINDOW)
        left = max(0, self._settings.giving_minutes - given)
        space, limits, resting = self.space(db, now), Limits(minutes=left), snapshot.resting(db, now)
        exposure = suggestions.exposure(db, now - EXPOSURE_WINDOW)
        rankers = self._rankers(db)
        found = [
            advise(
                space,
                person,
                ranker=ranker,
                limits=limits,
                occasions=snapshot.happened(db, person),
                exposure=exposure,
                willing=self._willing(db),
                resting=resting,
            )
            for ranker in rankers
        ]
        sections = (("gives", limits.gives), ("introductions", limits.introductions), ("asks", limits.asks))
        picked = [
            self._share(
                [getattr(one, name) for one in found],
                limit,
                rankers,
                spare=found[0].spare if name == "gives" else (),
            )
            for name, limit in sections
        ]
        logged = self._log(db, [one for part in picked for one in part], surface=surface, now=now)
        answer: dict[str, Any] = {"person": people.card(db, person)}
        for (name, _), part in zip(sections, picked, strict=True):
            answer[name] = [logged.pop(0) for _ in part]
        told = learnt.sentences(self._equipment.registry, rankers[0])
        giving = GIVING_LEFT.format(left=left, budget=self._settings.giving_minutes)
        return answer | {
            "silence": list(found[0].silence),
            "giving": giving if given else "",
            "model": rankers[0].id,
            "learnt": list(told),
        }

    def _rankers(self, db: Database) -> list[Ranker]:
        """The one that serves and, while one is on trial, that one too."""
        from server import trial

        tried = trial.challenger(db, self._equipment.registry)
        return [self._equipment.ranker, *([tried] if tried else [])]

    def _willing(self, db: Database) -> Willing | None:
        """How people answered when they were asked about introductions."""
        from recommender.learning.fusion import Willing

        told = learning.answers(db)
        return Willing.of(told) if told else None

    def _share(
        self,
        lists: Sequence[Sequence[Suggestion]],
        limit: int,
        rankers: Sequence[Ranker],
        spare: Sequence[Suggestion] = (),
    ) -> list[tuple[Suggestion, str]]:
        """One list of what one or two rankers would show, each with the name of the model whose pick it is.

        ``spare``: while a ranker is on trial, one of these takes the last place, marked as a wild card.
        """
        if len(rankers) == 1:
            return [(one, rankers[0].id) for one in lists[0]]
        from server import tryout

        mixed = tryout.share(lists[0], lists[1], limit=limit, rng=self._rng(), unranked=spare)
        return [(one, tryout.model_of(team, rankers[0].id, rankers[1].id)) for one, team in mixed]

    def introductions(
        self,
        db: Database,
        *,
        limit: int,
        surface: str,
        now: datetime,
        explain: bool = False,
        threads: int = 1,
        on_progress: Callable[[float], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> dict[str, Any]:
        """The best introductions of the whole network, fairly spread; each one answered is logged as
        shown. Raises ``blocks.Cancelled`` soon after ``cancelled()`` says so, and then nothing was."""
        from recommender.introductions import plan
        from recommender.kernel.blocks import Cancelled

        ranker = self._equipment.ranker
        with self._spaces.turn(cancelled):
            space = self.space(db, now)
            made = plan(
                space,
                ranker=ranker,
                limit=limit,
                exposure=suggestions.exposure(db, now - EXPOSURE_WINDOW),
                willing=self._willing(db),
                before=self._spaces.run,
                threads=threads,
                engine=self._equipment.engine(space.meaning.dimensions, len(space.entries)),
                on_progress=on_progress,
                cancelled=cancelled,
            )
            self._spaces.keep(made.run)
        if cancelled and cancelled():
            raise Cancelled
        logged = self._log(db, [(one, ranker.id) for one in made.introductions], surface=surface, now=now)
        answer = {"introductions": logged, "silence": list(made.silence), "model": ranker.id}
        return answer | (
            {"explained": list(made.account.sentences(limit)) if made.account else []} if explain else {}
        )

    def who_needs(self, db: Database, title: str, text: str, *, now: datetime) -> list[dict[str, Any]]:
        """The people with a stated need that this page meets, best first. Nothing is stored."""
        from recommender.sharing import who_needs

        found = who_needs(self.space(db, now), title, text, ranker=self._equipment.ranker)
        return [
            {
                "person": one.person,
                "need": one.reasons[0].need and _quote(one.reasons[0].need),
                "band": str(one.band),
                "sentence": one.reasons[0].sentence,
            }
            for one in found[:WHO_NEEDS]
        ]

    def _log(
        self, db: Database, shown: Sequence[tuple[Suggestion, str]], *, surface: str, now: datetime
    ) -> list[dict[str, Any]]:
        """Keeps each as a row and answers it in the API's shape, with the row's id."""
        from server import tryout

        batch = uuid.uuid4().hex
        ids = {
            one for suggestion, _ in shown for one in (suggestion.person, suggestion.other) if one is not None
        }
        cards = people.cards(db, ids)
        answers = []
        with writing(db):
            for position, (suggestion, model) in enumerate(shown):
                body = {
                    "title": suggestion.title,
                    "band": str(suggestion.band),
                    "minutes": suggestion.minutes,
                    "reasons": [
                        {
                            "sentence": reason.sentence,
                            "need": reason.need and _quote(reason.need),
                            "offer": reason.offer and _quote(reason.offer),
                        }
                        for reason in suggestion.reasons
                    ],
                    "counter": suggestion.counter,
                    "would_change": suggestion.would_change,
                    "decline": suggestion.decline,
                    "moment": suggestion.moment,
                    "must_not": suggestion.must_not,
                    "occasion": suggestion.occasion,
                    "note": tryout.note_of(model),
                }
                row = suggestions.log(
                    db,
                    shown_at=now,
                    surface=surface,
                    batch=batch,
                    position=position,
                    kind=str(suggestion.kind),
                    person=suggestion.person,
                    other=suggestion.other,
                    resource=suggestion.resource,
                    band=str(suggestion.band),
                    score=suggestion.score,
                    features=suggestion.features,
                    body=body,
                    model=model,
                )
                answers.append(
                    {
                        "id": row,
                        "kind": str(suggestion.kind),
                        "person": cards[suggestion.person],
                        "other": suggestion.other and cards[suggestion.other],
                        "resource": suggestion.resource and _resource(db, suggestion.resource),
                        **body,
                    }
                )
        return answers


def _quote(facet: Facet) -> dict[str, Any]:
    return {
        "facet": facet.id,
        "text": facet.text,
        "evidence": facet.evidence,
        "source": facet.source,
        "on": facet.on and facet.on.isoformat(),
    }


def _resource(db: Database, resource: int) -> dict[str, Any]:
    row = resources.get(db, resource)
    return {name: row[name] for name in ("id", "title", "url", "about")}
