"""Where a reader writes down what it found: values trimmed and checked, each under the reader's own name."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from server.pages.names import clean_name
from server.pages.profile import Acquaintance, FieldName, Passage, Profile, Reading
from server.pages.urls import absolute, canonical_url

LONGEST: dict[str, int] = {"name": 120, "headline": 300, "organisation": 160, "role": 160, "place": 160, "about": 6000,
                           "url": 2048, "email": 254, "phone": 40, "skill": 80}  # fmt: skip
"""Characters. What is longer is no such value (a "name" of a whole paragraph), except `about`, which is cut."""
MOST = {"url": 30, "skill": 60, "email": 6, "phone": 6}
DIGITS = range(6, 18)
"""Of a telephone number."""
SHORTEST_PASSAGE = 3
MAX_PASSAGES = 120
MAX_PASSAGE = 1200
MAX_ACQUAINTANCES = 100
EMAIL = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
MASKED = re.compile(r"\*{3,}|^[\W_]*$")


@dataclass
class Notebook:
    """One reader's notes on one page."""

    source: str
    base: str = ""
    """What relative addresses start from."""
    readings: list[Reading] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    acquaintances: list[Acquaintance] = field(default_factory=list)
    people: list[Profile] = field(default_factory=list)
    on: date | None = None
    """When the page says it was written."""

    def say(self, name: FieldName, value: object) -> None:
        """Notes a value; what is empty, masked, too long or no address at all is passed over in silence."""
        text = _text(value)
        if name == "url":
            text = canonical_url(absolute(self.base, text)) if text else ""
        elif name == "email":
            found = EMAIL.search(text.removeprefix("mailto:").split("?")[0])
            text = found[0] if found else ""
        elif name == "phone":
            text = text.removeprefix("tel:")
            text = text if text and sum(char.isdigit() for char in text) in DIGITS else ""
        elif name == "name":
            text = clean_name(text)
        elif name == "about":
            text = text[: LONGEST["about"]]
        if not text or len(text) > LONGEST[name] or MASKED.search(text):
            return
        had = [reading.value.casefold() for reading in self.readings if reading.field == name]
        if text.casefold() in had or len(had) >= MOST.get(name, 1):
            return
        self.readings.append(Reading(name, text, self.source))

    def quote(self, text: str, section: str, signal: Literal["offer", "need"] | None = None) -> None:
        """Notes words of the page as they stand there."""
        text = _text(text)[:MAX_PASSAGE]
        if len(text) < SHORTEST_PASSAGE or MASKED.search(text) or len(self.passages) >= MAX_PASSAGES:
            return
        if not any(text == other.text and signal == other.signal for other in self.passages):
            self.passages.append(Passage(text, section, self.source, signal, self.on))

    def knows(self, name: str, url: str, evidence: str) -> None:
        name = clean_name(_text(name))
        if not name or len(name) > LONGEST["name"] or len(self.acquaintances) >= MAX_ACQUAINTANCES:
            return
        if not any(name == other.name for other in self.acquaintances):
            url = canonical_url(absolute(self.base, url)) if url else ""
            self.acquaintances.append(Acquaintance(name, url, evidence, self.source))

    def value(self, name: FieldName) -> str:
        return next((reading.value for reading in self.readings if reading.field == name), "")


def _text(value: object) -> str:
    """One line of plain text, entities resolved; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    if "&" in value:
        value = html.unescape(value)
    return " ".join(value.replace("\x00", " ").split())
