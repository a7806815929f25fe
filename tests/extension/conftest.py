"""Fixtures of the panel's own tests."""

from browsers.fixtures import browser, fake, one_browser, open_panel, paired, playwright

__all__ = ["browser", "fake", "one_browser", "open_panel", "paired", "playwright"]
