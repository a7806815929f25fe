"""What tests of the service share: the application and a paired client."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from callers import EXTENSION, PORT, Caller
from flask_openapi3 import OpenAPI

from server import security
from server.app import create_app
from server.db import connect
from server.settings import Settings


@pytest.fixture
def settings(tmp_path: Path, models_home: Path) -> Settings:
    return Settings(home=tmp_path, port=PORT, encoder=models_home)


@pytest.fixture
def app(settings: Settings, now: datetime) -> OpenAPI:
    return create_app(settings, clock=lambda: now)


@pytest.fixture
def pair(app: OpenAPI, settings: Settings, now: datetime) -> Callable[..., Caller]:
    """Pairs a client and answers a caller for it: ``pair(origin="")`` for a script."""

    def made(origin: str = EXTENSION) -> Caller:
        db = connect(settings.database)
        _, token = security.issue(db, name="test", origin=origin, now=now)
        db.close()
        return Caller(app.test_client(), token, origin or None)

    return made


@pytest.fixture
def panel(pair: Callable[..., Caller]) -> Caller:
    return pair()
