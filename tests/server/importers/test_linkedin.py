"""LinkedIn's Connections.csv in every shape it has been seen in."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from server.importers.reading import Opened, read
from server.importers.rows import Refused, Row

HEADER = "First Name,Last Name,URL,Email Address,Company,Position,Connected On"
ADA = "Ada,Lovelace,https://www.linkedin.com/in/ada-example,ada@example.org,Mill,Engineer,12 Mar 2024"
PREAMBLE = 'Notes:\n"When exporting your connection data, you may notice that some are missing."\n'


def opened(text: str) -> Opened:
    return read("Connections.csv", text.encode())


def rows(text: str) -> list[Row]:
    return [one for one in opened(text).outcomes if isinstance(one, Row)]


def refused(text: str) -> list[Refused]:
    return [one for one in opened(text).outcomes if isinstance(one, Refused)]


def test_a_line_becomes_a_person_tied_to_the_user_since_a_day() -> None:
    [ada] = rows(f"{PREAMBLE}\n{HEADER}\n{ADA}\n")
    assert ada.line == 5
    assert list(ada.values()) == [
        ("name", "Ada Lovelace"),
        ("organisation", "Mill"),
        ("role", "Engineer"),
        ("url", "https://www.linkedin.com/in/ada-example"),
        ("email", "ada@example.org"),
    ]
    assert ada.band == "known"
    assert ada.evidence == "Connected on 12 Mar 2024 (Connections.csv)"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADER}\n{ADA}",
        f"\ufeff{HEADER}\n{ADA}\n",
        f"\ufeff{PREAMBLE}\n{HEADER}\n{ADA}\n",
        f"{PREAMBLE}{HEADER}\n{ADA}\n",
        f"{PREAMBLE}\n\n{HEADER}\n\n{ADA}\n\n,,,,,,\n",
        f"{PREAMBLE}\n{HEADER}\n{ADA}\n".replace("\n", "\r\n"),
        f"{PREAMBLE}\n{HEADER}\n{ADA}\n".replace(",", ";"),
        f"{PREAMBLE}\n{HEADER}\n{ADA}\n".replace(",", "\t"),
    ],
    ids=["bare", "bom", "preamble", "no blank line", "empty rows", "crlf", "semicolons", "tabs"],
)
def test_what_stands_around_the_table_makes_no_difference(text: str) -> None:
    [ada] = rows(text)
    assert (ada.name, ada.organisation, ada.emails) == ("Ada Lovelace", "Mill", ("ada@example.org",))
    assert refused(text) == []


def test_columns_may_have_moved() -> None:
    text = (
        "Connected On,Company,Last Name,First Name,Position,URL\n"
        "7-Feb-22,Mill,Lovelace,Ada,Engineer,http://linkedin.com/in/ada-example"
    )
    [ada] = rows(text)
    assert (ada.name, ada.organisation, ada.role) == ("Ada Lovelace", "Mill", "Engineer")
    assert ada.urls == ("https://www.linkedin.com/in/ada-example",)
    assert ada.evidence == "Connected on 7 Feb 2022 (Connections.csv)"


def test_a_quoted_comma_parts_nothing() -> None:
    [priya] = rows(f'{HEADER}\nPriya,Shah,,,"Nestwise, Inc.","Head of ""Things"", acting",12 Mar 2024')
    assert (priya.organisation, priya.role) == ("Nestwise, Inc.", 'Head of "Things", acting')


@pytest.mark.parametrize(
    "header",
    [
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Vernetzt seit",
        "Prénom,Nom,URL,Adresse e-mail,Entreprise,Poste,Connecté le",
        "Nombre,Apellidos,URL,Dirección de correo electrónico,Empresa,Cargo,Conectado el",
        "Nome,Sobrenome,URL,Endereço de e-mail,Empresa,Cargo,Conectado em",
        "Nome,Cognome,URL,Indirizzo e-mail,Azienda,Posizione,Collegato il",
        "Voornaam,Achternaam,URL,E-mailadres,Bedrijf,Functie,Verbonden op",
        "Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Yhteydessä alkaen",
    ],
)
def test_headers_in_other_languages_mean_the_same(header: str) -> None:
    found = opened(f"{header}\n{ADA}")
    assert found.format == "linkedin"
    [ada] = found.outcomes
    assert isinstance(ada, Row)
    assert (ada.name, ada.organisation, ada.role) == ("Ada Lovelace", "Mill", "Engineer")
    assert ada.evidence == "Connected on 12 Mar 2024 (Connections.csv)"


def test_a_member_without_a_name_is_refused_with_line_and_reason_and_stops_nobody() -> None:
    text = f"{HEADER}\n,,,,,,20 Mar 2022\n{ADA}"
    [nobody] = refused(text)
    assert nobody.line == 2
    assert "LinkedIn leaves the name out" in nobody.reason
    assert [row.line for row in rows(text)] == [3]


def test_a_bad_address_is_left_out_and_said_and_the_person_is_kept() -> None:
    [ada] = rows(f"{HEADER}\nAda,Lovelace,not an address,ada(at)example.org,Mill,,")
    assert (ada.urls, ada.emails) == ((), ())
    assert ada.remarks == (
        "'not an address' is no web address and was left out.",
        "'ada(at)example.org' is no e-mail address and was left out.",
    )


def test_an_unclosed_quotation_mark_costs_one_line() -> None:
    text = f'{HEADER}\nBo,"Third,,,,,\n{ADA}\n{ADA.replace("Ada", "Ida")}\n'
    assert [line.line for line in refused(text)] == [2]
    assert [row.name for row in rows(text)] == ["Ada Lovelace", "Ida Lovelace"]


def test_an_unclosed_quotation_mark_that_meets_another_one_costs_one_line() -> None:
    text = f'{HEADER}\nBo,Third,,,"Mill,,\nCy,Fourth,,,"Forge, Inc.",,\n{ADA}\n'
    assert [line.line for line in refused(text)] == [2]
    assert [row.name for row in rows(text)] == ["Cy Fourth", "Ada Lovelace"]


def test_the_samples_are_read_in_full(shared_data: Path) -> None:
    found = {
        file.name: read(file.name, file.read_bytes()) for file in (shared_data / "contacts_csv").glob("*.csv")
    }
    names = {
        name: [one.name if isinstance(one, Row) else one.line for one in each.outcomes]
        for name, each in found.items()
    }
    assert names == {
        "linkedin_people-sync.csv": ["Test Person", "Jane Sample", 7],
        "linkedin_sourcer.csv": ["Priya Shah", "Sam Lee", "Alex Kim"],
    }
    assert {each.format for each in found.values()} == {"linkedin"}


def archive(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, text in files.items():
            out.writestr(name, text)
    return packed.getvalue()


def test_the_exports_zip_tells_of_the_user_too() -> None:
    inside = "Basic_LinkedInDataExport"
    content = archive(
        {
            f"{inside}/Connections.csv": f"{PREAMBLE}\n{HEADER}\n{ADA}\n",
            f"{inside}/Profile.csv": "First Name,Last Name,Maiden Name,Headline,Summary,Geo Location,"
            "Websites\n"
            'Robin,Example,Secret,"Mends, mostly","I mend.\nThen I mend again.",Porto,'
            '"[PERSONAL:https://robin.example.org/,OTHER:https://mend.example.org/]"\n',
            f"{inside}/Positions.csv": "Company Name,Title,Description,Location,Started On,Finished On\n"
            "Old Mill,Apprentice,,,Jan 2010,Feb 2012\nLanternfish,Product manager,,,Mar 2012,\n",
            f"{inside}/Skills.csv": "Name\nMending\nDarning\n",
            f"{inside}/Email Addresses.csv": "Email Address,Confirmed,Primary,Updated On\n"
            "robin@example.org,Yes,Yes,1/1/20\nold@example.org,No,No,1/1/20\n",
            f"{inside}/messages.csv": "CONVERSATION ID,FROM,TO,CONTENT\n1,Ada,Robin,private words\n",
        }
    )
    found = read("export.zip", content)
    me, ada = found.outcomes
    assert isinstance(me, Row)
    assert isinstance(ada, Row)
    assert me.is_me
    assert (me.name, me.headline, me.place) == ("Robin Example", "Mends, mostly", "Porto")
    assert (me.organisation, me.role) == ("Lanternfish", "Product manager")
    assert me.about == "I mend.\nThen I mend again."
    assert me.urls == ("https://robin.example.org", "https://mend.example.org")
    assert (me.emails, me.skills) == (("robin@example.org",), ("Mending", "Darning"))
    assert ada.name == "Ada Lovelace"
    assert not any("private" in value for one in (me, ada) for _, value in one.values())
