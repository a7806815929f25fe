"""The network as vectors, kept between requests, and the last run over all of it: what the journal says was written since
is brought in, person by person; everything is read anew each day, and when much has changed. What was read of a large
network is kept in a file, for the next process to begin from."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlite_utils import Database

from server import mapped, snapshot
from server.db import connect
from server.settings import Settings
from server.store import journal, people
from server.store.vectors import CachedEncoder

if TYPE_CHECKING:
    from recommender.encoder import Encoder
    from recommender.introductions import Run
    from recommender.kept import Kept
    from recommender.kernel.bits import BitIndex
    from recommender.matching import Matching
    from recommender.space import Space

log = logging.getLogger("comity.spaces")

DRIFT = 0.1
"""Share of the people changed from which on everything is read anew: how rare words and needs are was told from the
others."""
ROWS_A_PERSON = 20
"""Rows that somebody brought in by a page writes, at the most: beyond that for each of so many it is read anew."""

WAITING = 0.1
"""Seconds between two questions whether somebody who waits for another's run still wants theirs."""

WORTHWHILE = 1000
"""People from whom on their vectors are kept in a file: below, all is read in a moment."""

Apart = Callable[[Callable[[], None]], None]
"""Runs something that nobody waits for."""


def in_a_thread(work: Callable[[], None]) -> None:
    threading.Thread(target=work, name="comity-spaces", daemon=True).start()


@dataclass(frozen=True)
class Held:
    space: Space
    edit: int
    """The last one that is in it."""
    made_with: tuple[Any, ...]
    """The day, the encoder and the matching numbers: with others it is another space."""
    in_file: bool = False
    """Whether the file is of this reading."""
    run: Run | None = None
    """The last one over the whole network; it goes with the space whose vectors it holds on to."""


class Spaces:
    """Safe to share between threads."""

    def __init__(self, settings: Settings, apart: Apart | None = None) -> None:
        """``apart``: what takes long is done aside and taken over when it is ready; without it, at once or not at
        all."""
        self._settings = settings
        self._apart = apart
        self._lock = threading.RLock()
        self._turn = threading.Lock()
        self._held: Held | None = None
        self._busy = False

    def current(self, db: Database, encoder: Encoder, matching: Matching, *, now: datetime) -> Space:
        """As the database has it. In a service only the first one of all is waited for, and what a large import
        brought: on a new day the one of yesterday serves until today's is ready."""
        made_with = (now.date(), encoder.id, matching)
        with self._lock:
            held = self._held and self._brought_up(self._held, db, encoder, now)
            if held and held.made_with[1:] != made_with[1:]:
                held = None
            stale = held and (held.made_with != made_with or self._drifted(held))
            if held is None or (stale and self._apart is None):
                held, stale = self._read(db, encoder, matching, now, anew=bool(stale)), False
            self._held = held
            if self._apart and not self._busy and (stale or not _ready(held.space)):
                self._busy = True
                self._apart(partial(self._renew, None if stale else held, encoder, matching, now))
        # The connection behind the encoder belongs to one request: each gets the space with its own.
        own = CachedEncoder(encoder, db)
        return replace(held.space, meaning=replace(held.space.meaning, encoder=own))

    @contextmanager
    def turn(self, cancelled: Callable[[], bool] | None = None) -> Iterator[None]:
        """One run over the whole network at a time: who comes second then begins from what the first one found.
        Raises ``blocks.Cancelled``."""
        from recommender.kernel.blocks import Cancelled

        while not self._turn.acquire(timeout=WAITING):
            if cancelled and cancelled():
                raise Cancelled
        try:
            yield
        finally:
            self._turn.release()

    @property
    def run(self) -> Run | None:
        with self._lock:
            return self._held.run if self._held else None

    def keep(self, run: Run) -> None:
        """For the next one to begin from; not where everything was read anew meanwhile."""
        with self._lock:
            if self._held and self._held.space.base is run.space.base:
                self._held = replace(self._held, run=run)

    def _read(
        self, db: Database, encoder: Encoder, matching: Matching, now: datetime, *, anew: bool = False
    ) -> Held:
        """From the file, and then only those who are others since; or everybody, if it has to be."""
        from recommender.space import Space

        edit = journal.last(db)  # first: what is written meanwhile is brought in once more
        network = snapshot.network(db, capacity=self._settings.capacity, now=now)
        own, made_with = CachedEncoder(encoder, db), (now.date(), encoder.id, matching)
        kept = None if anew or len(network.people) < WORTHWHILE else self._kept(encoder, matching)
        most = int(DRIFT * len(network.people))
        space = kept and kept.space(network, own, matching, today=now.date(), at_most=most)
        if space:
            return Held(space, edit, made_with, in_file=True)
        held = Held(Space.of(network, own, matching, today=now.date()), edit, made_with)
        return held if self._apart else self._filed(held)

    def _kept(self, encoder: Encoder, matching: Matching) -> Kept | None:
        from recommender.kept import Kept

        found = mapped.read(self._settings.vectors, _state(encoder.id, matching))
        try:
            return Kept.from_arrays(found) if found else None
        except KeyError:
            return None

    def _filed(self, held: Held) -> Held:
        """Writes what was read as a whole, where that pays; without, the next process only takes longer."""
        from recommender.kept import Kept

        space = held.space
        if held.in_file or space.fresh or len(space.entries) < WORTHWHILE:
            return held
        try:
            state = _state(space.meaning.encoder.id, space.matching)
            mapped.write(self._settings.vectors, state, Kept.of(space).arrays())
        except OSError as error:
            log.info("The network's vectors are not kept in a file: %s", error)
            return held
        return replace(held, in_file=True)

    def _brought_up(self, held: Held, db: Database, encoder: Encoder, now: datetime) -> Held | None:
        """With all that was written since; None where that is too much, or no longer the same notebook."""
        edit = journal.last(db)
        if edit == held.edit:
            return held
        space = held.space
        most = max(1, int(DRIFT * len(space.entries)))
        changes = snapshot.changes(db, held.edit, at_most=most * ROWS_A_PERSON)
        if changes is None or len(changes.people) > most or people.me(db) != space.me:
            return None
        there = list(snapshot.persons(db, capacity=self._settings.capacity, among=changes.people))
        gone = changes.people - {person.id for person in there}
        if held.in_file and gone & set(space.base.tolist()):
            with suppress(OSError):  # what was known of them goes from there, too
                self._settings.vectors.unlink(missing_ok=True)
            held = replace(held, in_file=False)
        ties = list(snapshot.ties_between(db, changes.pairs, now.date()))
        own = replace(space, meaning=replace(space.meaning, encoder=CachedEncoder(encoder, db)))
        changed = own.changed(
            there,
            gone=gone,
            ties=ties,
            untied=changes.pairs - {(min(tie.a, tie.b), max(tie.a, tie.b)) for tie in ties},
            barred=snapshot.barred(db, now),
            resources=snapshot.shareable(db) if changes.resources else None,
        )
        if len(changed.entries) != people.count(db):
            return None
        return replace(held, space=changed, edit=edit)

    def _drifted(self, held: Held) -> bool:
        return len(held.space.fresh) > DRIFT * len(held.space.entries)

    def _renew(self, held: Held | None, encoder: Encoder, matching: Matching, now: datetime) -> None:
        """Finds the communities and makes the sieve of what is held; without it reads everything anew first. Takes
        the lock only to hand over."""
        db = connect(self._settings.database)
        try:
            held = held or self._read(db, encoder, matching, now, anew=True)
            ready = held.space
            sieve, _ = _sieve(ready), ready.graph.community
            in_file = self._filed(held).in_file
            with self._lock:
                if self._held and self._held.space.crowd is ready.crowd:
                    held = self._held  # with what was written meanwhile
                space = held.space.prepared(sieve, ready.graph)
                self._held = replace(held, space=space, in_file=in_file)
        except Exception:
            log.exception("The network could not be put in order; it is read as it is.")
        finally:
            db.close()
            self._busy = False


def _state(encoder: str, matching: Matching) -> dict[str, Any]:
    """What vectors depend on besides the people."""
    return {"encoder": encoder, "matching": matching.to_json()}


def _ready(space: Space) -> bool:
    from recommender.kernel.bits import WORTHWHILE

    return space.graph.prepared and (space.sieve is not None or len(space.crowd) <= WORTHWHILE)


def _sieve(space: Space) -> BitIndex | None:
    from recommender.kernel.bits import WORTHWHILE, BitIndex

    if space.sieve is None and len(space.crowd) > WORTHWHILE:
        return BitIndex.of(space.crowd, space.matching.curve)
    return space.sieve
