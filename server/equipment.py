"""What the recommender works with: encoder, facet model, matching and ranker, each loaded when first needed, once."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING, Any

from server.errors import Problem
from server.settings import Settings

if TYPE_CHECKING:
    from models.registry import Registry
    from recommender.encoder import Encoder
    from recommender.facets import FacetModel
    from recommender.matching import Matching
    from recommender.ranker import Ranker

log = logging.getLogger("comity.equipment")


class Equipment:
    """Safe to share between threads. What cannot serve is replaced by what Comity ships, and that is said."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.RLock()
        self._held: dict[str, Any] = {}
