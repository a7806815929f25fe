"""The network kept between requests: what was written since is in it at once, and nobody else is read again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from sqlite_utils import Database

from recommender import space
from recommender.encoder import Vectors
from recommender.introductions import plan
from recommender.kernel import bits
from recommender.kernel.blocks import Cancelled
from recommender.learning.ranker import prior_ranker
from recommender.matching import Matching
from recommender.space import Space
from recommender.suggest import Advice, advise
from recommender.types import TieBand
from server import mapped, spaces
from server.settings import Settings
from server.spaces import Spaces
from server.store import facets, journal, people, ties, touches
from server.store.journal import edit


class Directions:
    """An encoder to which every text is a direction of its own."""

    id, dimensions = "directions", 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(crc32(text.encode())).standard_normal(256) for text in texts]
        return np.array([row / np.linalg.norm(row) for row in rows], np.float32).reshape(-1, 256)


MATCHING = Matching(lexical=0.0)
Add = Callable[..., int]
Ask = Callable[..., Space]


@pytest.fixture
def kept(db: Database, tmp_path: Path) -> Spaces:
    """Of twenty bakers who need a room, and the service's memory of them."""
    return Spaces(Settings(home=tmp_path))


@pytest.fixture
def bakers(person: Add) -> list[int]:
    return [person(f"Baker{i} Oven{i}", offers=("bread",), needs=("room",)) for i in range(20)]


@pytest.fixture
def ask(db: Database, kept: Spaces, now: datetime) -> Ask:
    def current(spaces: Spaces = kept, days: int = 0) -> Space:
        return spaces.current(db, Directions(), MATCHING, now=now + timedelta(days=days))

    return current


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many people were in each network that was read as a whole."""
    found: list[int] = []
    whole = Space.of

    def counted(network: object, *rest: object, **named: object) -> Space:
        found.append(len(network.people))  # type: ignore[attr-defined]
        return whole(network, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(space.Space, "of", counted)
    return found


def others(found: Advice) -> list[int | None]:
    return [one.other for one in found.introductions]


@pytest.mark.usefixtures("bakers")
class TestWhatIsWritten:
    def test_somebody_new_is_proposed_at_once_without_reading_the_others_again(
        self, ask: Ask, person: Add, readings: list[int]
    ) -> None:
        gardener = person("Ada Green", offers=("garden",), needs=("law",))
        assert others(advise(ask(), gardener, ranker=prior_ranker())) == []
        lawyer = person("Ben Court", offers=("law",), needs=("garden",))
        assert others(advise(ask(), gardener, ranker=prior_ranker())) == [lawyer]
        assert others(advise(ask(), lawyer, ranker=prior_ranker())) == [gardener]
        assert readings == [21]

    def test_undone_they_are_gone_and_done_again_they_are_back(
        self, db: Database, ask: Ask, person: Add, now: datetime, readings: list[int]
    ) -> None:
        gardener = person("Ada Green", offers=("garden",), needs=("law",))
        ask()
        lawyer = person("Ben Court", offers=("law",), needs=("garden",))
        ask()
        undone = journal.undo(db, journal.last(db), at=now)
        assert lawyer not in ask().entries
        assert others(advise(ask(), gardener, ranker=prior_ranker())) == []
        journal.undo(db, undone, at=now)
        assert others(advise(ask(), gardener, ranker=prior_ranker())) == [lawyer]
        assert readings == [21]

    def test_what_was_rejected_counts_no_longer(
        self, db: Database, ask: Ask, person: Add, now: datetime
    ) -> None:
        gardener = person("Ada Green", offers=("garden",), needs=("law",))
        person("Ben Court", offers=("law",), needs=("garden",))
        (need,) = ask().entries[gardener].needs
        with edit(db, what="Rejected a need", who="you", at=now) as opened:
            facets.change(opened, need.id, state="rejected")
        assert ask().entries[gardener].needs == ()

    def test_a_tie_a_touch_and_an_introduction_begun_count_at_once(
        self, db: Database, ask: Ask, person: Add, bakers: list[int], now: datetime, readings: list[int]
    ) -> None:
        me = person("Robin Me", me=True)
        with edit(db, what="Tied", who="you", at=now) as opened:
            old, _ = ties.put(opened, me, bakers[0], "dormant", evidence="", source="you")
        assert ask().graph.mine(bakers[0]).band is TieBand.DORMANT
        with edit(db, what="Met", who="you", at=now) as opened:
            touches.add(opened, bakers[0], on=now.date(), how="met", direction="both", source="you", note="")
        assert ask().graph.mine(bakers[0]).band is TieBand.KNOWN
        with edit(db, what="Untied", who="you", at=now) as opened:
            ties.remove(opened, old)
            ties.put(opened, bakers[1], bakers[2], "known", evidence="", source="you")
        assert ask().graph.mine(bakers[0]) is None
        assert ask().known.why(bakers[1], bakers[2])
        from server.practice import introductions

        introductions.begin(db, bakers[3], bakers[4], now=now)
        assert "You began" in ask().known.why(bakers[3], bakers[4])
        assert readings == [21]

    def test_two_entries_merged_are_one(self, db: Database, ask: Ask, person: Add, now: datetime) -> None:
        from server.store.merges import merge

        one, other = person("Ada Green", offers=("garden",)), person("Ada Green", needs=("law",))
        assert {one, other} <= ask().entries.keys()
        with edit(db, what="Merged", who="you", at=now) as opened:
            merge(opened, one, other)
        assert other not in ask().entries
        assert [need.text for need in ask().entries[one].needs] == ["law"]

    def test_a_new_day_and_a_tenth_of_the_people_are_read_as_a_whole(
        self, ask: Ask, person: Add, readings: list[int]
    ) -> None:
        ask()
        ask(days=1)
        assert readings == [20, 20]
        person("Ada Green")
        person("Ben Court")
        ask(days=1)
        assert readings == [20, 20]
        person("Cy Third")
        ask(days=1)
        assert readings == [20, 20, 23]

    def test_the_last_run_is_kept_with_the_space_it_is_of_and_goes_with_it(
        self, ask: Ask, kept: Spaces, person: Add
    ) -> None:
        assert kept.run is None
        first = plan(ask(), ranker=prior_ranker()).run
        kept.keep(first)
        person("Ada Green")
        ask()
        assert kept.run is first
        ask(days=1)
        assert kept.run is None, "it would hold on to yesterday's vectors"
        kept.keep(first)
        assert kept.run is None, "what was found of yesterday's is of no use"

    def test_one_run_at_a_time_and_who_waits_may_give_up(self, kept: Spaces) -> None:
        asked: list[bool] = []

        def waited_long() -> bool:
            asked.append(True)
            return len(asked) > 1

        with kept.turn():
            with pytest.raises(Cancelled), kept.turn(waited_long):
                raise AssertionError("two at a time")
            assert len(asked) == 2
        with kept.turn(waited_long):
            pass

    def test_nothing_written_is_nothing_read(self, ask: Ask, readings: list[int]) -> None:
        assert ask().entries is ask().entries
        assert readings == [20]


@pytest.mark.usefixtures("bakers")
class TestInAService:
    @pytest.fixture
    def later(self) -> list[Callable[[], None]]:
        """What is put off until the test does it."""
        return []

    @pytest.fixture
    def kept(self, db: Database, tmp_path: Path, later: list[Callable[[], None]]) -> Spaces:
        return Spaces(Settings(home=tmp_path), apart=later.append)

    def test_yesterdays_serves_until_todays_is_ready(
        self, ask: Ask, person: Add, later: list[Callable[[], None]], now: datetime
    ) -> None:
        ask()
        later.pop()()
        assert ask().graph.prepared, "circles are found aside, too"
        assert ask(days=1).today == now.date()
        ada = person("Ada Green")
        assert ada in ask(days=1).entries
        later.pop()()
        assert not later, "it is made once"
        assert ask(days=1).today == now.date() + timedelta(days=1)
        assert ada in ask(days=1).entries

    def test_the_sieve_is_made_aside_and_finds_what_the_scan_finds_and_who_came_since(
        self,
        ask: Ask,
        person: Add,
        later: list[Callable[[], None]],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        monkeypatch.setattr(bits, "WORTHWHILE", 10)
        gardener = person("Ada Green", offers=("garden",), needs=("law",))
        lawyer = person("Ben Court", offers=("law",), needs=("garden",))
        plain = ask()
        assert plain.sieve is None, "nobody waits for it"
        third = person("Cy Third", offers=("law",), needs=("garden", "bread"))
        ask()
        later.pop()()
        assert not later
        sifted = ask()
        assert sifted.sieve is not None
        entries = sifted.entries
        assert sifted.gains(entries[gardener]).keys() == {lawyer, third}
        assert sifted.gains(entries[gardener])[lawyer] == plain.gains(plain.entries[gardener])[lawyer]
        assert set(others(advise(sifted, gardener, ranker=prior_ranker()))) == {lawyer, third}
        fourth = person("Di Fourth", offers=("law",), needs=("garden",))
        assert fourth in ask().gains(ask().entries[gardener])
        assert ask().sieve is sifted.sieve, "one person more makes no new sieve"


@pytest.mark.usefixtures("bakers")
class TestInAFile:
    @pytest.fixture(autouse=True)
    def twenty_are_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(spaces, "WORTHWHILE", 10)

    def test_the_next_process_reads_only_who_is_another_since(
        self, ask: Ask, person: Add, tmp_path: Path, readings: list[int]
    ) -> None:
        first = ask()
        settings = Settings(home=tmp_path)
        assert settings.vectors.stat().st_mode & 0o777 == 0o600
        gardener = person("Ada Green", offers=("garden",), needs=("room",))
        again = ask(Spaces(settings))
        assert readings == [20]
        assert again.fresh == {gardener}
        assert np.array_equal(again.crowd.offers, first.crowd.offers)
        assert not again.crowd.offers.flags.writeable, "it is mapped"

    def test_where_a_tenth_changed_somebody_is_gone_or_it_is_damaged_all_is_read_and_kept_anew(
        self, db: Database, ask: Ask, person: Add, tmp_path: Path, now: datetime, readings: list[int]
    ) -> None:
        ask()
        settings = Settings(home=tmp_path)
        new = [person(f"New{i} Person", offers=("law",)) for i in range(3)]
        assert not ask(Spaces(settings)).fresh
        assert readings == [20, 23]
        journal.undo(db, journal.last(db), at=now)
        assert new[-1] not in ask(Spaces(settings)).entries
        assert readings == [20, 23, 22], "what was known of them goes from the file"
        settings.vectors.write_bytes(settings.vectors.read_bytes()[:-100])
        ask(Spaces(settings))
        ask(Spaces(settings))
        assert readings == [20, 23, 22, 22]

    def test_a_running_service_throws_it_away_when_somebody_in_it_is_gone(
        self, db: Database, ask: Ask, person: Add, tmp_path: Path, now: datetime
    ) -> None:
        person("Ada Green", offers=("garden",))
        ask()
        person("Ben Court", offers=("law",))
        journal.undo(db, journal.last(db), at=now)
        ask()
        file = Settings(home=tmp_path).vectors
        assert file.exists(), "Ben was never in it"
        journal.undo(db, journal.last(db) - 2, at=now)
        ask()
        assert not file.exists()

    def test_where_it_cannot_be_written_nothing_is_lost(
        self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: object) -> None:
            raise OSError("No space left on device")

        monkeypatch.setattr(mapped, "write", full)
        assert len(ask().entries) == 20
        assert not Settings(home=tmp_path).vectors.exists()

    def test_in_a_service_it_is_written_aside(self, ask: Ask, tmp_path: Path, readings: list[int]) -> None:
        later: list[Callable[[], None]] = []
        service, file = Spaces(Settings(home=tmp_path), apart=later.append), Settings(home=tmp_path).vectors
        ask(service)
        assert not file.exists(), "nobody waits for it"
        later.pop()()
        assert file.exists()
        assert ask(Spaces(Settings(home=tmp_path))).graph.prepared
        assert readings == [20]
        file.unlink()
        ask(service, days=1)
        later.pop()()
        assert file.exists(), "a new day's reading is kept anew"


def test_a_small_notebook_is_in_no_file(ask: Ask, person: Add, tmp_path: Path) -> None:
    person("Ada Green", offers=("garden",))
    ask()
    assert spaces.WORTHWHILE == 1000
    assert not Settings(home=tmp_path).vectors.exists()


def test_an_empty_notebook_has_an_empty_space_and_grows(ask: Ask, person: Add, db: Database) -> None:
    assert ask().entries == {}
    ada = person("Ada Green")
    assert list(ask().entries) == [ada]
    assert people.count(db) == 1
