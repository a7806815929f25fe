"""From a file to people: what is new, what is known, what is refused, and how it is taken back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from server.db import connect, open_store
from server.errors import Problem
from server.importers import REHEARSALS, ImportReport, import_file
from server.migrations import migrate
from server.store import facets, fields, imports, journal, notes, people, rehearsal, ties

Add = Callable[..., int]
HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ADA = "Ada,Lovelace,https://www.linkedin.com/in/ada-example,ada@example.org,Mill,Engineer,12 Mar 2024"
BO = "Bo,Third,https://www.linkedin.com/in/bo-example,,Forge,Smith,7-Feb-22"
NOBODY = ",,,,,,20 Mar 2022"
TABLES = ("people", "fields", "notes", "facets", "ties", "edits", "changes")


def contents(db: Database, tables: tuple[str, ...] = TABLES) -> dict[str, list[tuple[object, ...]]]:
    return {table: db.execute(f"select * from {table} order by 1, 2").fetchall() for table in tables}


def linkedin(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return tuple(report.counts[word] for word in ("new", "updated", "unchanged", "refused"))  # type: ignore[return-value]


@pytest.fixture
def bring(db: Database, now: datetime) -> Callable[..., ImportReport]:
    def run(*lines: str, name: str = "Connections.csv", days: int = 0, **options: object) -> ImportReport:
        return import_file(db, name, linkedin(*lines), now=now + timedelta(days=days), **options)  # type: ignore[arg-type]

    return run


Bring = Callable[..., ImportReport]


def test_a_file_becomes_people_tied_to_the_user(db: Database, bring: Bring) -> None:
    report = bring(ADA, NOBODY, BO)
    assert report.format == "linkedin"
    assert counts(report) == (2, 0, 0, 1)
    assert [(one.line, "LinkedIn leaves the name out" in one.reason) for one in report.refused] == [(3, True)]
    assert report.preview == ("Ada Lovelace · Engineer · Mill (new)", "Bo Third · Smith · Forge (new)")
    me = people.me(db)
    assert me is not None
    assert people.card(db, me)["name"] == "Me"
    found = {people.card(db, row["a"] + row["b"] - me)["name"]: row for row in ties.of(db, me)}
    assert {name: (row["band"], row["evidence"]) for name, row in found.items()} == {
        "Ada Lovelace": ("known", "Connected on 12 Mar 2024 (Connections.csv)"),
        "Bo Third": ("known", "Connected on 7 Feb 2022 (Connections.csv)"),
    }


def test_every_value_has_its_source_and_who_set_it(db: Database, bring: Bring) -> None:
    bring(ADA)
    [ada] = fields.people_with(db, "email", "ada@example.org")
    assert {(row["source"], row["set_by"]) for row in fields.of(db, ada)} == {("Connections.csv", "import")}


def test_the_same_file_a_second_time_changes_nothing(db: Database, bring: Bring) -> None:
    bring(ADA, NOBODY, BO)
    before = contents(db)
    again = bring(ADA, NOBODY, BO, name="Connections (1).csv", days=30)
    assert counts(again) == (0, 0, 2, 1)
    assert again.edit_id is None
    assert contents(db) == before


def test_a_newer_file_updates_what_changed_and_adds_who_is_new(db: Database, bring: Bring) -> None:
    bring(ADA)
    report = bring(ADA.replace("Engineer", "Director"), BO)
    assert counts(report) == (1, 1, 0, 0)
    [ada] = fields.people_with(db, "email", "ada@example.org")
    assert people.card(db, ada)["role"] == "Director"


def test_a_dry_run_says_the_same_and_changes_nothing(db: Database, bring: Bring) -> None:
    before = contents(db, (*TABLES, "imports"))
    rehearsed = bring(ADA, NOBODY, BO, dry_run=True)
    assert contents(db, (*TABLES, "imports")) == before
    real = bring(ADA, NOBODY, BO)
    assert (rehearsed.counts, rehearsed.refused, rehearsed.preview) == (
        real.counts,
        real.refused,
        real.preview,
    )
    assert (rehearsed.import_id, rehearsed.edit_id) == (None, None)


def test_a_whole_import_is_taken_back_at_once(db: Database, now: datetime, person: Add, bring: Bring) -> None:
    person("Somebody Else")
    before = contents(db, ("people", "fields", "notes", "facets", "ties"))
    report = bring(ADA, BO)
    assert report.edit_id is not None
    journal.undo(db, report.edit_id, at=now)
    assert contents(db, ("people", "fields", "notes", "facets", "ties")) == before


def test_the_import_is_logged_with_its_refusals(db: Database, bring: Bring) -> None:
    report = bring(ADA, NOBODY)
    [logged] = imports.everything(db)
    assert (logged["id"], logged["edit"]) == (report.import_id, report.edit_id)
    assert logged["counts"] == {"new": 1, "updated": 0, "unchanged": 0, "refused": 1}
    assert [one["line"] for one in logged["refused"]] == [3]


def test_who_is_there_already_is_found_and_not_added(db: Database, person: Add, bring: Bring) -> None:
    ada = person("Ada Byron", url="https://www.linkedin.com/in/ada-example")
    assert counts(bring(ADA)) == (0, 1, 0, 0)
    assert fields.people_with(db, "email", "ada@example.org") == [ada]
    assert people.card(db, ada)["name"] == "Ada Byron"


def test_a_namesake_is_kept_apart_and_that_is_said(db: Database, person: Add, bring: Bring) -> None:
    person("Bo Third", organisation="Elsewhere")
    report = bring(BO)
    assert counts(report) == (1, 0, 0, 0)
    [remark] = report.remarks
    assert remark.line == 2
    assert "There is Bo Third already" in remark.reason
    assert bring(BO).remarks == ()


def test_two_rows_on_one_person_are_one_person_and_the_first_counts(db: Database, bring: Bring) -> None:
    other = ADA.replace("Engineer", "Director")
    assert counts(bring(ADA, other)) == (1, 0, 1, 0)
    [ada] = fields.people_with(db, "email", "ada@example.org")
    assert people.card(db, ada)["role"] == "Engineer"
    assert counts(bring(ADA, other)) == (0, 0, 2, 0)


def test_how_near_the_user_says_somebody_is_stands_against_any_file(
    db: Database, now: datetime, bring: Bring
) -> None:
    bring(ADA)
    me = people.me(db)
    assert me is not None
    [tie] = ties.of(db, me)
    with journal.edit(db, what="Nearer", who="you", at=now) as edit:
        ties.put(edit, tie["a"], tie["b"], "close", evidence="", source="you")
    assert counts(bring(ADA)) == (0, 0, 1, 0)
    assert [row["band"] for row in ties.of(db, me)] == ["close"]


def test_the_user_in_their_own_address_book_is_not_tied_to_themselves(
    db: Database, person: Add, bring: Bring
) -> None:
    me = person("Ada Lovelace", me=True, email="ada@example.org")
    assert counts(bring(ADA)) == (0, 1, 0, 0)
    assert ties.of(db, me) == []


def test_notes_offers_and_needs_of_a_file_are_kept_once(db: Database, now: datetime) -> None:
    content = b"Name,Company,Notes,Offers,Needs\nAda,Mill,Met at the fair,weaving,a loom\n"
    for expected in ((1, 0, 0, 0), (0, 0, 1, 0)):
        assert counts(import_file(db, "people.csv", content, now=now)) == expected
    [ada] = fields.people_with(db, "name", "ada")
    assert [row["text"] for row in notes.of(db, ada)] == ["Met at the fair"]
    assert [(row["kind"], row["text"], row["evidence"], row["source"]) for row in facets.of(db, ada)] == [
        ("need", "a loom", "a loom", "people.csv"),
        ("offer", "weaving", "weaving", "people.csv"),
    ]
    assert ties.everyones(db) == []


def test_a_row_that_cannot_be_stored_is_refused_and_leaves_nothing(
    db: Database, now: datetime, bring: Bring, monkeypatch: pytest.MonkeyPatch
) -> None:
    put = fields.put

    def failing(*given: object, **rest: object) -> object:
        if given[3] == "Forge":
            raise sqlite3.IntegrityError("constraint")
        return put(*given, **rest)  # type: ignore[arg-type]

    monkeypatch.setattr(fields, "put", failing)
    report = bring(BO, ADA)
    assert counts(report) == (1, 0, 0, 1)
    assert [one.line for one in report.refused] == [2]
    assert fields.people_with(db, "name", "bo third") == []
    assert report.edit_id is not None
    journal.undo(db, report.edit_id, at=now)
    assert people.count(db) == 0


def test_progress_is_told_and_ends_at_the_end(bring: Bring) -> None:
    told: list[tuple[int, int]] = []
    bring(ADA, NOBODY, BO, on_progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 0), "how many rows there are is not known before the file has been read"
    assert told[-1] == (3, 3)
    assert told == sorted(told)


def test_nobody_waits_for_the_lock_while_a_file_is_read(
    db: Database, tmp_path: Path, now: datetime, person: Add, bring: Bring
) -> None:
    """Another writer comes in the middle of an import; both their work is there in the end."""
    person("Somebody", organisation="Mill")
    other = connect(tmp_path / "comity.db")
    other.execute("pragma busy_timeout = 0")
    written: list[int] = []

    def interrupt(_done: int, total: int) -> None:
        if total and not written:  # the file has been read, the copy made
            with journal.edit(other, what="Added Bo", who="you", at=now) as edit:
                written.append(people.add(edit))
                fields.put(
                    edit,
                    written[0],
                    "url",
                    "https://www.linkedin.com/in/bo-example",
                    source="you",
                    set_by="you",
                )

    report = bring(ADA, BO, on_progress=interrupt)
    other.close()
    assert counts(report) == (1, 1, 0, 0)
    assert people.card(db, written[0])["organisation"] == "Forge"
    assert counts(bring(ADA, BO)) == (0, 0, 2, 0)


def test_called_off_when_all_is_found_out_it_leaves_nothing(db: Database, bring: Bring) -> None:
    told: list[tuple[int, int]] = []

    def call_off(done: int, total: int) -> None:
        told.append((done, total))
        if told.count((2, 2)) == 2:  # the second time is the last moment
            raise InterruptedError

    with pytest.raises(InterruptedError):
        bring(ADA, BO, on_progress=call_off)
    assert people.count(db) == 0
    assert journal.history(db) == []


def test_somebody_who_writes_on_and_on_waits_in_the_end(
    db: Database, tmp_path: Path, now: datetime, bring: Bring
) -> None:
    """Else an import in a service that is in use would never end."""
    other = connect(tmp_path / "comity.db")
    begun = []

    def interrupt(done: int, total: int) -> None:
        if total and not done:
            begun.append(total)
            if len(begun) <= REHEARSALS:
                with journal.edit(other, what="Added somebody", who="you", at=now) as edit:
                    people.add(edit)

    report = bring(ADA, BO, on_progress=interrupt)
    other.close()
    assert len(begun) == REHEARSALS + 1
    assert counts(report) == (2, 0, 0, 0)
    assert people.count(db) == REHEARSALS + 3, "Ada, Bo, the user, and whom somebody added"
    assert [one["what"] for one in journal.history(db)].count("Imported Connections.csv") == 1


def test_an_import_brought_over_is_row_for_row_the_one_that_was_rehearsed(
    tmp_path: Path, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []
    for place, brought in (("a", True), ("b", False)):
        db = open_store(tmp_path / place / "comity.db")
        import_file(db, "Connections.csv", linkedin(ADA), now=now)
        if not brought:
            monkeypatch.setattr(rehearsal, "state", lambda _db: (-1, -1))
        import_file(db, "Connections.csv", linkedin(ADA.replace("Engineer", "Director"), BO), now=now)
        found.append(contents(db))
        db.close()
    assert found[0] == found[1]


def test_a_file_that_cannot_be_read_at_all_changes_nothing(db: Database, now: datetime) -> None:
    before = contents(db, (*TABLES, "imports"))
    with pytest.raises(Problem):
        import_file(db, "photo.jpg", b"\xff\xd8\xff\xe0 JFIF", now=now)
    assert contents(db, (*TABLES, "imports")) == before


def test_all_samples_twice_change_nothing_the_second_time(
    db: Database, now: datetime, shared_data: Path
) -> None:
    files = sorted(
        [*(shared_data / "contacts_csv").glob("*.csv"), *(shared_data / "vcards").glob("*.vcf")],
    )
    first = [import_file(db, file.name, file.read_bytes(), now=now) for file in files]
    assert sum(report.counts["new"] for report in first) >= 20
    before = contents(db)
    for file in files:
        again = import_file(db, file.name, file.read_bytes(), now=now + timedelta(days=1))
        assert (again.counts["new"], again.counts["updated"]) == (0, 0), file.name
    assert contents(db) == before


CELL = st.sampled_from(["", "Ada Lee", "Lee Ada", "Bo Third", "Ann"])
ROWS = st.lists(
    st.tuples(
        CELL,
        st.sampled_from(["", "a@example.org", "b@example.org", "info@example.org"]),
        st.sampled_from(["", "Mill", "Mill Ltd", "Forge"]),
        st.sampled_from(
            [
                "",
                "https://www.linkedin.com/in/a-example",
                "https://www.linkedin.com/in/b-example",
                "https://f.example",
            ]
        ),
        st.sampled_from(["", "note", "another note"]),
    ),
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_whatever_rows_a_file_has_a_second_time_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    """Rows that share names, mailboxes and addresses in every way."""
    db = Database(sqlite3.connect(":memory:", isolation_level=None), execute_plugins=False, strict=True)
    db.execute("pragma foreign_keys = on")
    migrate(db)
    content = "\n".join(["Name,Email,Company,URL,Notes", *(",".join(row) for row in rows), ""]).encode()
    now = datetime.fromisoformat("2026-05-04T09:30:00+00:00")
    import_file(db, "people.csv", content, now=now)
    before = contents(db)
    again = import_file(db, "people.csv", content, now=now)
    assert (again.counts["new"], again.counts["updated"]) == (0, 0)
    assert contents(db) == before
    db.close()
