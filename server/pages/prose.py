"""Running text and lists of a profile -> passages, with the plain statements of needs and offers marked."""

from __future__ import annotations

import re
from datetime import date

from server.pages.cues import NEED_HEADING, OFFER_HEADING, SKILL_HEADING, Signal, sentences, signal_of
from server.pages.names import clean_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.sections import items, sections, whole_end

LONGEST_HEADING = 60
LONGEST_SKILL, MOST_WORDS = 40, 5
SHORTEST = 12
"""Characters: shorter lines are labels and buttons, not statements."""
MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan januar janvier", "february feb februar février", "march mar märz mars", "april apr avril",
         "may mai",
         "june jun juni juin", "july jul juli juillet", "august aug août", "september sep sept septembre",
         "october oct oktober octobre", "november nov novembre", "december dec dezember décembre"), 1)
    for name in names.split()
}  # fmt: skip
DATED = re.compile(
    r"(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)|(?P<d2>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?P<w2>[^\W\d_]{3,9})\.?,?\s+(?P<y2>20\d\d)"
    r"|(?P<w3>[^\W\d_]{3,9})\.?\s+(?:(?P<d3>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<y3>20\d\d)"
)
BOILERPLATE = re.compile(
    r"^this is a now page|^©|all rights reserved|^(?:office|e-?mail|tel|phone|fax|address)\b[^.]{0,20}:",
    re.IGNORECASE,
)
OTHERS = re.compile(
    r"^(?:related|similar|other|more|also|you (?:may|might)|people (?:also|you)|recommended|recent posts|latest|share"
    r"|follow|subscribe|newsletter|comments?|weitere|ähnliche|autres?|más|outros|altri|cookies?)\b",
    re.IGNORECASE,
)
"""Headings over what is not about this person."""
UPDATED = re.compile(
    r"\b(?:updated|as of|written|last changed|stand|aktualisiert|mis à jour|actualizado)\b", re.IGNORECASE
)


def quote_text(notes: Notebook, text: str, section: str) -> None:
    """Each sentence with a signal as a passage of its own, what is left between them as plain ones."""
    plain: list[str] = []
    for sentence in sentences(text):
        signal = signal_of(sentence)
        if signal is None:
            plain.append(sentence)
            continue
        if plain:
            notes.quote(" ".join(plain), section)
            plain = []
        notes.quote(sentence, section, signal)
    if plain:
        notes.quote(" ".join(plain), section)


def quote_sections(notes: Notebook, page: Page, start: int, end: int, *, otherwise: str, today: date) -> None:
    """Passages of the lines from `start` to `end`; a heading such as "Looking for" marks what is under it."""
    notes.on = page_date(page, start, end, today) or notes.on
    done = start
    for section in sections(page):
        if section.start > end or section.end <= done:
            continue
        first, last = max(section.start, start, done), min(section.end, end)
        if section.start < start:
            _lines(notes, page, first, last, otherwise)
            continue
        under = min(whole_end(page, section.start, section.level), end) if section.level else last
        if OTHERS.match(section.heading):
            done = under
            continue
        if SKILL_HEADING.match(section.heading):
            _skills(notes, page, first, under)
        elif NEED_HEADING.match(section.heading):
            _listed(notes, page, first, under, heading=section.heading, signal="need")
        elif OFFER_HEADING.match(section.heading):
            _listed(notes, page, first, under, heading=section.heading, signal="offer")
        else:
            named = clean_name(section.heading) == notes.value("name")
            _lines(notes, page, first, last, otherwise if named else section.heading or otherwise)
            continue
        done = under


def page_date(page: Page, start: int, end: int, today: date) -> date | None:
    """The day in a line like "Updated 3 October 2026", if it is one and not to come."""
    for line in page.lines[start:end][:60]:
        if UPDATED.search(line) and (found := DATED.search(line)):
            day = _date(found)
            if day is not None and day <= today:
                return day
    return None


def _date(found: re.Match[str]) -> date | None:
    part = found.groupdict()
    word = (part["w2"] or part["w3"] or "").casefold()
    month = int(part["m"]) if part["m"] else MONTHS.get(word, 0)
    year = int(part["y"] or part["y2"] or part["y3"])
    try:
        return date(year, month, int(part["d"] or part["d2"] or part["d3"] or 1))
    except ValueError:
        return None


def _lines(notes: Notebook, page: Page, start: int, end: int, section: str) -> None:
    for group in items(page, start, end):
        for line in group:
            if len(line) >= SHORTEST and not BOILERPLATE.search(line):
                quote_text(notes, line, section.lower() if len(section) <= LONGEST_HEADING else "page")


def _listed(notes: Notebook, page: Page, start: int, end: int, *, heading: str, signal: Signal) -> None:
    """Sub-headings are the items where there are any (a talk's title), else each line is one."""
    name = heading.lower().strip(" :…")
    subs = [line for line, _ in page.headings if start <= line < end]
    for number, line in enumerate(page.lines[start:end], start):
        if not line:
            continue
        if not subs or number in subs:
            notes.quote(line, name, signal)
        elif len(line) >= SHORTEST:
            notes.quote(line, name)


def _skills(notes: Notebook, page: Page, start: int, end: int) -> None:
    for group in items(page, start, end):
        for part in re.split(r"[,;•·|、]| and ", " , ".join(group)):
            skill = part.strip(" .")
            if 1 < len(skill) <= LONGEST_SKILL and len(skill.split()) <= MOST_WORDS:
                notes.say("skill", skill)
