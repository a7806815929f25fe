"""Every state of the panel is sound by day and by night, and can be photographed for the README."""

from __future__ import annotations

import os
from pathlib import Path

from browsers.axe import violations
from playwright.sync_api import Page, ViewportSize

IMAGES = Path(__file__).parents[2] / "docs" / "images"
NARROWEST = 320
"""CSS pixels: what is left of 1280 at 400 % zoom (WCAG 1.4.10)."""


def assert_sound(page: Page, name: str, *, tall: int = 0) -> None:
    """Nothing for axe to find, light and dark, and nothing to scroll sideways for. COMITY_SCREENSHOTS=1 keeps pictures.

    ``tall``: the picture shows at most that many pixels of a long page.
    """
    size = page.viewport_size
    assert size is not None
    shooting = os.environ.get("COMITY_SCREENSHOTS") == "1"
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": size["width"], "height": height}
    )  # so that nothing lies under the sticky header
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        found = violations(page, colours_only=scheme == "dark")
        assert not found, f"{name}, {scheme}:\n" + "\n".join(found)
        if shooting:
            _shoot(page, f"{name}-{scheme}", {"width": size["width"], "height": min(height, tall or height)})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.set_viewport_size({"width": NARROWEST, "height": size["height"]})
    wide = page.evaluate("() => document.documentElement.scrollWidth")
    page.set_viewport_size(size)
    assert wide <= NARROWEST, f"{name} is {wide} pixels wide where {NARROWEST} are to be had."


def _shoot(page: Page, name: str, size: ViewportSize) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    before = page.viewport_size
    page.set_viewport_size(size)
    page.wait_for_timeout(80)
    page.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")
    if before:
        page.set_viewport_size(before)
