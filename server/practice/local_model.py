"""A language model on this machine, if the user runs one: any with an OpenAI-compatible address. Off by default."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from server.settings import LanguageModel

TIMEOUT = 30.0
"""Seconds for the whole answer: a small model on a laptop takes about ten for a short letter."""
LONGEST_ANSWER = 64_000
"""Bytes read; a letter has about a thousand."""
MOST_TOKENS = 600


class NoAnswer(Exception):
    """The model is not there, or did not answer in a way that can be read; the message is a sentence for the user."""


def reply(model: LanguageModel, messages: Sequence[Mapping[str, str]], *, timeout: float = TIMEOUT) -> str:
    """The model's answer. Raises NoAnswer. Follows no redirect and asks no proxy: nothing leaves this machine."""
    parts = urlsplit(model.address)
    asked = {
        "model": model.name,
        "messages": list(messages),
        "temperature": 0.3,
        "max_tokens": MOST_TOKENS,
        "stream": False,
    }
    until = time.monotonic() + timeout
    connection = http.client.HTTPConnection(model.host, parts.port or 80, timeout=timeout)
    try:
        connection.request(
            "POST",
            f"{parts.path.rstrip('/')}/chat/completions",
            json.dumps(asked).encode(),
            {"Content-Type": "application/json", "Accept": "application/json"},
        )
        answer = connection.getresponse()
        if answer.status != http.client.OK:
            raise NoAnswer(f"the language model answered with an error ({answer.status})")
        return _text(_read(answer, connection, until))
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer("the language model does not answer") from error
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, connection: http.client.HTTPConnection, until: float) -> bytes:
    """The whole answer by the deadline, however slowly it trickles in."""
    parts: list[bytes] = []
    while True:
        left = until - time.monotonic()
        if left <= 0 or sum(map(len, parts)) > LONGEST_ANSWER:
            raise NoAnswer("the language model took too long, or said too much")
        if connection.sock is not None:
            connection.sock.settimeout(left)
        part = answer.read1(8192)
        if not part:
            return b"".join(parts)
        parts.append(part)


def _text(body: bytes) -> str:
    try:
        found = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError) as error:
        raise NoAnswer("the language model's answer cannot be read") from error
    if not isinstance(found, str) or not found.strip():
        raise NoAnswer("the language model said nothing")
    return found
