"""What the recommender works with: encoder, facet and tone models, matching and ranker, each loaded when first
needed, once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from server.errors import Problem
from server.settings import Settings

if TYPE_CHECKING:
    from models.registry import Loaded, Registry
    from recommender.encoder import Encoder
    from recommender.kernel.engines import Engine
    from recommender.learning.ranker import Ranker
    from recommender.matching import Matching
    from recommender.reading.facets import FacetModel
    from recommender.tone import ToneModel

T = TypeVar("T")


class Equipment:
    """Safe to share between threads. A damaged model is replaced by the one Comity ships, and that is
    said."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._encoder: Encoder | None = None
        self._held: dict[str, Loaded[Any]] = {}
        self._asked: dict[str, str] = {}
        self._engines: dict[tuple[int, bool], Engine] = {}

    @property
    def registry(self) -> Registry:
        from models.registry import Registry

        return Registry(self._settings.models)

    @property
    def encoder(self) -> Encoder:
        from models.encoder import load_encoder
        from models.errors import ModelError
        from models.registry import Registry

        with self._lock:
            chosen = Registry(self._settings.encoder_home).serving("encoder")
            if self._encoder is None or self._asked.get("encoder") != chosen:
                try:
                    self._encoder = load_encoder(self._settings.encoder_home)
                    self._asked["encoder"] = chosen
                except ModelError as error:
                    raise Problem("no_encoder", str(error), status=503) from error
            return self._encoder

    @property
    def facets(self) -> FacetModel:
        from recommender.reading.facets import FacetModel

        return self._load("facets", FacetModel.from_json).value

    @property
    def tone(self) -> ToneModel:
        from recommender.tone import ToneModel

        return self._load("tone", ToneModel.from_json).value

    @property
    def matching(self) -> Matching:
        from recommender.matching import Matching

        return self._load("matching", Matching.from_json).value

    @property
    def ranker(self) -> Ranker:
        from recommender.learning.ranker import Ranker

        return self._load("ranker", Ranker.from_json).value

    def engine(self, dimensions: int, people: int) -> Engine:
        """What compares all pairs soonest here: numpy, or integers where a kernel for them is installed (the extra
        "fast"). Measured once, in a tenth of a second; the answer is the same."""
        from recommender.kernel.fastest import WORTHWHILE, fastest

        with self._lock:
            worthwhile = people >= WORTHWHILE
            if (dimensions, worthwhile) not in self._engines:
                self._engines[dimensions, worthwhile] = fastest(dimensions, people=people)
            return self._engines[dimensions, worthwhile]

    def in_use(self) -> dict[str, str]:
        """For ping and the panel: which ranker and encoder serve, and a sentence where something is amiss."""
        try:
            encoder, amiss = self.encoder.id, ""
        except Problem as problem:
            encoder, amiss = "", problem.message
        ranker = self.ranker.id
        notes = [amiss, *(loaded.note for loaded in self._held.values())]
        return {"ranker": ranker, "encoder": encoder, "note": " ".join(note for note in notes if note)}

    def _load(self, kind: str, parse: Callable[[dict[str, Any]], T]) -> Loaded[T]:
        """Loaded again when another version was promoted, by this process or another."""
        from models.errors import ModelError

        with self._lock:
            registry = self.registry
            chosen = registry.serving(kind)
            if self._asked.get(kind) != chosen:
                try:
                    self._held[kind] = registry.load(kind, parse)
                except ModelError as error:
                    raise Problem("no_model", str(error), "Install Comity anew.", 503) from error
                self._asked[kind] = chosen
            return self._held[kind]
