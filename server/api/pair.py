"""pair: trades the code that the user reads off the service for a token."""

from __future__ import annotations

from typing import Any

from flask import request
from pydantic import BaseModel, Field

from server import security
from server.api.context import blueprint, db, now
from server.api.schemas import Incoming, Line

api = blueprint("pair", open_to_all=True)


class PairIn(Incoming):
    code: Line = Field(min_length=1, max_length=40)
    name: Line = Field(default="Comity side panel", min_length=1, max_length=80)


class ClientOut(BaseModel):
    id: int
    name: str


class PairOut(BaseModel):
    token: str
    client: ClientOut


@api.post("/pair", responses={200: PairOut})
def pair(body: PairIn) -> dict[str, Any]:
    """The token is told this once; it is bound to the origin that asked."""
    origin = request.headers.get("Origin", "")
    client, token = security.redeem(db(), body.code, name=body.name, origin=origin, now=now())
    return {"token": token, "client": {"id": client, "name": body.name}}
