"""How long an export of many connections takes to import, to import again and to take back, and who waits meanwhile.

`python -m benchmarks.bench_import [--people 30000]` prints, for each step, processor seconds, microseconds a person
and how long the longest wait of another writer was.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from server.db import connect, open_store, writing
from server.importers import import_file
from server.store import undoing

NOW = datetime(2026, 5, 4, tzinfo=UTC)
HOUSES = 40
"""People at one organisation, on average."""
SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprst" for vowel in "aeiou"]


def connections(people: int, seed: int = 1) -> bytes:
    """A Connections.csv of invented people; some share names and houses, one in ten shows an e-mail."""
    chance = random.Random(seed)
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    for number in range(people):
        given = "".join(chance.choices(SYLLABLES, k=2)).title()
        family = "".join(chance.choices(SYLLABLES, k=3)).title()
        house = f"House {chance.randrange(people // HOUSES + 1)}"
        email = f"{given}.{number}@example.org" if number % 10 == 0 else ""
        url = f"https://www.linkedin.com/in/{given}-{family}-{number}-example"
        lines.append(
            f'{given},{family},{url},{email},"{house}, Inc.",Trade {number % 97},{number % 28 + 1} Mar 2021'
        )
    return "\n".join(lines).encode()


def measured(what: str, people: int, database: Path, step: Callable[[], object]) -> None:
    """Runs a step while another connection takes the write lock again and again."""
    done, longest = threading.Event(), 0.0

    def other_writer() -> None:
        nonlocal longest
        db = connect(database)
        db.execute("pragma busy_timeout = 600000")
        while not done.wait(0.05):
            begun = time.perf_counter()
            with writing(db):
                longest = max(longest, time.perf_counter() - begun)
        db.close()

    waiting = threading.Thread(target=other_writer)
    waiting.start()
    begun = time.process_time()
    try:
        answer = step()
    finally:
        spent = time.process_time() - begun
        done.set()
        waiting.join()
    print(
        f"{what:14} {spent:6.1f} s  {1e6 * spent / people:6.0f} us a person  wait {longest:5.1f} s  {answer}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=30_000)
    people = parser.parse_args().people
    content = connections(people)
    with tempfile.TemporaryDirectory() as home:
        database = Path(home) / "comity.db"
        db = open_store(database)

        def bring(dry_run: bool = False) -> object:
            report = import_file(db, "Connections.csv", content, now=NOW, dry_run=dry_run)
            return dict(report.counts)

        measured("dry run", people, database, lambda: bring(dry_run=True))
        measured("import", people, database, bring)
        measured("import again", people, database, bring)
        measured("undo", people, database, lambda: undoing.undo(db, 1, at=NOW))
        db.close()


if __name__ == "__main__":
    main()
