"""clients: which programs are paired, and how to unpair one."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from server.api.context import blueprint, db, now, services
from server.api.schemas import ById
from server.errors import not_found
from server.store import clients

api = blueprint("clients")


class Client(BaseModel):
    id: int
    name: str
    origin: str
    scopes: str
    paired_at: str
    used_at: str | None


class ClientsOut(BaseModel):
    clients: list[Client]


class Revoked(BaseModel):
    revoked: int


@api.get("/clients", responses={200: ClientsOut})
def listing() -> dict[str, Any]:
    """Every paired program."""
    return {"clients": clients.listing(db())}


@api.delete("/clients/<int:id>", responses={200: Revoked})
def revoke(path: ById) -> dict[str, Any]:
    """Unpairs a program: its token is worth nothing from now on, and what it began is cancelled."""
    if not clients.revoke(db(), path.id, now()):
        raise not_found("paired program")
    jobs = services().jobs
    for job in jobs.of(path.id):
        jobs.cancel(path.id, job.id)
    return {"revoked": path.id}
