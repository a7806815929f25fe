"""The API keeps the promises of its own description: every operation is tried with what fits and what does not."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from callers import HOST
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server import security
from server.app import create_app
from server.db import connect
from server.settings import Settings

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)

EXAMPLES = 12
"""Requests an operation; derandomised, so the same ones every time."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory, models_home: Path) -> Any:
    """The application with a few people in it, as its own OpenAPI document describes it."""
    held = Settings(home=tmp_path_factory.mktemp("described"), encoder=models_home)
    app = create_app(held, apart=lambda job: job())
    db = connect(held.database)
    _, token = security.issue(
        db, name="contract", origin="", now=datetime.fromisoformat("2026-05-04T09:30:00+00:00")
    )
    db.close()
    headers = {"Authorization": f"Bearer {token}", "Host": HOST}
    for name in ("Ada Example", "Bo Example"):
        app.test_client().post("/api/v1/people", json={"name": name}, headers=headers)
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, headers=headers)
    schema.config.headers = headers  # type: ignore[attr-defined]
    return schema


def test_every_operation_answers_as_described(described: Any) -> None:
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 25
    for operation in operations:
        _try(operation)


def _try(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def answers_as_described(case: Any) -> None:
        case.call_and_validate(checks=CHECKS)

    answers_as_described()


def test_the_document_is_openapi_3_1_and_names_its_security(described: Any) -> None:
    document = described.raw_schema
    assert document["openapi"].startswith("3.1")
    assert document["components"]["securitySchemes"]["token"] == {"type": "http", "scheme": "bearer"}
    opened = {
        path for path, item in document["paths"].items() for one in item.values() if not one.get("security")
    }
    assert opened == {"/api/v1/ping", "/api/v1/pair"}
