"""Serving: waitress on 127.0.0.1, the retraining job beside it, and a clean stop."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable
from functools import partial

from models.registry import Registry
from server import schedule
from server.advice import Advisor
from server.app import create_app, utc_now
from server.db import connect
from server.errors import Problem
from server.security import new_code
from server.settings import HOST, Settings
from server.spaces import in_a_thread

log = logging.getLogger("comity.serving")

THREADS = 4
"""One person's panel and scripts; the encoder and the scans use threads of their own."""
JOBS_END = 5.0
"""Seconds that the job in hand has to hear that it is cancelled; what it wrote is in one transaction or nowhere."""
MOST_BODY = 64 * 1024 * 1024
"""Bytes; security.py refuses far sooner, in our own words. This bounds what is read before it is asked."""


def serve(settings: Settings, *, show: Callable[[str], None], code_again: str | None) -> None:
    """Serves until SIGINT or SIGTERM; requests in flight are answered first.

    ``code_again`` is the command that makes another pairing code; None: none is opened at the start.
    """
    from waitress.server import create_server

    from server.refusals import Channel

    advisor = Advisor(settings, apart=in_a_thread)
    app = create_app(settings, advisor=advisor)
    try:
        server = create_server(
            app,
            host=HOST,
            port=settings.port,
            threads=THREADS,
            ident="",
            max_request_body_size=MOST_BODY,
            clear_untrusted_proxy_headers=True,
        )
    except OSError as error:
        raise Problem(
            "port_taken",
            f"Port {settings.port} on this machine is taken: Comity may be running already.",
            "Stop it, or choose another port with `comity serve --port`.",
        ) from error
    server.channel_class = Channel  # type: ignore[union-attr]
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that somebody waits a moment is no news
    # waitress drops the request in flight on SIGTERM but not on SIGINT; a shell that starts us in the background has
    # SIGINT ignored, so it is taken up again.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    stop = threading.Event()
    helper = threading.Thread(
        target=schedule.run,
        args=(settings, Registry(settings.models), stop, utc_now),
        name="comity-jobs",
        daemon=True,
    )
    helper.start()
    in_a_thread(partial(warm_up, settings, advisor))
    show(f"Comity listens on http://{HOST}:{settings.port} (this machine only). Ctrl-C stops it.")
    if code_again:
        db = connect(settings.database)
        show(f"Pairing code: {new_code(db, utc_now())}   (five minutes; `{code_again}` makes a new one)")
        db.close()
    try:
        server.run()
    finally:
        stop.set()
        app.extensions["comity"].jobs.stop(JOBS_END)
        helper.join(timeout=5)
        server.close()
        show("Comity has stopped.")


def warm_up(settings: Settings, advisor: Advisor) -> None:
    """Reads the network before the first panel asks for it; where something is amiss, the panel will say so."""
    db = connect(settings.database)
    try:
        advisor.space(db, utc_now())
    except Problem as problem:
        log.info("%s", problem.message)
    finally:
        db.close()
