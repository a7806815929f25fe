"""Whether a page's text belongs to its address: single-page sites show the last person under the next URL."""

from __future__ import annotations

import re
import unicodedata

from server.pages.gathered import GATHERED
from server.pages.page import Page
from server.pages.urls import path_parts

COMMON = frozenset(GATHERED["commonWords"])
OWN_PATH = re.compile(GATHERED["profilePath"])
WORD = re.compile(r"[^\W\d_]{3,}")
HEAD_LINES = 6
"""Where a profile says whose it is: its main headings and first lines."""


def is_stale(page: Page) -> bool:
    """True where the text is another's, or where the page moved by itself and nothing shows it caught up."""
    own = own_slugs(page)
    if own:
        return slug_of(page.url) not in own
    return page.stale or (page.moved and not agrees(page))


def agrees(page: Page) -> bool:
    """The words of the address stand in the page's heading, or the heading's words in the address."""
    parts = [fold(part) for part in path_parts(page.url)]
    tokens = [word for part in parts for word in WORD.findall(part) if word not in COMMON]
    first = [line for line in page.lines if line][:HEAD_LINES]
    head = fold(" ".join([*page.h1, *first]))
    if not parts:
        return True
    if not tokens:
        return parts[-1] in fold(page.text) or any(parts[-1] in fold(href) for _, _, href in page.links)
    joined = re.sub(r"\W", "", head)
    if all(token in joined for token in tokens):
        return True
    name = WORD.findall(fold(page.h1[0] if page.h1 else (first[0] if first else "")))
    whole = "".join(tokens)
    return len(name) > 1 and all(word in whole for word in name)


def own_slugs(page: Page) -> set[str]:
    """LinkedIn's profile on screen links to its own sub-pages (contact info, details): their slugs."""
    if not page.host.endswith("linkedin.com"):
        return set()
    found = (OWN_PATH.match("/" + "/".join(path_parts(_absolute(href))) + "/") for _, _, href in page.links)
    return {fold(match[1]) for match in found if match}


def slug_of(url: str) -> str:
    parts = path_parts(url)
    return fold(parts[1]) if len(parts) > 1 else ""


def fold(text: str) -> str:
    """Lower case without accents, and no more: 王小明 stays 王小明."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))


def _absolute(href: str) -> str:
    return href if href.startswith("http") else "https://www.linkedin.com" + href
