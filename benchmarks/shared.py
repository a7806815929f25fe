"""Where benchmarks find the public data and the prepared encoder."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.encoder import load_encoder
from recommender.encoder import Encoder

REPOSITORY = Path(__file__).parent.parent


def shared_data() -> Path:
    """Ends the program with a sentence where the data is missing: nothing can be measured without it."""
    found = Path(os.environ.get("COMITY_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not found.is_dir():
        sys.exit(f"The public data sets are not at {found}; set COMITY_SHARED_DATA.")
    return found


def models_home() -> Path:
    return Path(os.environ.get("COMITY_ENCODER", REPOSITORY / ".venv" / "comity-models"))


def prepared_encoder() -> Encoder:
    return load_encoder(models_home())
