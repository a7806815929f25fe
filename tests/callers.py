"""Speaks to the service as a paired side panel does, or as somebody who should not be let in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

PORT = 8417
HOST = f"127.0.0.1:{PORT}"
EXTENSION = "chrome-extension://" + "a" * 32


@dataclass
class Caller:
    """Speaks to the service as a paired side panel does; any header can be replaced or (with None) left out."""

    client: FlaskClient
    token: str
    origin: str | None = EXTENSION

    def __call__(self, method: str, path: str, body: Any = None, **headers: str | None) -> TestResponse:
        usual = {"Host": HOST, "Origin": self.origin, "Authorization": f"Bearer {self.token}"}
        wanted = usual | {name.replace("_", "-"): value for name, value in headers.items()}
        sent = {name: value for name, value in wanted.items() if value is not None}
        kind = {"json": body} if body is not None and not isinstance(body, bytes | str) else {"data": body}
        return self.client.open(f"/api/v1{path}", method=method, headers=sent, **kind)

    def get(self, path: str, **headers: str | None) -> TestResponse:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str | None) -> TestResponse:
        return self("POST", path, body, **headers)
