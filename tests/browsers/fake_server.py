"""A stand-in for the service, for what the true one does seldom: being slow, of another version, or somebody else."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Answer = tuple[int, Any]


class FakeServer:
    """Answers what the test says, notes every request. `answers[("POST", "/lookups")]` is a body or a function of one."""

    def __init__(self, port: int = 0) -> None:
        self.answers: dict[tuple[str, str], Any] = {}
        self.requests: list[tuple[str, str, Any]] = []
        self.delay = 0.0
        """Seconds before every answer but a ping's."""
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def _serve(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = json.loads(self.rfile.read(length)) if length else None
                path = self.path.removeprefix("/api/v1").split("?")[0]
                if self.command == "OPTIONS":
                    self._send(204, b"", "text/plain")
                    return
                if path != "/ping":
                    fake.requests.append((self.command, path, body))
                    time.sleep(fake.delay)
                found = fake.answers.get((self.command, path))
                status, answer = fake.of(found, body)
                if isinstance(answer, bytes):
                    self._send(status, answer, "text/html")
                else:
                    self._send(status, json.dumps(answer).encode(), "application/json")

            def _send(self, status: int, body: bytes, kind: str) -> None:
                try:
                    self.send_response(status)
                    self.send_header("Content-Type", kind)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the panel gave up waiting

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _serve

            def log_message(self, *_: Any) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self._http.daemon_threads = True
        self.port = self._http.server_port
        self.base = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @staticmethod
    def of(found: Any, body: Any) -> Answer:
        if found is None:
            return 404, {
                "error": {"code": "not_found", "message": "There is nothing at this address.", "hint": ""}
            }
        if callable(found):
            found = found(body)
        return found if isinstance(found, tuple) else (200, found)

    def answer(self, method: str, path: str, body: Any | Callable[[Any], Any]) -> None:
        self.answers[(method, path)] = body

    def sent(self, path: str) -> list[Any]:
        """The bodies of the requests to a path, in order."""
        return [body for _, found, body in self.requests if found == path]

    def wait_for(self, path: str, seconds: float = 15.0) -> None:
        """Until a request to the path has arrived; its answer may still be on its way."""
        until = time.monotonic() + seconds
        while not self.sent(path):
            assert time.monotonic() < until, f"no request to {path} in {seconds} s"
            time.sleep(0.02)

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=2)


def refused(status: int, code: str, message: str, hint: str = "") -> Answer:
    return status, {"error": {"code": code, "message": message, "hint": hint}}
