"""Fixtures of the tests from browser to database."""

from browsers.fixtures import browser, fake, one_browser, open_panel, paired, playwright

__all__ = ["browser", "fake", "one_browser", "open_panel", "paired", "playwright"]
