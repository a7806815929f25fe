"""The true service as its user starts it: `comity serve` in a process of its own, on a data directory of its own."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from browsers.chromium import free_port

REPOSITORY = Path(__file__).parents[2]
CODE = re.compile(r"\b[2-9A-HJKMNP-X]{8}\b")
COMMAND = [sys.executable, "-c", "from server.cli import main; main()"]


class Service:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        encoder = os.environ.get("COMITY_ENCODER", str(REPOSITORY / ".venv" / "comity-models"))
        self._environ = {
            **os.environ,
            "COMITY_HOME": str(home),
            "COMITY_ENCODER": encoder,
            "PYTHONUNBUFFERED": "1",
        }
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self.said: list[str] = []

    def run(self, *words: str) -> str:
        """A `comity` command in the same data directory; what it printed."""
        done = subprocess.run(
            [*COMMAND, *words],
            env=self._environ,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self) -> None:
        self._process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(self.port)],
            env=self._environ, cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.said = []
        self._reader = threading.Thread(target=self._listen, args=(self._process.stdout,), daemon=True)
        self._reader.start()
        end = time.monotonic() + 60
        while time.monotonic() < end:
            assert self._process.poll() is None, "".join(self.said)
            try:
                urllib.request.urlopen(f"{self.base}/api/v1/ping", timeout=2).close()
                return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        raise AssertionError("The service did not come up: " + "".join(self.said))

    def _listen(self, lines: Any) -> None:
        for line in lines:
            self.said.append(line)
        lines.close()

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        if self._reader:
            self._reader.join(5)
        self._process = None

    def code(self) -> str:
        """A pairing code, as the user reads it off the terminal."""
        found = CODE.search(self.run("pair"))
        assert found, "`comity pair` showed no code"
        return found[0]

    def token(self, origin: str) -> str:
        """A token without the ceremony, for tests that are not about pairing."""
        from server import security
        from server.app import utc_now
        from server.db import connect

        db = connect(self.home / "comity.db")
        try:
            return security.issue(db, name="Test", origin=origin, now=utc_now())[1]
        finally:
            db.close()

    def rows(self, query: str, *values: Any) -> list[dict[str, Any]]:
        """What is in the database, read by itself."""
        connection = sqlite3.connect(f"file:{self.home / 'comity.db'}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        try:
            return [dict(row) for row in connection.execute(query, values)]
        finally:
            connection.close()
