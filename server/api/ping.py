"""ping: says that this is Comity, whether the caller is paired, and which models serve."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from flask import request
from pydantic import BaseModel

from server.api.context import blueprint, db, services
from server.security import digest
from server.store import clients, people

api = blueprint("ping", open_to_all=True)


class ModelOut(BaseModel):
    ranker: str
    encoder: str
    note: str


class PingOut(BaseModel):
    app: str
    version: str
    api: int
    paired: bool
    has_me: bool | None
    people: int | None
    model: ModelOut | None


@api.get("/ping", responses={200: PingOut})
def ping() -> dict[str, Any]:
    """Anyone may ask; only a paired program is told more than that Comity is here."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    paired = bool(token) and clients.by_token(db(), digest(token)) is not None
    return {
        "app": "comity",
        "version": version("comity"),
        "api": 1,
        "paired": paired,
        "has_me": people.me(db()) is not None if paired else None,
        "people": people.count(db()) if paired else None,
        "model": services().advisor.models_in_use() if paired else None,
    }
