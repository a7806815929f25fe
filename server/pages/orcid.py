"""ORCID records: biography, keywords, employment, works and their other authors."""

from __future__ import annotations

import re
from datetime import date

from server.pages.linkedin_jobs import YEAR, digits
from server.pages.names import looks_like_a_name
from server.pages.notebook import Notebook
from server.pages.page import Page
from server.pages.prose import quote_text
from server.pages.sections import headed
from server.pages.urls import path_parts

SOURCE = "orcid"
IDENTIFIER = re.compile(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$")
ROLE = re.compile(r"^(?P<when>[^|]*\d{4}[^|]*)\|\s*(?P<role>[^(|]+?)\s*(?:\(|$)")
CONTRIBUTORS = re.compile(r"^[^:]{3,30}:\s*(?P<names>[^;]+(?:;[^;]+)+)$")
BIOGRAPHY = re.compile(r"^(?:biography|biographie|biografía|biografia)$", re.IGNORECASE)
KEYWORDS = re.compile(
    r"^(?:keywords|schlüsselwörter|mots-clés|palabras clave|palavras-chave)$", re.IGNORECASE
)
COUNTRIES = re.compile(r"^(?:countr(?:y|ies)|land|länder|pays|país(?:es)?)$", re.IGNORECASE)
MAX_WORKS = 20


def read(page: Page, today: date) -> Notebook | None:
    parts = path_parts(page.url)
    if not page.host.endswith("orcid.org") or not parts or not IDENTIFIER.match(parts[0]):
        return None
    notes = Notebook(SOURCE, page.url)
    named = next((head for head in page.h1 if looks_like_a_name(head)), "")
    notes.say("name", _first(page, "name") or named)
    if not notes.value("name"):
        return None
    notes.say("url", f"https://orcid.org/{parts[0]}")
    about = _first(page, "bio") or " ".join(_under(page, BIOGRAPHY))
    notes.say("about", about)
    quote_text(notes, about, "biography")
    for keyword in re.split(r"[,;]", ",".join(_panel(page, "keywords") or _under(page, KEYWORDS))):
        notes.say("skill", keyword.strip())
    notes.say("place", ", ".join(_panel(page, "countries") or _under(page, COUNTRIES)))
    for _, href in page.marks.get("orcid.websites", ()):
        notes.say("url", href)
    for line in _panel(page, "emails"):
        notes.say("email", line)
    for text, _ in page.marks.get("orcid.employment", ()):
        _employment(notes, text.split("\n"))
    for text, _ in page.marks.get("orcid.work", ())[:MAX_WORKS]:
        _work(notes, text.split("\n"))
    return notes


def _first(page: Page, name: str) -> str:
    return next((text for text, _ in page.marks.get(f"orcid.{name}", ()) if text), "")


def _under(page: Page, heading: re.Pattern[str]) -> list[str]:
    """For records laid out otherwise: the lines under the panel's heading."""
    part = headed(page, heading)
    return [line for line in page.lines[part[0] : part[1]] if line] if part is not None else []


def _panel(page: Page, name: str) -> list[str]:
    """A side panel's lines without its heading."""
    return _first(page, name).split("\n")[1:]


def _employment(notes: Notebook, lines: list[str]) -> None:
    """The first post without an end year is the present one."""
    role = next((found for line in lines if (found := ROLE.match(line))), None)
    organisation = lines[0].rsplit(": ", 1)[0]
    notes.quote(" · ".join(lines[:2]), "employment")
    if role is not None and len(YEAR.findall(digits(role["when"]))) == 1 and not notes.value("organisation"):
        notes.say("organisation", organisation)
        notes.say("role", role["role"])


def _work(notes: Notebook, lines: list[str]) -> None:
    title = lines[0]
    notes.quote(title, "works")
    for line in lines[1:]:
        found = CONTRIBUTORS.match(line)
        if found is None:
            continue
        for name in found["names"].split(";"):
            if looks_like_a_name(name) and name.strip() != notes.value("name"):
                notes.knows(name, "", f"Wrote “{title}” together")
        return
