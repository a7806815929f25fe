"""What tests share: the public data, a fixed day, a store of one's own, and the prepared encoder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from sqlite_utils import Database

settings.register_profile("comity", deadline=None)
settings.load_profile("comity")  # how long an example takes says more of the machine than of the code

REPOSITORY = Path(__file__).parent.parent
NOW = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
"""A Monday morning."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A real browser on a busy machine is late now and then: its tests are tried once more, and the summary names them.

    Whoever sees one named there twice mends it: something in it does not wait for what it needs.
    """
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The directory of public data; what needs it is skipped, with this sentence, where it is missing."""
    found = Path(os.environ.get("COMITY_SHARED_DATA", REPOSITORY.parent / "shared" / "data"))
    if not found.is_dir():
        pytest.skip(f"The public data sets are not at {found}; set COMITY_SHARED_DATA.")
    return found


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A real database file, empty and up to date."""
    from server.db import open_store

    opened = open_store(tmp_path / "comity.db")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def models_home() -> Path:
    """Where `comity models prepare` put the encoder."""
    found = Path(os.environ.get("COMITY_ENCODER", REPOSITORY / ".venv" / "comity-models"))
    if not (found / "versions" / "encoder").is_dir():
        pytest.fail(f"No prepared encoder in {found}: run `make test`, or `comity models prepare`.")
    return found


@pytest.fixture(scope="session")
def encoder(models_home: Path) -> Any:
    """The real sentence encoder, loaded once."""
    from models.encoder import load_encoder

    return load_encoder(models_home)


@pytest.fixture
def person(db: Database, now: datetime) -> Callable[..., int]:
    """Adds somebody: ``person("Ada Example", organisation="Mill", offers=["weaving"], needs=["wool"])``."""
    from server.store import facets, fields, people
    from server.store.journal import edit

    def add(
        name: str,
        *,
        offers: tuple[str, ...] = (),
        needs: tuple[str, ...] = (),
        me: bool = False,
        **values: str,
    ) -> int:
        with edit(db, what=f"Added {name}", who="you", at=now) as opened:
            found = people.add(opened, is_me=me)
            for field, value in {"name": name, **values}.items():
                fields.put(opened, found, field, value, source="you", set_by="you", observed_on=now.date())
            for kind, texts in (("offer", offers), ("need", needs)):
                for text in texts:
                    facets.put(
                        opened,
                        found,
                        kind,
                        text,
                        evidence=text,
                        source="you",
                        set_by="you",
                        observed_on=now.date(),
                        state="confirmed",
                    )
        return found

    return add
