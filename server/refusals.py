"""What waitress refuses before the application is asked (garbled requests, endless headers), in the one shape of errors."""

from __future__ import annotations

import json

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from server.app import HTTP_SENTENCES
from server.errors import Problem
from server.security import PRIVATE

OWN_SENTENCES = {
    431: ("too_large", "The headers of that request are longer than Comity reads.", ""),
    500: ("our_fault", "Something went wrong inside Comity.", "See its log."),
}
"""Beside those of the application; whatever else waitress refuses (smuggled or broken requests) is a bad request."""


class Refusal(ErrorTask):
    """The connection is closed after it: what follows a request that could not be read is no request."""

    def execute(self) -> None:
        error = self.request.error  # type: ignore[attr-defined]
        sentences = HTTP_SENTENCES | OWN_SENTENCES
        code, message, hint = sentences.get(error.code, sentences[400])
        body = json.dumps(Problem(code, message, hint, error.code).as_dict()).encode()
        self.status = f"{error.code} {error.reason}"
        self.response_headers = [*PRIVATE.items(), ("Content-Type", "application/json")]
        self.set_close_on_finish()
        self.content_length = len(body)
        self.write(body)


class Channel(HTTPChannel):
    error_task_class = Refusal
