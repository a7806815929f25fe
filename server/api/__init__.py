"""The API: one resource a file, pydantic at the door, plain dictionaries out."""

from __future__ import annotations

from flask_openapi3 import OpenAPI


def init_app(app: OpenAPI) -> None:
    from server.api import (
        captures,
        clients,
        drafts,
        edits,
        facets,
        feedback,
        imports,
        introductions,
        pair,
        people,
        phrases,
        ping,
        resources,
        suggestions,
        ties,
    )

    for module in (
        ping,
        pair,
        clients,
        captures,
        people,
        facets,
        ties,
        suggestions,
        introductions,
        feedback,
        resources,
        imports,
        drafts,
        phrases,
        edits,
    ):
        app.register_api(module.api)
