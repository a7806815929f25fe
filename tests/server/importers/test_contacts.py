"""Calendars and mail boxes tell who was in touch on which day, with people who are held, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlite_utils import Database

from server import importers
from server.errors import Problem
from server.importers import ics, mbox
from server.importers.contacts import FEW, LATEST, Letter, Meeting, days
from server.importers.reading import Opened, read
from server.importers.rows import Refused
from server.store import fields, people
from server.store.journal import undo

Add = Callable[..., int]
TODAY = date(2026, 5, 4)
SECRET = "Project Nightingale"


def calendar(*events: str) -> bytes:
    body = "\n".join(f"BEGIN:VEVENT\n{event.strip()}\nEND:VEVENT" for event in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{body}\nEND:VCALENDAR\n".replace("\n", "\r\n").encode()


LUNCH = """
UID:lunch
DTSTART;TZID=Europe/London:20260420T120000
SUMMARY:Project Nightingale
ORGANIZER;CN="Robin: me":mailto:me@example.org
ATTENDEE;CUTYPE=INDIVIDUAL;PARTSTAT=ACCEPTED;CN=Ana:MAILTO:Ana@Example.org
ATTENDEE;PARTSTAT=DECLINED:mailto:bo@example.org
ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cy@example.org
ATTENDEE;CUTYPE=ROOM;PARTSTAT=ACCEPTED:mailto:room@example.org
BEGIN:VALARM
ATTENDEE:mailto:di@example.org
END:VALARM
"""


def letter(sender: str, to: str, day: str = "Mon, 20 Apr 2026 10:00:00 +0000", *, more: str = "") -> str:
    return (
        f"From - Mon Apr 20 10:00:00 2026\nFrom: {sender}\nTo: {to}\nDate: {day}\nSubject: {SECRET}\n{more}"
        f"Content-Type: text/plain\n\n{SECRET}\nTo: not@a.header\n\nFrom here on it is text.\n\n"
    )


@pytest.fixture
def network(db: Database, person: Add) -> dict[str, int]:
    found = {
        name: person(f"{name.title()} Mill", email=f"{name}@example.org")
        for name in ("ana", "bo", "cy", "di")
    }
    return found | {"me": person("Robin Me", me=True, email="me@example.org")}


def told(db: Database) -> list[tuple[int, str, str, str, str]]:
    rows = db.query("select * from touches order by person, at_date desc, id desc")
    return [(row["person"], row["at_date"], row["how"], row["direction"], row["source"]) for row in rows]


class TestCalendar:
    def bring(self, db: Database, now: datetime, *events: str) -> importers.ImportReport:
        return importers.import_file(db, "work.ics", calendar(*events), now=now)

    def test_only_who_came_was_met(self, db: Database, network: dict[str, int], now: datetime) -> None:
        report = self.bring(db, now, LUNCH)
        assert told(db) == [(network["ana"], "2026-04-20", "met", "both", "calendar")]
        assert (report.format, report.counts["new"]) == ("calendar", 1)
        assert report.preview == ("Ana Mill · met on 2026-04-20 (new)",)

    def test_neither_titles_nor_strangers_are_kept(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        self.bring(db, now, LUNCH, LUNCH.replace("Ana@Example.org", "stranger@example.org"))
        held = "\n".join(db.conn.iterdump())
        assert SECRET not in held
        assert "stranger" not in held
        assert people.count(db) == len(network)

    def test_the_same_file_twice_changes_nothing_and_it_can_be_undone(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        first = self.bring(db, now, LUNCH)
        second = self.bring(db, now, LUNCH)
        assert (second.counts["new"], second.counts["unchanged"], second.edit_id) == (0, 1, None)
        assert first.edit_id is not None
        undo(db, first.edit_id, at=now)
        assert told(db) == []

    def test_a_dry_run_shows_and_changes_nothing(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        report = importers.import_file(db, "work.ics", calendar(LUNCH), now=now, dry_run=True)
        assert report.counts["new"] == 1
        assert told(db) == []

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (("DTSTART;TZID=Europe/London:20260420", "DTSTART:20260505"), "it is still to come"),
            (("SUMMARY", "STATUS:CANCELLED\nSUMMARY"), "it was cancelled"),
            (('ORGANIZER;CN="Robin: me":mailto:me@', "ORGANIZER:mailto:else@"), "it was somebody else's"),
            (("SUMMARY", "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.org\nSUMMARY"), "the user declined"),
        ],
    )
    def test_what_did_not_take_place_with_the_user_is_no_touch(
        self, db: Database, network: dict[str, int], now: datetime, change: tuple[str, str], why: str
    ) -> None:
        report = self.bring(db, now, LUNCH.replace(*change))
        assert told(db) == [], why
        assert "STATUS" in change[1] or report.remarks[0].reason == (
            "Meetings passed over, not with anybody you hold by e-mail address, or still to come: 1."
        )

    def test_a_call_is_a_call_and_a_crowd_an_event(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        crowd = "".join(f"ATTENDEE:mailto:guest{n}@example.org\n" for n in range(FEW))
        self.bring(db, now, f"{LUNCH}X-GOOGLE-CONFERENCE:https://x.example\n", f"{LUNCH}{crowd}")
        assert sorted(how for _, _, how, _, _ in told(db)) == ["call", "event"]

    def test_one_without_a_day_is_refused_and_stops_nothing(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        report = self.bring(db, now, LUNCH.replace("20260420T120000", "someday"), LUNCH)
        assert [row.reason for row in report.refused] == [
            "An event begins here without a day that can be read."
        ]
        assert len(told(db)) == 1

    @pytest.mark.parametrize("name", ['Ana: "the mill', '"Ana', "Ana; x"])
    def test_a_line_with_its_quotation_marks_amiss_is_read_all_the_same(
        self, db: Database, network: dict[str, int], now: datetime, name: str
    ) -> None:
        torn = LUNCH.replace("CN=Ana:MAILTO:", f"CN={name}:MAILTO:")
        assert self.bring(db, now, torn).counts["new"] == 1

    def test_what_a_house_shares_tells_nobody_apart(
        self, db: Database, network: dict[str, int], person: Add, now: datetime
    ) -> None:
        person("Ana Twin", email="ana@example.org")
        person("The Office", email="info@example.org")
        self.bring(db, now, LUNCH, LUNCH.replace("Ana@Example.org", "info@example.org"))
        assert told(db) == []

    def test_calendars_in_an_archive_are_read(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("Takeout/Calendar/me.ics", calendar(LUNCH))
        assert importers.import_file(db, "takeout.zip", packed.getvalue(), now=now).counts["new"] == 1


def test_eight_people_are_a_meeting_and_a_weekly_one_is_kept_for_two_years() -> None:
    assert (FEW, LATEST) == (8, 100)


class TestRecurrence:
    def on(self, rule: str, start: date = date(2026, 4, 1), but: frozenset[date] = frozenset()) -> list[str]:
        meeting = Meeting(1, start, frozenset({"ana@example.org"}), rule=rule, but=but)
        return [day.isoformat() for day in days(meeting, TODAY)]

    def test_a_weekly_one_took_place_every_week_until_today(self) -> None:
        assert self.on("FREQ=WEEKLY;BYDAY=WE;WKST=MO") == [
            "2026-04-01", "2026-04-08", "2026-04-15", "2026-04-22", "2026-04-29",
        ]  # fmt: skip

    def test_an_end_in_another_zone_and_a_count_are_heeded(self) -> None:
        assert self.on("FREQ=WEEKLY;UNTIL=20260408T215959Z") == ["2026-04-01", "2026-04-08"]
        assert self.on("FREQ=DAILY;INTERVAL=2;COUNT=2") == ["2026-04-01", "2026-04-03"]
        assert self.on("FREQ=MONTHLY;BYDAY=1WE") == ["2026-04-01"]

    def test_only_the_latest_are_kept(self) -> None:
        assert len(self.on("FREQ=DAILY", date(2020, 1, 1))) == LATEST
        assert self.on("FREQ=DAILY", date(2020, 1, 1))[-1] == "2026-05-04"

    @pytest.mark.parametrize(
        "rule",
        ["FREQ=SECONDLY", "FREQ=WEEKLY;INTERVAL=0", "FREQ=DAILY;BYMONTH=2", "WEEKLY", "FREQ=WEEKLY;BYDAY=XX"],
    )
    def test_a_rule_that_is_not_understood_is_its_first_day(self, rule: str) -> None:
        assert self.on(rule) == ["2026-04-01"]

    def test_a_time_that_was_moved_left_out_or_cancelled_is_not_counted_twice(self) -> None:
        series = "UID:s\nDTSTART:20260401T090000Z\nRRULE:FREQ=WEEKLY\nEXDATE:20260408T090000Z\nATTENDEE:mailto:a@b.example"
        moved = series.replace("RRULE:FREQ=WEEKLY", "RECURRENCE-ID:20260415T090000Z").replace(
            "20260401", "20260416"
        )
        cancelled = series.replace("RRULE:FREQ=WEEKLY", "RECURRENCE-ID:20260422T090000Z\nSTATUS:CANCELLED")
        found = ics.read(calendar(series, moved, cancelled))
        at = sorted(day.isoformat() for one in found if isinstance(one, Meeting) for day in days(one, TODAY))
        assert at == ["2026-04-01", "2026-04-16", "2026-04-29"]


class TestMail:
    def bring(
        self, db: Database, now: datetime, *letters: str, mine: tuple[str, ...] = ()
    ) -> importers.ImportReport:
        return importers.import_file(db, "mail.mbox", "".join(letters).encode(), now=now, mine=mine)

    def test_who_wrote_to_whom_is_all_that_is_kept(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        report = self.bring(
            db,
            now,
            letter("Robin <me@example.org>", '"Mill, Ana" <ana@example.org>,\n Bo <BO@example.org>'),
            letter("=?utf-8?q?Ana?= <ana@example.org>", "me@example.org", "21 Apr 2026 23:59:00 -0700"),
        )
        assert told(db) == [
            (network["ana"], "2026-04-21", "message", "theirs", "mail"),
            (network["ana"], "2026-04-20", "message", "mine", "mail"),
            (network["bo"], "2026-04-20", "message", "mine", "mail"),
        ]
        assert report.format == "mail"
        assert SECRET not in "\n".join(db.conn.iterdump())

    @pytest.mark.parametrize(
        "more",
        ["List-Id: <news.example.org>\n", "List-Unsubscribe: <x>\n", "Precedence: bulk\n", "Auto-Submitted: auto-replied\n",
         "X-Gmail-Labels: Opened,Drafts\n"],
    )  # fmt: skip
    def test_lists_robots_and_drafts_are_no_contact(
        self, db: Database, network: dict[str, int], now: datetime, more: str
    ) -> None:
        self.bring(db, now, letter("ana@example.org", "me@example.org", more=more))
        assert told(db) == []

    def test_circulars_copies_of_others_mail_and_days_to_come_are_none(
        self, db: Database, network: dict[str, int], now: datetime
    ) -> None:
        crowd = ", ".join(["ana@example.org", *(f"guest{n}@example.org" for n in range(FEW))])
        report = self.bring(
            db,
            now,
            letter("me@example.org", crowd),
            letter("ana@example.org", "bo@example.org"),
            letter("me@example.org", "ana@example.org", "Tue, 5 May 2026 10:00:00 +0000"),
            letter("me@example.org", "ana@example.org", "yesterday"),
        )
        assert told(db) == []
        assert [(row.line, row.reason) for row in report.refused] == [
            (4, "Message 4 has no date that can be read.")
        ]

    def test_whose_mail_it_is_must_be_known(self, db: Database, person: Add, now: datetime) -> None:
        ana = person("Ana Mill", email="ana@example.org")
        with pytest.raises(Problem, match="which of the addresses"):
            self.bring(db, now, letter("me@example.org", "ana@example.org"))
        with pytest.raises(Problem, match="no e-mail address"):
            self.bring(db, now, letter("me@example.org", "ana@example.org"), mine=("me",))
        report = self.bring(db, now, letter("me@example.org", "ana@example.org"), mine=("Me@example.org",))
        assert [person for person, *_ in told(db)] == [ana]
        me = people.me(db)
        assert me is not None
        assert ("email", "Me@example.org") in [(row["field"], row["value"]) for row in fields.of(db, me)]
        assert report.edit_id is not None
        undo(db, report.edit_id, at=now)
        assert people.me(db) is None

    def test_a_mail_box_is_cut_to_its_headers_before_it_is_held(self) -> None:
        box = (letter("me@example.org", "ana@example.org") * 3).encode()
        cut = mbox.headers_only(io.BytesIO(box))
        assert SECRET.encode() not in cut
        assert list(mbox.read(cut)) == list(mbox.read(box))
        assert len(list(mbox.read(cut))) == 3


LINES = [
    "BEGIN:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "DTSTART:20260401", "DTSTART:2026",
    "RRULE:FREQ=WEEKLY", "RRULE:FREQ=DAILY;COUNT=0", "RRULE:FREQ=MONTHLY;BYMONTHDAY=99", "RRULE:;", "EXDATE:x,20260408",
    "ATTENDEE:mailto:a@b.example", 'ATTENDEE;CN="x:mailto:a@b.example', "ATTENDEE", "UID:1", "RECURRENCE-ID:20260408",
    " folded", "From - Mon Apr 20 10:00:00 2026", "From: a@b.example", "From: <<>,;", "To: c@d.example", "Date: 0", "",
    "Date: Mon, 20 Apr 2026 99:00:00 +9999", "\x00", "Date: Mon, 20 Apr 2026 10:00:00 +0000",
]  # fmt: skip


@given(st.sampled_from(["BEGIN:VCALENDAR", "From - Mon Apr 20 10:00:00 2026"]),
       st.lists(st.sampled_from(LINES) | st.text(max_size=12), max_size=14))  # fmt: skip
@example(
    "BEGIN:VCALENDAR",
    ["BEGIN:VEVENT", "RRULE:FREQ=MONTHLY;BYMONTHDAY=99", "DTSTART:20260401", "ATTENDEE:mailto:a@b.example"],
)
def test_any_lines_are_read_or_refused(begins: str, lines: list[str]) -> None:
    try:
        opened: Opened | None = read("file", "\n".join([begins, *lines]).encode())
    except Problem:
        opened = None
    for one in opened.contacts if opened else ():
        assert isinstance(one, Meeting | Letter | Refused)
        if isinstance(one, Meeting):
            assert all(day <= TODAY for day in days(one, TODAY))
