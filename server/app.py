"""Puts the service together: one init_app a concern."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from flask import Flask, Response
from flask.json.provider import DefaultJSONProvider
from flask_openapi3 import Info, OpenAPI
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from server import api, security
from server.advice import Advisor
from server.api.context import PREFIX, Services, close_db, db, now
from server.api.schemas import ErrorShape
from server.db import open_store
from server.errors import Problem, our_fault
from server.joblist import Apart, JobList, in_a_thread
from server.settings import Settings

log = logging.getLogger("comity.app")

HTTP_SENTENCES = {
    400: ("bad_request", "Comity could not make sense of that request.", ""),
    404: ("not_found", "There is nothing at this address.", f"The API is under {PREFIX}/."),
    405: ("not_so", "This address does not take that method.", ""),
    413: (
        "too_large",
        "That is more than Comity takes at once.",
        "Import large files with `comity import FILE`.",
    ),
    415: ("not_json", "Comity takes JSON only.", "Send Content-Type: application/json."),
}


class Json(DefaultJSONProvider):
    """In the order of the models; what is nested too deeply to be read is as wrong as what is cut short."""

    sort_keys = False

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        try:
            return super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error


def utc_now() -> datetime:
    return datetime.now(UTC)


def create_app(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = utc_now,
    advisor: Advisor | None = None,
    apart: Apart = in_a_thread,
) -> OpenAPI:
    """The application. The database is made ready here, so that a broken one is found before the first request.

    ``apart`` runs the jobs, for which no request waits.
    """
    open_store(settings.database).close()
    app = OpenAPI(
        "comity",
        info=Info(title="Comity", version=version("comity"), description=__doc__ or ""),
        security_schemes={"token": {"type": "http", "scheme": "bearer"}},
        validation_error_status=400,
        validation_error_model=ErrorShape,
        validation_error_callback=_invalid,
        doc_ui=False,
        static_folder=None,
    )
    app.json = Json(app)
    app.url_map.merge_slashes = False
    app.extensions["comity"] = Services(settings, clock, advisor or Advisor(settings), JobList(clock, apart))
    app.teardown_appcontext(close_db)
    _init_errors(app)
    security.init_app(app, port=settings.port, db=db, now=now)
    api.init_app(app)
    app.add_url_rule(f"{PREFIX}/openapi.json", "openapi", lambda: app.api_doc)
    return app


def _invalid(error: ValidationError) -> Response:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    where = ".".join(str(part) for part in first["loc"]) or "body"
    problem = Problem("bad_request", f"{where}: {first['msg']}.", "See /api/v1/openapi.json for what fits.")
    return _answer(problem)


def _answer(problem: Problem) -> Response:
    from flask import jsonify

    response = jsonify(problem.as_dict())
    response.status_code = problem.status
    return response


def _init_errors(app: Flask) -> None:
    """Whatever goes wrong is answered in the one shape; what we did not foresee is logged, never shown."""

    @app.errorhandler(Problem)
    def on_problem(problem: Problem) -> Response:
        return _answer(problem)

    @app.errorhandler(HTTPException)
    def on_http(error: HTTPException) -> Any:
        if error.response is not None:
            return error.response
        status = error.code or 500
        code, message, hint = HTTP_SENTENCES.get(status, ("refused", error.description or "Refused.", ""))
        response = _answer(Problem(code, message, hint, status))
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                response.headers[name] = value
        return response

    @app.errorhandler(Exception)
    def on_bug(error: Exception) -> Response:
        log.exception("Unforeseen error", exc_info=error)
        return _answer(our_fault())
