"""Where Comity keeps its things and how it listens: defaults, then comity.toml, then COMITY_* variables."""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from server.errors import Problem

HOST = "127.0.0.1"
"""Never configurable: nothing but this machine may reach the service."""


NOT_HERE = (
    "The language model has to run on this machine: an address such as http://127.0.0.1:11434/v1, without a name or"
    " password in it."
)


class LanguageModel(BaseModel):
    """A language model of the user's own, on this machine, that may put drafts in other words."""

    model_config = ConfigDict(frozen=True)

    address: str
    name: str

    @property
    def host(self) -> str:
        """As a number: "localhost" is looked up nowhere."""
        found = urlsplit(self.address).hostname or ""
        return HOST if found == "localhost" else found


class Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    home: Path
    """The data directory: comity.db, network.vectors, models/, backups."""
    port: int = Field(default=8417, ge=1, le=65535)
    capacity: int = Field(default=3, ge=0, le=50)
    """Introductions a month for a person who has not said otherwise."""
    giving_minutes: int = Field(default=60, ge=0)
    """The weekly giving budget."""
    retrain_days: int = Field(default=7, ge=1)
    """How long after the last training the next one is due."""
    encoder: Path | None = None
    """Where the sentence encoder was prepared, if not among the models of the data directory."""
    language_model: str = ""
    """The OpenAI-compatible address of a language model on this machine; empty: none, which is the default."""
    language_model_name: str = Field(default="default", max_length=200)
    """What that server calls the model."""

    @field_validator("language_model")
    @classmethod
    def _on_this_machine(cls, address: str) -> str:
        """Letters are nobody else's business: loopback addresses only."""
        if not address:
            return address
        try:
            parts = urlsplit(address)
            host, _ = parts.hostname or "", parts.port
            here = host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            here = False
        if not here or parts.scheme != "http" or parts.username or parts.password or parts.query:
            raise ValueError(NOT_HERE)
        return address

    @property
    def database(self) -> Path:
        return self.home / "comity.db"

    @property
    def vectors(self) -> Path:
        """What was read of a large network, to be read sooner next time; it may be deleted at any time."""
        return self.home / "network.vectors"

    @property
    def models(self) -> Path:
        """The registry: what was trained for this user."""
        return self.home / "models"

    @property
    def writer(self) -> LanguageModel | None:
        """The language model, if the user set one up."""
        if not self.language_model:
            return None
        return LanguageModel(address=self.language_model, name=self.language_model_name)

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
        if wrong == "language_model":
            raise Problem(
                "bad_settings", NOT_HERE, f"Look at {file} and at COMITY_LANGUAGE_MODEL."
            ) from error
        raise Problem(
            "bad_settings",
            f"The setting {wrong!r} is not one Comity knows, or its value does not fit.",
            f"Look at {file} and at the COMITY_* variables.",
        ) from error
