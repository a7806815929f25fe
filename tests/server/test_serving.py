"""The service as a process: it starts, answers on this machine only, and stops cleanly."""

from __future__ import annotations

import base64
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.db import connect
from server.store import people

Serve = Callable[..., "subprocess.Popen[str]"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts `comity serve` with a home of its own; whatever still runs at the end is stopped."""
    started: list[subprocess.Popen[str]] = []

    def start(port: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
            env=os.environ | {"COMITY_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of one service that several tests knock at."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
        env=os.environ | {"COMITY_HOME": str(tmp_path_factory.mktemp("served"))},
        stdout=subprocess.DEVNULL,
    )
    ping(port)
    yield port
    process.kill()
    process.wait()


def ping(port: int) -> dict[str, object]:
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/ping", timeout=5) as answer:
                return dict(json.load(answer))
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the service did not come up")


def test_it_answers_ping_shows_a_code_and_stops_on_sigterm(serve: Serve, tmp_path: Path) -> None:
    port = free_port()
    process = serve(port)
    assert ping(port)["app"] == "comity"
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert f"http://127.0.0.1:{port}" in said
    assert "Pairing code: " in said
    assert f"COMITY_HOME={tmp_path} " in said, "a code from another data directory would be refused"
    assert "Comity has stopped." in said
    assert "Traceback" not in said


def test_it_stops_on_sigterm_when_a_shell_started_it_in_the_background(tmp_path: Path) -> None:
    """Such a shell leaves SIGINT ignored in what it starts."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", str(port)],
        env=os.environ | {"COMITY_HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # noqa: PLW1509
    )
    try:
        ping(port)
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=20)
        assert "Comity has stopped." in said
    finally:
        process.kill()
        process.communicate()


def test_a_taken_port_is_a_sentence(serve: Serve) -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        process = serve(holder.getsockname()[1])
        said, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "is taken" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("request_head", "status", "code"),
    [
        pytest.param("GET / HTTP/1.1\r\nHost : 127.0.0.1\r\n", 400, "bad_request", id="a garbled header"),
        pytest.param(
            "POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
            400,
            "bad_request",
            id="two lengths",
        ),
        pytest.param(
            "POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n", 501, "bad_request", id="another coding"
        ),
        pytest.param("POST / HTTP/1.1\r\nContent-Length: 1000000000\r\n", 413, "too_large", id="a gigabyte"),
        pytest.param("GET / HTTP/1.1\r\nX: ".ljust(262_142, "x"), 431, "too_large", id="an endless header"),
    ],
)
def test_what_never_reaches_the_application_is_refused_in_the_same_shape(
    served: int, request_head: str, status: int, code: str
) -> None:
    with socket.create_connection(("127.0.0.1", served), timeout=10) as line:
        line.sendall(request_head.encode() + b"\r\n")
        line.shutdown(socket.SHUT_WR)
        head, _, body = b"".join(iter(lambda: line.recv(65536), b"")).partition(b"\r\n\r\n")
    assert head.split()[1] == str(status).encode()
    assert json.loads(body)["error"].keys() == {"code", "message", "hint"}
    assert json.loads(body)["error"]["code"] == code
    assert b"X-Content-Type-Options: nosniff" in head


def test_no_other_machine_can_reach_it(serve: Serve) -> None:
    port = free_port()
    serve(port)
    ping(port)
    outside = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {
        "127.0.0.1"
    }
    for address in outside | {"127.0.0.2"}:
        with socket.socket() as knock:
            knock.settimeout(2)
            assert knock.connect_ex((address, port)) != 0, address


def test_the_request_in_flight_is_answered_before_it_stops(
    serve: Serve, tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first suggestions load the models, which takes long enough to be stopped in the middle."""
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    monkeypatch.setenv("COMITY_ENCODER", str(models_home))
    comity = [sys.executable, "-m", "server.cli"]
    subprocess.run([*comity, "sample"], check=True, capture_output=True)
    pair = [*comity, "pair", "--script", "test"]
    token = subprocess.run(pair, check=True, capture_output=True, text=True).stdout.strip()
    port = free_port()
    process = serve(port)
    ping(port)
    body = b'{"person": 2}'
    head = (
        f"POST /api/v1/suggestions HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=30) as line:
        line.sendall(head.encode() + body)
        time.sleep(0.2)
        process.send_signal(signal.SIGTERM)
        answered = b"".join(iter(lambda: line.recv(65536), b""))
    assert b" 200 OK" in answered
    assert answered.endswith(b"}\n")
    assert process.wait(timeout=20) == 0


def test_a_job_is_seen_through_and_the_one_in_hand_is_cancelled_when_the_service_stops(
    serve: Serve, tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path))
    monkeypatch.setenv("COMITY_ENCODER", str(models_home))
    comity = [sys.executable, "-m", "server.cli"]
    subprocess.run([*comity, "sample"], check=True, capture_output=True)
    pair = [*comity, "pair", "--script", "test"]
    token = subprocess.run(pair, check=True, capture_output=True, text=True).stdout.strip()
    port = free_port()
    process = serve(port)
    ping(port)

    def ask(path: str, body: object = None) -> dict[str, Any]:
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {token}", "Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            return dict(json.load(answer))

    def until(job: dict[str, Any], reached: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        for _ in range(1200):
            if reached(job):
                return job
            time.sleep(0.05)
            job = ask(f"/jobs/{job['id']}")
        raise AssertionError(job)

    ideas = until(ask("/jobs/introductions", {"limit": 3}), lambda job: bool(job["ended_at"]))
    assert len(ideas["result"]["introductions"]) == 3
    before = ask("/ping")["people"]
    rows = "".join(f"Ada{i},Row{i},ada{i}@example.org\n" for i in range(20_000))
    content = base64.b64encode(f"First Name,Last Name,Email Address\n{rows}".encode()).decode()
    job = ask("/jobs/imports", {"filename": "many.csv", "content_base64": content})
    until(job, lambda job: job["state"] == "running" and job["share"] > 0)
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=20)
    assert process.returncode == 0, said
    assert "Comity has stopped." in said
    assert "Traceback" not in said
    db = connect(tmp_path / "comity.db")
    assert people.count(db) == before, "of an import that was not seen through nothing is there"
    db.close()
