"""Where Comity keeps its things and how it listens: defaults, then comity.toml, then COMITY_* variables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from server.errors import Problem

HOST = "127.0.0.1"
"""Never configurable: nothing but this machine may reach the service."""


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    """The data directory: comity.db, models/, backups."""
    port: int = Field(default=8417, ge=1, le=65535)
    capacity: int = Field(default=3, ge=0, le=50)
    """Introductions a month for a person who has not said otherwise."""
    giving_minutes: int = Field(default=60, ge=0)
    """The weekly giving budget."""
    retrain_days: int = Field(default=7, ge=1)
    """How long after the last training the next one is due."""
    encoder: Path | None = None
    """Where the sentence encoder was prepared, if not among the models of the data directory."""

    @property
    def database(self) -> Path:
        return self.home / "comity.db"

    @property
    def models(self) -> Path:
        """The registry: what was trained for this user."""
        return self.home / "models"

    @property
    def encoder_home(self) -> Path:
        return self.encoder or self.models


def load_settings(environ: Mapping[str, str]) -> Settings:
    """Reads comity.toml of the data directory and the COMITY_* variables; a mistake in either is a sentence."""
    home = Path(
        environ.get("COMITY_HOME") or platformdirs.user_data_path("comity", appauthor=False)
    ).expanduser()
    values: dict[str, Any] = {}
    file = home / "comity.toml"
    if file.exists():
        try:
            values = tomllib.loads(file.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise Problem(
                "bad_settings", f"comity.toml cannot be read: {error}.", f"Mend or remove {file}."
            ) from error
    for name in Settings.model_fields:
        if name != "home" and (value := environ.get(f"COMITY_{name.upper()}")):
            values[name] = value
    try:
        return Settings(home=home, **values)
    except (ValidationError, TypeError) as error:
        wrong = error.errors()[0]["loc"][0] if isinstance(error, ValidationError) else "home"
        raise Problem(
            "bad_settings",
            f"The setting {wrong!r} is not one Comity knows, or its value does not fit.",
            f"Look at {file} and at the COMITY_* variables.",
        ) from error
