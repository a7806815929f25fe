"""A saved profile page is an import like any other: counted, previewed, undone, and twice is once."""

from __future__ import annotations

import base64
from pathlib import Path
from typing import Any

import pytest
from callers import Caller

URL = "https://mill.example.org/about"
PAGE = f"""<!doctype html><html><head><title>Ana Mill</title><link rel="canonical" href="{URL}">
<script type="application/ld+json">{{"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": {{"@type": "Person",
"name": "Ana Mill", "jobTitle": "Weaver", "email": "ana@mill.example.org", "url": "{URL}",
"description": "I weave linen. I am looking for a flax grower."}}}}</script></head><body><h1>Ana Mill</h1></body></html>"""
TEAM = """<!doctype html><html><head><title>Team</title></head><body><main><h1>Our team</h1>
<div class="h-card"><a class="p-name u-url" href="https://mill.example.org/ana">Ana Mill</a> <span class="p-job-title">Weaver</span></div>
<div class="h-card"><a class="p-name u-url" href="https://mill.example.org/bo">Bo Loaf</a> <span class="p-job-title">Dyer</span></div>
</main></body></html>"""


def bring(panel: Caller, html: str, status: int = 200, **more: Any) -> dict[str, Any]:
    content = base64.b64encode(html.encode()).decode()
    answer = panel.post("/imports", {"filename": "page.html", "content_base64": content, **more})
    assert answer.status_code == status, answer.get_json()
    found: dict[str, Any] = answer.get_json()
    return found if status == 200 else found["error"]


def names(panel: Caller) -> list[str]:
    return [one["name"] for one in panel.get("/people").get_json()["people"]]


def test_it_is_shown_first_kept_undone_and_a_second_time_changes_nothing(panel: Caller) -> None:
    rehearsed = bring(panel, PAGE, dry_run=True)
    assert (rehearsed["counts"]["new"], rehearsed["people_preview"]) == (1, ["Ana Mill: new"])
    assert names(panel) == []
    done = bring(panel, PAGE)
    assert done["counts"] == {"new": 1, "updated": 0, "unchanged": 0, "refused": 0}
    assert bring(panel, PAGE)["counts"] == {"new": 0, "updated": 0, "unchanged": 1, "refused": 0}
    person = panel.get(f"/people/{panel.get('/people').get_json()['people'][0]['id']}").get_json()
    assert person["role"] == "Weaver"
    assert [one["kind"] for one in person["facets"]].count("need") == 1
    assert "email" not in {one["field"] for one in person["fields"]}, (
        "a way to reach her is kept only when ticked"
    )
    panel.post(f"/edits/{done['edit']}/undo", {})
    assert names(panel) == []
    assert bring(panel, PAGE)["counts"]["new"] == 1, "what was taken back may come again"


def test_everybody_of_a_team_page_is_brought_in_as_one_edit(panel: Caller) -> None:
    done = bring(panel, TEAM, url="https://mill.example.org/team")
    assert done["counts"]["new"] == 2
    assert set(names(panel)) == {"Ana Mill", "Bo Loaf"}
    panel.post(f"/edits/{done['edit']}/undo", {})
    assert names(panel) == []


def test_of_a_page_for_members_only_name_and_address_are_kept(panel: Caller) -> None:
    url = "https://www.linkedin.com/in/ana-mill-example"
    html = PAGE.replace(URL, url)
    done = bring(panel, html, url=url)
    assert "choose more of it in the panel" in done["remarks"][0]
    person = panel.get("/people/1").get_json()
    assert {one["field"] for one in person["fields"]} == {"name", "url"}
    assert person["facets"] == []


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("<!doctype html><html><body><p>Seeds to borrow.</p></body></html>", "page_without_address"),
        (
            '<!doctype html><html><head><link rel="canonical" href="https://seeds.example.org/borrow"></head>'
            "<body><p>Seeds to borrow.</p></body></html>",
            "no_profile",
        ),
    ],
)
def test_what_is_no_profile_or_comes_from_nowhere_is_refused_with_a_sentence(
    panel: Caller, html: str, code: str
) -> None:
    assert bring(panel, html, status=400)["code"] == code


def test_the_command_takes_a_saved_page_too(tmp_path: Path, models_home: Path) -> None:
    from click.testing import CliRunner

    from server.cli import comity

    file = tmp_path / "ana.html"
    file.write_text(PAGE, "utf-8")
    environment = {"COMITY_HOME": str(tmp_path / "home"), "COMITY_ENCODER": str(models_home)}
    done = CliRunner().invoke(comity, ["import", str(file)], env=environment)
    assert done.exit_code == 0, done.output
    assert "ana.html: 1 new" in done.output
