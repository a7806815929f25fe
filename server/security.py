"""Who may talk to the local service. This file explains itself, because everything private stands behind it.

A service on 127.0.0.1 is reachable by every page open in every browser on the machine, and by every program of
every user of it. What keeps each of them out:

1.  Another machine. We bind 127.0.0.1 only (cli.py); nothing can change that.
2.  DNS rebinding: a page whose own domain name is made to point at 127.0.0.1 talks to us as if we were its server.
    Its requests carry its own name, so the ``Host`` header must be ours, port included.
3.  A page that posts a form or calls fetch() at us. Its requests carry its ``Origin`` ("null" for sandboxed frames
    and files): absent, our own or paired is let in; anything else, "null" included, is not.
4.  A page that makes the browser GET us without an Origin (an image, a link, a script). Browsers then say so in
    ``Sec-Fetch-Site``: cross-site and same-site are refused unless the origin is paired. Cookies and "same site"
    ignore ports, so another program's page on localhost is "same-site" and is no friend either.
5.  Requests that browsers send without asking first (forms, text/plain). A body must be ``application/json``, which
    no page can send across origins without a preflight, and no GET changes anything.
6.  A program or extension that is none of ours. Everything but ``ping`` and ``pair`` wants a bearer token of 256
    random bits. We keep its SHA-256 only. It is bound to the origin it was given to: stolen by one extension, it is
    worthless in another. It is never in a URL (URLs end up in histories and logs), it is scoped, and it can be
    revoked.
7.  Somebody guessing a way in. A token is given for an 8-character code that the service shows to its user: it
    lives 5 minutes, takes 5 tries and works once. 28^8 codes against 5 tries.
8.  Large bodies: refused by their length before anything looks into them.

CORS (flask-cors) answers the origins paired at that moment, never a wildcard, never a pattern, never credentials.
It is needed only while the user keeps the extension's access "on click": the browser then treats it like any page.

Every rule has a test of its own in tests/server/test_security.py that fails without it.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, g, request
from flask_cors.core import FLASK_CORS_EVALUATED, get_cors_options, set_cors_headers
from sqlite_utils import Database

from server.errors import Problem
from server.settings import HOST
from server.store import clients

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWX"
"""No 0/O, 1/I/L, no U (so that no code is a word), no Y/Z (which move about on keyboards)."""
CODE_LENGTH = 8
CODE_LIVES = timedelta(minutes=5)
CODE_TRIES = 5

SMALL_BODY = 2 * 1024 * 1024
"""Bytes. A page's fragments are 4-33 kB; at most 1 MB of payload is read."""
IMPORT_BODY = 8 * 1024 * 1024
"""Bytes. 30,000 connections are about 4 MB; larger files go in through ``comity import``."""

EXTENSION_ORIGIN = re.compile(
    r"chrome-extension://[a-p]{32}|moz-extension://[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
)
OPEN_PATHS = frozenset(("/api/v1/ping", "/api/v1/pair"))
PAIR_PATH = "/api/v1/pair"
IMPORT_PATHS = frozenset(("/api/v1/imports", "/api/v1/jobs/imports"))
MANAGING = ("/api/v1/clients",)
"""What only a client with the scope "manage" may reach: who else is paired. Any client may unpair itself."""
PRIVATE = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""Headers of every answer: kept nowhere, framed by nobody, run as nothing, read by no other site."""
PANEL_SCOPES = "read write"
PROGRAM_SCOPES = "read write manage"


def digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def new_code(db: Database, now: datetime) -> str:
    """A fresh pairing code; the one before it is void."""
    code = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    clients.open_code(db, digest(code), until=now + CODE_LIVES, tries=CODE_TRIES)
    return code


def redeem(db: Database, code: str, *, name: str, origin: str, now: datetime) -> tuple[int, str]:
    """The client's id and its token, for the right code; else a Problem that does not say what was wrong with it."""
    typed = re.sub(r"[^A-Z0-9]", "", code.upper())
    if not clients.redeem_code(db, digest(typed), now):
        raise Problem(
            "pairing_refused",
            "That code is not right, or it is too old.",
            "Run `comity pair` for a new code; it is good for five minutes and five tries.",
            403,
        )
    return issue(db, name=name, origin=origin, now=now)


def issue(db: Database, *, name: str, origin: str, now: datetime) -> tuple[int, str]:
    """A new client and its token, which is told once and never kept."""
    token = secrets.token_urlsafe(32)
    scopes = PANEL_SCOPES if origin else PROGRAM_SCOPES
    return clients.add(db, name=name, origin=origin, token_hash=digest(token), scopes=scopes, at=now), token


def init_app(app: Flask, *, port: int, db: Any, now: Any) -> None:
    """``db`` and ``now`` are called for the request's database and the time."""
    hosts = frozenset((f"{HOST}:{port}", f"localhost:{port}"))
    own = frozenset(f"http://{host}" for host in hosts)

    @app.before_request
    def guard() -> Response | None:
        origin = request.headers.get("Origin")
        _check_host(hosts)
        paired = origin is not None and origin in clients.origins(db())
        pairing = (
            request.path == PAIR_PATH and origin is not None and bool(EXTENSION_ORIGIN.fullmatch(origin))
        )
        g.cors_origin = origin if paired or pairing else None
        _check_origin(origin, own=own, welcome=paired or pairing)
        if request.method == "OPTIONS":
            return app.response_class(status=204)
        _check_body()
        if request.path not in OPEN_PATHS:
            g.client = _check_token(db(), origin, own=own)
            clients.touch(db(), g.client["id"], now())
        return None

    @app.after_request
    def harden(response: Response) -> Response:
        _answer_cors(response)
        headers = response.headers
        if "Origin" not in headers.get("Vary", ""):
            headers.add("Vary", "Origin")
        headers.update(PRIVATE)
        return response


def _check_host(hosts: frozenset[str]) -> None:
    if request.headers.get("Host") not in hosts:
        raise Problem("wrong_host", "This service answers under its own address only.", "", 400)


def _check_origin(origin: str | None, *, own: frozenset[str], welcome: bool) -> None:
    if welcome:
        return
    if origin is not None and origin not in own:
        raise Problem(
            "unknown_origin",
            "This page or extension is not paired with Comity.",
            "Pair it from the Comity side panel with the code that `comity pair` shows.",
            403,
        )
    if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
        raise Problem("cross_site", "Another site's page cannot call Comity.", "", 403)


def _check_body() -> None:
    if request.method in ("GET", "HEAD"):
        return
    most = IMPORT_BODY if request.path in IMPORT_PATHS else SMALL_BODY
    if (request.content_length or 0) > most:
        raise Problem(
            "too_large",
            f"That is more than the {most // 1024 // 1024} MB that Comity takes at once.",
            "Import large files with `comity import FILE`.",
            413,
        )
    empty_delete = request.method == "DELETE" and not request.content_length
    if request.mimetype != "application/json" and not empty_delete:
        raise Problem("not_json", "Comity takes JSON only.", "Send Content-Type: application/json.", 415)


def _check_token(db: Database, origin: str | None, *, own: frozenset[str]) -> dict[str, Any]:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    client = clients.by_token(db, digest(token)) if scheme == "Bearer" and token else None
    bound_elsewhere = client is not None and origin is not None and client["origin"] != origin
    if client is None or bound_elsewhere:
        raise Problem(
            "not_paired",
            "Comity does not know this program, or it was unpaired.",
            "Pair it with the code that `comity pair` shows.",
            401,
        )
    wanted = "read" if request.method in ("GET", "HEAD") else "write"
    itself = request.method == "DELETE" and request.path == f"{MANAGING[0]}/{client['id']}"
    if request.path.startswith(MANAGING) and not itself:
        wanted = "manage"
    if wanted not in client["scopes"].split():
        raise Problem(
            "not_allowed", "This program is not allowed to do that.", "Use the `comity` command.", 403
        )
    return client


def _answer_cors(response: Response) -> None:
    if not (origin := g.get("cors_origin")):
        setattr(response, FLASK_CORS_EVALUATED, True)
        return
    options = get_cors_options(
        None,
        {
            "origins": [origin],
            "methods": ["GET", "POST", "PUT", "PATCH", "DELETE"],
            "allow_headers": ["authorization", "content-type"],
            "supports_credentials": False,
            "vary_header": False,
            "max_age": 0,
        },
    )
    set_cors_headers(response, options)
