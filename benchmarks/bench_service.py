"""What the service takes in a large notebook: the first panel of the day, the next one, one after a page was kept,
today's list; whom to introduce in the whole network, for the first time, again, and after a page was kept; and a start
with and without the file in which vectors are kept.

``python -m benchmarks.bench_service --people 5000 30000`` prints medians of wall time through the API. The vectors are
made up (a hash of the words within a field), so that the service is measured and not the encoder.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any
from zlib import crc32

import numpy as np
from werkzeug.test import TestResponse

from benchmarks.bench_import import SYLLABLES
from benchmarks.figures import header, row, timed
from recommender.encoder import Vectors
from server import security
from server.advice import Advisor
from server.api.context import PREFIX
from server.app import create_app
from server.db import connect, open_store
from server.equipment import Equipment
from server.settings import Settings
from server.store import facets, fields, people, ties, touches
from server.store.journal import edit

NOW = datetime(2026, 5, 4, 9, tzinfo=UTC)
FIELDS, WORDS_A_FIELD = 60, 40
OFFERS, NEEDS = 5, 2
DIMENSIONS = 384
FIELD, TOPIC = 0.35, 0.45
"""Shares of a vector's length that two texts of one field, and of one topic, have in common."""
CAPTURES = 7
WHOLE = 3
"""How often the whole network is asked for, and a start made, in each state."""


class MadeUpEncoder:
    """Texts of one field are near each other, of one topic nearer."""

    id = "made-up"
    dimensions = DIMENSIONS

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [self._vector(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSIONS), np.float32)

    def _vector(self, text: str) -> Vectors:
        field, topic = [*text.split(), "", ""][:2]
        mixed = FIELD**0.5 * _drawn(field) + TOPIC**0.5 * _drawn(field + topic)
        mixed += (1 - FIELD - TOPIC) ** 0.5 * _drawn(text)
        return np.asarray(mixed / np.linalg.norm(mixed), np.float32)


def _drawn(text: str) -> Vectors:
    row = np.random.default_rng(crc32(text.encode())).standard_normal(DIMENSIONS, dtype=np.float32)
    return np.asarray(row / np.linalg.norm(row), np.float32)


class MadeUpEquipment(Equipment):
    @property
    def encoder(self) -> Any:
        return MadeUpEncoder()


def fill(database: Path, count: int, seed: int = 1) -> None:
    """People with offers and needs, known to the user and each to a few others."""
    chance = np.random.default_rng(seed)

    def words(field: int) -> str:
        return f"field{field} topic{chance.integers(WORDS_A_FIELD)} wording{chance.integers(9)}"

    def name() -> str:
        drawn = [SYLLABLES[one] for one in chance.integers(len(SYLLABLES), size=5)]
        return f"{''.join(drawn[:2]).title()} {''.join(drawn[2:]).title()}"

    db = open_store(database)
    with edit(db, what="Imported a made-up network", who="import", at=NOW) as opened:
        made = [people.add(opened, is_me=number == 0) for number in range(count)]
        for person in made:
            home = chance.integers(FIELDS, size=2).tolist()
            house = f"House {chance.integers(count // 20 + 1)}"
            known = {"name": name(), "organisation": house, "place": f"Town {chance.integers(9)}"}
            for field, value in known.items():
                fields.put(opened, person, field, value, source="you", set_by="import")
            wants = int(chance.integers(FIELDS))
            for kind, where in [*(("offer", home[i % 2]) for i in range(OFFERS)), *[("need", wants)] * NEEDS]:
                facets.put(
                    opened, person, kind, words(where), source="note", set_by="import",
                    observed_on=NOW.date() - timedelta(days=int(chance.integers(300))),
                )  # fmt: skip
            touches.add(
                opened, person, on=NOW.date() - timedelta(days=int(chance.integers(1200))), how="message",
                direction="both", source="you", note="",
            )  # fmt: skip
        for number, person in enumerate(made):
            for other in {0, *chance.integers(count, size=2).tolist()} - {number}:
                ties.put(opened, person, made[other], "known", evidence="", source="import")
    db.close()


class Panel:
    """Asks the service as the side panel does."""

    def __init__(self, settings: Settings) -> None:
        self._aside: list[Callable[[], None]] = []
        advisor = Advisor(settings, MadeUpEquipment(settings), apart=self._aside.append)
        self._client = create_app(settings, clock=lambda: NOW, advisor=advisor).test_client()
        db = connect(settings.database)
        _, token = security.issue(db, name="bench", origin="", now=NOW)
        db.close()
        self._headers = {"Host": f"127.0.0.1:{settings.port}", "Authorization": f"Bearer {token}"}

    def aside(self) -> None:
        """What the service does while nobody waits."""
        while self._aside:
            self._aside.pop()()

    def post(self, path: str, **body: Any) -> Any:
        return self._checked(self._client.post(PREFIX + path, json=body, headers=self._headers))

    def get(self, path: str) -> Any:
        return self._checked(self._client.get(PREFIX + path, headers=self._headers))

    def _checked(self, answer: TestResponse) -> Any:
        if answer.status_code >= 400:
            raise RuntimeError(answer.get_data(as_text=True))
        return answer.get_json()

    def kept(self, number: int) -> dict[str, Any]:
        """Somebody new, as a page would bring them."""
        said = [("offer", f"field{number} topic1 wording1"), ("need", f"field{number + 20} topic2 wording2")]
        return self.post(
            "/captures",
            url=f"https://example.org/people/{number}",
            person="new",
            fields=[{"field": "name", "value": f"Newly Kept{number}"}],
            facets=[
                {"kind": kind, "text": text, "evidence": text, "confidence": 1} for kind, text in said
            ],
        )  # fmt: skip


def milliseconds(work: Any) -> tuple[float, Any]:
    taken, answer = timed(work)
    return 1000 * taken, answer


def bench(count: int, home: Path) -> None:
    settings = Settings(home=home)
    fill(settings.database, count)
    header(f"{count:,} people")
    row(
        "vectors of a made-up encoder, and first panel, ms",
        milliseconds(lambda: _panel(Panel(settings), 7))[0],
    )
    panel = Panel(settings)
    row("after a start: the first panel, ms", milliseconds(lambda: _panel(panel, 11))[0])
    row("... circles and sieve, while nobody waits, ms", milliseconds(panel.aside)[0])
    row("the next panel, ms", median(milliseconds(lambda p=p: _panel(panel, p))[0] for p in range(21, 40)))
    after, again = [], []
    for number in range(CAPTURES):
        kept = panel.kept(number)
        person = kept["person"]["id"]
        after.append(milliseconds(lambda person=person: _panel(panel, person))[0])
        panel.post(f"/edits/{kept['edit']}/undo")
        again.append(milliseconds(lambda number=number: _panel(panel, 50 + number))[0])
    row("a page kept: that person's panel, ms", median(after))
    row("that undone: another's panel, ms", median(again))
    row("today's list, ms", median(milliseconds(lambda: panel.get("/digest"))[0] for _ in range(3)))
    bench_whole_network(panel)
    bench_start(settings)


def bench_whole_network(panel: Panel) -> None:
    """All pairs are compared once; after that only those whom a change concerns."""

    def ideas() -> tuple[float, Any]:
        taken, answer = milliseconds(lambda: panel.post("/introductions/ideas", limit=10))
        return taken / 1000, answer

    first, answer = ideas()
    row(f"whom to introduce ({len(answer['introductions'])} found), the first time, s", first)
    again = median(ideas()[0] for _ in range(WHOLE))
    row("... again / the first time, s", again, first, ratio=again / first)
    kept, undone = [], []
    for number in range(WHOLE):
        page = panel.kept(CAPTURES + number)
        kept.append(ideas()[0])
        panel.post(f"/edits/{page['edit']}/undo")
        undone.append(ideas()[0])
    row("... after a page was kept / the first time, s", median(kept), first, ratio=median(kept) / first)
    row("... after that was undone / the first time, s", median(undone), first, ratio=median(undone) / first)


def bench_start(settings: Settings) -> None:
    """What a command of the terminal, or a service that was stopped, does before anything else."""
    db, equipment = connect(settings.database), MadeUpEquipment(settings)

    def start(without: bool) -> float:
        if without:
            settings.vectors.unlink(missing_ok=True)
        return timed(lambda: Advisor(settings, equipment, apart=lambda work: None).space(db, NOW))[0]

    Advisor(settings, equipment).space(db, NOW)  # writes the file, unless it is there
    with_file = median(start(False) for _ in range(WHOLE))
    size = settings.vectors.stat().st_size / 2**20
    anew = median(start(True) for _ in range(WHOLE))
    row(f"a start with the file ({size:.0f} MB) / without, s", with_file, anew, ratio=with_file / anew)
    db.close()


def _panel(panel: Panel, person: int) -> Any:
    return panel.post("/suggestions", person=person)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, nargs="+", default=[5000, 30_000])
    for count in parser.parse_args().people:
        with tempfile.TemporaryDirectory() as home:
            bench(count, Path(home))


if __name__ == "__main__":
    main()
