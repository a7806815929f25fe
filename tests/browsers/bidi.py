"""WebDriver BiDi, spoken plainly over a socket: what Firefox understands without a driver program."""

from __future__ import annotations

import json
import queue
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

LARGEST = 2**26
"""Bytes of one message; a screenshot is a few million."""


class Bidi:
    """`bidi("browsingContext.getTree")` asks and waits for the answer; `bidi.on[...]` hears events."""

    def __init__(self, port: int, *, seconds: float = 40) -> None:
        self.on: dict[str, Callable[[dict[str, Any]], None]] = {}
        self._open = ExitStack()
        self._socket = self._connected(port, seconds)
        self._waiting: dict[int, queue.Queue[dict[str, Any]]] = {}
        self._events: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self._last = 0
        self._lock = threading.Lock()
        self._threads = [
            threading.Thread(target=run, daemon=True, name=run.__name__) for run in (self._listen, self._hear)
        ]
        for thread in self._threads:
            thread.start()

    def _connected(self, port: int, seconds: float) -> ClientConnection:
        end = time.monotonic() + seconds
        while True:
            try:
                address = f"ws://127.0.0.1:{port}/session"
                return self._open.enter_context(connect(address, max_size=LARGEST, open_timeout=10))
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def _listen(self) -> None:
        try:
            for message in self._socket:
                told = json.loads(message)
                if told.get("id") in self._waiting:
                    self._waiting.pop(told["id"]).put(told)
                elif "method" in told:
                    self._events.put(told)
        except ConnectionClosed:
            pass
        self._events.put(None)

    def _hear(self) -> None:
        """Events in a thread of their own, so that a handler may itself ask and wait."""
        while (told := self._events.get()) is not None:
            if handler := self.on.get(told["method"]):
                handler(told["params"])

    def __call__(self, method: str, /, **params: Any) -> dict[str, Any]:
        answer: queue.Queue[dict[str, Any]] = queue.Queue()
        with self._lock:
            self._last += 1
            number = self._last
            self._waiting[number] = answer
            self._socket.send(json.dumps({"id": number, "method": method, "params": params}))
        told = answer.get(timeout=40)
        if told.get("type") == "error":
            raise RuntimeError(f"{method}: {told['error']}: {told.get('message', '')[:400]}")
        found: dict[str, Any] = told["result"]
        return found

    def evaluate(self, context: str, expression: str) -> Any:
        answer = self(
            "script.evaluate",
            expression=expression,
            target={"context": context},
            awaitPromise=True,
            userActivation=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"][:600])
        return answer["result"].get("value")

    def close(self) -> None:
        self._open.close()
        for thread in self._threads:
            thread.join(5)
