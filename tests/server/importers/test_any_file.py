"""Whatever bytes a file has, it is read or refused in a sentence; what was written is read back."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from server.errors import Problem
from server.importers.reading import Opened, read
from server.importers.rows import Refused, Row, email_address, line_of

CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
SCRAPS = st.lists(
    st.sampled_from(
        [
            CONNECTIONS.encode(),
            b"Name,Email\n",
            b"Ada,Lovelace,,,,,1 Jan 2020\n",
            b'"',
            b'"",',
            b",",
            b";",
            b"\t",
            b"\n",
            b"\r",
            b"\0",
            b"\xef\xbb\xbf",
            b"\xff\xfe",
            b"\xc3",
            b"BEGIN:VCARD\n",
            b"END:VCARD\n",
            b"VERSION:2.1\n",
            b"FN:Ada\n",
            b"N:;;\n",
            b"ORG\n",
            b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=\n",
            b"PHOTO;ENCODING=b:AAAA\n",
            b" folded\n",
            b"TEL;TYPE=\n",
            b"item1.URL:\n",
            b"ADR:;;;\n",
            b"PK\x03\x04",
        ]
    )
    | st.binary(max_size=8),
    max_size=12,
).map(b"".join)


def read_or_refused(content: bytes) -> Opened | None:
    try:
        opened = read("file", content)
    except Problem:
        return None
    assert all(isinstance(one, Row | Refused) for one in opened.outcomes)
    assert all(one.line >= 1 for one in opened.outcomes)
    assert all(one.name or one.is_me for one in opened.outcomes if isinstance(one, Row))
    return opened


@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"BEGIN:VCARD")
def test_no_bytes_break_it(content: bytes) -> None:
    read_or_refused(content)


@given(SCRAPS)
def test_no_broken_address_book_breaks_it(content: bytes) -> None:
    read_or_refused(content)


@given(SCRAPS)
def test_nothing_inside_an_archive_breaks_it(content: bytes) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("Connections.csv", content)
        out.writestr("contacts.vcf", content)
        out.writestr("Profile.csv", content)
    read_or_refused(packed.getvalue())


@given(SCRAPS)
def test_a_whole_row_after_a_broken_table_is_still_read(content: bytes) -> None:
    """Unless the last scrap left a quotation mark open on that very line."""
    broken = content.replace(b"\0", b"").replace(b"PK", b"").replace(b"\xff\xfe", b"").replace(b"VCARD", b"")
    opened = read_or_refused(
        CONNECTIONS.encode() + broken + b"\nZoe,Last,,zoe@example.org,Mill,Miller,1 Jan 2020\n"
    )
    assert opened is not None
    last = opened.outcomes[-1]
    assert isinstance(last, Row)
    assert last.emails == ("zoe@example.org",)


WORD = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=8)
VALUE = st.lists(WORD, min_size=1, max_size=3).map(" ".join).filter(line_of)


@given(
    st.lists(st.tuples(WORD, WORD, VALUE, VALUE), min_size=1, max_size=5),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_that_was_written_is_read_back(
    people: list[tuple[str, str, str, str]], delimiter: str, encoding: str
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["First Name", "Last Name", "Company", "Position", "Connected On"])
    writer.writerows([*person, "1 Jan 2020"] for person in people)
    opened = read("Connections.csv", out.getvalue().encode(encoding))
    found = [
        (one.name, one.organisation, one.role) if isinstance(one, Row) else one for one in opened.outcomes
    ]
    assert found == [(f"{given_name} {family}", house, role) for given_name, family, house, role in people]


def escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> str:
    """As the standard has it: at 75 bytes, without regard for letters."""
    raw = line.encode()
    parts = [raw[:75], *(raw[start : start + 74] for start in range(75, len(raw), 74))]
    return b"\r\n ".join(parts).decode("latin-1")


@given(st.lists(st.tuples(WORD, WORD, VALUE), min_size=1, max_size=4), st.sampled_from(["3.0", "4.0"]))
def test_cards_that_were_written_are_read_back(people: list[tuple[str, str, str]], version: str) -> None:
    lines = []
    for given_name, family, note in people:
        lines += ["BEGIN:VCARD", f"VERSION:{version}"]
        lines += [folded(f"FN:{escaped(given_name)} {escaped(family)}")]
        lines += [folded(f"N:{escaped(family)};{escaped(given_name)};;;")]
        lines += [folded(f"NOTE:{escaped(note)}"), "END:VCARD"]
    opened = read("contacts.vcf", ("\r\n".join(lines) + "\r\n").encode("latin-1"))
    found = [(one.name, one.notes) if isinstance(one, Row) else one for one in opened.outcomes]
    assert found == [(f"{given_name} {family}", (note,)) for given_name, family, note in people]


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada@example.org", "ada@example.org"),
        (" mailto:ada@example.org ", "ada@example.org"),
        ("Ada <ada+x@mail.example.org>", "ada+x@mail.example.org"),
        ("zoë@exämple.org", "zoë@exämple.org"),
        ("ada@example", ""),
        ("ada@@example.org", ""),
        ("ada@example..org", ""),
        ("@example.org", ""),
        ("ada", ""),
        ("a b@example.org", ""),
    ],
)
def test_an_address_is_told_from_what_is_none_without_asking_anybody(text: str, address: str) -> None:
    assert email_address(text) == address


@given(st.text())
def test_a_cleaned_line_is_clean(text: str) -> None:
    assert line_of(line_of(text)) == line_of(text)
    assert line_of(text).isprintable() or not line_of(text)
