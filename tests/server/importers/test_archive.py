"""Archives: opened within limits, whatever they claim to be."""

from __future__ import annotations

import io
import zipfile

import pytest

from server.errors import Problem
from server.importers import archive
from server.importers.reading import read
from server.importers.rows import Row

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEND:VCARD\n"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def refused(content: bytes) -> Problem:
    with pytest.raises(Problem) as problem:
        read("export.zip", content)
    return problem.value


def test_a_bomb_is_put_down_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1000)
    bomb = packed({"Connections.csv": b"0" * 1_000_000})
    assert len(bomb) < 2000
    assert "far more" in refused(bomb).message


def test_many_files_together_count_as_one_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST", 1000)
    assert "far more" in refused(packed({f"{n}.vcf": b"0" * 600 for n in range(2)})).message


def test_too_many_files_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_FILES", 3)
    assert "too many files" in refused(packed({f"{n}.txt": b"" for n in range(4)})).message


def test_a_lie_about_the_size_does_not_help() -> None:
    """The size in the archive's directory is set to 5 bytes; what is unpacked is checked all the same."""
    content = packed({"Connections.csv": b"First Name,Last Name\n" * 10})
    directory = content.rindex(b"PK\x01\x02")
    forged = content[: directory + 24] + (5).to_bytes(4, "little") + content[directory + 28 :]
    assert refused(forged).code in ("bad_archive", "unknown_format", "no_name_column")


@pytest.mark.parametrize("cut", [10, 60, -30])
def test_a_damaged_archive_is_a_sentence(cut: int) -> None:
    content = packed({"Connections.csv": b"First Name,Last Name,Connected On\nAda,Lovelace,1 Jan 2020\n"})
    assert refused(content[:cut]).code == "bad_archive"


def test_a_path_that_climbs_out_is_only_a_name() -> None:
    [row] = read("x.zip", packed({"../../etc/contacts.vcf": CARD.encode()})).outcomes
    assert isinstance(row, Row)
    assert row.name == "Ada"


def test_several_address_books_in_one_archive_are_read_one_after_the_other() -> None:
    second = CARD.replace("Ada", "Bo") + "BEGIN:VCARD\nEND:VCARD\n"
    ada, bo, bad = read("takeout.zip", packed({"a.vcf": CARD.encode(), "b.vcf": second.encode()})).outcomes
    assert [one.name for one in (ada, bo) if isinstance(one, Row)] == ["Ada", "Bo"]
    assert not isinstance(bad, Row)
    assert bad.reason.startswith("In b.vcf: ")


def test_a_spreadsheet_or_an_archive_of_something_else_is_said_to_be_so() -> None:
    assert refused(packed({"xl/workbook.xml": b"<x/>"})).code == "spreadsheet"
    assert refused(packed({"photo.jpg": b"x"})).code == "nothing_inside"
