"""vCards of real clients: read where they can be, refused by name where they cannot."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.importers.reading import read
from server.importers.rows import Outcome, Refused, Row

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lovelace\nN:Lovelace;Ada;;;\nEMAIL:ada@example.org\nEND:VCARD\n"


def outcomes(content: str | bytes) -> tuple[Outcome, ...]:
    opened = read("contacts.vcf", content.encode() if isinstance(content, str) else content)
    assert opened.format == "vcard"
    return opened.outcomes


def only(content: str | bytes) -> Row:
    [row] = outcomes(content)
    assert isinstance(row, Row), row
    return row


def card(*lines: str, version: str = "3.0") -> str:
    return "\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
def test_a_card_of_any_version_is_a_person_whom_the_user_knows(version: str) -> None:
    row = only(
        card(
            "FN:Ada Lovelace",
            "N:Lovelace;Ada;;;",
            "ORG:Mill;Dyeing",
            "TITLE:Engineer",
            "EMAIL;TYPE=work:ada@example.org",
            "TEL;TYPE=cell:+44 20 7946 0000",
            "ADR;TYPE=home:;;1 Row;Porto;;4000;Portugal",
            "URL:https://ada.example.org/",
            version=version,
        )
    )
    assert list(row.values()) == [
        ("name", "Ada Lovelace"),
        ("organisation", "Mill"),
        ("role", "Engineer"),
        ("place", "Porto, Portugal"),
        ("url", "https://ada.example.org"),
        ("email", "ada@example.org"),
        ("phone", "+44 20 7946 0000"),
    ]
    assert (row.band, row.evidence) == ("known", "In the address book contacts.vcf")


def test_a_note_on_a_card_is_the_users_note() -> None:
    assert only(card("FN:Ada", "NOTE:Met at the fair\\, wants a loom")).notes == (
        "Met at the fair, wants a loom",
    )


def test_what_is_nobodys_business_is_not_read() -> None:
    row = only(
        card("FN:Ada", "BDAY:1815-12-10", "GENDER:F", "PHOTO;ENCODING=b;TYPE=PNG:iVBORw0K", " GgoAAAAN")
    )
    assert list(row.values()) == [("name", "Ada")]


def test_letters_written_as_quoted_printable_are_read() -> None:
    row = only(card("FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:J=C3=BCrgen =\n=C3=96z", version="2.1"))
    assert row.name == "Jürgen Öz"


def test_a_letter_folded_in_its_middle_is_mended() -> None:
    name = "Ю" * 30
    raw = f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}".encode()
    assert only(raw[:61] + b"\r\n " + raw[61:] + b"\r\nEND:VCARD\r\n").name == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_is_found_out(encoding: str) -> None:
    assert only(card("FN:Zoë Öz").encode(encoding)).name == "Zoë Öz"


def test_a_name_cut_at_a_comma_is_put_together_from_its_parts() -> None:
    assert only(card("FN:Mustermann, Heiko", "N:Mustermann;Heiko;;;")).name == "Heiko Mustermann"
    assert only(card("N:Lovelace;Ada;King;;")).name == "Ada King Lovelace"


def test_a_bad_card_is_named_and_its_neighbours_are_read() -> None:
    bad = card("FN:Bo Broken", "NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=klingon:=C3=B6")
    before, refused, after = outcomes(CARD + bad + CARD)
    assert isinstance(before, Row)
    assert isinstance(after, Row)
    assert isinstance(refused, Refused)
    assert refused.line == 7
    assert "'Bo Broken'" in refused.reason


def test_a_card_of_a_firm_or_a_group_is_no_person() -> None:
    firm, group = outcomes(card("ORG:Ximian, Inc.", "FN:") + card("FN:Choir", "KIND:group", version="4.0"))
    assert firm == Refused(1, "It names nobody (only 'Ximian, Inc.').")
    assert group == Refused(6, "The card 'Choir' is no person but a group.")


def test_a_card_without_an_end_is_refused_and_the_next_is_read() -> None:
    broken, row = outcomes("BEGIN:VCARD\nVERSION:3.0\nFN:Bo\n" + CARD)
    assert broken == Refused(1, "A card begins here and never ends.")
    assert isinstance(row, Row)


def test_nothing_of_a_card_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    outcomes(card("FN:Ada", "X-messaging/twitter-All:secret"))
    assert capfd.readouterr() == ("", "")


def test_the_samples_of_real_clients_never_stop_an_import(shared_data: Path) -> None:
    files = sorted((shared_data / "vcards").glob("*.vcf"))
    found = {file.name: outcomes(file.read_bytes()) for file in files}
    assert len(found) == 19
    refused = {name: [one.reason for one in each if isinstance(one, Refused)] for name, each in found.items()}
    assert {name: reasons for name, reasons in refused.items() if reasons} == {
        "vcard10.vcf": ["It names nobody (only 'Bike Shop')."],
        "vcard4.vcf": ["It names nobody (only 'Ximian, Inc.')."],
        "vcard7.vcf": ["It names nobody."],
    }
    names = [one.name for each in found.values() for one in each if isinstance(one, Row)]
    assert len(names) == 20
    assert {"Sherlock Holmes", "Heiko Mustermann", "Frank Dawson", "ian geiser"} <= set(names)
