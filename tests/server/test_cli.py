"""The command line: quick to help, plain in what it says, and doing the same work as the panel."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server.cli import COMMANDS

Comity = Callable[..., "subprocess.CompletedProcess[str]"]

MEASURE = """
import resource, sys
try:
    import server.cli
    server.cli.comity.main(["--help"], standalone_mode=False)
finally:
    used = resource.getrusage(resource.RUSAGE_SELF)
    heavy = {"flask", "sklearn", "torch", "numpy", "onnxruntime", "sentence_transformers", "sqlite_utils"}
    print(used.ru_utime + used.ru_stime, *sorted(heavy & set(sys.modules)), file=sys.stderr)
"""


@pytest.fixture
def comity(tmp_path: Path, models_home: Path) -> Comity:
    """Runs `comity …` with a home of its own."""

    def run(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "server.cli", *arguments],
            env=os.environ | {"COMITY_HOME": str(tmp_path), "COMITY_ENCODER": str(models_home)},
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def test_help_takes_less_than_half_a_second_of_cpu_and_imports_nothing_heavy() -> None:
    measured = [
        subprocess.run(
            [sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True
        ).stderr.split()
        for _ in range(3)
    ]
    assert all(heavy == [] for _, *heavy in measured), measured
    assert min(float(seconds) for seconds, *_ in measured) < 0.5


def test_help_names_every_command(comity: Comity) -> None:
    said = comity("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


def test_a_mistake_is_a_sentence_and_an_exit_code(comity: Comity) -> None:
    done = comity("suggest", "Nobody At All")
    assert done.returncode == 1
    assert "Nobody here answers to “Nobody At All”." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_cannot_be_read_does_not_stop_the_others(comity: Comity, tmp_path: Path) -> None:
    (tmp_path / "picture.csv").write_bytes(bytes(range(256)))
    (tmp_path / "people.csv").write_text("Name,Company\nAda Example,Mill\n")
    done = comity("import", str(tmp_path / "picture.csv"), str(tmp_path / "people.csv"))
    assert done.returncode == 1
    assert "picture.csv: Comity does not recognise this file." in done.stderr
    assert "people.csv: 1 new" in done.stdout


def test_a_dry_run_foretells_what_the_same_files_will_bring(comity: Comity, tmp_path: Path) -> None:
    files = [str(tmp_path / name) for name in ("first.csv", "second.csv")]
    for file in files:
        Path(file).write_text("Name,Company,Phone\nAda Example,Mill,01632 960001\n")
    foretold = comity("import", "--dry-run", *files).stdout
    assert "first.csv: 1 new, 0 updated" in foretold
    assert "second.csv: 0 new, 1 updated" in foretold
    assert "undo" not in foretold
    assert "Nobody is here yet" in comity("people").stderr
    came = comity("import", *files).stdout.splitlines()
    assert [line for line in came if "undo" not in line] == [
        line.replace(" (nothing was changed: a dry run)", "") for line in foretold.splitlines()
    ]


def test_a_list_that_is_cut_short_says_so(comity: Comity) -> None:
    comity("sample")
    assert "… and more" in comity("people", "--limit", "2").stderr
    assert comity("people", "--limit", "100").stderr == ""


def test_a_note_becomes_a_need_and_can_be_taken_back(comity: Comity, tmp_path: Path) -> None:
    comity("sample")
    noted = comity("note", "1", "met at the fair, looking for a CTO")
    assert noted.returncode == 0, noted.stderr
    assert "need: " in noted.stdout
    assert "CTO" in noted.stdout
    edit = noted.stdout.split("comity undo ")[1].split("`")[0]
    assert comity("undo", edit).stdout == "Undone.\n"


def test_a_suggestion_has_a_number_by_which_it_is_answered_and_the_answer_is_taken_back(
    comity: Comity,
) -> None:
    comity("sample")
    shown = comity("introductions", "--limit", "1").stdout
    number = shown.split("number ")[1].split(")")[0]
    taken = comity("answer", number, "accept")
    assert "It is introduction 1 now: `comity introduce show 1`." in taken.stdout
    edit = taken.stdout.split("comity undo ")[1].split("`")[0]
    assert comity("undo", edit).stdout == "Undone.\n"
    assert comity("introduce", "show", "1").returncode == 1, "with the answer the introduction went too"


def test_settings_that_do_not_fit_are_named(comity: Comity, tmp_path: Path) -> None:
    (tmp_path / "comity.toml").write_text("port = 'eight'\n")
    done = comity("people")
    assert done.returncode == 1
    assert "'port'" in done.stderr


def test_extract_answers_in_order_and_a_bad_line_stops_nothing(comity: Comity) -> None:
    lines = [
        '{"id": 1, "text": "I am looking for a bookkeeper."}',
        "not json",
        '{"id": 3, "text": "Hello there."}',
        '{"id": 4}',
    ]
    done = comity("extract", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 3, 4]
    assert "bookkeeper" in answers[0]["needs"][0]["text"]
    assert answers[0]["needs"][0]["evidence"] in "I am looking for a bookkeeper."
    assert "error" in answers[1]
    assert (answers[2]["offers"], answers[2]["needs"]) == ([], [])
    assert "text" in answers[3]["error"]


def test_a_line_that_is_no_unicode_spoils_itself_only(tmp_path: Path, models_home: Path) -> None:
    lines = [
        b'\xef\xbb\xbf{"id": "after a byte order mark", "text": "I am looking for a cook."}',
        b'{"id": 2, "text": "Z\xfcrich"}',
        b'{"id": "\\ud800", "text": "its id is half a character"}',
        '{"id": "ü", "text": "I am looking for a cook."}'.encode(),
    ]
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "extract"],
        env=os.environ
        | {
            "COMITY_HOME": str(tmp_path),
            "COMITY_ENCODER": str(models_home),
            "PYTHONIOENCODING": "ascii:strict",
        },
        input=b"\n".join(lines),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["after a byte order mark", None, "\ud800", "ü"]
    assert ["error" in answer for answer in answers] == [False, True, False, False]


def test_check_answers_in_order_and_a_bad_line_stops_nothing(comity: Comity) -> None:
    lines = [
        '{"id": "a", "text": "You owe me one. Send me her address."}',
        "not json",
        '{"id": "c", "text": "Thank you for the book, I have read it twice."}',
        '{"id": "d"}',
    ]
    done = comity("check", stdin="\n".join(lines) + "\n")
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", None, "c", "d"]
    assert set(answers[0]) == {"id", "ask", "easy_to_decline", "findings"}
    (claim,) = [one for one in answers[0]["findings"] if one["kind"] == "reciprocity_claimed"]
    assert claim["quote"] == "You owe me one."
    assert set(claim) == {"kind", "quote", "why", "instead"}
    assert "error" in answers[1]
    assert (answers[2]["ask"], answers[2]["findings"]) == (False, [])
    assert "text" in answers[3]["error"]


def test_rank_puts_the_one_who_offers_it_first(comity: Comity) -> None:
    line = {
        "id": "q",
        "needs": ["someone to audit our accounts"],
        "candidates": [
            {"id": "cook", "offers": ["wedding catering"]},
            {"id": "auditor", "offers": ["auditing accounts for small charities"]},
        ],
    }
    answer = json.loads(comity("rank", stdin=json.dumps(line) + "\n").stdout)
    assert [one["id"] for one in answer["ranking"]] == ["auditor", "cook"]
    assert answer["ranking"][0]["score"] > answer["ranking"][1]["score"]


def test_pairs_finds_the_two_who_need_each_other_unless_they_know_each_other(comity: Comity) -> None:
    people = [
        {"id": "a", "offers": ["beekeeping lessons"], "needs": ["a carpenter to build hives"], "knows": []},
        {
            "id": "b",
            "offers": ["carpentry, hives and sheds"],
            "needs": ["lessons in beekeeping"],
            "knows": [],
        },
        {"id": "c", "offers": ["tax advice"], "needs": ["a violin teacher"], "knows": []},
    ]
    lines = "".join(json.dumps(one) + "\n" for one in people)
    (best, *rest) = [json.loads(line) for line in comity("pairs", stdin=lines).stdout.splitlines()]
    assert {best["a"], best["b"]} == {"a", "b"}
    assert 0 < best["mutual"] <= min(best["a_gains"], best["b_gains"])
    assert rest == []
    people[0]["knows"] = ["b"]
    lines = "".join(json.dumps(one) + "\n" for one in people)
    assert comity("pairs", stdin=lines).stdout == ""
