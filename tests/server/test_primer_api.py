"""The primer as the first-run page and the command line take it."""

from __future__ import annotations

from pathlib import Path

import pytest
from callers import Caller
from click.testing import CliRunner

from server.cli import comity


def test_the_page_takes_the_steps_one_by_one(panel: Caller) -> None:
    ada = panel.post("/people", {"name": "Ada Mill"}).get_json()["id"]
    assert panel.get("/primer").get_json()["next"] == "difference"
    assert panel.post("/primer/mode", {"person": ada, "mode": "exchange"}).get_json()["next"] == "offers"
    body = {"name": "Robin Hedge", "offers": ["bread"], "needs": ["flour"]}
    assert panel.post("/primer/about-me", body).get_json()["next"] == "network"
    skipped = panel.post("/primer/marks", {"step": "network", "state": "skipped"}).get_json()
    assert (skipped["next"], skipped["done"]) == ("give", 3)
    panel.post(f"/edits/{skipped['edit']}/undo", {})
    assert panel.get("/primer").get_json()["next"] == "network"


@pytest.fixture
def primer(tmp_path: Path, models_home: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("COMITY_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("COMITY_ENCODER", str(models_home))
    return CliRunner()


CARDS = "".join(
    f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{name.split()[0].lower()}@example.org\nEND:VCARD\n"
    for name in ("Ada Mill", "Bo Loaf", "Cy Oven")
)


def test_the_terminal_walks_through_it_is_left_and_taken_up_again(primer: CliRunner, tmp_path: Path) -> None:
    (tmp_path / "cards.vcf").write_text(CARDS)
    first = primer.invoke(comity, ["primer"], input="\n".join(["Robin Hedge", "bread", "", ""]) + "\n")
    assert "1 of 6 steps" in first.output, first.output
    assert "You offer “bread”." in first.output
    assert "Left for later" in first.output
    again = ["flour", "", str(tmp_path / "cards.vcf"), ""]
    second = primer.invoke(comity, ["primer"], input="\n".join(again) + "\n")
    assert "2 of 6 steps" in second.output, second.output
    assert "3 people are here." in second.output
    ask = ["Ada", "could you show me your oven", "you built it", "10"]
    third = primer.invoke(comity, ["primer", "--step", "ask"], input="\n".join(ask) + "\n")
    assert "Hello Ada," in third.output, third.output
    assert "just say so" in third.output
    last = primer.invoke(comity, ["primer", "--show"]).output
    assert "5 of 6 steps" in last
    assert "○ give" in last


def test_a_first_give_is_chosen_among_what_is_suggested(primer: CliRunner) -> None:
    assert primer.invoke(comity, ["sample"]).exit_code == 0
    given = primer.invoke(comity, ["primer", "--step", "give"], input="Tamsin\n1\n")
    assert "You could write:" in given.output or "Left for later" in given.output, given.output
    skipped = primer.invoke(comity, ["primer", "--skip", "give"])
    assert skipped.exit_code == 0


def test_a_file_that_is_not_there_is_a_sentence(primer: CliRunner) -> None:
    said = primer.invoke(comity, ["primer", "--step", "network"], input="nowhere.csv\n")
    assert "There is no file nowhere.csv." in said.output
    assert said.exit_code == 0
