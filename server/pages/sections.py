"""A page's text by its headings and regions, with list items kept apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.pages.page import Page

MAIN = 2
"""Headings up to this level part a page."""


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    level: int
    """1 to 6; 0 for what stands before the first heading."""
    start: int
    """Number of the first line after the heading."""
    end: int
    """Number of the line after the last, sub-sections not counted."""


def sections(page: Page) -> tuple[Section, ...]:
    """In the order of the page."""
    heads = sorted(set(page.headings))
    found: list[Section] = []
    first = heads[0][0] if heads else len(page.lines)
    if first:
        found.append(Section("", 0, 0, first))
    for at, (line, level) in enumerate(heads):
        end = heads[at + 1][0] if at + 1 < len(heads) else len(page.lines)
        found.append(Section(page.lines[line], level, line + 1, max(line + 1, end)))
    return tuple(found)


def whole_end(page: Page, start: int, level: int) -> int:
    """The line before which a section with all its sub-sections ends: at the next heading as high as its own."""
    return next(
        (line for line, other in sorted(page.headings) if line >= start and other <= level), len(page.lines)
    )


def items(page: Page, start: int, end: int) -> list[list[str]]:
    """The lines from `start` up to `end`, grouped by list item, empty groups left out."""
    groups: list[list[str]] = [[]]
    for line in page.lines[max(0, start) : end]:
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def region(page: Page, name: re.Pattern[str]) -> tuple[int, int] | None:
    """The first region whose own name matches: its lines, or, for an empty anchor, those up to the next main heading.

    Sites' names for regions do not change with the language they are read in.
    """
    for start, end, key in page.spans:
        if not name.search(key):
            continue
        if end > start and any(page.lines[start:end]):
            return start, end
        heads = [line for line, level in sorted(page.headings) if line >= start and level <= MAIN]
        if heads and heads[0] <= start + 1:
            return heads[0], heads[1] if len(heads) > 1 else len(page.lines)
    return None


def headed(page: Page, words: re.Pattern[str]) -> tuple[int, int] | None:
    """The lines under the first heading that matches, with its sub-sections, the heading itself left out."""
    for line, level in sorted(page.headings):
        if words.search(page.lines[line]):
            return line + 1, whole_end(page, line + 1, level)
    return None


def locate(page: Page, text: str) -> tuple[int, int] | None:
    """Where on the page a marked place's text stands, so that its headings and items can be told."""
    wanted = [line for line in text.split("\n") if line]
    if not wanted:
        return None
    for start, line in enumerate(page.lines):
        if line != wanted[0]:
            continue
        at, taken = start, 0
        while at < len(page.lines) and taken < len(wanted):
            if page.lines[at]:
                if page.lines[at] != wanted[taken]:
                    break
                taken += 1
            at += 1
        if taken >= len(wanted) - 1:
            return start, at
    return None
