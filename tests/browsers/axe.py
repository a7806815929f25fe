"""axe-core on a page: what a person with a screen reader, a keyboard or weak eyes would stumble over."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")


def violations(page: Page, *, colours_only: bool = False) -> list[str]:
    """One line each: the rule, and where it is broken. Empty is right.

    ``colours_only``: where all else was looked at already, in the other colour scheme.
    """
    wanted: dict[str, Any] = (
        {"type": "rule", "values": ["color-contrast"]} if colours_only else {"type": "tag", "values": RULES}
    )
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_script())
    found: dict[str, Any] = page.evaluate(
        "(runOnly) => axe.run(document, {runOnly, resultTypes: ['violations']})", wanted
    )
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary']})"
        for one in found["violations"]
        for node in one["nodes"]
    ]
