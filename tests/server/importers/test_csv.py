"""Google's CSV, Outlook's, and anybody's own: by the columns' names or by what the user says of them."""

from __future__ import annotations

import pytest

from server.errors import Problem
from server.importers.reading import Opened, read
from server.importers.rows import Refused, Row


def opened(text: str, mapping: dict[str, str] | None = None) -> Opened:
    return read("people.csv", text.encode(), mapping)


def only(text: str, mapping: dict[str, str] | None = None) -> Row:
    [row] = opened(text, mapping).outcomes
    assert isinstance(row, Row), row
    return row


def test_googles_old_columns() -> None:
    text = (
        "Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,"
        "Phone 1 - Type,Phone 1 - Value,Organization 1 - Name,Organization 1 - Title,Address 1 - City,"
        "Address 1 - Country,Website 1 - Value\n"
        'Ada Lovelace,Ada,King,Lovelace,"Met at the fair.\nWants a loom.",* myContacts,Home,'
        "ada@example.org ::: ada@mill.example.org,Mobile,+44 20 7946 0000,Mill,Engineer,Porto,Portugal,"
        "ada.example.org\n"
    )
    assert opened(text).format == "google"
    row = only(text)
    assert row.name == "Ada King Lovelace"
    assert row.emails == ("ada@example.org", "ada@mill.example.org")
    assert (row.organisation, row.role, row.place) == ("Mill", "Engineer", "Porto, Portugal")
    assert row.urls == ("https://ada.example.org",)
    assert row.notes == ("Met at the fair.\nWants a loom.",)
    assert (row.band, row.evidence) == ("known", "In the address book (Google Contacts)")


def test_googles_new_columns() -> None:
    text = (
        "First Name,Middle Name,Last Name,Organization Name,Organization Title,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value\n"
        "Ada,,Lovelace,Mill,Engineer,* myContacts,Work,ada@example.org\n"
    )
    assert opened(text).format == "google"
    row = only(text)
    assert (row.name, row.organisation, row.role) == ("Ada Lovelace", "Mill", "Engineer")


def test_outlooks_title_is_no_job() -> None:
    row = only(
        "Title,First Name,Last Name,Company,Job Title,E-mail Address,Mobile Phone\n"
        "Dr.,Ada,Lovelace,Mill,Engineer,ada@example.org,+44 20 7946 0000\n"
    )
    assert (row.role, row.phones) == ("Engineer", ("+44 20 7946 0000",))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter: str) -> None:
    row = only("Name,Firma,E-Mail\nAda Lovelace,Mill,ada@example.org\n".replace(",", delimiter))
    assert (row.name, row.organisation, row.emails) == ("Ada Lovelace", "Mill", ("ada@example.org",))


def test_a_list_of_people_is_no_proof_that_the_user_knows_them() -> None:
    assert only("Name,Company\nAda Lovelace,Mill\n").band == ""


def test_a_column_may_say_how_near_somebody_is() -> None:
    row = only("Name,Company,Tie\nAda Lovelace,Mill,Close\n")
    assert (row.band, row.evidence) == ("close", "Close, says people.csv")
    row = only("Name,Company,Tie\nAda Lovelace,Mill,best friend\n")
    assert row.band == ""
    assert row.remarks == ("'best friend' is not how near somebody is: close, known, distant, dormant.",)


def test_offers_and_needs_may_have_columns_of_their_own() -> None:
    row = only('Name,Offers,Looking for\nAda Lovelace,weaving; dyeing,"a loom, used"\n')
    assert (row.offers, row.needs) == (("weaving", "dyeing"), ("a loom, used",))


def test_the_user_says_which_column_is_which() -> None:
    text = "Wer,Wo,Bei\nAda Lovelace,Porto,Mill\n"
    with pytest.raises(Problem) as unknown:
        opened(text)
    assert unknown.value.code == "unknown_format"
    row = only(text, {"wer": "name", "WO": "place", "Bei": "organisation"})
    assert (row.name, row.place, row.organisation) == ("Ada Lovelace", "Porto", "Mill")


def test_a_meaning_or_a_column_that_is_not_there_is_said() -> None:
    with pytest.raises(Problem) as meaning:
        opened("Wer,Bei\nAda,Mill\n", {"Wer": "nickname"})
    assert meaning.value.code == "unknown_meaning"
    assert "nickname" in meaning.value.message
    with pytest.raises(Problem) as column:
        opened("Wer,Bei\nAda,Mill\n", {"Who": "name"})
    assert column.value.code == "unknown_format"


def test_a_table_without_names_says_which_columns_it_has() -> None:
    with pytest.raises(Problem) as refused:
        opened("Company,Email\nMill,ada@example.org\n")
    assert refused.value.code == "no_name_column"
    assert "Company, Email" in refused.value.hint


@pytest.mark.parametrize(
    ("header", "line"),
    [
        ("Name,Email", "Ada Lovelace,ada@example.org"),
        ("Vorname,Name,Email", "Ada,Lovelace,ada@example.org"),
        ("First name,Name,Email", "Ada,Ada Lovelace,ada@example.org"),
        ("Nom,Prénom,Email", "Lovelace,Ada,ada@example.org"),
        ("Nom,Email", "Ada Lovelace,ada@example.org"),
        ("Nombre,Correo electrónico", "Ada Lovelace,ada@example.org"),
    ],
)
def test_a_word_for_name_means_what_the_other_columns_leave_it(header: str, line: str) -> None:
    assert only(f"{header}\n{line}\n").name == "Ada Lovelace"


def test_a_spreadsheets_unicode_text_is_read() -> None:
    [row] = read("people.txt", "Name\tCompany\nZoë Öz\tMühle\n".encode("utf-16")).outcomes
    assert isinstance(row, Row)
    assert (row.name, row.organisation) == ("Zoë Öz", "Mühle")


def test_a_name_as_long_as_a_page_is_refused_and_a_long_headline_is_cut() -> None:
    [long] = opened(f"Name,Headline\n{'a' * 201},x\n").outcomes
    assert isinstance(long, Refused)
    row = only(f"Name,Headline\nAda,{'h' * 1001}\n")
    assert len(row.headline) == 1000
    assert row.remarks == ("The headline is longer than 1,000 characters and was cut.",)


def test_a_cell_too_large_for_any_table_costs_its_line() -> None:
    huge, ada = opened(f"Name,Headline\nBo,{'h' * 200_000}\nAda,x\n").outcomes
    assert isinstance(huge, Refused)
    assert huge.line == 2
    assert isinstance(ada, Row)


def test_what_is_no_address_book_is_refused_with_a_hint() -> None:
    for content in (b"%PDF-1.7 ...", b"\x00\x01\x02\xff" * 100, b"{}", b"Hello, world\n"):
        with pytest.raises(Problem) as refused:
            read("file.bin", content)
        assert refused.value.code == "unknown_format"
        assert "Connections.csv" in refused.value.hint
    with pytest.raises(Problem) as empty:
        read("empty.csv", b" \n")
    assert empty.value.code == "empty_file"


def test_a_second_download_of_a_file_goes_by_the_same_name() -> None:
    content = b"Name,Company\nAda,Mill\n"
    assert read("C:\\Users\\me\\people (2).csv", content).source == "people.csv"
    assert read("/home/me/people.csv", content).source == "people.csv"
