"""Every letter Comity drafts passes its own message check: nothing found, and a no is at hand where one is asked."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta

from recommender.tone import Checked, ToneModel, check
from server import messages
from server.messages import PHRASES, written

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted(
    path.name.removesuffix(".txt.jinja") for path in (ROOT / "server" / "messages" / "templates").iterdir()
)
VALUES: dict[str, tuple[Any, ...]] = {
    "first_name": ("Ana",),
    "first_name_a": ("Ana",),
    "first_name_b": ("Tom",),
    "name_a": ("Ana Example",),
    "name_b": ("Tom Example",),
    "other_name": ("Tom Example",),
    "other_first_name": ("Tom",),
    "other_is": ("Tom Example, restorer of church organs",),
    "share_a": ("restores herbaria and binds books", None),
    "share_b": ("runs the seed library in Lunenburg", None),
    "your_need": ("somebody who can read old bindings", None),
    "your_offer": ("book conservation",),
    "their_offer": ("organ restoration",),
    "what": ("a look at the pricing page of our rental shop",),
    "minutes": (15,),
    "why_them": ("you priced the spring courses so clearly",),
    "what_for": ("the evening you spent on my draft",),
    "offer": ("bookkeeping for small charities", None),
    "need": ("a bookkeeper for the autumn", None),
    "cause": ("Warm rooms",),
    "interest": ("community heating",),
    "looking": (True, False),
    "angle": ("the schools would be first",),
    "title": ("A short guide to annual accounts",),
    "url": ("https://example.org/accounts", None),
    "news": ("the new post", None),
    "end": (".",),
    "enclosed": (True, False),
    "said_yes": (True, False),
    "what_it_changed": ("It made the second half clear.",),
}
"""For each place in a template, the values it is tried with; None leaves it open."""
ASKS = {"ask", "ask_about"}


@pytest.fixture(scope="module")
def model() -> ToneModel:
    return ToneModel.from_json(json.loads((ROOT / "models" / "default" / "tone.json").read_text("utf-8")))


def letters(name: str) -> list[str]:
    environment = messages._environment()
    source, _, _ = environment.loader.get_source(environment, f"{name}.txt.jinja")  # type: ignore[union-attr]
    places = sorted(meta.find_undeclared_variables(environment.parse(source)) - set(PHRASES))
    unknown = [place for place in places if place not in VALUES]
    assert not unknown, f"Give {unknown} a sensible value in this test."
    tried = product(*(VALUES[place] for place in places))
    return [written(name, {}, **dict(zip(places, values, strict=True))).text for values in tried]


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_drafted_letter_has_no_finding(name: str, encoder: Any, model: ToneModel) -> None:
    for text in letters(name):
        found = check(text, encoder, model)
        assert [(one.kind, one.quote) for one in found.findings] == []


@pytest.mark.parametrize("name", sorted(ASKS))
def test_a_drafted_request_is_one_and_easy_to_decline(name: str, encoder: Any, model: ToneModel) -> None:
    for text in letters(name):
        found: Checked = check(text, encoder, model)
        assert (found.ask, found.easy_to_decline) == (True, True)


def test_without_its_line_a_request_is_found_hard_to_decline(encoder: Any, model: ToneModel) -> None:
    (text,) = letters("ask")
    found = check(text.replace(PHRASES["decline"], ""), encoder, model)
    assert "no_way_to_decline" in {str(one.kind) for one in found.findings}
