"""The API: one resource a file, pydantic at the door, plain dictionaries out."""

from __future__ import annotations

from flask_openapi3 import OpenAPI


def init_app(app: OpenAPI) -> None:
    from server.api import (
        asks,
        captures,
        causes,
        clients,
        digest,
        drafts,
        edits,
        exchanges,
        facets,
        feedback,
        imports,
        introductions,
        jobs,
        occasions,
        pair,
        people,
        phrases,
        ping,
        primer,
        promises,
        resources,
        rhythms,
        suggestions,
        ties,
        touches,
    )

    for module in (
        ping,
        pair,
        clients,
        captures,
        people,
        facets,
        ties,
        touches,
        exchanges,
        promises,
        rhythms,
        digest,
        occasions,
        suggestions,
        introductions,
        jobs,
        asks,
        feedback,
        resources,
        imports,
        drafts,
        phrases,
        causes,
        primer,
        edits,
    ):
        app.register_api(module.api)
